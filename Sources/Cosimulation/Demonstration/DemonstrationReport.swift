import Foundation
import Pages
import Toolchain

/// The demonstration's result as a page for people.
public struct DemonstrationReport: Sendable {
  private let result: DemonstrationResult

  public init(_ result: DemonstrationResult) { self.result = result }

  /// Writes the report as one HTML file that needs no other.
  public func write(to url: URL) throws(FileError) { try page.write(to: url) }

  /// The document.
  package var page: HTMLPage {
    HTMLPage(
      title: "Keyline demonstration: \(result.verdict)",
      body: .group([
        header,
        .tag(
          "main",
          .tag(
            "div", ["class": "wrap"], DifferenceSection(result: result).html, PictureSection(result: result).html,
            KeySection(keys: result.keys).html, ProgramSection(result: result).html,
            EntropySection(result: result).html,
            CycleSection(result: result).html, CoverageSection(coverage: result.coverage).html,
            VerdictSection(result: result).html)),
        footer,
      ]))
  }

  private var header: HTML {
    .tag(
      "header", ["class": result.passed ? "passed" : "failed"],
      .tag(
        "div", ["class": "wrap"],
        .tag("p", ["class": "kicker"], "Keyline demonstration · design point \(result.point.rawValue) · \(day)"),
        .tag("h1", .text(result.verdict)), .tag("p", ["class": "lead"], .text(lead)),
        .tag(
          "dl", ["class": "facts"],
          fact(grouped(result.linesOnBus), "encrypted lines crossed the bus, in or out of memory"),
          fact(grouped(result.mismatches), "lines or refusals came out other than they should"),
          fact(
            "\(grouped(result.canaries.found)) of \(grouped(result.canaries.words))",
            "plaintext words were found on the bus or in memory"),
          cost)))
  }

  private var lead: String {
    guard result.passed else {
      return "The run ended, but not everything is as it should be. The first differences are listed below."
    }
    let programs = result.programs.isEmpty ? "A picture" : "Real RISC-V programs and a picture"
    return "\(programs) went through the simulated hardware line by line and came back equal to the originals. "
      + "Their keys arrived wrapped, and the hardware opened them. Whoever looked from outside, at the bus, in memory or from another process, saw ciphertext."
  }

  private func fact(_ number: String, _ meaning: String) -> HTML {
    .tag("div", .tag("dt", .text(meaning)), .tag("dd", .text(number)))
  }

  private var cost: HTML {
    let line = result.lineCycles.first { $0.algorithm == result.picture.algorithm }
    let cycles = line?.lastBeatToLastWord.map { "\($0.median) cycles" } ?? "–"
    return fact(cycles, "from the last beat of a line to its last decrypted word, \(result.picture.algorithm)")
  }

  private var day: String { String(result.date.prefix(10)) }

  private var footer: HTML {
    let sizes = result.parameters
    return .tag(
      "footer",
      .tag(
        "div", ["class": "wrap"],
        .tag(
          "p",
          """
          Design point \(result.point.rawValue): \(sizes.attributes) attribute registers, \(sizes.keySlots) key slots, \(sizes.domains) domains, \
          AES-256 \(sizes.aes256 ? "included" : "left out"). \(sizes.cipherSummary) \(grouped(result.requests)) requests and \
          \(grouped(result.cycles)) clock cycles, then \(grouped(result.coverage.cycles)) cycles of random traffic; \
          \(Int(result.seconds.rounded())) seconds in all.
          """),
        .tag(
          "p",
          "Keys, nonces, page frames and register contents at power-on follow from the seed, the processor's own key pair is new in every run. To repeat the run: ",
          .code("keyline demo --design \(result.point.rawValue) --seed \(result.seed)\(pictureOption)"))))
  }

  private var pictureOption: String { result.picture.file.map { " --picture \($0)" } ?? "" }
}

extension HTMLPage {
  /// Writes the file and the folders that it needs; it appears under its name only when it is complete.
  func write(to url: URL) throws(FileError) {
    try File.createFolder(url.deletingLastPathComponent().path)
    try File.write(text.utf8, to: url.path)
  }
}

/// A section of the report: a heading, a sentence that says what is to be seen, and the contents.
func reportSection(_ title: String, _ lead: String, _ contents: HTML...) -> HTML {
  .tag("section", .tag("h2", .text(title)), .tag("p", ["class": "lead"], .text(lead)), .group(contents))
}

/// What came out wrong; nothing when nothing did.
struct DifferenceSection {
  let result: DemonstrationResult

  private var caption: String {
    let shown = result.differences.count
    guard shown < result.mismatches else { return shown == 1 ? "The only difference" : "All differences" }
    return "The first \(shown) of \(grouped(result.mismatches)) differences"
  }

  private var cause: String {
    result.alteration ?? "Each difference is a defect of the hardware or of the tools, or damage to the memory."
  }

  var html: HTML {
    guard !result.passed else { return .group([]) }
    var parts: [HTML] = []
    if !result.differences.isEmpty {
      parts.append(
        .tag(
          "div", ["class": "card"],
          .table(
            caption: caption, columns: ["Where", "Expected", "Found"],
            numeric: [],
            rows: result.differences.map { [.text($0.place), .code($0.expected), .code($0.found)] })))
    }
    if result.canaries.found > 0 {
      parts.append(.tag("p", "Plaintext words that were seen: \(result.canaries.examples.joined(separator: ", "))."))
    }
    if let replay = result.coverage.replay {
      parts.append(.tag("p", "To repeat the random scenario that failed: ", .code(replay)))
    }
    return reportSection(
      "What differs", cause,
      .group(parts))
  }
}
