import HDL

/// A signal of a block, whatever it is declared as.
struct DrivenSignal {
  let value: Bits
  let isSigned: Bool
  let isRegister: Bool
  let needsSetup: Bool
  /// Present where elements of vectors may be driven.
  let bits: Bits.Var?
  let drive: (Bits) -> Void

  init(_ target: Target, name: String, _ domain: ClockDomain) {
    isRegister = target.storage != .wire
    // Every case of a state must be reached.
    needsSetup = target.storage == .unresetRegister || isRegister && target.kind != .bits && target.kind != .signed
    isSigned = target.kind == .signed
    let isReset = target.storage == .register
    let width = target.width
    switch target.kind {
    case .bits:
      let initial = Constant(width: width, value: target.initial).words[0]
      let signal =
        isRegister
        ? Reg(width, reset: isReset ? initial : nil, on: domain) : Wire(width, default: Bits(initial, width: width))
      signal.named(name)
      (value, bits) = (signal, signal)
      drive = { signal <== $0 }
    case .signed:
      let shift = Int64(64 - min(64, width))
      let initial = (Int64(bitPattern: target.initial) << shift) >> shift
      let signal =
        isRegister
        ? Reg(signed: width, reset: isReset ? initial : nil, on: domain)
        : Wire(signed: width, default: Signed(initial, width: width))
      signal.named(name)
      (value, bits) = (signal.bits, nil)
      drive = { signal <== $0.signed }
    case .three: (value, bits, drive) = Self.enumeration(Three.self, target, name, domain)
    case .five: (value, bits, drive) = Self.enumeration(Five.self, target, name, domain)
    }
  }

  private static func enumeration<E: HardwareEnum>(
    _ type: E.Type, _ target: Target, _ name: String, _ domain: ClockDomain
  ) -> (Bits, Bits.Var?, (Bits) -> Void) {
    let initial = E.at(target.initial)
    let signal: Enum<E>.Var =
      switch target.storage {
      case .wire: Wire(E.self, default: initial)
      case .register: Reg(reset: initial, on: domain)
      case .unresetRegister: Reg(E.self, on: domain)
      }
    signal.named(name)
    return (
      signal.bits, nil, { signal <== Enum<E>(code: resize($0, to: E.width, isSigned: false), otherwise: initial) }
    )
  }
}

/// States what drives the signals of a block. On every path a signal is driven at most once: later assignments are left
/// out.
struct StatementBuilder {
  let signals: [DrivenSignal]
  let expressions: ExpressionBuilder
  let setup: Bit
  /// Inputs of enum types, which may have codes without a case.
  let threes: [Enum<Three>.Input]
  let fives: [Enum<Five>.Input]

  func build(_ statements: [Statement], sweep: Bits) {
    var driven = Set<Int>()
    if signals.contains(where: \.needsSetup) {
      when(setup) {
        for signal in signals where signal.isRegister {
          signal.drive(resize(sweep, to: signal.value.width, isSigned: true))
        }
      } otherwise: {
        build(statements, &driven)
      }
      return
    }
    build(statements, &driven)
    // Every register is driven somewhere.
    for (number, signal) in signals.enumerated() where signal.isRegister && !driven.contains(number) {
      when(setup) { signal.drive(resize(sweep, to: signal.value.width, isSigned: true)) }
    }
  }

  private func build(_ statements: [Statement], _ driven: inout Set<Int>) {
    for statement in statements { build(statement, &driven) }
  }

  private func build(_ statement: Statement, _ driven: inout Set<Int>) {
    switch statement {
    case .assign(let target, let expression):
      let number = target.remainder(of: signals.count)
      guard driven.insert(number).inserted else { return }
      signals[number].drive(varying(expressions.bits(expression, signals[number].value.width)))
    case .element(let index, let expression): element(index, expression, &driven)
    case .when(let condition, let then, let otherwise):
      var (first, second) = (driven, driven)
      when(varying(expressions.bits(condition, 1))[0]) {
        build(then, &first)
      } otherwise: {
        build(otherwise, &second)
      }
      driven = first.union(second)
    case .match(let width, let subject, let arms, let otherwise):
      let before = driven
      var all = driven
      var labels = Set<UInt64>()
      var cases: [(UInt64, () -> Void)] = []
      for arm in arms {
        let label = Constant(width: width, value: arm.label).words[0]
        guard labels.insert(label).inserted else { continue }
        cases.append((label, { branch(arm.statements, before, &all) }))
      }
      match(varying(expressions.bits(subject, width)), cases) { branch(otherwise, before, &all) }
      driven = all
    case .matchCases(.five, let subject, let arms): matchCases(Five.self, subject, fives, arms, &driven)
    case .matchCases(_, let subject, let arms): matchCases(Three.self, subject, threes, arms, &driven)
    }
  }

  private func branch(_ statements: [Statement], _ driven: Set<Int>, _ all: inout Set<Int>) {
    var own = driven
    build(statements, &own)
    all.formUnion(own)
  }

  private func matchCases<E: HardwareEnum>(
    _ type: E.Type, _ subject: Expression, _ inputs: [Enum<E>.Input], _ arms: [[Statement]], _ driven: inout Set<Int>
  ) {
    var value = Enum<E>(code: varying(expressions.bits(subject, E.width)), otherwise: E.at(1))
    if case .value(let reference) = subject, !inputs.isEmpty { value = inputs[reference.remainder(of: inputs.count)] }
    var all = driven
    match(value) { choice in
      branch(choice.code < arms.count ? arms[choice.code] : [], driven, &all)
    }
    driven = all
  }

  private func element(_ index: Expression, _ expression: Expression, _ driven: inout Set<Int>) {
    guard let width = signals.first?.value.width else { return }
    let numbers = signals.indices.filter { signals[$0].bits?.width == width && !driven.contains($0) }
    let vector = numbers.compactMap { signals[$0].bits }
    guard vector.count > 1 else { return }
    driven.formUnion(numbers)
    vector[varying(expressions.bits(index, bitsToCount(vector.count)))] <== expressions.bits(expression, width)
  }

  /// The value, as something that elaboration does not know: behind a condition that is constant no state is reached.
  private func varying(_ value: Bits) -> Bits { value.isConstant ? value ^ replicate(setup, value.width) : value }
}
