extension Emitter {
  /// Writes the combinational signals and the instances.
  mutating func behaviour() {
    // An instance is written where its last input has been computed.
    var instanceOfPin: [Int: Int] = [:]
    for (number, instance) in definition.instances.enumerated() {
      for pin in instance.pins where pin.operation == .inputPin { instanceOfPin[pin.index] = number }
    }
    var lastInput: [Int: Int] = [:]
    for process in processes.combinational {
      if let number = instanceOfPin[process.target.index] { lastInput[number] = process.target.index }
    }
    for process in processes.combinational {
      if connections[process.target.index] == nil { combinational(process) }
      if let number = instanceOfPin[process.target.index], lastInput[number] == process.target.index {
        instance(definition.instances[number])
      }
    }
    for (number, record) in definition.instances.enumerated() where lastInput[number] == nil { instance(record) }
  }

  private mutating func instance(_ instance: InstanceRecord) {
    var rows: [String] = []
    if instance.definition.needsClock { rows.append(".clock(clock)") }
    if instance.definition.needsReset { rows.append(".reset(reset)") }
    for (port, pin) in zip(instance.definition.ports, instance.pins) {
      if let connected = connections[pin.index] {
        declareWires(connected, for: name(pin), whole: true)
        rows.append(".\(port.name ?? "")(\(expressions.text(connected, top: true)))")
      } else {
        rows.append(".\(port.name ?? "")(\(pinName(pin)))")
      }
    }
    page.block(
      ["\(instance.definition.name) \(instance.name) ("]
        + rows.enumerated().map { "  \($1)\($0 == rows.count - 1 ? "" : ",")" } + [");"])
  }

  private mutating func combinational(_ process: CombinationalProcess) {
    let target = name(process.target)
    if let value = process.value {
      if isDirect(value) {
        for argument in value.arguments { declareWires(argument, for: target, whole: false) }
      } else {
        declareWires(value, for: target, whole: true)
      }
      if isDirectLookup(value) {
        page.block(table(value, into: target))
      } else {
        page.line("assign \(target) = \(expressions.text(value, top: true));")
      }
      return
    }
    for (root, _) in process.block.roots() { declareWires(root, for: target, whole: true) }
    var lines = ["always @* begin"]
    if let fallback = process.target.fallback {
      declareWires(fallback, for: target, whole: true)
      lines.append("  \(target) = \(expressions.text(fallback, top: true));")
    }
    write(process.block, to: &lines, "  ", "=", process.target)
    lines.append("end")
    page.block(lines)
  }

  /// A table or memory read that is the whole value of a signal and needs no wire in between.
  private func isDirect(_ value: Node) -> Bool {
    (value.operation == .lookup || value.operation == .memoryRead) && value.name == nil
      && expressions.naming.usesOf(value) == 1 && expressions.naming.name(of: value) == nil
  }
  func isDirectLookup(_ value: Node) -> Bool { value.operation == .lookup && isDirect(value) }

  /// Declares the wires that an expression needs. With `whole`, the expression itself is written in place.
  mutating func declareWires(_ node: Node, for target: String, whole: Bool) {
    for wire in expressions.naming.plan(node, for: target, whole: whole) {
      wires.append(wire)
      let declaration = spaced(range(wire.width)) + name(wire)
      if wire.operation == .lookup {
        page.block(["reg \(declaration);"] + table(wire, into: name(wire)))
      } else {
        page.line("wire \(declaration) = \(expressions.expand(wire, top: true));")
      }
    }
  }

  private func table(_ node: Node, into target: String) -> [String] {
    let values = node.arguments.dropFirst()
    let index = node.arguments[0]
    var lines = ["always @* begin", "  case (\(expressions.text(index, top: true)))"]
    for (code, value) in values.dropLast().enumerated() {
      let label = Constant(width: index.width, value: UInt64(code)).verilog
      lines.append("    \(label): \(target) = \(expressions.text(value, top: true));")
    }
    if let last = values.last { lines.append("    default: \(target) = \(expressions.text(last, top: true));") }
    lines += ["  endcase", "end"]
    // Line coverage of a table says nothing and costs the simulator dearly.
    let isConstant = values.allSatisfy { $0.operation == .literal }
    return isConstant ? ["/* verilator coverage_off */"] + lines + ["/* verilator coverage_on */"] : lines
  }

  // MARK: State

  mutating func clocked() {
    let resets = definition.signals.filter { $0.operation == .register && $0.reset != nil }
    if !resets.isEmpty {
      prepare(processes.resettable)
      var lines = ["always @(posedge clock) begin", "  if (reset) begin"]
      for node in resets { lines.append("    \(name(node)) <= \(resetText(node));") }
      writeAlternative(processes.resettable, to: &lines, "  ", "<=", nil)
      page.block(lines + ["  end", "end"])
    }
    if !processes.plain.statements.isEmpty {
      prepare(processes.plain)
      var lines = ["always @(posedge clock) begin"]
      write(processes.plain, to: &lines, "  ", "<=", nil)
      page.block(lines + ["end"])
    }
  }

  private mutating func prepare(_ block: Block) {
    for (root, target) in block.roots() { declareWires(root, for: target, whole: true) }
  }

  private func resetText(_ node: Node) -> String {
    guard let reset = node.reset else { return "" }
    if let enumeration = node.enumeration { return expressions.label(Int(reset.words[0]), of: enumeration) }
    return reset.verilog
  }

  // MARK: Statements

  /// Writes a block's statements. For a combinational `target` without default, an incomplete `case` gives zero.
  private func write(
    _ block: Block, to lines: inout [String], _ indent: String, _ assignment: String, _ target: Node?
  ) {
    for statement in block.statements {
      switch statement {
      case .assign(let to, let value, _):
        lines.append("\(indent)\(name(to)) \(assignment) \(expressions.text(value, top: true));")
      case .write(let memory, let address, let data):
        let place = "\(memory.name)[\(expressions.text(address, top: true))]"
        lines.append("\(indent)\(place) <= \(expressions.text(data, top: true));")
      case .when(let condition, let then, let otherwise):
        if then.statements.isEmpty {
          lines.append("\(indent)if (!\(expressions.text(condition))) begin")
          write(otherwise, to: &lines, indent + "  ", assignment, target)
        } else {
          lines.append("\(indent)if (\(expressions.text(condition, top: true))) begin")
          write(then, to: &lines, indent + "  ", assignment, target)
          writeAlternative(otherwise, to: &lines, indent, assignment, target)
        }
        lines.append("\(indent)end")
      case .match(let subject, let arms):
        writeCases(subject, arms, to: &lines, indent, assignment, target)
      }
    }
  }

  /// Writes what follows a branch: nothing, `else if` for a block that is a single condition, or `else`.
  private func writeAlternative(
    _ block: Block, to lines: inout [String], _ indent: String, _ assignment: String, _ target: Node?
  ) {
    if block.statements.isEmpty { return }
    if block.statements.count == 1, case .when(let condition, let then, let otherwise) = block.statements[0],
      !then.statements.isEmpty
    {
      lines.append("\(indent)end else if (\(expressions.text(condition, top: true))) begin")
      write(then, to: &lines, indent + "  ", assignment, target)
      writeAlternative(otherwise, to: &lines, indent, assignment, target)
    } else {
      lines.append("\(indent)end else begin")
      write(block, to: &lines, indent + "  ", assignment, target)
    }
  }

  private func writeCases(
    _ subject: Node, _ arms: [Arm], to lines: inout [String], _ indent: String, _ assignment: String, _ target: Node?
  ) {
    lines.append("\(indent)case (\(expressions.text(subject, top: true)))")
    let written = arms.filter { !$0.block.statements.isEmpty }
    for arm in written {
      let label = "\(indent)  \(expressions.text(arm.label)):"
      if arm.block.statements.count == 1, case .assign(let to, let value, _) = arm.block.statements[0] {
        lines.append("\(label) \(name(to)) \(assignment) \(expressions.text(value, top: true));")
      } else {
        lines.append("\(label) begin")
        write(arm.block, to: &lines, indent + "    ", assignment, target)
        lines.append("\(indent)  end")
      }
    }
    if written.count < 1 << subject.width {
      if let target, target.fallback == nil {
        lines.append("\(indent)  default: \(name(target)) = \(Constant(width: target.width, value: 0).verilog);")
      } else {
        lines.append("\(indent)  default: ;")
      }
    }
    lines.append("\(indent)endcase")
  }

  // MARK: Foot

  mutating func unused() {
    for value in definition.ignored { declareWires(value, for: "ignored", whole: true) }
    var values = definition.ignored.map { expressions.text($0, top: true) }
    let pins = definition.signals.filter { $0.operation == .outputPin && expressions.naming.usesOf($0) > 0 }
    values += unusedBits(of: pins + wires)
    if values.isEmpty { return }
    page.block([unusedWire(values)])
  }

  /// Bits of an instance's output or of a wire that the designer did not declare: there is nothing to complain about.
  private func unusedBits(of nodes: [Node]) -> [String] {
    let wide = nodes.filter { $0.width > 1 }
    if wide.isEmpty { return [] }
    let use = definition.use ?? Use(definition)
    return wide.flatMap { node in
      use.unusedBits(of: node).map { name(node) + Expressions.range($0) }
    }
  }

  private func unusedWire(_ values: [String]) -> String {
    "wire \(expressions.naming.unique("unused")) = &{1'b0, \(values.joined(separator: ", "))};"
  }

  mutating func assertions() {
    guard !definition.assertions.isEmpty else { return }
    // What only assertions need stands beside them, where synthesis does not see it.
    let outer = page
    let outerWires = wires
    page = Page()
    wires = []
    for assertion in definition.assertions { declareWires(assertion.condition, for: assertion.name, whole: true) }
    let leftOver = unusedBits(of: wires)
    if !leftOver.isEmpty { page.line(unusedWire(leftOver)) }
    var lines: [String] = []
    for assertion in definition.assertions {
      let condition = expressions.text(assertion.condition, top: true)
      switch assertion.kind {
      case .always:
        lines.append("    assert_\(assertion.name): assert (\(condition))")
        lines.append("      else $error(\"%m: property \(assertion.name) does not hold\");")
      case .cover: lines.append("    cover_\(assertion.name): cover (\(condition));")
      }
    }
    page.block(["always @(posedge clock) begin", "  if (!reset) begin"] + lines + ["  end", "end"])
    let inner = page.lines
    page = outer
    wires = outerWires
    page.verbatim(["`ifdef VERILATOR"] + inner + ["`endif"])
  }
}
