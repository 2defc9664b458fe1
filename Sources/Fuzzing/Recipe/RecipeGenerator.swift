import HDL

/// Draws recipes: the same seed, the same recipe.
struct RecipeGenerator {
  private var random: SplitMix
  private let seed: UInt64
  private let cycles: Int
  private var domains: [DomainRecipe] = [.main]
  /// Values of the module so far, for references.
  private var values = 0
  /// Widths that come up often in this design, so that values meet in equal widths.
  private var widths: [Int] = []

  init(seed: UInt64, cycles: Int) {
    self.seed = seed
    self.cycles = cycles
    random = SplitMix(seed: seed)
    // Neighbouring seeds give neighbouring first numbers.
    _ = random.next()
  }

  mutating func recipe() -> Recipe {
    widths = (0..<random.below(3) + 2).map { _ in anyWidth() }
    let count = random.pick([1, 1, 2, 2, 3])
    let isMixed = random.chance(40)
    let modules = (0..<count).map { index -> ModuleRecipe in
      domains = index == 0 && isMixed ? DomainRecipe.allCases : [.main]
      return module(last: index == count - 1)
    }
    return Recipe(name: "random_\(seed)", seed: random.next(), cycles: cycles, modules: modules)
  }

  private mutating func anyWidth() -> Int {
    switch random.below(12) {
    case 0: 1
    case 1...5: 2 + random.below(15)
    case 6, 7: 17 + random.below(48)
    case 8: random.pick([8, 16, 31, 32, 33, 63, 64, 65])
    case 9, 10: 65 + random.below(64)
    default: 129 + random.below(172)
    }
  }

  private mutating func width() -> Int { random.chance(75) ? random.pick(widths) : anyWidth() }
  private mutating func domain() -> DomainRecipe { random.pick(domains) }
  /// Mostly one of the newest values.
  private mutating func reference() -> Int { random.chance(60) ? random.below(6) : random.below(max(1, values)) }

  private mutating func module(last isLast: Bool) -> ModuleRecipe {
    values = 0
    var inputs = (0..<3 + random.below(5)).map { _ in
      InputRecipe(width: width(), kind: random.chance(25) ? .signed : .bits, domain: domain())
    }
    if random.chance(30) { inputs.append(InputRecipe(width: 2, kind: .three, domain: domain())) }
    if random.chance(30) { inputs.append(InputRecipe(width: 3, kind: .five, domain: domain())) }
    values = inputs.count
    let items = (0..<5 + random.below(14)).map { _ -> Item in
      defer { values += 1 }
      return item(canContain: !isLast)
    }
    let outputs = (0..<4 + random.below(6)).map { number in
      OutputRecipe(
        width: width(), domain: domain(), value: random.chance(60) ? .value(number) : expression(depth: 2))
    }
    return ModuleRecipe(inputs: inputs, items: items, outputs: outputs)
  }

  private mutating func item(canContain: Bool) -> Item {
    switch random.below(20) {
    case 0...6: return .value(width: width(), isNamed: random.chance(50), expression(depth: 3), domain: domain())
    case 7...12: return block()
    case 13, 14: return .memory(memory(), domain: domain())
    case 15, 16:
      guard canContain else { return block() }
      return .instance(
        module: random.below(3), arguments: (0..<1 + random.below(6)).map { _ in expression(depth: 1) },
        domain: domain())
    case 17: return .stream(stream(), domain: domain())
    default:
      guard domains.count > 1 else {
        return .value(width: width(), isNamed: random.chance(50), expression(depth: 4), domain: .main)
      }
      let (from, to) = (domain(), domain())
      return random.chance(50)
        ? .synchronized(expression(depth: 1), from: from, to: to)
        : .crossing(width: width(), expression(depth: 1), from: from, to: to)
    }
  }

  private mutating func block() -> Item {
    let shared = width()
    let isRegister = random.chance(60)
    let targets = (0..<1 + random.below(3)).map { _ -> Target in
      let kind: Kind = random.pick([.bits, .bits, .bits, .bits, .signed, .three, .five])
      return Target(
        width: random.chance(70) ? shared : width(), kind: kind,
        storage: isRegister ? (random.chance(35) ? .unresetRegister : .register) : .wire, initial: random.next())
    }
    let isVector = targets.count > 1 && random.chance(30)
    let statements: [Statement] =
      isVector
      ? [.element(index: expression(depth: 1), expression(depth: 2))] : self.statements(depth: 3, targets.count)
    return .block(targets: targets, statements, domain: domain())
  }

  private mutating func statements(depth: Int, _ targets: Int) -> [Statement] {
    (0..<1 + random.below(targets + 1)).map { number in
      let kind = depth == 0 ? 0 : random.below(10)
      switch kind {
      case 0...3: return .assign(target: number, expression(depth: 2))
      case 4...6:
        return .when(
          expression(depth: 2), statements(depth: depth - 1, targets),
          otherwise: random.chance(60) ? statements(depth: depth - 1, targets) : [])
      case 7, 8:
        let width = 1 + random.below(5)
        let arms = (0..<1 + random.below(4)).map { _ in
          Arm(label: UInt64(random.below(1 << width)), statements: statements(depth: depth - 1, targets))
        }
        return .match(
          width: width, expression(depth: 1), arms,
          otherwise: random.chance(70) ? statements(depth: depth - 1, targets) : [])
      default:
        let kind: Kind = random.chance(50) ? .three : .five
        return .matchCases(
          kind, expression(depth: 1),
          (0..<(kind == .three ? 3 : 5)).map { _ in random.chance(75) ? statements(depth: depth - 1, targets) : [] })
      }
    }
  }

  private mutating func memory() -> MemoryRecipe {
    let lanes = random.chance(40) ? 1 + random.below(4) : 0
    return MemoryRecipe(
      lanes: lanes, laneWidth: lanes == 0 ? min(width(), 100) : 1 + random.below(20), depth: 1 + random.below(16),
      contents: random.chance(40) ? random.next() : nil, showsNewWord: random.chance(50),
      isWritten: random.chance(80), enable: expression(depth: 1), address: expression(depth: 1),
      data: expression(depth: 1), mask: expression(depth: 1),
      reads: (0..<1 + random.below(3)).map { _ in
        ReadRecipe(
          isClocked: random.chance(60), address: expression(depth: 1),
          enable: random.chance(50) ? expression(depth: 1) : nil)
      })
  }

  private mutating func stream() -> StreamRecipe {
    StreamRecipe(
      unit: random.pick(StreamRecipe.Unit.allCases), depth: 1 + random.below(5), width: min(width(), 80),
      valid: expression(depth: 1), data: expression(depth: 1), ready: expression(depth: 1))
  }

  // MARK: Expressions

  private mutating func expression(depth: Int) -> Expression {
    if depth == 0 || random.chance(12) {
      return random.chance(88) ? .value(reference()) : .constant(random.constant(width: 300).words)
    }
    func deeper() -> Expression { expression(depth: depth - 1) }
    switch random.below(30) {
    case 0, 1: return .unary(random.pick(Expression.Unary.allCases), deeper())
    case 2...7: return .binary(random.pick(Expression.Binary.allCases), deeper(), deeper())
    case 8...10:
      let (left, right) = (deeper(), random.chance(20) ? .constant(random.constant(width: 300).words) : deeper())
      return .compare(random.pick(Expression.Comparison.allCases), width: width(), left, right)
    case 11: return .reduce(random.pick(Expression.Reduction.allCases), width: width(), deeper())
    case 12, 13: return .mux(deeper(), deeper(), deeper())
    case 14: return lookup(depth)
    case 15, 16: return .concatenate(split: 1 + random.below(width()), deeper(), deeper())
    case 17, 18:
      let inner = width()
      return .slice(low: random.below(inner), width: inner, deeper())
    case 19, 20:
      return .shift(
        random.pick(Expression.Shift.allCases), amountWidth: random.chance(80) ? 1 + random.below(8) : width(),
        deeper(), amount: deeper())
    case 21:
      return .fixedShift(random.pick(Expression.FixedShift.allCases), by: random.below(70), deeper())
    case 22: return .bit(width: width(), indexWidth: 1 + random.below(8), deeper(), index: deeper())
    case 23:
      let pattern = (0..<1 + random.below(12)).map { _ in random.pick(["0", "1", "?", "?"]) }.joined()
      return .matches(pattern: pattern, deeper())
    case 24, 25: return .extend(random.chance(60), from: width(), deeper())
    case 26: return product(depth)
    case 27: return .replicate(deeper())
    case 28: return .declassify(deeper())
    default: return .code(random.chance(50) ? .three : .five, deeper())
    }
  }

  private mutating func lookup(_ depth: Int) -> Expression {
    let indexWidth = 1 + random.below(3)
    let count = 2 + random.below((1 << indexWidth) - 1)
    let isTable = random.chance(30)
    let values = (0..<count).map { _ -> Expression in
      isTable ? .constant(random.constant(width: 300).words) : expression(depth: depth - 1)
    }
    return .lookup(indexWidth: indexWidth, expression(depth: depth - 1), values)
  }

  /// Wide products cost synthesis seconds: they are cut out of a value of at most 40 bits.
  private mutating func product(_ depth: Int) -> Expression {
    let width = 2 + random.below(39)
    return .extend(
      random.chance(50), from: width,
      .multiply(
        isSigned: random.chance(50), split: 1 + random.below(width - 1), expression(depth: depth - 1),
        expression(depth: depth - 1)))
  }
}
