/// An elaborated module: what checks, analyses and emission work on.
final class Definition {
  let name: String
  var summary = ""
  var latency: Latency?
  var keepsHierarchy = false
  /// The Swift type that describes the module.
  var swiftType = ""
  /// Properties that declare nothing, in the order of their declaration.
  var parameterValues: [(name: String, value: Any)] = []
  /// Records and streams among ports and signals, in the order of their declaration.
  var bundles: [Bundle] = []
  /// Everything that belongs to the module, arguments before the operators that use them.
  private(set) var nodes: [Node] = []
  /// Ports in declaration order, without clock and reset.
  var ports: [Node] = []
  /// Wires, registers and instance pins in declaration order.
  var signals: [Node] = []
  var memories: [Memory] = []
  var instances: [InstanceRecord] = []
  var assertions: [Assertion] = []
  /// The resets of clock domains that the behaviour reads.
  var resets: [Node] = []
  /// The uses of `declassify`.
  var declassified: [Node] = []
  /// Values that are deliberately not used.
  var ignored: [Node] = []
  let body = Block()

  /// What software must know, of a register file.
  var controlRegisters: ControlRegisterManual?

  /// What the checks found out about which bits are used.
  var use: Use?
  /// Mutants may compare with constants that no value reaches.
  var isMutated = false

  /// Parameter values, to tell two builds with the same name apart.
  var parameters = ""
  /// For every port that is an output, the positions of the input ports it depends on within a clock cycle.
  var combinationalInputs: [PortSet] = []
  /// The same for single bits, by the position of the output, as far as a parent has asked.
  var knownInputBits: [Int: [[PortBit]]] = [:]
  /// Whether values depend on each other in a circle, though no bit does, through instances here or in a parent.
  var isCircular = false
  /// The clock domains that the module and its instances need, in the order of their ports.
  private(set) var domains: [DomainUse] = []
  /// What is known about a module that is not written in this language.
  var blackBox: BlackBoxRecord?

  private let owner: Owner

  init(_ owner: Owner) {
    self.owner = owner
    name = owner.name
  }

  /// Whether a node belongs to this module.
  func owns(_ node: Node) -> Bool { node.owner === owner }

  /// Takes a node into the definition.
  func add(_ node: Node) {
    node.owner = owner
    node.index = nodes.count
    nodes.append(node)
  }

  /// Forgets the defaults of signals that an assignment drives unconditionally: they never show.
  func dropUselessDefaults() {
    for case .assign(let target, _, _) in body.statements where owns(target) { target.fallback = nil }
  }

  /// Finds out which clocks and resets the module needs.
  func noteClocking() {
    func need(_ domain: ClockDomain, clock: Bool = true, reset: Bool) {
      let position = domains.firstIndex { $0.domain == domain } ?? domains.count
      if position == domains.count { domains.append(DomainUse(domain: domain)) }
      if clock { domains[position].needsClock = true }
      if reset { domains[position].needsReset = true }
    }
    for node in signals where node.operation == .register { need(node.domain, reset: node.reset != nil) }
    for node in resets { need(node.domain, clock: false, reset: true) }
    for memory in memories where memory.isWritten { need(memory.domain, reset: false) }
    for assertion in assertions { need(assertion.domain, reset: true) }
    for instance in instances {
      for use in instance.definition.domains {
        let isDriven = instance.resetPins.contains { $0.domain == use.domain }
        need(instance.domain(of: use.domain), clock: use.needsClock, reset: use.needsReset && !isDriven)
      }
      for pin in instance.definition.blackBox?.clocks ?? [] { need(instance.domain(of: pin.domain), reset: false) }
      for pin in instance.definition.blackBox?.resets ?? [] {
        need(instance.domain(of: pin.domain), clock: false, reset: true)
      }
    }
    domains.removeAll { !$0.needsClock && !$0.needsReset }
    if let main = domains.firstIndex(where: { $0.domain == .main }) { domains.swapAt(0, main) }
  }

  /// Notes that a parent leads an output back to an input, in bits that do not depend on each other.
  func noteCircle() {
    if isCircular { return }
    isCircular = true
    for instance in instances { instance.definition.noteCircle() }
  }

  /// What the designer calls a signal: an instance's pin by instance and port.
  func sourceName(of node: Node) -> String {
    if node.operation == .inputPin || node.operation == .outputPin {
      for instance in instances {
        guard let position = instance.pins.firstIndex(where: { $0 === node }) else { continue }
        return "\(instance.name).\(instance.definition.ports[position].name ?? "port")"
      }
    }
    return node.name ?? "unnamed"
  }

  /// Signals with a value for paths that drive nothing, and that value; ports first.
  var defaults: [(signal: Node, value: Node)] {
    func ofAll(_ nodes: [Node]) -> [(signal: Node, value: Node)] {
      nodes.compactMap { node in node.fallback.map { (node, $0) } }
    }
    return ofAll(ports) + ofAll(signals)
  }

  /// Signals that assignments drive, ports first.
  var drivable: [Node] { ports.filter { $0.operation == .output } + signals.filter { $0.operation.isDrivable } }
}

/// One instance of a module inside another.
final class InstanceRecord {
  let name: String
  let definition: Definition
  /// The parent's node for each of the definition's ports, in the same order.
  let pins: [Node]
  let location: UInt
  /// The parent's clock domain for those of the instance's whose name is another there.
  let clocks: [ClockDomain: ClockDomain]
  /// Resets of the instance that the parent drives.
  var resetPins: [(domain: ClockDomain, pin: Node)] = []

  init(
    name: String, definition: Definition, pins: [Node], location: UInt, clocks: [ClockDomain: ClockDomain] = [:]
  ) {
    self.name = name
    self.definition = definition
    self.pins = pins
    self.location = location
    self.clocks = clocks
  }

  /// What the parent drives.
  var inputs: [Node] { pins.filter { $0.operation == .inputPin } + resetPins.map(\.pin) }

  /// The parent's clock domain for one of the instance's.
  func domain(of domain: ClockDomain) -> ClockDomain { clocks.isEmpty ? domain : clocks[domain] ?? domain }
}

/// A clock domain of a module, with what the module needs of it.
struct DomainUse {
  let domain: ClockDomain
  var needsClock = false
  var needsReset = false
}

/// A property that must hold in every cycle outside reset (`always`), that the surroundings keep (`assume`), or that
/// should be seen at least once (`cover`).
struct Assertion {
  enum Kind { case always, assume, cover }
  let kind: Kind
  let name: String
  let condition: Node
  let location: UInt
  /// Whose clock edges it is looked at.
  let domain: ClockDomain
}

/// Signals that were declared together: a record, or one end of a stream.
struct Bundle {
  let name: String
  let kind: BundleKind
  let nodes: [Node]
}

/// What kind of signals a bundle holds.
public enum BundleKind: String, Sendable, Codable {
  /// The fields of a layout.
  case record
  /// A stream through which the module offers data.
  case source
  /// A stream through which the module takes data.
  case sink
}
