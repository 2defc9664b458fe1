// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

// A vector is a Swift array of signals. `let lanes = Reg(4, of: 8)` are four registers of eight bits, `lanes[2]` is one of
// them, and `lanes[index]` with a hardware index is the one that `index` selects, to read or to drive.

private func several<T>(_ count: Int, _ make: () -> T) -> [T] { (0..<max(0, count)).map { _ in make() } }

/// `count` input ports of `width` bits.
@inline(never)
public func In(_ count: Int, of width: Int, _ comment: String = "", on domain: ClockDomain = .main) -> [Bits.Input] {
  let location = caller_address()
  return several(count) { Bits.Input(signal(.input, width, location, comment: comment, domain: domain)) }
}
/// `count` output ports of `width` bits.
@inline(never)
public func Out(_ count: Int, of width: Int, _ comment: String = "", on domain: ClockDomain = .main) -> [Bits.Output] {
  let location = caller_address()
  return several(count) { Bits.Output(signal(.output, width, location, comment: comment, domain: domain)) }
}
/// `count` combinational signals of `width` bits. With `default`, paths that do not drive one give that value.
@inline(never)
public func Wire(_ count: Int, of width: Int, default value: Bits? = nil, _ comment: String = "") -> [Bits.Var] {
  let location = caller_address()
  return several(count) { Bits.Var(signal(.wire, width, location, fallback: value?.node, comment: comment)) }
}
/// `count` registers of `width` bits.
@inline(never)
public func Reg(
  _ count: Int, of width: Int, reset: UInt64? = nil, _ comment: String = "", on domain: ClockDomain = .main
) -> [Bits.Var] {
  let location = caller_address()
  return several(count) {
    Bits.Var(signal(.register, width, location, reset: reset, comment: comment, domain: domain))
  }
}

/// Input ports for `count` records.
@inline(never)
public func In<L: Layout>(_ count: Int, of layout: L, on domain: ClockDomain = .main) -> [View<L>.Input] {
  let location = caller_address()
  return several(count) { .init(layout, declare(.input, location, on: domain)) }
}
/// Output ports for `count` records.
@inline(never)
public func Out<L: Layout>(_ count: Int, of layout: L, on domain: ClockDomain = .main) -> [View<L>.Output] {
  let location = caller_address()
  return several(count) { .init(layout, declare(.output, location, on: domain)) }
}
/// Registers for `count` records, without reset or with one.
@inline(never)
public func Reg<L: Layout>(
  _ count: Int, of layout: L, reset: RecordValue<L>? = nil, on domain: ClockDomain = .main
) -> [View<L>.Var] {
  let location = caller_address()
  return several(count) { registers(layout, reset, location, domain) }
}

// MARK: The element that a signal selects

extension Array where Element: Bits {
  /// The element at `index`; an index beyond the last gives the last.
  public subscript(index: Bits) -> Bits {
    @inline(never) get { Bits(lookup(index.node, map(\.node), caller_address())) }
  }
}
extension Array where Element: Bits.Var {
  /// The element at `index`, to read or to drive; an index beyond the last means the last.
  public subscript(index: Bits) -> Bits.Var {
    @inline(never) get { Bits.Var(lookup(index.node, map(\.node), caller_address())) }
  }
}
extension Array where Element: Bit {
  /// The bit at `index`; an index beyond the last gives the last.
  public subscript(index: Bits) -> Bit {
    @inline(never) get { Bit(lookup(index.node, map(\.node), caller_address())) }
  }
}
extension Array where Element: Bit.Var {
  /// The bit at `index`, to read or to drive; an index beyond the last means the last.
  public subscript(index: Bits) -> Bit.Var {
    @inline(never) get { Bit.Var(lookup(index.node, map(\.node), caller_address())) }
  }
}
extension Array {
  /// The record at `index`; an index beyond the last gives the last.
  public subscript<L>(index: Bits) -> View<L> where Element: View<L> {
    @inline(never) get { View<L>(self[0].layout, choose(map { $0 as View<L> }, index, caller_address())) }
  }
  /// The record at `index`, to read or to drive; an index beyond the last means the last.
  public subscript<L>(index: Bits) -> View<L>.Var where Element: View<L>.Var {
    @inline(never) get { View<L>.Var(self[0].layout, choose(map { $0 as View<L> }, index, caller_address())) }
  }
}

private func choose<L>(_ records: [View<L>], _ index: Bits, _ location: UInt) -> Record {
  View<L>(like: records[0]) { position in
    lookup(index.node, records.compactMap { $0.leaves.dropFirst(position).first?.node }, location)
  }.record
}

extension Module {
  /// Drives the element of a vector that `selected`, a lookup, stands for.
  func driveElement(_ selected: Node, _ value: Node, at location: UInt) {
    let subject = selected.arguments[0]
    let elements = selected.arguments.dropFirst()
    func block(_ element: Node) -> () -> Void { { drive(element, value, location) } }
    let isComplete = subject.width < 63 && elements.count == 1 << subject.width
    var labels: [Node] = []
    var arms: [Arm] = []
    for (number, element) in (isComplete ? elements : elements.dropLast()).enumerated() {
      let label = literal(Constant(width: subject.width, value: UInt64(number)))
      arms.append(
        Arm(label: label, block: collect(while: .equals(subject, label: label), at: location, block(element))))
      labels.append(label)
    }
    let last = isComplete ? nil : elements.last
    let otherwise = last.map { collect(while: .differs(subject, labels: labels), at: location, block($0)) }
    // Several fields of one element become one `case`.
    if case .match(let last, let known, let rest)? = scope.statements.last, last === subject,
      known.map(\.label.id) == arms.map(\.label.id)
    {
      for (arm, more) in zip(known, arms) { arm.block.statements += more.block.statements }
      rest?.statements += otherwise?.statements ?? []
    } else {
      scope.statements.append(.match(subject: subject, arms: arms, otherwise: otherwise))
    }
  }
}
