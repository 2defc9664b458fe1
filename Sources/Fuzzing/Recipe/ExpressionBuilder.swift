import HDL

/// The values that exist at one point of a module, by clock domain.
struct ValuePool {
  private var values: [DomainRecipe: [(value: Bits, isSigned: Bool)]] = [:]

  mutating func add(_ value: Bits, isSigned: Bool = false, in domain: DomainRecipe) {
    values[domain, default: []].append((value, isSigned))
  }

  /// A value in a width: the newest for 0, counting round.
  func value(_ reference: Int, width: Int, in domain: DomainRecipe) -> Bits {
    guard let list = values[domain], !list.isEmpty else { return Bits(0, width: width) }
    let (value, isSigned) = list[list.count - 1 - reference.remainder(of: list.count)]
    return resize(value, to: width, isSigned: isSigned)
  }
}

extension Int {
  /// The remainder that is not negative.
  func remainder(of count: Int) -> Int { ((self % count) + count) % count }
}

func resize(_ value: Bits, to width: Int, isSigned: Bool) -> Bits {
  if value.width == width { return value }
  if value.width > width { return value.truncated(to: width) }
  return isSigned ? value.signed.extended(to: width).bits : value.extended(to: width)
}

/// Builds expressions of one clock domain.
struct ExpressionBuilder {
  let pool: ValuePool
  let domain: DomainRecipe
  /// A secret input of the domain, so that there is something to declassify.
  let secret: Bit

  func bit(_ expression: Expression) -> Bit { bits(expression, 1)[0] }

  /// The expression as a value of exactly `width` bits.
  func bits(_ expression: Expression, _ wanted: Int) -> Bits {
    let width = max(1, wanted)
    switch expression {
    case .value(let reference): return pool.value(reference, width: width, in: domain)
    case .constant(let words): return Bits(Constant(width: width, words: words))
    case .unary(.not, let a): return ~bits(a, width)
    case .unary(.negate, let a): return (-bits(a, width).signed).bits
    case .binary(let operation, let a, let b): return binary(operation, bits(a, width), bits(b, width))
    case .compare(let comparison, let inner, let a, let b):
      return resize(compare(comparison, bits(a, inner), bits(b, inner)).bits, to: width, isSigned: false)
    case .reduce(let reduction, let inner, let a):
      return resize(reduce(reduction, bits(a, inner)).bits, to: width, isSigned: true)
    case .mux(let condition, let a, let b): return mux(bit(condition), bits(a, width), bits(b, width))
    case .lookup(let indexWidth, let index, let values):
      let reachable = indexWidth < 8 ? Array(values.prefix(1 << indexWidth)) : values
      guard !reachable.isEmpty else { return Bits(0, width: width) }
      return select(bits(index, indexWidth), from: reachable.map { bits($0, width) })
    case .concatenate(let split, let a, let b):
      guard width > 1 else { return bits(a, width) }
      let low = split.clamped(1, width - 1)
      return cat(bits(a, width - low), bits(b, low))
    case .slice(let low, let inner, let a):
      let from = max(inner, width)
      return bits(a, from).bits(from: low.clamped(0, from - width), width: width)
    case .shift(let shift, let amountWidth, let a, let amount):
      return self.shift(shift, bits(a, width), bits(amount, amountWidth))
    case .fixedShift(let shift, let count, let a):
      return self.shift(shift, bits(a, width), by: count.remainder(of: width))
    case .bit(let inner, let indexWidth, let a, let index):
      return resize(bits(a, inner)[bits(index, indexWidth)].bits, to: width, isSigned: false)
    case .matches(let pattern, let a):
      guard !pattern.isEmpty else { return Bits(0, width: width) }
      return resize(bits(a, pattern.count).matches(pattern).bits, to: width, isSigned: false)
    case .extend(let isSigned, let from, let a):
      return resize(bits(a, from.clamped(1, width)), to: width, isSigned: isSigned)
    case .multiply(let isSigned, let split, let a, let b):
      guard width > 1 else { return bits(a, width) & bits(b, width) }
      let low = split.clamped(1, width - 1)
      let (x, y) = (bits(a, width - low), bits(b, low))
      return isSigned ? (x.signed * y.signed).bits : x * y
    case .replicate(let a): return replicate(bit(a), width)
    case .declassify(let a): return declassify(bits(a, width) ^ replicate(secret, width), "random")
    case .code(let kind, let a): return resize(code(kind, bits(a, 3)), to: width, isSigned: false)
    }
  }

  private func code(_ kind: Kind, _ value: Bits) -> Bits {
    kind == .three
      ? Enum<Three>(code: value.truncated(to: 2), otherwise: .second).bits
      : Enum<Five>(code: value, otherwise: .fourth).bits
  }

  private func binary(_ operation: Expression.Binary, _ a: Bits, _ b: Bits) -> Bits {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .and: a & b
    case .or: a | b
    case .xor: a ^ b
    }
  }

  private func compare(_ comparison: Expression.Comparison, _ a: Bits, _ b: Bits) -> Bit {
    switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .signedLess: a.signed < b.signed
    case .signedLessOrEqual: a.signed <= b.signed
    case .signedGreater: a.signed > b.signed
    case .signedGreaterOrEqual: a.signed >= b.signed
    }
  }

  private func reduce(_ reduction: Expression.Reduction, _ a: Bits) -> Bit {
    switch reduction {
    case .any: a.any
    case .all: a.all
    case .parity: a.parity
    }
  }

  private func shift(_ shift: Expression.Shift, _ a: Bits, _ amount: Bits) -> Bits {
    switch shift {
    case .left: a << amount
    case .right: a >> amount
    case .arithmetic: (a.signed >> amount).bits
    }
  }

  private func shift(_ shift: Expression.FixedShift, _ a: Bits, by count: Int) -> Bits {
    switch shift {
    case .left: a.shiftedLeft(by: count)
    case .right: a.shiftedRight(by: count)
    case .rotateLeft: a.rotatedLeft(by: count)
    case .rotateRight: a.rotatedRight(by: count)
    }
  }
}

extension Int {
  func clamped(_ low: Int, _ high: Int) -> Int { Swift.min(Swift.max(self, low), Swift.max(low, high)) }
}

/// Enums of two and three bits, both with codes that no case has.
enum Three: HardwareEnum { case first, second, third }
enum Five: HardwareEnum { case first, second, third, fourth, fifth }

extension HardwareEnum {
  static func at(_ number: UInt64) -> Self {
    Array(allCases)[Int(number % UInt64(allCases.count))]
  }
}
