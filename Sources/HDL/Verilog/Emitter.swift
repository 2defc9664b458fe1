/// Writes one definition as a Verilog-2005 module. The order is that of a datasheet: ports, named constants, signals,
/// then behaviour in the order in which the designer stated it, clocked state last, assertions at the end.
///
/// Every combinational signal is driven by exactly one `assign` or one `always @*` of its own: several signals in one
/// process would hide dependencies between them from simulators.
struct Emitter {
  let definition: Definition
  let processes: Processes
  let expressions: Expressions
  var page = Page()
  /// Combinational signals that are driven procedurally and are therefore declared `reg`.
  private var procedural = Set<Int>()
  /// Instance inputs whose value is written directly into the port list, by index.
  var connections: [Int: Node] = [:]
  /// Expressions that became wires.
  var wires: [Node] = []

  init(_ definition: Definition) {
    self.definition = definition
    processes = Processes(definition)
    expressions = Expressions(naming: Naming(definition, processes))
  }

  /// The text; with `obligations`, that for a prover.
  mutating func emit(_ obligations: ProofObligations? = nil) -> String {
    for process in processes.combinational {
      if process.target.operation == .inputPin, let value = process.value,
        expressions.naming.usesOf(process.target) == 0, value.operation != .lookup, !value.isShiftOfSign
      {
        connections[process.target.index] = value
      } else if process.value.map(isDirectLookup) ?? true {
        procedural.insert(process.target.index)
      }
    }
    behaviour()
    clocked(processes.clocked.filter { !$0.isGhost })
    unused()
    if let obligations { state(obligations) } else { assertions() }
    // The named constants stand above the text that mentions them, so they are written after it.
    let head = [header() + ports(), enumerations(), declarations()].filter { !$0.isEmpty }
    let parts = head.map { $0.joined(separator: "\n") + "\n" } + (page.text.isEmpty ? [] : [page.text])
    return parts.joined(separator: "\n") + "\nendmodule\n\n`default_nettype wire\n"
  }

  // MARK: Head

  private func header() -> [String] {
    var lines = ["// \(definition.name)"]
    if !definition.summary.isEmpty {
      lines.append("//")
      for paragraph in definition.summary.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += wrap(String(paragraph), width: 110).map { $0.isEmpty ? "//" : "// \($0)" }
      }
    }
    if let latency = definition.latency {
      lines += ["//"] + wrap("Latency: \(latency).", width: 110).map { "// \($0)" }
    }
    // Verilator takes a circle of different bits for a loop.
    let warnings =
      (definition.isMutated ? ["CMPCONST", "UNSIGNED"] : []) + (definition.isCircular ? ["UNOPTFLAT"] : [])
    let allowed = warnings.map { "/* verilator lint_off \($0) */" }
    return lines + [
      "//", "// Written by Keyline from its Swift description. Change that, not this file.", "",
    ] + allowed + ["`default_nettype none", ""]
  }

  /// One declaration, before the columns are aligned.
  private struct Row {
    let kind: String
    let range: String
    let name: String
    var comment = ""
  }

  private func ports() -> [String] {
    var rows: [Row] = []
    for use in definition.domains {
      if use.needsClock {
        let comment = use.domain.edge == .falling ? "registers change at the falling edge" : ""
        rows.append(Row(kind: "input  wire", range: "", name: use.domain.clockName, comment: comment))
      }
      if use.needsReset {
        rows.append(
          Row(kind: "input  wire", range: "", name: use.domain.resetName, comment: use.domain.resetComment))
      }
    }
    for port in definition.ports {
      let kind =
        port.operation == .input ? "input  wire" : procedural.contains(port.index) ? "output reg" : "output wire"
      rows.append(Row(kind: kind, range: range(port.width), name: name(port), comment: comment(of: port)))
    }
    let attributes = definition.keepsHierarchy ? ["(* keep_hierarchy = \"yes\" *)"] : []
    if rows.isEmpty { return attributes + ["module \(definition.name);"] }
    let ends = Array(repeating: ",", count: rows.count - 1) + [""]
    return attributes + ["module \(definition.name) ("] + aligned(rows, ends) + [");"]
  }

  private func comment(of port: Node) -> String {
    if !port.isSecret { return port.comment }
    return port.comment.isEmpty ? "secret" : "secret: \(port.comment)"
  }

  private func enumerations() -> [String] {
    let groups = expressions.cases.map { group in
      group.codes.sorted().map { code in
        (
          group.enumeration.label(code, after: group.prefix),
          Constant(width: group.enumeration.width, value: UInt64(code))
        )
      }
    }
    let blocks = groups.map { group in
      let width = group.map(\.0.utf8.count).max() ?? 0
      return group.map { "  localparam \(spaced(range($1.width)))\(padded($0, width)) = \($1.verilog);" }
    }
    return Array(blocks.joined(separator: [""]))
  }

  private func declarations() -> [String] {
    var rows: [Row] = []
    for node in definition.signals where node.operation == .register && !node.isSynchronizer && !node.isGhost {
      rows.append(Row(kind: "reg", range: range(node.width), name: name(node), comment: node.comment))
    }
    for memory in definition.memories where memory.attributes.isEmpty {
      rows.append(Row(kind: "reg", range: range(memory.width), name: "\(memory.name) [0:\(memory.depth - 1)]"))
    }
    for node in definition.signals where node.operation != .register && connections[node.index] == nil {
      let kind = procedural.contains(node.index) ? "reg" : "wire"
      rows.append(Row(kind: kind, range: range(node.width), name: pinName(node), comment: node.comment))
    }
    let first = definition.signals.filter(\.isSynchronizer).map { node in
      "  (* ASYNC_REG = \"TRUE\" *) reg \(spaced(range(node.width)))\(name(node));"
    }
    let attributed = definition.memories.filter { !$0.attributes.isEmpty }.map { memory in
      "  (* \(memory.attributes.joined(separator: ", ")) *) reg \(spaced(range(memory.width)))\(memory.name) [0:\(memory.depth - 1)];"
    }
    return first + attributed + aligned(rows, Array(repeating: ";", count: rows.count)) + contents()
  }

  /// The initial contents of memories.
  private func contents() -> [String] {
    definition.memories.filter { !$0.initial.isEmpty }.flatMap { memory in
      let zero = Constant(width: memory.width, value: 0)
      let words = (0..<memory.depth).map { address in
        "    \(memory.name)[\(address)] = \((address < memory.initial.count ? memory.initial[address] : zero).verilog);"
      }
      return ["", "  initial begin"] + words + ["  end"]
    }
  }

  /// The registers that only properties read.
  mutating func ghosts() {
    let registers = definition.signals.filter(\.isGhost)
    if registers.isEmpty { return }
    let rows = registers.map { Row(kind: "reg", range: range($0.width), name: name($0), comment: "") }
    for line in aligned(rows, Array(repeating: ";", count: rows.count)) { page.line(String(line.dropFirst(2))) }
    clocked(processes.clocked.filter(\.isGhost))
  }

  /// Rows with their kinds, ranges, names and comments in columns.
  private func aligned(_ rows: [Row], _ ends: [String]) -> [String] {
    let kind = rows.map(\.kind.utf8.count).max() ?? 0
    let range = rows.map(\.range.utf8.count).max() ?? 0
    let name = min(40, rows.map(\.name.utf8.count).max() ?? 0) + 2
    return zip(rows, ends).map { row, end in
      var line = "  "
      line += padded(row.kind, kind + 1 + range - row.range.utf8.count)
      line += row.range
      if range > 0 { line += " " }
      if row.comment.isEmpty { return line + row.name + end }
      return line + padded(row.name + end, name) + "// \(row.comment)"
    }
  }

  // MARK: Names

  func name(_ node: Node) -> String { expressions.naming.name(of: node) ?? node.name ?? "unnamed" }

  /// The name of a signal; what an instance puts out for nobody says so.
  func pinName(_ node: Node) -> String {
    node.operation == .outputPin && expressions.naming.usesOf(node) == 0 ? name(node) + "_unused" : name(node)
  }

  func range(_ width: Int) -> String { width == 1 ? "" : "[\(width - 1):0]" }
  func spaced(_ range: String) -> String { range.isEmpty ? "" : range + " " }
  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}

extension Memory {
  /// What synthesis is told about it.
  fileprivate var attributes: [String] {
    (style == .automatic ? [] : ["ram_style = \"\(style.rawValue)\""])
      + (readDuringWrite == .excluded || readDuringWrite == .unspecified ? ["no_rw_check"] : [])
  }
}
