/// The checks that catch a wrong design, over one definition. Each problem names the signal and what to do.
struct Checks {
  let definition: Definition
  private(set) var problems: [PendingProblem] = []

  init(_ definition: Definition) { self.definition = definition }

  mutating func run() {
    checkNames()
    checkDrivers()
    checkLoops()
  }

  private mutating func complain(_ message: String, at location: UInt) {
    problems.append(PendingProblem(module: definition.name, message: message, location: location))
  }

  private func qualified(_ node: Node) -> String { "`\(definition.name).\(node.name ?? "unnamed")`" }

  // MARK: Names

  private mutating func checkNames() {
    var taken: [String: Node] = [:]
    if !isIdentifier(definition.name) || verilogKeywords.contains(definition.name) {
      complain("module name `\(definition.name)` is not a Verilog identifier", at: 0)
    }
    for node in definition.ports + definition.signals {
      guard let name = node.name else { continue }
      if verilogKeywords.contains(name) || name == "clock" || name == "reset" {
        complain("\(qualified(node)): `\(name)` is reserved in Verilog: rename the property", at: node.location)
      } else if !isIdentifier(name) {
        complain("\(qualified(node)): `\(name)` is not a Verilog identifier: rename it", at: node.location)
      } else if taken[name] != nil {
        complain("\(qualified(node)): the name is used twice in the module: rename one of them", at: node.location)
      }
      taken[name] = node
    }
  }

  private func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || (48...57).contains($0) }
  }
  private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  // MARK: Drivers

  /// Whether a block drives a signal on every path through it or on some.
  private struct Coverage {
    let target: Node
    var always: Bool
    let location: UInt
  }

  private mutating func checkDrivers() {
    let covered = coverage(of: definition.body)
    for node in definition.drivable {
      let found = covered[node.id]
      if node.operation == .register { continue }
      if found == nil {
        if node.fallback == nil { complain("\(qualified(node)) is never driven: assign it or remove it", at: node.location) }
      } else if found?.always == false, node.fallback == nil {
        complain(
          "\(qualified(node)) is not driven on every path, which would make a latch:"
            + " add an `otherwise`, or a default where it is declared", at: node.location)
      }
    }
  }

  private mutating func coverage(of block: Block) -> [ObjectIdentifier: Coverage] {
    var result: [ObjectIdentifier: Coverage] = [:]
    for statement in block.statements {
      var step: [ObjectIdentifier: Coverage] = [:]
      switch statement {
      case .assign(let target, _, let location):
        if !target.operation.isDrivable {
          complain("\(qualified(target)) cannot be driven from here", at: location)
        }
        step[target.id] = Coverage(target: target, always: true, location: location)
      case .when(_, let then, let otherwise):
        step = either([coverage(of: then), coverage(of: otherwise)])
      case .match(_, let arms):
        step = either(arms.map { coverage(of: $0.block) })
      case .write: break
      }
      for (id, found) in step {
        if result[id] != nil {
          complain(
            "\(qualified(found.target)) is driven twice on the same path: put one assignment into the `otherwise` of the"
              + " other, or use a default", at: found.location)
        } else {
          result[id] = found
        }
      }
    }
    return result
  }

  /// What alternative branches cover together.
  private func either(_ branches: [[ObjectIdentifier: Coverage]]) -> [ObjectIdentifier: Coverage] {
    var result: [ObjectIdentifier: Coverage] = [:]
    for branch in branches {
      for (id, found) in branch {
        let everywhere = branches.allSatisfy { $0[id]?.always == true }
        if result[id] == nil { result[id] = Coverage(target: found.target, always: everywhere, location: found.location) }
      }
    }
    return result
  }

  // MARK: Combinational loops

  /// Follows every combinational dependency, through instances too, reports loops with their path, and records which
  /// inputs each output depends on, for the checks of the parent.
  private mutating func checkLoops() {
    let sources = definition.combinationalSources()
    var instanceSources: [ObjectIdentifier: [Node]] = [:]
    for instance in definition.instances {
      var byPort: [String: Node] = [:]
      for (port, pin) in zip(instance.definition.ports, instance.pins) { byPort[port.name ?? ""] = pin }
      for (port, pin) in zip(instance.definition.ports, instance.pins) where port.operation == .output {
        let inputs = instance.definition.combinationalInputs[port.name ?? ""] ?? []
        instanceSources[pin.id] = inputs.sorted().compactMap { byPort[$0] }
      }
    }

    enum Mark { case open, done }
    var marks: [ObjectIdentifier: Mark] = [:]
    var inputs: [ObjectIdentifier: Set<String>] = [:]
    var path: [Node] = []
    var loops: [(path: [Node], at: UInt)] = []

    func visit(_ node: Node) -> Set<String> {
      switch node.operation {
      case .register, .literal: return []
      case .input: return [node.name ?? ""]
      default: break
      }
      switch marks[node.id] {
      case .done: return inputs[node.id] ?? []
      case .open:
        if let start = path.firstIndex(where: { $0 === node }) {
          let loop = Array(path[start...]) + [node]
          loops.append((loop, loop.first { $0.operation.isSignal }?.location ?? node.location))
        }
        return []
      case nil: break
      }
      marks[node.id] = .open
      path.append(node)
      var found: Set<String> = []
      for argument in node.arguments { found.formUnion(visit(argument)) }
      for source in sources[node.id] ?? [] { found.formUnion(visit(source)) }
      for source in instanceSources[node.id] ?? [] { found.formUnion(visit(source)) }
      path.removeLast()
      marks[node.id] = .done
      inputs[node.id] = found
      return found
    }

    for port in definition.ports where port.operation == .output {
      definition.combinationalInputs[port.name ?? ""] = visit(port)
    }
    for node in definition.signals { _ = visit(node) }

    for loop in loops {
      let names = loop.path.compactMap(\.name)
      complain(
        "combinational loop: \(names.joined(separator: " <- ")): put a register into it", at: loop.at)
    }
    for port in definition.ports where port.operation == .output {
      guard let name = port.name, name.hasSuffix("_valid") else { continue }
      let ready = String(name.dropLast(5)) + "ready"
      if definition.combinationalInputs[name]?.contains(ready) == true {
        complain("\(qualified(port)) depends on its own `\(ready)`: a stream's valid must not wait for ready", at: port.location)
      }
    }
  }
}
