import CCallerAddress

/// A constant of a layout, field by field; what is not set is zero:
/// ```swift
/// let entry = Reg(Entry(), reset: .init { $0.kind = .load; $0.header.tag = 3 })
/// ```
@dynamicMemberLookup
public struct RecordValue<L: Layout> {
  private struct Entry {
    let value: Any
    /// Makes the value the reset value of the field's registers.
    let put: (L, Record) -> Void
  }
  private var entries: [PartialKeyPath<L>: Entry] = [:]

  /// All fields zero.
  public static var zero: RecordValue { RecordValue { _ in } }

  /// The value whose fields `set` sets.
  public init(_ set: (inout RecordValue<L>) -> Void) { set(&self) }

  public subscript(dynamicMember path: KeyPath<L, Field<Bits>>) -> UInt64 {
    get { known(path) ?? 0 }
    set { set(path, newValue, [newValue]) }
  }
  public subscript(dynamicMember path: KeyPath<L, Field<Bit>>) -> Bool {
    get { known(path) ?? false }
    set { set(path, newValue, [newValue ? 1 : 0]) }
  }
  public subscript(dynamicMember path: KeyPath<L, Field<Signed>>) -> Int64 {
    get { known(path) ?? 0 }
    set { set(path, newValue, [UInt64(bitPattern: newValue)]) }
  }
  /// Nil while it is not set: the case with code 0.
  public subscript<E>(dynamicMember path: KeyPath<L, Field<Enum<E>>>) -> E? {
    get { known(path) }
    set { set(path, newValue as Any, [UInt64(newValue?.code ?? 0)]) }
  }
  /// The first elements; the others are zero.
  public subscript(dynamicMember path: KeyPath<L, Field<[Bits]>>) -> [UInt64] {
    get { known(path) ?? [] }
    set { set(path, newValue, newValue) }
  }
  public subscript<N>(dynamicMember path: KeyPath<L, Field<View<N>>>) -> RecordValue<N> {
    get { known(path) ?? .zero }
    set {
      entries[path] = Entry(value: newValue) { layout, record in
        let field = layout[keyPath: path]
        if let inner = record.part(field)?.record { newValue.reset(inner, field.model.layout) }
      }
    }
  }

  private func known<T>(_ path: PartialKeyPath<L>) -> T? { entries[path]?.value as? T }

  private mutating func set<T>(_ path: KeyPath<L, Field<T>>, _ value: Any, _ numbers: [UInt64]) {
    entries[path] = Entry(value: value) { layout, record in
      guard let part = record.part(layout[keyPath: path]) else { return }
      let nodes = part.node.map { [$0] } ?? part.list.compactMap(\.node)
      for (node, number) in zip(nodes, numbers) { node.reset = Constant(width: 64, value: number) }
    }
  }

  /// Makes the value the reset value of registers.
  func reset(_ record: Record, _ layout: L) {
    for (_, node) in record.leaves { node.reset = Constant(width: node.width, value: 0) }
    for entry in entries.values { entry.put(layout, record) }
  }
}

func registers<L>(_ layout: L, _ reset: RecordValue<L>?, _ location: UInt, _ domain: ClockDomain) -> View<L>.Var {
  let view = View<L>.Var(layout, declare(.register, location, on: domain))
  reset?.reset(view.record, layout)
  return view
}
