import Foundation
import Pages

/// The picture as its observers see it.
struct PictureSection {
  let result: DemonstrationResult

  private var picture: PictureResult { result.picture }

  var html: HTML {
    reportSection(
      "One picture, seen from three places",
      """
      \(picture.width) × \(picture.height) pixels, \(grouped(picture.lines)) cache lines, in an encrypted data region under \
      \(picture.algorithm). The hardware wrote every line to external memory and read it back.
      """,
      views, contrast)
  }

  private var views: HTML {
    guard let pictures = result.pictures else { return .group([]) }
    return .tag(
      "div", ["class": "views"],
      view(
        pictures.processor, "plain", "As the processor sees it",
        "Loaded through the unit: \(grouped(picture.linesEqual)) of \(grouped(picture.lines)) lines equal to the original.",
        "The picture as it was read back through the unit."),
      view(
        pictures.bus, "cipher", "As it lies on the bus",
        "The bytes of every write, in the order of their addresses. Memory holds the same.",
        "Coloured noise: the encrypted picture on the bus."),
      view(
        pictures.outsider, "cipher", "As a process without the key sees it",
        "It may load \(grouped(picture.linesSeenAsCiphertext)) lines, and gets what lies in memory: the same noise.",
        "The same coloured noise: what a process without the key reads."))
  }

  private var contrast: HTML {
    let noiseless = reportContrastText
    guard let pictures = result.pictures else { return noiseless }
    return .tag(
      "div", ["class": "contrast"],
      view(
        pictures.busWithoutEncryption, "plain", "On the bus without encryption",
        "The same region with algorithm none: \(grouped(picture.linesOpenWithoutEncryption)) lines in the open.",
        "The picture in plain sight: what the bus carries when the region is not encrypted."),
      noiseless)
  }

  private var reportContrastText: HTML {
    .tag(
      "div",
      .tag("h3", "What the noise still tells"),
      .tag(
        "p",
        """
        Equal lines do not show: the \(grouped(picture.lines)) lines of the picture have \
        \(grouped(picture.distinctPlaintextLines)) different contents, and on the bus \
        \(grouped(picture.distinctCiphertextLines)), because each line has a tweak of its own. But XTS is deterministic. \
        When the picture was written a second time, \(grouped(picture.linesSameWhenRewritten)) of \
        \(grouped(picture.lines)) lines gave the same ciphertext again. Who watches the bus learns that a line is what it \
        was, though not what it is.
        """),
      .tag("h3", "Who else asked"),
      .tag(
        "p",
        """
        The owner itself, while in plaintext mode: \(grouped(picture.refusedInPlaintextMode)) of \
        \(grouped(picture.lines)) requests refused. Another process in the owner's name: \
        \(grouped(picture.refusedToImpostor)) of \(grouped(picture.lines)) refused. A refused request never reaches the \
        bus and is answered by one word of zeros.
        """))
  }

  private func view(_ png: [UInt8], _ style: String, _ title: String, _ caption: String, _ alternative: String) -> HTML
  {
    .tag(
      "figure", ["class": "view \(style)"],
      .tag(
        "img",
        [
          "src": "data:image/png;base64,\(Data(png).base64EncodedString())", "alt": alternative,
          "width": "\(picture.width)", "height": "\(picture.height)",
          // A small picture is enlarged, and its pixels are to be seen.
          "class": picture.width < 400 ? "small" : "large",
        ]),
      .tag("figcaption", .tag("strong", .text(title)), .text(caption)))
  }
}
