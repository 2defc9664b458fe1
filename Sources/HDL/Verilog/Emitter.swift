/// Writes one definition as a Verilog-2005 module. The order is that of a datasheet: ports, named constants, signals,
/// then behaviour in the order in which the designer stated it, clocked state last, assertions at the end.
///
/// Every combinational signal is driven by exactly one `assign` or one `always @*` of its own: several signals in one
/// process would hide dependencies between them from simulators.
struct Emitter {
  private let definition: Definition
  private var expressions: Expressions
  private var lines: [String] = []
  /// Combinational signals that are driven procedurally and are therefore declared `reg`.
  private var procedural = Set<ObjectIdentifier>()
  /// Instance inputs whose value is written directly into the port list.
  private var connections: [ObjectIdentifier: Node] = [:]

  init(_ definition: Definition) {
    self.definition = definition
    expressions = Expressions(naming: Naming(definition))
  }

  mutating func emit() -> String {
    let processes = definition.combinationalProcesses()
    for process in processes {
      if process.target.operation == .inputPin, let value = process.value,
        expressions.naming.usesOf(process.target) == 0, value.operation != .lookup
      {
        connections[process.target.id] = value
      } else if process.value.map(isDirectLookup) ?? true {
        procedural.insert(process.target.id)
      }
    }
    header()
    ports()
    enumerations()
    declarations()
    behaviour(processes)
    clocked()
    assertions()
    unused()
    lines.append("endmodule")
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Head

  private mutating func header() {
    lines.append("// \(definition.name)")
    if !definition.summary.isEmpty {
      lines.append("//")
      for paragraph in definition.summary.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += wrap(String(paragraph), width: 110).map { $0.isEmpty ? "//" : "// \($0)" }
      }
    }
    lines += ["//", "// Written by Keyline from its Swift description. Change that, not this file.", "`default_nettype none", ""]
  }

  private mutating func ports() {
    var rows: [(text: String, comment: String)] = []
    if definition.needsClock { rows.append(("input  wire clock", "")) }
    if definition.needsReset { rows.append(("input  wire reset", "synchronous, active high")) }
    for port in definition.ports {
      let kind = port.operation == .input ? "input  wire" : procedural.contains(port.id) ? "output reg " : "output wire"
      rows.append(("\(kind) \(range(port.width))\(name(port))", port.comment))
    }
    if rows.isEmpty {
      lines.append("module \(definition.name);")
      return
    }
    lines.append("module \(definition.name) (")
    let width = (rows.map(\.text.count).max() ?? 0) + 1
    for (index, row) in rows.enumerated() {
      let text = row.text + (index == rows.count - 1 ? "" : ",")
      lines.append("  \(commented(text, row.comment, width))")
    }
    lines.append(");")
  }

  private mutating func enumerations() {
    var found: [String: (order: Int, constant: Constant)] = [:]
    var order: [String: Int] = [:]
    func note(_ node: Node) {
      guard node.operation == .literal, let name = node.name, let constant = node.constant else { return }
      let group = order[node.enumeration?.name ?? ""] ?? order.count
      order[node.enumeration?.name ?? ""] = group
      found[name] = (group, constant)
    }
    var visited = Set<ObjectIdentifier>()
    func search(_ node: Node) {
      guard visited.insert(node.id).inserted else { return }
      note(node)
      for argument in node.arguments { search(argument) }
    }
    definition.forEachRoot(search)
    definition.forEachArm { note($0.label) }
    guard !found.isEmpty else { return }
    lines.append("")
    for (name, entry) in found.sorted(by: { ($0.value.order, $0.value.constant.words[0]) < ($1.value.order, $1.value.constant.words[0]) }) {
      lines.append("  localparam \(range(entry.constant.width))\(name) = \(entry.constant.verilog);")
    }
  }

  private mutating func declarations() {
    var rows: [(text: String, comment: String)] = []
    for node in definition.signals where node.operation == .register {
      rows.append(("reg  \(range(node.width))\(name(node));", node.comment))
    }
    for memory in definition.memories {
      rows.append(("reg  \(range(memory.width))\(memory.name) [0:\(memory.depth - 1)];", ""))
    }
    for node in definition.signals where node.operation != .register && connections[node.id] == nil {
      let kind = procedural.contains(node.id) ? "reg " : "wire"
      if node.operation == .outputPin, expressions.naming.usesOf(node) == 0 {
        rows.append(("\(kind) \(range(node.width))\(name(node))_unused;", ""))
      } else {
        rows.append(("\(kind) \(range(node.width))\(name(node));", node.comment))
      }
    }
    guard !rows.isEmpty else { return }
    lines.append("")
    let width = min(60, rows.map(\.text.count).max() ?? 0)
    for row in rows { lines.append("  \(commented(row.text, row.comment, width))") }
  }

  // MARK: Behaviour

  private mutating func behaviour(_ processes: [CombinationalProcess]) {
    var emitted = Set<String>()
    var previousWasBlock = true
    for process in processes {
      if connections[process.target.id] != nil || process.target.operation == .inputPin,
        let instance = definition.instances.first(where: { $0.pins.contains { $0 === process.target } })
      {
        if connections[process.target.id] == nil { previousWasBlock = combinational(process, previousWasBlock) }
        // An instance is written where its last input has been computed.
        let pending = processes.last { candidate in instance.pins.contains { $0 === candidate.target } }
        if pending?.target === process.target, emitted.insert(instance.name).inserted {
          self.instance(instance)
          previousWasBlock = true
        }
        continue
      }
      previousWasBlock = combinational(process, previousWasBlock)
    }
    for instance in definition.instances where emitted.insert(instance.name).inserted { self.instance(instance) }
  }

  private mutating func instance(_ instance: InstanceRecord) {
    for pin in instance.pins {
      if let value = connections[pin.id] { wires(value, for: name(pin), whole: true) }
    }
    lines.append("")
    lines.append("  \(instance.definition.name) \(instance.name) (")
    var rows: [String] = []
    if instance.definition.needsClock { rows.append(".clock(clock)") }
    if instance.definition.needsReset { rows.append(".reset(reset)") }
    for (port, pin) in zip(instance.definition.ports, instance.pins) {
      let value: String
      if let connected = connections[pin.id] {
        value = expressions.text(connected, top: true)
      } else if pin.operation == .outputPin, expressions.naming.usesOf(pin) == 0 {
        value = name(pin) + "_unused"
      } else {
        value = name(pin)
      }
      rows.append(".\(port.name ?? "")(\(value))")
    }
    lines += rows.enumerated().map { "    \($1)\($0 == rows.count - 1 ? "" : ",")" }
    lines.append("  );")
  }

  /// Writes one combinational signal. Returns whether it took a block of its own.
  private mutating func combinational(_ process: CombinationalProcess, _ previousWasBlock: Bool) -> Bool {
    let target = name(process.target)
    let before = lines.count
    if let value = process.value {
      wiresOfValue(value, for: target)
      if isDirectLookup(value) {
        lines.append("")
        lookup(value, into: target)
        return true
      }
      if previousWasBlock && lines.count == before { lines.append("") }
      lines.append("  assign \(target) = \(expressions.text(value, top: true));")
      return false
    }
    let tree = Tree(process.block)
    for root in tree.roots { wires(root, for: target, whole: true) }
    if let fallback = process.target.fallback { wires(fallback, for: target, whole: true) }
    lines.append("")
    lines.append("  always @* begin")
    if let fallback = process.target.fallback {
      lines.append("    \(target) = \(expressions.text(fallback, top: true));")
    }
    statements(process.block, "    ", "=", process.target)
    lines.append("  end")
    return true
  }

  /// A table or memory read that is the whole value of a signal and needs no wire in between.
  private func isDirect(_ value: Node) -> Bool {
    (value.operation == .lookup || value.operation == .memoryRead) && value.name == nil
      && expressions.naming.usesOf(value) == 1 && expressions.naming.name(of: value) == nil
  }
  private func isDirectLookup(_ value: Node) -> Bool { value.operation == .lookup && isDirect(value) }

  /// Declares the wires that an expression needs. With `whole`, the expression itself is written in place.
  private mutating func wires(_ node: Node, for target: String, whole: Bool) {
    let planned = expressions.naming.plan(node, for: target, whole: whole)
    declare(planned)
  }

  /// The same for a value that is the right-hand side of an `assign`, where a table or a memory read may stand alone.
  private mutating func wiresOfValue(_ node: Node, for target: String) {
    if isDirect(node) {
      for argument in node.arguments { wires(argument, for: target, whole: false) }
    } else {
      wires(node, for: target, whole: true)
    }
  }

  private mutating func declare(_ planned: [Node]) {
    for wire in planned {
      let name = self.name(wire)
      if wire.operation == .lookup {
        lines.append("")
        lines.append("  reg  \(range(wire.width))\(name);")
        lookup(wire, into: name)
      } else {
        lines.append("  wire \(range(wire.width))\(name) = \(expressions.expand(wire, top: true));")
      }
    }
  }

  private mutating func lookup(_ node: Node, into target: String) {
    let values = node.arguments.dropFirst()
    let index = node.arguments[0]
    let constant = values.allSatisfy { $0.operation == .literal }
    // Line coverage of a table says nothing and costs the simulator dearly.
    if constant { lines.append("  /* verilator coverage_off */") }
    lines.append("  always @* begin")
    lines.append("    case (\(expressions.text(index, top: true)))")
    for (code, value) in values.dropLast().enumerated() {
      let label = Constant(width: index.width, value: UInt64(code)).verilog
      lines.append("      \(label): \(target) = \(expressions.text(value, top: true));")
    }
    if let last = values.last { lines.append("      default: \(target) = \(expressions.text(last, top: true));") }
    lines.append("    endcase")
    lines.append("  end")
    if constant { lines.append("  /* verilator coverage_on */") }
  }

  // MARK: State

  private mutating func clocked() {
    let registers = definition.signals.filter { $0.operation == .register }
    let resettable = registers.filter { $0.reset != nil }
    let resetIDs = Set(resettable.map(\.id))
    clockedBlock(resettable) { target in resetIDs.contains(target) }
    let others = Set(registers.map(\.id)).subtracting(resetIDs)
    let plain = definition.body.filtered({ others.contains($0) }, memories: true)
    if !plain.statements.isEmpty { clockedBlock([]) { others.contains($0) } }
  }

  private mutating func clockedBlock(_ resets: [Node], _ include: (ObjectIdentifier) -> Bool) {
    let block = definition.body.filtered(include, memories: resets.isEmpty)
    if resets.isEmpty && block.statements.isEmpty { return }
    let tree = Tree(block)
    for (root, target) in zip(tree.roots, tree.targets) { wires(root, for: target, whole: true) }
    lines.append("")
    lines.append("  always @(posedge clock) begin")
    if resets.isEmpty {
      statements(block, "    ", "<=", nil)
    } else {
      lines.append("    if (reset) begin")
      for node in resets { lines.append("      \(name(node)) <= \(resetText(node));") }
      if !block.statements.isEmpty {
        lines.append("    end else begin")
        statements(block, "      ", "<=", nil)
      }
      lines.append("    end")
    }
    lines.append("  end")
  }

  private func resetText(_ node: Node) -> String { node.reset?.verilog ?? "" }

  /// Writes a block's statements. For a combinational `target`, an incomplete `case` gives zero.
  private mutating func statements(_ block: Block, _ indent: String, _ assignment: String, _ target: Node?) {
    for statement in block.statements {
      switch statement {
      case .assign(let to, let value, _):
        lines.append("\(indent)\(name(to)) \(assignment) \(expressions.text(value, top: true));")
      case .write(let memory, let address, let data):
        lines.append(
          "\(indent)\(memory.name)[\(expressions.text(address, top: true))] <= \(expressions.text(data, top: true));")
      case .when(let condition, let then, let otherwise):
        if then.statements.isEmpty {
          lines.append("\(indent)if (!\(expressions.text(condition))) begin")
          statements(otherwise, indent + "  ", assignment, target)
        } else {
          lines.append("\(indent)if (\(expressions.text(condition, top: true))) begin")
          statements(then, indent + "  ", assignment, target)
          elseBranch(otherwise, indent, assignment, target)
        }
        lines.append("\(indent)end")
      case .match(let subject, let arms):
        lines.append("\(indent)case (\(expressions.text(subject, top: true)))")
        for arm in arms where !arm.block.statements.isEmpty {
          lines.append("\(indent)  \(expressions.text(arm.label)): begin")
          statements(arm.block, indent + "    ", assignment, target)
          lines.append("\(indent)  end")
        }
        let complete = arms.count == 1 << subject.width && arms.allSatisfy { !$0.block.statements.isEmpty }
        if !complete {
          if let target, target.fallback == nil {
            lines.append("\(indent)  default: \(name(target)) = \(Constant(width: target.width, value: 0).verilog);")
          } else {
            lines.append("\(indent)  default: ;")
          }
        }
        lines.append("\(indent)endcase")
      }
    }
  }

  private mutating func elseBranch(_ block: Block, _ indent: String, _ assignment: String, _ target: Node?) {
    guard !block.statements.isEmpty else { return }
    if block.statements.count == 1, case .when(let condition, let then, let otherwise) = block.statements[0],
      !then.statements.isEmpty
    {
      lines.append("\(indent)end else if (\(expressions.text(condition, top: true))) begin")
      statements(then, indent + "  ", assignment, target)
      elseBranch(otherwise, indent, assignment, target)
      return
    }
    lines.append("\(indent)end else begin")
    statements(block, indent + "  ", assignment, target)
  }

  // MARK: Foot

  private mutating func assertions() {
    guard !definition.assertions.isEmpty else { return }
    for assertion in definition.assertions { wires(assertion.condition, for: assertion.name, whole: true) }
    lines += ["", "`ifdef VERILATOR", "  always @(posedge clock) begin", "    if (!reset) begin"]
    for assertion in definition.assertions {
      let condition = expressions.text(assertion.condition, top: true)
      switch assertion.kind {
      case .always:
        lines.append("      assert_\(assertion.name): assert (\(condition))")
        lines.append("        else $error(\"%m: property \(assertion.name) does not hold\");")
      case .cover: lines.append("      cover_\(assertion.name): cover (\(condition));")
      }
    }
    lines += ["    end", "  end", "`endif"]
  }

  private mutating func unused() {
    guard !definition.ignored.isEmpty else { return }
    for value in definition.ignored { wires(value, for: "ignored", whole: true) }
    let values = definition.ignored.map { expressions.text($0, top: true) }
    lines += ["", "  wire unused = &{1'b0, \(values.joined(separator: ", "))};"]
  }

  private func name(_ node: Node) -> String { expressions.naming.name(of: node) ?? node.name ?? "unnamed" }
  private func range(_ width: Int) -> String { width == 1 ? "" : "[\(width - 1):0] " }
  private func commented(_ text: String, _ comment: String, _ width: Int) -> String {
    comment.isEmpty ? text : text + String(repeating: " ", count: max(0, width - text.count)) + " // \(comment)"
  }
}

/// Breaks a paragraph into lines of at most `width` characters.
func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return lines + [line]
}
