extension Emitter {
  /// Writes the combinational signals and the instances.
  mutating func behaviour() {
    // An instance is written where its last input has been computed.
    var instanceOfPin: [Int: Int] = [:]
    for (number, instance) in definition.instances.enumerated() {
      for pin in instance.inputs { instanceOfPin[pin.index] = number }
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
    for use in instance.definition.domains {
      let outer = instance.domain(of: use.domain)
      if use.needsClock { rows.append(".\(use.domain.clockName)(\(outer.clockName))") }
      if use.needsReset {
        let pin = instance.resetPins.first { $0.domain == use.domain }?.pin
        rows.append(".\(use.domain.resetName)(\(pin.map { connection($0) } ?? outer.resetName))")
      }
    }
    var parameters: [String] = []
    if let blackBox = instance.definition.blackBox {
      rows += blackBox.clocks.map { ".\($0.name)(\(instance.domain(of: $0.domain).clockName))" }
      rows += blackBox.resets.map { ".\($0.name)(\(instance.domain(of: $0.domain).resetName))" }
      parameters = blackBox.parameters.map { ".\($0.name)(\($0.value.verilog))" }
    }
    for (port, pin) in zip(instance.definition.ports, instance.pins) {
      rows.append(".\(port.name ?? "")(\(connection(pin)))")
    }
    let assigned = parameters.isEmpty ? "" : "#(\(parameters.joined(separator: ", "))) "
    page.block(
      ["\(instance.definition.name) \(assigned)\(instance.name) ("]
        + rows.enumerated().map { "  \($1)\($0 == rows.count - 1 ? "" : ",")" } + [");"])
  }

  /// What stands at a pin: its signal, or the value itself.
  private mutating func connection(_ pin: Node) -> String {
    guard let connected = connections[pin.index] else { return pinName(pin) }
    let target = name(pin)
    declareWires(connected, for: target, whole: true)
    return expressions.text(connected, top: true)
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
    process.block.forEachRoot { root, _ in declareWires(root, for: target, whole: true) }
    if let fallback = process.target.fallback { declareWires(fallback, for: target, whole: true) }
    page.begin()
    page.add("always @* begin")
    if let fallback = process.target.fallback {
      page.add("  \(target) = \(expressions.text(fallback, top: true));")
    }
    write(process.block, "  ", "=", process.target)
    page.add("end")
  }

  /// A table or memory read that is the whole value of a signal and needs no wire in between.
  private func isDirect(_ value: Node) -> Bool {
    (value.operation == .lookup || value.operation == .memoryRead) && value.name == nil
      && expressions.naming.usesOf(value) == 1 && expressions.naming.name(of: value) == nil
  }
  func isDirectLookup(_ value: Node) -> Bool { value.operation == .lookup && isDirect(value) }

  /// Declares the wires that an expression needs. With `whole`, the expression itself is written in place.
  mutating func declareWires(
    _ node: Node, for target: @autoclosure () -> String, whole: Bool, clocked: Bool = false
  ) {
    for wire in expressions.naming.plan(node, for: target(), whole: whole, clocked: clocked) {
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

  mutating func clocked(_ processes: [ClockedProcess]) {
    for process in processes {
      prepare(process.block)
      let domain = process.domain
      page.begin()
      guard process.hasReset else {
        page.add("always @(\(Self.edge(of: domain))) begin")
        write(process.block, "  ", "<=", nil)
        page.add("end")
        continue
      }
      page.add("always @(\(Self.events(of: domain))) begin")
      page.add("  if (\(domain.resetName)) begin")
      let isGhost = process.isGhost
      for node in definition.signals
      where node.operation == .register && node.reset != nil && node.domain == domain && node.isGhost == isGhost {
        page.add("    \(name(node)) <= \(resetText(node));")
      }
      writeAlternative(process.block, "  ", "<=", nil)
      page.add("  end")
      page.add("end")
    }
  }

  /// When registers with a reset change.
  static func events(of domain: ClockDomain) -> String {
    edge(of: domain) + (domain.reset == .asynchronous ? " or posedge \(domain.resetName)" : "")
  }

  static func edge(of domain: ClockDomain) -> String {
    "\(domain.edge == .rising ? "posedge" : "negedge") \(domain.clockName)"
  }

  private mutating func prepare(_ block: Block) {
    block.forEachRoot { root, target in declareWires(root, for: target(), whole: true, clocked: true) }
  }

  private func resetText(_ node: Node) -> String {
    guard let reset = node.reset else { return "" }
    if let enumeration = node.enumeration { return expressions.label(Int(reset.words[0]), of: enumeration) }
    return reset.verilog
  }

  // MARK: Statements

  /// Writes a block's statements. For a combinational `target` without default, an incomplete `case` gives zero.
  private mutating func write(
    _ block: Block, _ indent: String, _ assignment: String, _ target: Node?
  ) {
    for statement in block.statements {
      switch statement {
      case .assign(let to, let value, _):
        page.add("\(indent)\(name(to)) \(assignment) \(expressions.text(value, top: true));")
      case .write(let memory, let address, let data, let mask):
        let place = "\(memory.name)[\(expressions.text(address, top: true))]"
        guard let mask else {
          page.add("\(indent)\(place) <= \(expressions.text(data, top: true));")
          break
        }
        let lane = memory.width / mask.width
        for position in 0..<mask.width {
          let bits = position * lane..<(position + 1) * lane
          let enable = expressions.part(of: mask, position..<position + 1)
          let target = memory.width == 1 ? place : place + Expressions.range(bits)
          page.add("\(indent)if (\(enable)) begin")
          page.add("\(indent)  \(target) <= \(expressions.part(of: data, bits));")
          page.add("\(indent)end")
        }
      case .when(let condition, let then, let otherwise):
        if then.statements.isEmpty {
          page.add("\(indent)if (!\(expressions.operand(condition))) begin")
          write(otherwise, indent + "  ", assignment, target)
        } else {
          page.add("\(indent)if (\(expressions.text(condition, top: true))) begin")
          write(then, indent + "  ", assignment, target)
          writeAlternative(otherwise, indent, assignment, target)
        }
        page.add("\(indent)end")
      case .match(let subject, let arms, let otherwise):
        writeCases(subject, arms, otherwise, indent, assignment, target)
      }
    }
  }

  /// Writes what follows a branch: nothing, `else if` for a block that is a single condition, or `else`.
  private mutating func writeAlternative(
    _ block: Block, _ indent: String, _ assignment: String, _ target: Node?
  ) {
    if block.statements.isEmpty { return }
    if block.statements.count == 1, case .when(let condition, let then, let otherwise) = block.statements[0],
      !then.statements.isEmpty
    {
      page.add("\(indent)end else if (\(expressions.text(condition, top: true))) begin")
      write(then, indent + "  ", assignment, target)
      writeAlternative(otherwise, indent, assignment, target)
    } else {
      page.add("\(indent)end else begin")
      write(block, indent + "  ", assignment, target)
    }
  }

  private mutating func writeCases(
    _ subject: Node, _ arms: [Arm], _ otherwise: Block?, _ indent: String,
    _ assignment: String, _ target: Node?
  ) {
    page.add("\(indent)case (\(expressions.text(subject, top: true)))")
    func write(_ label: String, _ block: Block) {
      if block.statements.count == 1, case .assign(let to, let value, _) = block.statements[0] {
        page.add("\(indent)  \(label): \(name(to)) \(assignment) \(expressions.text(value, top: true));")
      } else if block.statements.isEmpty {
        page.add("\(indent)  \(label): ;")
      } else {
        page.add("\(indent)  \(label): begin")
        self.write(block, indent + "    ", assignment, target)
        page.add("\(indent)  end")
      }
    }
    let rest = otherwise?.statements.isEmpty == false ? otherwise : nil
    // An arm that does nothing can only be left out where nothing is done for the rest either.
    let written = arms.filter { rest != nil || !$0.block.statements.isEmpty }
    for arm in written { write(expressions.text(arm.label), arm.block) }
    let isComplete = subject.width < 32 && written.count >= 1 << subject.width
    if let rest {
      if !isComplete { write("default", rest) }
    } else if !isComplete {
      if let target, target.fallback == nil {
        page.add("\(indent)  default: \(name(target)) = \(Constant(width: target.width, value: 0).verilog);")
      } else {
        page.add("\(indent)  default: ;")
      }
    }
    page.add("\(indent)endcase")
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
    ghosts()
    for assertion in definition.assertions { declareWires(assertion.condition, for: assertion.name, whole: true) }
    let leftOver = unusedBits(of: wires)
    if !leftOver.isEmpty { page.line(unusedWire(leftOver)) }
    var lines: [ClockDomain: [String]] = [:]
    for assertion in definition.assertions {
      let condition = expressions.text(assertion.condition, top: true)
      let name = assertion.name
      switch assertion.kind {
      case .always:
        lines[assertion.domain, default: []] += [
          "    assert_\(name): assert (\(condition))", "      else $error(\"%m: property \(name) does not hold\");",
        ]
      case .assume:
        lines[assertion.domain, default: []] += [
          "    assume_\(name): assert (\(condition))", "      else $error(\"%m: assumption \(name) does not hold\");",
        ]
      case .cover: lines[assertion.domain, default: []].append("    cover_\(name): cover (\(condition));")
      }
    }
    for use in definition.domains {
      guard let texts = lines[use.domain] else { continue }
      let head = ["always @(\(Self.events(of: use.domain))) begin", "  if (!\(use.domain.resetName)) begin"]
      page.block(head + texts + ["  end", "end"])
    }
    let inner = page.text
    page = outer
    wires = outerWires
    page.verbatim("`ifdef VERILATOR\n\(inner)`endif\n")
  }
}
