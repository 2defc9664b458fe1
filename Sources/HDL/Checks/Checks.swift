/// The checks that catch a wrong design, over one definition. Each problem names the signal and what to do.
struct Checks {
  let definition: Definition
  var problems: [PendingProblem] = []
  /// The values that depend on each other in a circle, though no bit does.
  var circles: [Node] = []

  init(_ definition: Definition) { self.definition = definition }

  mutating func run() {
    checkNames()
    checkDrivers()
    checkLoops()
    checkDomains()
    checkStates()
    checkUse()
    checkSecrecy()
  }

  mutating func complain(_ message: String, at location: UInt, notes: [(message: String, location: UInt)] = []) {
    problems.append(PendingProblem(module: definition.name, message: message, location: location, notes: notes))
  }

  func qualified(_ node: Node) -> String { "`\(definition.name).\(definition.sourceName(of: node))`" }

  // MARK: Names

  private mutating func checkNames() {
    if !isIdentifier(definition.name) || verilogKeywords.contains(definition.name) {
      let why = isIdentifier(definition.name) ? "reserved in Verilog" : "not a Verilog identifier"
      complain("module name `\(definition.name)` is \(why): give it another with `super.init(name:)`", at: 0)
    }
    var taken = Set<String>(minimumCapacity: definition.nodes.count)
    let reserved = ["clock", "reset"] + definition.domains.flatMap { [$0.domain.clockName, $0.domain.resetName] }
    func check(_ name: String, at location: UInt, unique: Bool = true) {
      var what: String { "`\(definition.name).\(name)`" }
      if verilogKeywords.contains(name) || reserved.contains(name) {
        complain("\(what): `\(name)` is reserved in Verilog: rename it", at: location)
      } else if !isIdentifier(name) {
        complain("\(what): `\(name)` is not a Verilog identifier: rename it", at: location)
      } else if unique, !taken.insert(name).inserted {
        complain("\(what): the name is used twice in the module: rename one of them", at: location)
      }
    }
    for node in definition.ports + definition.signals {
      if let name = node.name { check(name, at: node.location) }
    }
    for memory in definition.memories { check(memory.name, at: memory.location) }
    for instance in definition.instances { check(instance.name, at: instance.location) }
    // Values may share a name, as they do when a loop names them; the emitter then numbers them.
    for node in definition.nodes where !node.operation.isSignal && node.operation != .literal {
      if let name = node.name { check(name, at: node.location, unique: false) }
    }
    for assertion in definition.assertions {
      let label = "\(assertion.kind == .always ? "assert" : "\(assertion.kind)")_\(assertion.name)"
      if taken.contains(label) {
        complain(
          "`\(definition.name).\(assertion.name)`: the property's label `\(label)` is the name of a signal: rename one of"
            + " them", at: assertion.location)
      }
    }
    taken = []
    for assertion in definition.assertions { check(assertion.name, at: assertion.location) }
    checkCaseNames()
  }

  /// The cases of enums become named constants.
  private mutating func checkCaseNames() {
    for node in definition.nodes {
      guard node.operation == .literal, let name = node.name, let enumeration = node.enumeration, !isIdentifier(name)
      else { continue }
      let user = (definition.ports + definition.signals).first { $0.enumeration?.type == enumeration.type }
      complain(
        "the case `\(name)` of `\(enumeration.name)` is not a Verilog identifier: rename it", at: user?.location ?? 0)
    }
  }

  func isIdentifier(_ name: String) -> Bool {
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
      guard let found = covered[node.id] else {
        if node.fallback == nil {
          complain("\(qualified(node)) is never driven: assign it or remove it", at: node.location)
        }
        continue
      }
      if node.operation != .register, !found.always, node.fallback == nil {
        complain(
          "\(qualified(node)) is not driven on every path, which makes a latch: add an `otherwise` or a default",
          at: node.location)
      }
    }
  }

  private mutating func coverage(of block: Block) -> [ObjectIdentifier: Coverage] {
    var result: [ObjectIdentifier: Coverage] = [:]
    func note(_ found: Coverage) {
      guard let other = result.updateValue(found, forKey: found.target.id) else { return }
      result[found.target.id] = other
      complain(
        "\(qualified(found.target)) is driven twice on the same path: use an `otherwise` or a default",
        at: found.location, notes: [("it is driven here first", other.location)])
    }
    for statement in block.statements {
      switch statement {
      case .assign(let target, _, let location):
        if !target.operation.isDrivable {
          complain("\(qualified(target)) cannot be driven from here", at: location)
        }
        note(Coverage(target: target, always: true, location: location))
      case .when(_, let then, let otherwise):
        for (_, found) in either([coverage(of: then), coverage(of: otherwise)]) { note(found) }
      case .match(_, let arms, let otherwise):
        let branches = (arms.map(\.block) + (otherwise.map { [$0] } ?? [])).map { coverage(of: $0) }
        for (_, found) in either(branches) { note(found) }
      case .write: break
      }
    }
    return result
  }

  /// What alternative branches cover together.
  private func either(_ branches: [[ObjectIdentifier: Coverage]]) -> [ObjectIdentifier: Coverage] {
    var result: [ObjectIdentifier: Coverage] = [:]
    for branch in branches {
      for (id, found) in branch where result[id] == nil {
        let everywhere = branches.allSatisfy { $0[id]?.always == true }
        result[id] = Coverage(target: found.target, always: everywhere, location: found.location)
      }
    }
    return result
  }
}
