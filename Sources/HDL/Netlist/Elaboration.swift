/// An elaborated design: a top module with everything below it, checked.
public final class Design {
  /// The top module's name.
  public let top: String
  let definitions: [Definition]

  /// Builds `top` and all modules below it and checks them.
  /// - Throws: `ElaborationError` with every problem found, in all modules.
  public init(_ top: Module) throws(ElaborationError) {
    let elaboration = Elaboration()
    let definition = elaboration.define(top, at: 0)
    self.top = definition.name
    definitions = elaboration.definitions
    guard elaboration.problems.isEmpty else { throw ElaborationError(problems: elaboration.located()) }
  }

  init(top: String, definitions: [Definition]) {
    self.top = top
    self.definitions = definitions
  }
}

/// One run over a hierarchy: every module is defined once per set of parameters, children before their parents.
final class Elaboration {
  private(set) var definitions: [Definition] = []
  private(set) var problems: [PendingProblem] = []
  private var byName: [String: (definition: Definition, type: ObjectIdentifier)] = [:]
  /// The names in lower case: each module becomes a file.
  private var byLetters: [String: String] = [:]
  private static let depthLimit = 100
  /// The enums that modules have used so far.
  private let enumerations = Enumerations()
  /// The modules that are being built, outermost first.
  private var open: [Module] = []

  private func complain(_ module: Module, _ message: String, at location: UInt) {
    problems.append(PendingProblem(module: module.moduleName, message: message, location: location))
  }

  /// The definition of `module`, which is instantiated at `location`; built when it is the first one with its name.
  func define(_ module: Module, at location: UInt) -> Definition {
    let isNew = module.elaboration == nil && !module.isBuilt
    module.elaboration = self
    module.enumerations = enumerations
    let instances = isNew ? module.bind() : []
    if open.contains(where: { $0.moduleName == module.moduleName }) {
      complain(module, "module `\(module.moduleName)` contains itself", at: location)
      return module.definition
    }
    let type = ObjectIdentifier(Swift.type(of: module))
    if let blackBox = module as? BlackBox, isNew { return define(blackBox) }
    if let known = byName[module.moduleName] {
      if known.type != type || known.definition.parameters != module.definition.parameters {
        complain(
          module,
          "two different modules are named `\(module.moduleName)` (\(known.definition.parameters);"
            + " \(module.definition.parameters)): put the parameters into the name", at: location)
      }
      problems += module.problems
      return known.definition
    }
    if !isNew {
      complain(module, "this `\(module.moduleName)` object was elaborated before: make a new one", at: location)
      return module.definition
    }
    if open.count >= Self.depthLimit {
      complain(
        module,
        "modules stand inside each other more than \(Self.depthLimit) deep: does one contain itself with other"
          + " parameters?", at: location)
      return module.definition
    }
    if let other = byLetters.updateValue(module.moduleName, forKey: module.moduleName.lowercased()),
      other != module.moduleName
    {
      complain(
        module,
        "modules `\(other)` and `\(module.moduleName)` differ only in case, which not all file systems tell apart:"
          + " rename one", at: location)
    }
    open.append(module)
    for (name, instance) in instances {
      instance.attach(to: module, name: name, definition: define(instance.child, at: instance.location))
    }
    module.definition.summary = module.summary
    module.definition.latency = module.latency
    module.definition.keepsHierarchy = module.keepsHierarchy
    module.definition.swiftType = "\(Swift.type(of: module))"
    Module.$building.withValue(Module.Building(module: module)) {
      module.build()
      module.finish()
    }
    open.removeLast()
    module.isBuilt = true

    let definition = module.definition
    definition.dropUselessDefaults()
    definition.noteClocking()
    var checks = Checks(definition)
    checks.run()
    problems += module.problems + checks.problems
    if !checks.circles.isEmpty, problems.isEmpty { split(checks.circles, in: module) }
    module.interned = []
    definitions.append(definition)
    byName[module.moduleName] = (definition, type)
    return definition
  }

  /// A black box has ports only; what it does is known from its model, if it has one.
  private func define(_ module: BlackBox) -> Definition {
    let definition = module.definition
    definition.summary = module.summary
    definition.latency = module.latency
    definition.swiftType = "\(Swift.type(of: module))"
    var record = BlackBoxRecord(
      parameters: module.moduleParameters, clocks: module.clocks.map { ($0.key, $0.value) },
      resets: module.resets.map { ($0.key, $0.value) }, source: module.source, model: nil)
    definition.combinationalInputs = definition.ports.map { port in
      port.operation == .output
        ? definition.ports.indices.reduce(into: PortSet()) {
          if definition.ports[$1].operation == .input { $0.insert($1) }
        } : PortSet()
    }
    if let model = module.model() {
      let inner = Elaboration()
      let modelled = inner.define(model, at: 0)
      problems += inner.problems
      func shape(_ ports: [Node]) -> [String] { ports.map { "\($0.operation) \($0.name ?? "") \($0.width)" }.sorted() }
      if shape(modelled.ports) == shape(definition.ports) {
        record.model = Design(top: modelled.name, definitions: inner.definitions)
        definition.combinationalInputs = inputs(of: definition, as: modelled)
        if let port = definition.differsInSecrecy(from: modelled) {
          complain(
            module,
            "black box `\(module.moduleName)` and its model do not agree whether `\(port)` is secret: label both or none",
            at: 0)
        }
      } else {
        complain(module, "the model of black box `\(module.moduleName)` has other ports than the black box", at: 0)
      }
    }
    definition.blackBox = record
    module.isBuilt = true
    problems += module.problems
    return definition
  }

  /// The combinational inputs of a model's outputs, by the ports of its black box.
  private func inputs(of definition: Definition, as model: Definition) -> [PortSet] {
    let positions = model.ports.map { port in definition.ports.firstIndex { $0.name == port.name } ?? 0 }
    var result = [PortSet](repeating: PortSet(), count: definition.ports.count)
    for (position, inputs) in model.combinationalInputs.enumerated() {
      for source in positions.indices where inputs.contains(source) {
        result[positions[position]].insert(positions[source])
      }
    }
    return result
  }

  /// Takes the signals apart that depend on each other in a circle. What goes through an instance stays a circle.
  private func split(_ circles: [Node], in module: Module) {
    let definition = module.definition
    Module.$building.withValue(Module.Building(module: module)) {
      let members = circles.sorted { $0.index < $1.index }
      var splitting = SignalSplitting(members, of: Dependencies(definition), in: module)
      splitting.run()
    }
    definition.use = Use(definition)
    let pins = Set(circles.lazy.filter { $0.operation == .outputPin }.map(\.id))
    for instance in definition.instances where instance.pins.contains(where: { pins.contains($0.id) }) {
      definition.isCircular = true
      instance.definition.noteCircle()
    }
  }

  func located() -> [Problem] {
    let places = Locator.resolve(Set(problems.flatMap { [$0.location] + $0.notes.map(\.location) }))
    var seen = Set<String>()
    return problems.map { problem in
      let notes = problem.notes.compactMap { note in
        places[note.location].map { Problem.Note(message: note.message, location: $0.description) }
      }
      return Problem(
        module: problem.module, message: problem.message, location: places[problem.location]?.description,
        notes: notes)
    }
    .filter { seen.insert($0.description).inserted }
  }
}

extension Module {
  /// Names the properties' signals and takes them into the module. Returns the instances among them.
  func bind() -> [(name: String, instance: any Instancing)] {
    var instances: [(String, any Instancing)] = []
    var parameters: [String] = []

    func visit(_ value: Any, _ path: String) {
      switch value {
      // Arrays first: trying anything else on them is slow.
      case let list as [Any]:
        if list.contains(where: { $0 is any Hardware || $0 is [Any] }) {
          for (index, element) in list.enumerated() { visit(element, "\(path)_\(index)") }
        } else {
          parameters.append("\(path) = \(list)")
          definition.parameterValues.append((path, list))
        }
      case let declared as any Declared:
        for (suffix, node) in declared.leaves {
          take(node, named: suffix.isEmpty ? path : "\(path)_\(suffix)")
        }
        if let kind = declared.bundleKind {
          definition.bundles.append(Bundle(name: path, kind: kind, nodes: declared.leaves.map(\.node)))
        }
      case let memory as Memory:
        guard memory.owner == nil else { break }
        memory.name = path
        memory.owner = owner
        memory.settle(in: self)
        definition.memories.append(memory)
        if let problem = memory.problem { complain("`\(path)`: \(problem)", at: memory.location) }
      case let instance as any Instancing:
        instance.name = path
        instances.append((path, instance))
      default:
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle != .class, mirror.children.contains(where: { $0.value is any Hardware }) {
          for child in mirror.children { visit(child.value, "\(path)_\(snakeCase(child.label ?? ""))") }
        } else {
          parameters.append("\(path) = \(value)")
          definition.parameterValues.append((path, value))
        }
      }
    }

    var mirrors: [Mirror] = []
    var mirror: Mirror? = Mirror(reflecting: self)
    while let level = mirror, level.subjectType != Module.self {
      mirrors.append(level)
      mirror = level.superclassMirror
    }
    for level in mirrors.reversed() {
      for child in level.children { visit(child.value, snakeCase(child.label ?? "")) }
    }
    definition.parameters = parameters.joined(separator: ", ")
    return instances
  }

  private func take(_ node: Node, named name: String) {
    if let owner = node.owner {
      if owner !== self.owner {
        complain("`\(name)` was used in `\(owner.name)` before its own module was built", at: node.location)
      }
      return
    }
    // A property that holds a constant declares nothing.
    if node.operation == .literal { return }
    if !node.arguments.isEmpty {
      adopt(node, at: node.location)
      return
    }
    node.name = node.name ?? name
    own(node)
    settle(node)
    switch node.operation {
    case .input, .output: definition.ports.append(node)
    default: if node.operation.isSignal { definition.signals.append(node) }
    }
  }
}
