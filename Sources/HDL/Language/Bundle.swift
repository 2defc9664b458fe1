// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

/// The signals of one record. Fields are reached by name: `request.address`, `request.header.tag`, `request.lanes[2]`.
@dynamicMemberLookup
public class View<L: Layout>: Declared {
  let layout: L
  let record: Record

  init(_ layout: L, _ record: Record) {
    self.layout = layout
    self.record = record
  }

  convenience init(_ layout: L, _ make: (Leaf) -> Node) { self.init(layout, Record(layout, make)) }

  /// A record of the same layout as others, computed signal by signal.
  convenience init(like model: View<L>, _ make: (Int) -> Node) {
    var position = 0
    self.init(model.layout) { _ in
      defer { position += 1 }
      return position < model.leaves.count ? make(position) : openLiteral(0)
    }
  }

  /// Reads `bits` as a record: the first field is the most significant one.
  @inline(never) public convenience init(_ layout: L, from bits: Bits) {
    let location = caller_address()
    let size = layout.size
    if size != bits.width {
      Module.current?.complain(
        "\(bits.node.label) has \(countOfBits(bits.width)) and is read as `\(L.self)`, which has \(size)",
        at: location)
    }
    var position = size
    self.init(layout) { leaf in
      guard size == bits.width else { return Bits(0, width: leaf.width).node }
      position -= leaf.width
      return slice(bits.node, low: position, width: leaf.width, location)
    }
  }

  var leaves: [(suffix: String, node: Node)] { record.leaves }
  var bundleKind: BundleKind? { .record }

  /// All fields side by side, the first most significant.
  public var bits: Bits {
    @inline(never) get {
      let nodes = leaves.map(\.node)
      guard nodes.count > 1, let module = Module.current else { return Bits(nodes.first ?? openLiteral(0)) }
      let width = nodes.reduce(0) { $0 + $1.width }
      return Bits(module.intern(.concatenate, width: width, nodes, at: caller_address()))
    }
  }

  /// Gives the fields names in the Verilog: this one, followed by the field's.
  @discardableResult public func named(_ name: String) -> Self {
    for (suffix, node) in leaves where node.name == nil { node.name = "\(snakeCase(name))_\(suffix)" }
    return self
  }

  // MARK: Fields

  public subscript(dynamicMember path: KeyPath<L, Field<Bits>>) -> Bits { Bits(node(layout[keyPath: path])) }
  public subscript(dynamicMember path: KeyPath<L, Field<Bit>>) -> Bit { Bit(node(layout[keyPath: path])) }
  public subscript(dynamicMember path: KeyPath<L, Field<Signed>>) -> Signed { Signed(node(layout[keyPath: path])) }
  public subscript<E>(dynamicMember path: KeyPath<L, Field<Enum<E>>>) -> Enum<E> {
    Enum<E>(node(layout[keyPath: path]))
  }
  public subscript<N>(dynamicMember path: KeyPath<L, Field<View<N>>>) -> View<N> {
    let field = layout[keyPath: path]
    return View<N>(field.model.layout, record.part(field)?.record ?? field.model.record)
  }
  @_disfavoredOverload public subscript(dynamicMember path: KeyPath<L, Field<[Bits]>>) -> [Bits] {
    nodes(layout[keyPath: path]).map { Bits($0) }
  }
  @_disfavoredOverload public subscript(dynamicMember path: KeyPath<L, Field<[Bit]>>) -> [Bit] {
    nodes(layout[keyPath: path]).map { Bit($0) }
  }
  @_disfavoredOverload public subscript<E>(dynamicMember path: KeyPath<L, Field<[Enum<E>]>>) -> [Enum<E>] {
    nodes(layout[keyPath: path]).map { Enum<E>($0) }
  }
  @_disfavoredOverload public subscript<N>(dynamicMember path: KeyPath<L, Field<[View<N>]>>) -> [View<N>] {
    let field = layout[keyPath: path]
    return zip(field.model, records(field)).map { View<N>($0.layout, $1) }
  }

  private func node(_ field: any AnyField) -> Node { record.part(field)?.node ?? openLiteral(0) }
  private func nodes(_ field: any AnyField) -> [Node] { record.part(field)?.list.compactMap(\.node) ?? [] }
  private func records(_ field: any AnyField) -> [Record] { record.part(field)?.list.compactMap(\.record) ?? [] }

  /// A record that can be driven, field by field or as a whole.
  public class Var: View<L> {
    public override subscript(dynamicMember path: KeyPath<L, Field<Bits>>) -> Bits.Var {
      Bits.Var(node(layout[keyPath: path]))
    }
    public override subscript(dynamicMember path: KeyPath<L, Field<Bit>>) -> Bit.Var {
      Bit.Var(node(layout[keyPath: path]))
    }
    public override subscript(dynamicMember path: KeyPath<L, Field<Signed>>) -> Signed.Var {
      Signed.Var(node(layout[keyPath: path]))
    }
    public override subscript<E>(dynamicMember path: KeyPath<L, Field<Enum<E>>>) -> Enum<E>.Var {
      Enum<E>.Var(node(layout[keyPath: path]))
    }
    public override subscript<N>(dynamicMember path: KeyPath<L, Field<View<N>>>) -> View<N>.Var {
      let field = layout[keyPath: path]
      return View<N>.Var(field.model.layout, record.part(field)?.record ?? field.model.record)
    }
    // An override may not give an array of subclasses; the ones above are disfavoured instead.
    public subscript(dynamicMember path: KeyPath<L, Field<[Bits]>>) -> [Bits.Var] {
      nodes(layout[keyPath: path]).map { Bits.Var($0) }
    }
    public subscript(dynamicMember path: KeyPath<L, Field<[Bit]>>) -> [Bit.Var] {
      nodes(layout[keyPath: path]).map { Bit.Var($0) }
    }
    public subscript<E>(dynamicMember path: KeyPath<L, Field<[Enum<E>]>>) -> [Enum<E>.Var] {
      nodes(layout[keyPath: path]).map { Enum<E>.Var($0) }
    }
    public subscript<N>(dynamicMember path: KeyPath<L, Field<[View<N>]>>) -> [View<N>.Var] {
      let field = layout[keyPath: path]
      return zip(field.model, records(field)).map { View<N>.Var($0.layout, $1) }
    }
  }
  /// Input ports, one for each field.
  public final class Input: View<L> {}
  /// Output ports, one for each field.
  public final class Output: Var {}
}

// MARK: Declarations

func declare(_ operation: Operation, _ location: UInt, on domain: ClockDomain = .main) -> (Leaf) -> Node {
  { leaf in
    let node = signal(operation, leaf.width, location, comment: leaf.comment, domain: domain)
    node.enumeration = leaf.enumeration
    node.isSigned = leaf.isSigned
    node.isSecret = leaf.isSecret
    return node
  }
}

/// Input ports for every field of a layout.
@inline(never) public func In<L: Layout>(_ layout: L, on domain: ClockDomain = .main) -> View<L>.Input {
  .init(layout, declare(.input, caller_address(), on: domain))
}
/// Output ports for every field of a layout.
@inline(never) public func Out<L: Layout>(_ layout: L, on domain: ClockDomain = .main) -> View<L>.Output {
  .init(layout, declare(.output, caller_address(), on: domain))
}
/// Wires for every field of a layout.
@inline(never) public func Wire<L: Layout>(_ layout: L) -> View<L>.Var {
  .init(layout, declare(.wire, caller_address()))
}
/// Registers for every field of a layout. Without `reset` they are undefined until first written.
@inline(never)
public func Reg<L: Layout>(_ layout: L, reset: RecordValue<L>? = nil, on domain: ClockDomain = .main) -> View<L>.Var {
  registers(layout, reset, caller_address(), domain)
}

// MARK: Operators

/// The signals of two records side by side. Two layouts of one type may have different numbers of fields.
func pairs<L>(_ a: View<L>, _ b: View<L>, _ location: UInt) -> [(Node, Node)] {
  if a.leaves.count != b.leaves.count {
    Module.current?.complain(
      "two records of `\(L.self)` have \(a.leaves.count) and \(b.leaves.count) signals: give both the same parameters",
      at: location)
  }
  return zip(a.leaves, b.leaves).map { ($0.node, $1.node) }
}

/// Drives every field.
@inline(never) public func <== <L: Layout>(target: View<L>.Var, value: View<L>) {
  let location = caller_address()
  for (to, from) in pairs(target, value, location) { drive(to, from, location) }
}

extension View {
  /// Whether all fields are equal.
  @inline(never) public static func == (a: View<L>, b: View<L>) -> Bit {
    let location = caller_address()
    let equal = pairs(a, b, location).map { binary(.equal, $0, $1, location, symbol: "==", comparison: true) }
    guard let first = equal.first else { return true }
    return Bit(equal.dropFirst().reduce(first) { binary(.and, $0, $1, location, symbol: "&") })
  }
  /// Whether any field is different.
  @inline(never) public static func != (a: View<L>, b: View<L>) -> Bit {
    let location = caller_address()
    let different = pairs(a, b, location).map { binary(.notEqual, $0, $1, location, symbol: "!=", comparison: true) }
    guard let first = different.first else { return false }
    return Bit(different.dropFirst().reduce(first) { binary(.or, $0, $1, location, symbol: "|") })
  }
}

/// `a` if the condition holds, else `b`.
@inline(never) public func mux<L: Layout>(_ condition: Bit, _ a: View<L>, _ b: View<L>) -> View<L> {
  let location = caller_address()
  let both = pairs(a, b, location)
  return View<L>(like: a) { position in
    position < both.count ? multiplex(condition.node, both[position].0, both[position].1, location) : openLiteral(0)
  }
}

/// The record at `index`; an index beyond the last gives the last.
@inline(never) public func select<L: Layout>(_ index: Bits, from records: [View<L>]) -> View<L>? {
  let location = caller_address()
  guard let first = records.first else {
    Module.current?.complain("`select` needs at least one record", at: location)
    return nil
  }
  return View<L>(like: first) { position in
    lookup(index.node, records.compactMap { $0.leaves.dropFirst(position).first?.node }, location)
  }
}
