/// The nodes of one field at the border between register file and logic.
struct ControlFieldNodes {
  /// What the file gives to the logic.
  var value: Node?
  /// What the logic gives to the file: the value itself, or the bits to set or clear.
  var drive: Node?
}

/// The logic's side of all registers of a map: `file.registers.control.enable`.
@dynamicMemberLookup
public final class ControlRegisterPorts<Map: ControlRegisterMap>: Declared {
  let map: Map
  let nodes: [ObjectIdentifier: ControlFieldNodes]
  let leaves: [(suffix: String, node: Node)]

  init(_ map: Map, _ nodes: [ObjectIdentifier: ControlFieldNodes]) {
    self.map = map
    self.nodes = nodes
    leaves = map.registers.flatMap { $0.register.fields }.flatMap { _, field in
      let found = nodes[ObjectIdentifier(field)]
      return [found?.value, found?.drive].compactMap { $0 }.map { ($0.name ?? "", $0) }
    }
  }

  /// The ports of a register file.
  convenience init(_ map: Map, _ location: UInt) {
    var nodes: [ObjectIdentifier: ControlFieldNodes] = [:]
    for (name, register) in map.registers {
      for (label, field) in register.fields {
        func port(_ operation: Operation, suffix: String = "", _ comment: String) -> Node {
          let node = signal(operation, field.width, location, comment: comment)
          node.name = "\(name)_\(label)\(suffix)"
          node.enumeration = field.enumeration
          node.isSecret = field.isSecret
          return node
        }
        var made = ControlFieldNodes()
        switch field.access {
        case .readWrite, .writeOnly, .command: made.value = port(.output, field.comment)
        case .readOnly: made.drive = port(.input, field.comment)
        case .writeOneToClear:
          made.value = port(.output, field.comment)
          made.drive = port(.input, suffix: "_set", "events of this cycle")
        case .writeOneToSet:
          made.value = port(.output, field.comment)
          made.drive = port(.input, suffix: "_clear", "requests done in this cycle")
        case .constant: break
        }
        nodes[ObjectIdentifier(field)] = made
      }
    }
    self.init(map, nodes)
  }

  /// The same ports seen from outside.
  func seen(_ pin: (Node) -> Node) -> ControlRegisterPorts {
    ControlRegisterPorts(
      map, nodes.mapValues { ControlFieldNodes(value: $0.value.map(pin), drive: $0.drive.map(pin)) })
  }

  public subscript<R: ControlRegister>(dynamicMember path: KeyPath<Map, R>) -> ControlRegisterView<R> {
    ControlRegisterView(map[keyPath: path], nodes)
  }
  public subscript<R: ControlRegister>(dynamicMember path: KeyPath<Map, [R]>) -> [ControlRegisterView<R>] {
    map[keyPath: path].map { ControlRegisterView($0, nodes) }
  }
}

/// The logic's side of one register.
@dynamicMemberLookup
public struct ControlRegisterView<R: ControlRegister> {
  private let register: R
  private let nodes: [ObjectIdentifier: ControlFieldNodes]

  init(_ register: R, _ nodes: [ObjectIdentifier: ControlFieldNodes]) {
    self.register = register
    self.nodes = nodes
  }

  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Reads, Bit>>) -> Bit {
    Bit(value(register[keyPath: path]))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Reads, Bits>>) -> Bits {
    Bits(value(register[keyPath: path]))
  }
  public subscript<E>(dynamicMember path: KeyPath<R, ControlField<ControlSide.Reads, Enum<E>>>) -> Enum<E> {
    Enum<E>(value(register[keyPath: path]))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Drives, Bit>>) -> Bit.Var {
    Bit.Var(drive(register[keyPath: path]))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Drives, Bits>>) -> Bits.Var {
    Bits.Var(drive(register[keyPath: path]))
  }
  public subscript<E>(dynamicMember path: KeyPath<R, ControlField<ControlSide.Drives, Enum<E>>>) -> Enum<E>.Var {
    Enum<E>.Var(drive(register[keyPath: path]))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Sets, Bit>>) -> ControlEvent<Bit, Bit.Var> {
    let field = register[keyPath: path]
    return ControlEvent(value: Bit(value(field)), set: Bit.Var(drive(field)))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Sets, Bits>>) -> ControlEvent<Bits, Bits.Var>
  {
    let field = register[keyPath: path]
    return ControlEvent(value: Bits(value(field)), set: Bits.Var(drive(field)))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Clears, Bit>>) -> ControlRequest<
    Bit, Bit.Var
  > {
    let field = register[keyPath: path]
    return ControlRequest(value: Bit(value(field)), clear: Bit.Var(drive(field)))
  }
  public subscript(dynamicMember path: KeyPath<R, ControlField<ControlSide.Clears, Bits>>) -> ControlRequest<
    Bits, Bits.Var
  > {
    let field = register[keyPath: path]
    return ControlRequest(value: Bits(value(field)), clear: Bits.Var(drive(field)))
  }

  private func value(_ field: any AnyControlField) -> Node { node(field, \.value) }
  private func drive(_ field: any AnyControlField) -> Node { node(field, \.drive) }

  private func node(_ field: any AnyControlField, _ side: KeyPath<ControlFieldNodes, Node?>) -> Node {
    if let found = nodes[ObjectIdentifier(field)]?[keyPath: side] { return found }
    Module.current?.complain(
      "a field must be a stored property of its register (`let`): this one is made anew whenever it is asked for",
      at: field.location)
    return openLiteral(0)
  }
}

/// A field that the logic sets and software clears.
public struct ControlEvent<Value, Drive> {
  /// Bits that are set and not yet cleared.
  public let value: Value
  /// Bits to set in this cycle.
  public let set: Drive
}

/// A field that software sets and the logic clears.
public struct ControlRequest<Value, Drive> {
  /// Bits that are set and not yet cleared.
  public let value: Value
  /// Bits to clear in this cycle.
  public let clear: Drive
}
