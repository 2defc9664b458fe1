import HDL

/// All modules of a design as a Markdown file.
struct ModuleList {
  let book: DesignBook

  var markdown: String {
    var lines = [
      "<!-- \(Documentation.mark). Do not edit. -->", "", "# Modules of \(book.name)", "", book.entry.summary, "",
      "![Hierarchy](hierarchy.svg)", "",
    ]
    lines += Markdown.table(
      ["module", "what it is", "latency", "register bits", "memory bits", "operators"], numeric: [3, 4, 5],
      book.modules.map {
        let counts = $0.totalCounts
        return [
          "[`\($0.name)`](#\($0.name))", $0.firstSentence, $0.latency?.description ?? "", "\(counts.registerBits)",
          "\(counts.memoryBits)", "\(counts.operators)",
        ]
      })
    for module in book.modules {
      lines += ["", "## \(module.name)", "", module.summary, ""]
      lines += ["![Block diagram of \(module.name)](\(module.name).svg)", ""]
      lines += Markdown.table(
        ["port", "direction", "bits", "meaning"], numeric: [2],
        module.ports.map { ["`\($0.name)`", $0.kind.rawValue, "\($0.width)", $0.comment] })
      for machine in module.stateMachines {
        lines += ["", "![States of \(machine.register)](\(module.name)-\(machine.register).svg)"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The manual as a Markdown file.
struct ManualList {
  let book: DesignBook

  var markdown: String {
    var lines = ["<!-- \(Documentation.mark). Do not edit. -->", "", "# Manual of \(book.name)"]
    for chapter in book.entry.manual {
      lines += ["", "## \(chapter.title)", "", chapter.text]
      for layout in chapter.layouts {
        lines += ["", "### \(layout.name)", "", "![\(layout.name)](\(ManualPage.fileName(layout)).svg)", ""]
        lines += Markdown.table(
          ["field", "bits", "meaning"], numeric: [1], layout.fields.map { ["`\($0.name)`", $0.range, $0.comment] })
      }
      for codes in chapter.codes {
        lines += ["", "### Codes of \(codes.name)", ""]
        lines += Markdown.table(
          ["code", "name", "meaning"], numeric: [0],
          codes.cases.indices.map { ["\($0)", "`\(codes.cases[$0])`", codes.meanings[$0]] })
      }
    }
    for manual in book.controlRegisters {
      lines += ["", "## Control registers of \(manual.name)"]
      for register in manual.registers {
        let picture = ManualPage.fileName(register, in: manual)
        lines += [
          "", "### \(register.name), address 0x\(String(register.address, radix: 16))", "", register.summary, "",
        ]
        lines += ["![\(register.name)](\(picture).svg)", ""]
        lines += Markdown.table(
          ["field", "bits", "access", "meaning"], numeric: [1],
          register.fields.filter { !$0.isReserved }.map {
            ["`\($0.name)`", $0.range, $0.access?.rawValue ?? "", $0.summary]
          })
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

enum Markdown {
  static func table(_ columns: [String], numeric: Set<Int>, _ rows: [[String]]) -> [String] {
    func row(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
        .joined(separator: " | ") + " |"
    }
    let rule = "|" + columns.indices.map { numeric.contains($0) ? "---:|" : "---|" }.joined()
    return [row(columns), rule] + rows.map(row)
  }
}
