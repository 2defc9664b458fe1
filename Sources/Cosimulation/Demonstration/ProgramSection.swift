import Pages

/// The programs: where their regions lie, and what became of each line.
struct ProgramSection {
  let result: DemonstrationResult

  var html: HTML {
    guard !result.programs.isEmpty else { return .group([]) }
    let lines = result.programs.reduce(0) { $0 + $1.linesEqual }
    return reportSection(
      "Programs of several makers in one memory",
      """
      Each maker compiled, linked and encrypted an object with keys of its own. The joined program was loaded as \
      ciphertext, into page frames chosen at random. Then every line was fetched or loaded through the hardware: \
      \(grouped(lines)) lines, compared with the files from before encryption.
      """,
      .group(result.programs.enumerated().map { part($1, withMap: $0 == 0) }))
  }

  private func part(_ program: ProgramResult, withMap: Bool) -> HTML {
    .group([
      .tag("h3", "Program \(program.name)"), .tag("p", .text("\(program.summary). \(calls(program))")),
      withMap ? .tag("div", ["class": "card"], RegionMap(program: program).html) : .group([]),
      .tag("div", ["class": "card"], table(program)),
    ])
  }

  private func calls(_ program: ProgramResult) -> String {
    guard program.callsAcrossKeys > 0 else { return "" }
    let calls = program.callsAcrossKeys == 1 ? "One call" : "\(program.callsAcrossKeys) calls"
    return "\(calls) from code under one key to code under another, and back, went through the back-link stack."
  }

  private func table(_ program: ProgramResult) -> HTML {
    let rows = program.regions.map { region -> [HTML] in
      [
        .text(region.name), .code("\(addressText(region.base)) – \(addressText(region.limit))"),
        .text(region.algorithm), .text(region.key ?? "–"), .text(region.access),
        count(region.linesEqual, of: region.lines),
        .text(region.linesWritten == 0 ? "–" : grouped(region.linesWritten)),
        count(region.linesSeenAsCiphertext, of: region.lines),
        count(region.refusedInPlaintextMode, of: region.lines), count(region.refusedToImpostor, of: region.lines),
      ]
    }
    let open = program.openSections.map { section -> [HTML] in
      [
        .text(section.name), .code("\(addressText(section.base)) – \(addressText(section.limit))"), "plaintext", "–",
        "load",
        count(section.linesEqual, of: section.lines), "–", "–", "–", "–",
      ]
    }
    return .table(
      caption: "Lines of \(program.name), \(program.pages) page frames, process \(program.domain)",
      columns: [
        "Region", "Addresses", "Algorithm", "Key", "Read by", "Equal to the original", "Written back",
        "Ciphertext to others", "Refused in plaintext mode", "Refused to an impostor",
      ], numeric: [5, 6, 7, 8, 9], rows: rows + open)
  }

  private func count(_ number: Int, of total: Int) -> HTML {
    number == total
      ? .text(grouped(number)) : .tag("span", ["class": "bad"], "\(grouped(number)) of \(grouped(total))")
  }
}

/// How random the memory looks.
struct EntropySection {
  let result: DemonstrationResult

  var html: HTML {
    let rows =
      result.programs.flatMap { program in
        program.regions.map { region in
          EntropyBars.Row(
            label: "\(program.name) · \(region.name)",
            note: "\(region.isStack ? "stack, " : "")\(grouped(region.lines * 64)) bytes", entropy: region.entropy)
        }
      } + [
        EntropyBars.Row(
          label: "picture", note: "\(grouped(result.picture.bytes)) bytes", entropy: result.picture.entropy)
      ]
    return reportSection(
      "Order before, noise after",
      """
      Entropy tells how evenly the 256 byte values occur. Few bytes cannot reach 8 bits, so the mark shows what as \
      many random bytes reach on average. Ciphertext should end there.
      """,
      .tag(
        "div", ["class": "card"],
        legend([("plain", "in plaintext"), ("cipher", "as ciphertext"), ("mark", "random bytes")]),
        EntropyBars(rows: rows).html),
      .tag(
        "div", ["class": "panels"],
        ByteHistogram(
          statistics: result.picture.plaintext, style: "plain", title: "Bytes of the picture, plaintext"
        ).html,
        ByteHistogram(
          statistics: result.picture.ciphertext, style: "cipher", title: "Bytes of the picture, ciphertext"
        ).html))
  }
}

/// The meaning of the colours of a drawing.
func legend(_ entries: [(style: String, meaning: String)]) -> HTML {
  .tag(
    "ul", ["class": "legend"],
    .group(
      entries.map {
        .tag("li", .tag("span", ["class": $0.style, "aria-hidden": "true"]), .text($0.meaning))
      }))
}
