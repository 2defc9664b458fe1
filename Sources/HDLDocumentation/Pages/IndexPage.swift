import HDL
import Pages

/// The first page: all designs, and all modules of all of them.
struct IndexPage {
  let title: String
  let books: [DesignBook]

  var html: String {
    let frame = Frame(
      trail: [], title: title,
      lead: "Generated from the elaborated designs: what their modules hold, how they are connected, what their "
        + "registers mean.")
    return frame.page([
      Frame.section(
        "Designs", [Frame.table("Each design has pages of its own", columns, numeric: [2, 3, 4, 5, 6], rows)]),
      Frame.section(
        "Modules", lead: "The page of each module in each design.",
        [Frame.table("All modules", ["Module", "What it is"] + books.map(\.name), moduleRows)]),
    ])
  }

  private let columns = [
    "Design", "What it is", "Modules", "Register bits", "Memory bits", "Operators", "Operators on the longest path",
  ]

  private var rows: [[HTML]] {
    books.map { book in
      let counts = book.analysis.module(book.analysis.top)?.totalCounts ?? Counts()
      return [
        .link(book.name, "\(book.name)/index.html"), .text(book.entry.summary), .number(book.modules.count),
        .number(counts.registerBits), .number(counts.memoryBits), .number(counts.operators),
        .number(book.paths[book.analysis.top]?.operators ?? 0),
      ]
    }
  }

  private var moduleRows: [[HTML]] {
    var names: [String] = []
    for module in books.flatMap(\.modules) where !names.contains(module.name) { names.append(module.name) }
    return names.map { name in
      let summary = books.lazy.compactMap { $0.analysis.module(name) }.first?.firstSentence ?? ""
      let links = books.map { book -> HTML in
        book.analysis.module(name) == nil ? "–" : .link("page", "\(book.name)/\(name).html")
      }
      return [.code(name), .text(summary)] + links
    }
  }
}

extension ModuleDescription {
  /// The summary up to the first full stop that ends a sentence.
  var firstSentence: String {
    let line = summary.split(separator: "\n").first.map(String.init) ?? ""
    guard let end = line.firstRange(of: ". ") else { return line }
    return String(line[..<end.lowerBound]) + "."
  }
}
