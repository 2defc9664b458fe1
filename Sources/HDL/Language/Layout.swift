import CCallerAddress

/// A record of named fields, declared once and used as wires, registers, ports and stream payloads:
/// ```swift
/// struct Request: Layout {
///   let address = field(32, "byte address"), write = flag("store, not load")
/// }
/// ```
/// A field is of bits, a bit, a signed number, an enum, another layout, or several of one of these. A layout whose widths
/// depend on parameters makes its fields in its initialiser.
public protocol Layout {
  /// What names of modules that carry the layout contain, for example `queue_memory_request_depth_6`: by default the
  /// type's name. A layout whose widths depend on parameters puts them into it.
  var layoutName: String { get }
}

/// A layout without fields, for streams that carry only their handshake.
public struct Empty: Layout {
  public init() {}
}

/// What a field consists of.
indirect enum Shape {
  case signal(Leaf)
  case record(any Layout)
  case list(count: Int, Shape)

  var width: Int {
    switch self {
    case .signal(let leaf): leaf.width
    case .record(let layout): layout.size
    case .list(let count, let shape): count * shape.width
    }
  }

  var description: String {
    switch self {
    case .signal(let leaf):
      leaf.enumeration?.name ?? (leaf.isSigned ? "signed " : "") + countOfBits(leaf.width)
    case .record(let layout): "\(layout)"
    case .list(let count, let shape): "\(count) of \(shape.description)"
    }
  }
}

/// One signal of a record.
struct Leaf {
  let width: Int
  var comment = ""
  var enumeration: Enumeration?
  var isSigned = false
  var isSecret = false
}

/// A field of a `Layout`; `Value` is what a view of the layout gives for it.
public final class Field<Value>: AnyField, CustomStringConvertible {
  let shape: Shape
  /// The value without signals of a module: it brings the layouts of inner records along.
  let model: Value
  let comment: String
  let location: UInt
  var isSecret = false

  init(_ shape: Shape, _ model: Value, _ comment: String, _ location: UInt) {
    self.shape = shape
    self.model = model
    self.comment = comment
    self.location = location
  }

  /// Width in bits.
  public var width: Int { shape.width }
  /// What tells two layouts of one type apart.
  public var description: String { shape.description }
}

protocol AnyField: AnyObject {
  var shape: Shape { get }
  var comment: String { get }
  var isSecret: Bool { get }
  var location: UInt { get }
}

extension Layout {
  public var layoutName: String { Module.name(of: Self.self) }

  /// The fields with their names in the Verilog.
  var fields: [(name: String, field: any AnyField)] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let field = child.value as? any AnyField, let label = child.label else { return nil }
      return (snakeCase(label), field)
    }
  }
  /// What the Verilog calls a field.
  func name(of field: any AnyField) -> String? { fields.first { $0.field === field }?.name }
  /// Bits of all fields together.
  var size: Int { fields.reduce(0) { $0 + $1.field.shape.width } }
}

// MARK: Fields

/// A field of several bits.
@inline(never) public func field(_ width: Int, _ comment: String = "") -> Field<Bits> {
  Field(.signal(Leaf(width: width)), Bits(openLiteral(0)), comment, caller_address())
}
/// A field of one bit.
@inline(never) public func flag(_ comment: String = "") -> Field<Bit> {
  Field(.signal(Leaf(width: 1)), Bit(openLiteral(0)), comment, caller_address())
}
/// A field that is a two's complement number.
@inline(never) public func field(signed width: Int, _ comment: String = "") -> Field<Signed> {
  Field(.signal(Leaf(width: width, isSigned: true)), Signed(openLiteral(0)), comment, caller_address())
}
/// A field of an enum type.
@inline(never) public func field<E: HardwareEnum>(_ type: E.Type, _ comment: String = "") -> Field<Enum<E>> {
  let leaf = Leaf(width: E.width, enumeration: E.enumeration)
  return Field(.signal(leaf), Enum<E>(openLiteral(0)), comment, caller_address())
}
/// A field that is a record itself: `request.header.address`.
@inline(never) public func field<N: Layout>(_ layout: N, _ comment: String = "") -> Field<View<N>> {
  Field(.record(layout), View(layout) { _ in openLiteral(0) }, comment, caller_address())
}
/// `count` equal fields of several bits: `request.lanes[2]`.
@inline(never) public func field(_ count: Int, of width: Int, _ comment: String = "") -> Field<[Bits]> {
  Field(.list(count: count, .signal(Leaf(width: width))), [], comment, caller_address())
}
/// `count` flags.
@inline(never) public func flags(_ count: Int, _ comment: String = "") -> Field<[Bit]> {
  Field(.list(count: count, .signal(Leaf(width: 1))), [], comment, caller_address())
}
/// `count` equal fields of an enum type.
@inline(never)
public func field<E: HardwareEnum>(_ count: Int, of type: E.Type, _ comment: String = "") -> Field<[Enum<E>]> {
  let leaf = Leaf(width: E.width, enumeration: E.enumeration)
  return Field(.list(count: count, .signal(leaf)), [], comment, caller_address())
}
/// `count` equal records.
@inline(never)
public func field<N: Layout>(_ count: Int, of layout: N, _ comment: String = "") -> Field<[View<N>]> {
  let model = View(layout) { _ in openLiteral(0) }
  let models = (0..<count).map { _ in model }
  return Field(.list(count: count, .record(layout)), models, comment, caller_address())
}
