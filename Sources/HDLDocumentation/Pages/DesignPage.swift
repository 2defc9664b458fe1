import HDL
import Pages

/// The page about one design: its hierarchy, its modules, its longest path.
struct DesignPage {
  let book: DesignBook
  let hierarchy: Diagram

  var html: String {
    let counts = book.analysis.module(book.analysis.top)?.totalCounts ?? Counts()
    let path = book.paths[book.analysis.top]
    let frame = Frame(
      trail: [("Documentation", "../index.html")], title: book.name, lead: book.entry.summary,
      facts: [
        (grouped(counts.registerBits), "register bits"), (grouped(counts.memoryBits), "memory bits"),
        (grouped(counts.operators), "operators, each instance counted"),
        (grouped(path?.operators ?? 0), "operators on the longest path"),
      ])
    return frame.page([
      Frame.section(
        "Hierarchy", lead: "Sizes are those of one instance with everything below it.",
        [Frame.drawing(hierarchy, file: "hierarchy.svg")]),
      !book.hasManual
        ? .group([])
        : Frame.section(
          "Manual", [.tag("p", .link("Records and codes", "manual.html"), " that the surroundings of the unit see.")]),
      Frame.section(
        "Modules", [Frame.table("All modules, the top first", columns, numeric: [2, 4, 5, 6, 7, 8], rows)]),
      PathSection.html(path, lead: "From a register, memory or input to the next, through all instances."),
    ])
  }

  private let columns = [
    "Module", "Latency", "Ports", "Used in", "Instances", "Register bits", "Memory bits", "Operators", "Longest path",
  ]

  private var rows: [[HTML]] {
    book.modules.map { module in
      let users = book.analysis.users(of: module.name).map(\.module)
      return [
        .codeLink(module.name, "\(module.name).html"), .prose(module.latency?.description ?? "–"),
        .number(module.ports.count), .text(users.isEmpty ? "top" : users.joined(separator: ", ")),
        .number(module.totalCounts.instances), .number(module.totalCounts.registerBits),
        .number(module.totalCounts.memoryBits), .number(module.totalCounts.operators),
        .number(book.paths[module.name]?.operators ?? 0),
      ]
    }
  }
}

/// The longest combinational path as a list of what it goes through.
enum PathSection {
  static func html(_ path: LongestPath?, lead: String) -> HTML {
    guard let path, path.operators > 0 else { return .group([]) }
    // Names and the ends: what lies between them is counted.
    let last = path.steps.count - 1
    let named = path.steps.enumerated().filter { $1.name != nil || $0 == 0 || $0 == last }.map(\.element)
    let rows = named.map { step -> [HTML] in
      [step.name.map { .code($0) } ?? .text(step.operation), .text(step.operation), .number(step.operators)]
    }
    return Frame.section(
      "Longest path", lead: "\(counted(path.operators, "operator")). \(lead)",
      [
        .tag(
          "details", .tag("summary", .text("\(named.first?.name ?? "constant") → \(named.last?.name ?? "")")),
          Frame.table("Named values on the way", ["Value", "What it is", "Operators so far"], numeric: [2], rows) ?? "")
      ])
  }
}
