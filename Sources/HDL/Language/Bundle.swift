// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

/// A field of a `Layout`; `Value` is what a view of the layout gives for it.
public final class Field<Value>: AnyField {
  /// Width in bits.
  public let width: Int
  let comment: String
  let enumeration: Enumeration?
  var isSecret = false
  init(width: Int, comment: String, enumeration: Enumeration? = nil) {
    self.width = width
    self.comment = comment
    self.enumeration = enumeration
  }
}

extension Field: CustomStringConvertible {
  /// What tells two layouts of one type apart.
  public var description: String { enumeration?.name ?? countOfBits(width) }
}

protocol AnyField: AnyObject {
  var width: Int { get }
  var comment: String { get }
  var enumeration: Enumeration? { get }
  var isSecret: Bool { get }
}

/// A field of several bits.
public func field(_ width: Int, _ comment: String = "") -> Field<Bits> { Field(width: width, comment: comment) }
/// A field of one bit.
public func flag(_ comment: String = "") -> Field<Bit> { Field(width: 1, comment: comment) }
/// A field of an enum type.
public func field<E: HardwareEnum>(_ type: E.Type, _ comment: String = "") -> Field<Enum<E>> {
  Field(width: E.width, comment: comment, enumeration: E.enumeration)
}

/// A record of named fields, declared once and used as wires, registers, ports and stream payloads:
/// ```swift
/// struct Request: Layout {
///   let address = field(32, "byte address"), write = flag("store, not load")
/// }
/// ```
/// Layouts whose widths depend on parameters are built by a closure wherever a layout is asked for.
public protocol Layout {
  /// What names of modules that carry the layout contain, for example `queue_memory_request_depth_6`: by default the
  /// type's name. A layout whose widths depend on parameters puts them into it.
  var layoutName: String { get }
}

extension Layout {
  public var layoutName: String { Module.name(of: Self.self) }
  var fields: [any AnyField] { Mirror(reflecting: self).children.compactMap { $0.value as? any AnyField } }
  /// What the Verilog calls a field.
  func label(of field: any AnyField) -> String? {
    Mirror(reflecting: self).children.first { ($0.value as? any AnyField) === field }?.label.map(snakeCase)
  }
  /// Bits of all fields together.
  var size: Int { fields.reduce(0) { $0 + $1.width } }
}

/// A layout without fields, for streams that carry only their handshake.
public struct Empty: Layout {
  public init() {}
}

/// The signals of one record. Fields are reached by name: `request.address`.
@dynamicMemberLookup
public class View<L: Layout>: Declared {
  let layout: L
  let nodes: [(suffix: String, node: Node)]
  private let byField: [ObjectIdentifier: Node]

  init(_ layout: L, _ make: (any AnyField, String) -> Node) {
    self.layout = layout
    var nodes: [(suffix: String, node: Node)] = []
    var byField: [ObjectIdentifier: Node] = [:]
    for child in Mirror(reflecting: layout).children {
      guard let field = child.value as? any AnyField, let label = child.label else { continue }
      let node = make(field, snakeCase(label))
      nodes.append((snakeCase(label), node))
      byField[ObjectIdentifier(field)] = node
    }
    self.nodes = nodes
    self.byField = byField
  }

  /// Reads `bits` as a record: the first field is the most significant one.
  @inline(never) public convenience init(_ layout: L, from bits: Bits) {
    let location = caller_address()
    var position = layout.size
    if position != bits.width {
      Module.current?.complain(
        "\(bits.node.label) has \(countOfBits(bits.width)) and is read as `\(L.self)`, which has \(position)",
        at: location)
    }
    self.init(layout) { field, _ in
      position -= field.width
      return slice(bits.node, low: position, width: field.width, location)
    }
  }

  var leaves: [(suffix: String, node: Node)] { nodes }

  /// Gives the fields names in the Verilog: this one, followed by the field's.
  @discardableResult public func named(_ name: String) -> Self {
    for (suffix, node) in nodes where node.name == nil { node.name = "\(snakeCase(name))_\(suffix)" }
    return self
  }

  /// All fields side by side, the first most significant.
  public var bits: Bits {
    @inline(never) get {
      let width = nodes.reduce(0) { $0 + $1.node.width }
      guard nodes.count > 1, let module = Module.current else { return Bits(nodes.first?.node ?? openLiteral(0)) }
      return Bits(module.intern(.concatenate, width: width, nodes.map(\.node), at: caller_address()))
    }
  }

  func node(of field: any AnyField) -> Node { byField[ObjectIdentifier(field)] ?? openLiteral(0) }

  public subscript(dynamicMember path: KeyPath<L, Field<Bits>>) -> Bits { Bits(node(of: layout[keyPath: path])) }
  public subscript(dynamicMember path: KeyPath<L, Field<Bit>>) -> Bit { Bit(node(of: layout[keyPath: path])) }
  public subscript<E>(dynamicMember path: KeyPath<L, Field<Enum<E>>>) -> Enum<E> {
    Enum<E>(node(of: layout[keyPath: path]))
  }

  /// A record that can be driven, field by field or as a whole.
  public class Var: View<L> {
    public override subscript(dynamicMember path: KeyPath<L, Field<Bits>>) -> Bits.Var {
      Bits.Var(node(of: layout[keyPath: path]))
    }
    public override subscript(dynamicMember path: KeyPath<L, Field<Bit>>) -> Bit.Var {
      Bit.Var(node(of: layout[keyPath: path]))
    }
    public override subscript<E>(dynamicMember path: KeyPath<L, Field<Enum<E>>>) -> Enum<E>.Var {
      Enum<E>.Var(node(of: layout[keyPath: path]))
    }
  }
  /// Input ports, one for each field.
  public final class Input: View<L> {}
  /// Output ports, one for each field.
  public final class Output: Var {}
}

func declare(_ operation: Operation, _ location: UInt) -> (any AnyField, String) -> Node {
  { field, name in
    let node = signal(operation, field.width, location, comment: field.comment)
    node.enumeration = field.enumeration
    node.isSecret = field.isSecret
    return node
  }
}

/// Drives every field.
@inline(never) public func <== <L: Layout>(target: View<L>.Var, value: View<L>) {
  let location = caller_address()
  for (to, from) in zip(target.nodes, value.nodes) { drive(to.node, from.node, location) }
}

/// Input ports for every field of a layout.
@inline(never) public func In<L: Layout>(_ layout: L) -> View<L>.Input {
  .init(layout, declare(.input, caller_address()))
}
/// Output ports for every field of a layout.
@inline(never) public func Out<L: Layout>(_ layout: L) -> View<L>.Output {
  .init(layout, declare(.output, caller_address()))
}
/// Wires for every field of a layout.
@inline(never) public func Wire<L: Layout>(_ layout: L) -> View<L>.Var {
  .init(layout, declare(.wire, caller_address()))
}
/// Registers for every field of a layout, without reset.
@inline(never) public func Reg<L: Layout>(_ layout: L) -> View<L>.Var {
  .init(layout, declare(.register, caller_address()))
}

/// `a` if the condition holds, else `b`.
@inline(never) public func mux<L: Layout>(_ condition: Bit, _ a: View<L>, _ b: View<L>) -> View<L> {
  let location = caller_address()
  var position = 0
  return View<L>(a.layout) { _, _ in
    defer { position += 1 }
    return multiplex(condition.node, a.nodes[position].node, b.nodes[position].node, location)
  }
}

/// The record at `index`; an index beyond the last gives the last.
@inline(never) public func select<L: Layout>(_ index: Bits, from records: [View<L>]) -> View<L>? {
  let location = caller_address()
  guard let first = records.first else {
    Module.current?.complain("`select` needs at least one record", at: location)
    return nil
  }
  var position = 0
  return View<L>(first.layout) { _, _ in
    defer { position += 1 }
    return lookup(index.node, records.map { $0.nodes[position].node }, location)
  }
}
