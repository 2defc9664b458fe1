// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

/// An enum whose cases are values of hardware, coded 0, 1, 2, … in the order of declaration.
public protocol HardwareEnum: CaseIterable, Hashable, Sendable {
  /// What the case means, for the manual; empty by default.
  var meaning: String { get }
}

extension HardwareEnum {
  public var meaning: String { "" }
  /// Width of the code in bits.
  public static var width: Int { bitsToCount(allCases.count) }
  /// The code of this case.
  public var code: Int {
    let cases = Self.allCases
    return cases.firstIndex(of: self).map { cases.distance(from: cases.startIndex, to: $0) } ?? 0
  }
  static var enumeration: Enumeration { Enumeration(Self.self) }
}

/// A value of an enum type. Only cases of that enum can be compared with it or driven into it.
public class Enum<E: HardwareEnum>: Declared {
  let node: Node
  init(_ node: Node) { self.node = node }
  var leaves: [(suffix: String, node: Node)] { [("", node)] }

  /// The code, in `E.width` bits.
  public var bits: Bits { Bits(node) }

  /// An enum value that can be driven.
  public class Var: Enum<E> {}
  /// An input port.
  public final class Input: Enum<E> {}
  /// An output port.
  public final class Output: Var {}

  /// A constant.
  public convenience init(_ value: E) { self.init(caseNode(value)) }
  /// Reads a code. Every code must have a case: with a number of cases that is not a power of two say what the others mean.
  @inline(never) public convenience init(code: Bits) {
    let location = caller_address()
    self.init(decode(code.node, E.self, location))
    let count = E.allCases.count
    if code.width == E.width || code.node.isOpenLiteral, count != 1 << E.width, let module = Module.current {
      let example = E.allCases.first.map { "\($0)" } ?? "…"
      module.complain(
        "`\(E.self)` has no case for the code \(count) of \(code.node.label): write"
          + " `Enum(code:, otherwise: .\(example))`", at: location)
    }
  }
  /// Reads a code; what has no case means `otherwise`.
  @inline(never) public convenience init(code: Bits, otherwise: E) {
    let location = caller_address()
    let node = decode(code.node, E.self, location)
    guard let module = Module.current, node.width == E.width else {
      self.init(node)
      return
    }
    let last = module.literal(Constant(width: E.width, value: UInt64(E.allCases.count - 1)))
    let isCase = module.intern(.lessOrEqual, width: 1, [node, last], at: location)
    self.init(multiplex(isCase, node, caseNode(otherwise), location))
  }

  @inline(never) public static func == (a: Enum<E>, b: E) -> Bit {
    Bit(binary(.equal, a.node, caseNode(b), caller_address(), symbol: "==", comparison: true))
  }
  @inline(never) public static func != (a: Enum<E>, b: E) -> Bit {
    Bit(binary(.notEqual, a.node, caseNode(b), caller_address(), symbol: "!=", comparison: true))
  }
  /// Gives the value a name in the Verilog.
  @discardableResult public func named(_ name: String) -> Self {
    if node.name == nil { node.name = snakeCase(name) }
    return self
  }
}

/// A code of an enum type, in the width of its codes.
private func decode<E: HardwareEnum>(_ code: Node, _ type: E.Type, _ location: UInt) -> Node {
  guard let module = Module.current else { return code }
  let node = module.fit(code, to: E.width, at: location)
  module.adopt(node, at: location)
  guard node.width != E.width else { return node }
  module.complain(
    "the codes of `\(E.self)` have \(countOfBits(E.width)), not \(node.width) (\(node.label)): extend or slice the value",
    at: location)
  return module.literal(Constant(width: E.width, value: 0))
}

/// A case as a constant of the module that is being built; elsewhere one that belongs to no module yet.
func caseNode<E: HardwareEnum>(_ value: E) -> Node {
  guard let module = Module.current else { return openCase(value) }
  return module.caseNode(value.code, of: module.enumeration(of: E.self))
}

extension Module {
  /// A case of an enum by its code.
  func caseNode(_ code: Int, of enumeration: Enumeration) -> Node {
    literal(Constant(width: enumeration.width, value: UInt64(code)), enumeration: enumeration)
  }

  /// The description of an enum, made once for the design.
  func enumeration<E: HardwareEnum>(of type: E.Type) -> Enumeration {
    enumerations.description(of: ObjectIdentifier(type)) { E.enumeration }
  }
}

private func enumSignal<E: HardwareEnum>(
  _ operation: Operation, _ type: E.Type, _ location: UInt, reset: E? = nil, fallback: E? = nil, _ comment: String,
  on domain: ClockDomain = .main
) -> Node {
  let node = signal(operation, E.width, location, comment: comment, domain: domain)
  node.reset = reset.map { Constant(width: E.width, value: UInt64($0.code)) }
  node.fallback = fallback.map { openCase($0) }
  node.enumeration = E.enumeration
  if E.allCases.isEmpty { node.problem = "has type `\(E.self)`, which has no cases" }
  return node
}

/// A case as a node that belongs to no module yet: declarations run before any module is being built, or while the
/// parent is.
private func openCase<E: HardwareEnum>(_ value: E) -> Node {
  let node = Node(.literal, width: E.width, constant: Constant(width: E.width, value: UInt64(value.code)))
  node.enumeration = E.enumeration
  node.name = node.enumeration?.label(value.code)
  return node
}

/// An input port of an enum type.
@inline(never)
public func In<E: HardwareEnum>(_ type: E.Type, _ comment: String = "", on domain: ClockDomain = .main) -> Enum<E>.Input
{ Enum<E>.Input(enumSignal(.input, type, caller_address(), comment, on: domain)) }
/// An output port of an enum type.
@inline(never)
public func Out<E: HardwareEnum>(
  _ type: E.Type, default value: E? = nil, _ comment: String = "", on domain: ClockDomain = .main
) -> Enum<E>.Output {
  Enum<E>.Output(enumSignal(.output, type, caller_address(), fallback: value, comment, on: domain))
}
/// A wire of an enum type.
@inline(never)
public func Wire<E: HardwareEnum>(_ type: E.Type, default value: E? = nil, _ comment: String = "") -> Enum<E>.Var {
  Enum<E>.Var(enumSignal(.wire, type, caller_address(), fallback: value, comment))
}
/// A register of an enum type that is reset to `reset`: the state of a state machine.
@inline(never)
public func Reg<E: HardwareEnum>(reset: E, _ comment: String = "", on domain: ClockDomain = .main) -> Enum<E>.Var {
  Enum<E>.Var(enumSignal(.register, E.self, caller_address(), reset: reset, comment, on: domain))
}
/// A register of an enum type without reset.
@inline(never)
public func Reg<E: HardwareEnum>(_ type: E.Type, _ comment: String = "", on domain: ClockDomain = .main) -> Enum<E>.Var
{ Enum<E>.Var(enumSignal(.register, type, caller_address(), comment, on: domain)) }

/// Drives a signal with a case.
@inline(never) public func <== <E: HardwareEnum>(target: Enum<E>.Var, value: E) {
  drive(target.node, caseNode(value), caller_address())
}
/// Drives a signal with another value of the same enum.
@inline(never) public func <== <E: HardwareEnum>(target: Enum<E>.Var, value: Enum<E>) {
  drive(target.node, value.node, caller_address())
}

/// `a` if the condition holds, else `b`.
@inline(never) public func mux<E: HardwareEnum>(_ condition: Bit, _ a: E, _ b: Enum<E>) -> Enum<E> {
  Enum<E>(multiplex(condition.node, caseNode(a), b.node, caller_address()))
}
/// `a` if the condition holds, else `b`.
@inline(never) public func mux<E: HardwareEnum>(_ condition: Bit, _ a: Enum<E>, _ b: Enum<E>) -> Enum<E> {
  Enum<E>(multiplex(condition.node, a.node, b.node, caller_address()))
}
/// The case of the first condition that holds, else `otherwise`.
@inline(never) public func first<E: HardwareEnum>(_ cases: [(Bit, E)], otherwise: E) -> Enum<E> {
  let location = caller_address()
  return Enum<E>(
    cases.reversed().reduce(caseNode(otherwise)) { multiplex($1.0.node, caseNode($1.1), $0, location) })
}

/// Runs `body` once for each case and applies its statements while the value has that case. Written as a `switch`, a
/// forgotten case does not compile. With a code that no case has, as a port may bring it, registers keep their value and
/// every other signal takes its default, or zero where it has none.
@inline(never) public func match<E: HardwareEnum>(_ value: Enum<E>, _ body: (E) -> Void) {
  let location = caller_address()
  guard let module = Module.current else { return }
  let subject = module.fit(value.node, to: E.width, at: location)
  module.adopt(subject, at: location)
  if subject.width != E.width {
    module.complain(
      "`match` of \(subject.label), which has \(countOfBits(subject.width)), with the cases of `\(E.self)`, which have \(E.width)",
      at: location)
  }
  let enumeration = module.enumeration(of: E.self)
  let arms = E.allCases.enumerated().map { code, choice in
    let label = module.caseNode(code, of: enumeration)
    return Arm(
      label: label, block: module.collect(while: .equals(subject, label: label), at: location) { body(choice) })
  }
  if let constant = subject.constant {
    // With a constant subject only one arm can apply, if any.
    module.scope.statements += arms.first { $0.label.constant == constant }?.block.statements ?? []
  } else {
    module.scope.statements.append(.match(subject: subject, arms: arms, otherwise: nil))
  }
}
