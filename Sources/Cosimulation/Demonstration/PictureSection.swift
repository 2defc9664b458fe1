import Foundation

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
        The noise has no structure, because the tweak is different for every line: equal lines of the picture became \
        different lines on the bus. But XTS is deterministic. When the whole picture was written a second time, \
        \(grouped(picture.linesSameWhenRewritten)) of \(grouped(picture.lines)) lines gave the ciphertext they had given \
        before. An observer of the bus learns that a line is what it was, though not what it is.
        """),
      .tag("h3", "Who else asked"),
      .tag(
        "p",
        """
        The owner itself, while in plaintext mode: \(grouped(picture.refusedInPlaintextMode)) requests, all refused. \
        Another process in the owner's name: \(grouped(picture.refusedToImpostor)) requests, all refused. A refused request \
        never reached the bus and was answered by one word of zeros.
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
        ]),
      .tag("figcaption", .tag("strong", .text(title)), .text(caption)))
  }
}
