import CCallerAddress

/// What elaboration needs of an instance, whatever its module's type.
protocol Instancing: AnyObject {
  var child: Module { get }
  var location: UInt { get }
  /// Whether it is part of the module that contains it.
  var isAttached: Bool { get }
  /// The name in the module around it, once that is known.
  var name: String? { get set }
  func attach(to parent: Module, name: String, definition: Definition)
}

/// A module used inside another one. Its ports are reached by name, seen from outside: inputs can be driven, outputs read.
@dynamicMemberLookup
public final class Instance<M: Module>: Hardware, Instancing {
  /// The module itself, for its parameters.
  public let module: M
  private var pins: [ObjectIdentifier: Node] = [:]
  private let localName: String?
  var name: String?
  private let clocks: [ClockDomain: ClockDomain]
  private var record: InstanceRecord?
  let location: UInt

  /// An instance of `module`. As a stored property it takes the property's name; inside `build()` give it a name.
  /// - Parameter clocks: the clock domain that stands here for one of the module's: `[.main: .video]`.
  @inline(never)
  public convenience init(_ module: M, name: String? = nil, clocks: [ClockDomain: ClockDomain] = [:]) {
    self.init(module, name: name, clocks: clocks, location: caller_address())
  }

  // Apart from the public one: the return address of a designated initialiser lies inside the library.
  private init(_ module: M, name: String?, clocks: [ClockDomain: ClockDomain], location: UInt) {
    self.module = module
    self.clocks = clocks
    localName = name.map(snakeCase)
    self.location = location
    Module.current?.newInstances.append(self)
  }

  var child: Module { module }
  var isAttached: Bool { record != nil }

  func attach(to parent: Module, name: String, definition: Definition) {
    var nodes: [Node] = []
    for (port, own) in zip(definition.ports, module.definition.ports) {
      let node = Node(
        port.operation == .input ? .inputPin : .outputPin, width: port.width, location: location)
      node.name = "\(name)_\(port.name ?? "port")"
      parent.own(node)
      node.enumeration = port.enumeration
      node.isSigned = port.isSigned
      node.isSecret = port.isSecret
      node.domain = clocks.isEmpty ? port.domain : clocks[port.domain] ?? port.domain
      pins[own.id] = node
      nodes.append(node)
    }
    for (inner, outer) in clocks where !inner.behaves(like: outer) {
      parent.complain(
        "clock domain `\(outer.name)` cannot stand for `\(inner.name)` of `\(definition.name)`: edge and kind of reset"
          + " must be the same", at: location)
    }
    parent.definition.signals += nodes
    let record = InstanceRecord(
      name: name, definition: definition, pins: nodes, location: location, clocks: clocks)
    parent.definition.instances.append(record)
    self.record = record
    self.name = name
  }

  /// The instance's reset in one of its clock domains, for a parent that makes it: it must be driven.
  public func reset(_ domain: ClockDomain = .main) -> Bit.Var {
    guard let parent = Module.current else { return Bit.Var(Node(.inputPin, width: 1, location: location)) }
    ensureAttached()
    if let known = record?.resetPins.first(where: { $0.domain == domain }) { return Bit.Var(known.pin) }
    let pin = Node(.inputPin, width: 1, location: location)
    pin.name = "\(record?.name ?? "instance")_\(domain.resetName)"
    pin.domain = clocks[domain] ?? domain
    parent.own(pin)
    parent.definition.signals.append(pin)
    record?.resetPins.append((domain, pin))
    return Bit.Var(pin)
  }

  /// Adds an instance that is not a stored property to the module that is being built.
  private func ensureAttached() {
    guard record == nil, let parent = Module.current, let elaboration = parent.elaboration else { return }
    if localName == nil {
      parent.complain(
        "an instance that is not a stored property needs a name: Instance(…, name: \"…\")", at: location)
    }
    let definition = elaboration.define(module, at: location)
    attach(to: parent, name: localName ?? "nameless", definition: definition)
  }

  private func pin(_ port: Node) -> Node {
    ensureAttached()
    return pins[port.id] ?? port
  }

  public subscript(dynamicMember path: KeyPath<M, Bits.Input>) -> Bits.Var { Bits.Var(pin(module[keyPath: path].node)) }
  public subscript(dynamicMember path: KeyPath<M, Bit.Input>) -> Bit.Var { Bit.Var(pin(module[keyPath: path].node)) }
  public subscript(dynamicMember path: KeyPath<M, Bits.Output>) -> Bits { Bits(pin(module[keyPath: path].node)) }
  public subscript(dynamicMember path: KeyPath<M, Bit.Output>) -> Bit { Bit(pin(module[keyPath: path].node)) }
  // A port that only some parameters have.
  public subscript(dynamicMember path: KeyPath<M, Bits.Input?>) -> Bits.Var? {
    module[keyPath: path].map { Bits.Var(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, Bit.Input?>) -> Bit.Var? {
    module[keyPath: path].map { Bit.Var(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, Bits.Output?>) -> Bits? {
    module[keyPath: path].map { Bits(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, Bit.Output?>) -> Bit? {
    module[keyPath: path].map { Bit(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, [Bits.Input]>) -> [Bits.Var] {
    module[keyPath: path].map { Bits.Var(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, [Bit.Input]>) -> [Bit.Var] {
    module[keyPath: path].map { Bit.Var(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, [Bits.Output]>) -> [Bits] {
    module[keyPath: path].map { Bits(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, [Bit.Output]>) -> [Bit] {
    module[keyPath: path].map { Bit(pin($0.node)) }
  }
  public subscript(dynamicMember path: KeyPath<M, Signed.Input>) -> Signed.Var {
    Signed.Var(pin(module[keyPath: path].node))
  }
  public subscript(dynamicMember path: KeyPath<M, Signed.Output>) -> Signed { Signed(pin(module[keyPath: path].node)) }
  public subscript<E>(dynamicMember path: KeyPath<M, Enum<E>.Input>) -> Enum<E>.Var {
    Enum<E>.Var(pin(module[keyPath: path].node))
  }
  public subscript<E>(dynamicMember path: KeyPath<M, Enum<E>.Output>) -> Enum<E> {
    Enum<E>(pin(module[keyPath: path].node))
  }
  public subscript<L>(dynamicMember path: KeyPath<M, View<L>.Input>) -> View<L>.Var {
    let view = module[keyPath: path]
    return View<L>.Var(like: view, seen(view))
  }
  public subscript<L>(dynamicMember path: KeyPath<M, View<L>.Output>) -> View<L> {
    let view = module[keyPath: path]
    return View<L>(like: view, seen(view))
  }
  public subscript<L>(dynamicMember path: KeyPath<M, View<L>.Output?>) -> View<L>? {
    module[keyPath: path].map { View<L>(like: $0, seen($0)) }
  }
  public subscript<L>(dynamicMember path: KeyPath<M, [View<L>.Output]>) -> [View<L>] {
    module[keyPath: path].map { View<L>(like: $0, seen($0)) }
  }
  public subscript<L>(dynamicMember path: KeyPath<M, [View<L>.Input]>) -> [View<L>.Var] {
    module[keyPath: path].map { View<L>.Var(like: $0, seen($0)) }
  }
  /// A sink of the instance is something to feed.
  public subscript<L>(dynamicMember path: KeyPath<M, Sink<L>>) -> Source<L> { seen(module[keyPath: path]) }
  /// A source of the instance is something to take from.
  public subscript<L>(dynamicMember path: KeyPath<M, Source<L>>) -> Sink<L> { seen(module[keyPath: path]) }
  /// Sinks of the instance are something to feed.
  public subscript<L>(dynamicMember path: KeyPath<M, [Sink<L>]>) -> [Source<L>] {
    module[keyPath: path].map { seen($0) }
  }
  /// Sources of the instance are something to take from.
  public subscript<L>(dynamicMember path: KeyPath<M, [Source<L>]>) -> [Sink<L>] {
    module[keyPath: path].map { seen($0) }
  }

  /// The logic's side of a register file.
  public subscript<Map>(dynamicMember path: KeyPath<M, ControlRegisterPorts<Map>>) -> ControlRegisterPorts<Map> {
    module[keyPath: path].seen(pin)
  }

  private func seen<L>(_ sink: Sink<L>) -> Source<L> {
    Source(
      valid: Bit.Var(pin(sink.valid.node)), ready: Bit(pin(sink.ready.node)),
      payload: View<L>.Var(like: sink.payload, seen(sink.payload)))
  }
  private func seen<L>(_ source: Source<L>) -> Sink<L> {
    Sink(
      valid: Bit(pin(source.valid.node)), ready: Bit.Var(pin(source.ready.node)),
      payload: View<L>(like: source.payload, seen(source.payload)))
  }

  private func seen<L>(_ view: View<L>) -> (Int) -> Node {
    { self.pin(view.leaves[$0].node) }
  }
}
