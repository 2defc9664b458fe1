import HDL

extension DomainRecipe {
  private static let asynchronousClock = ClockDomain("late", edge: .falling, reset: .asynchronous)
  private static let slowClock = ClockDomain("slow")

  var clock: ClockDomain {
    switch self {
    case .main: .main
    case .asynchronous: Self.asynchronousClock
    case .slow: Self.slowClock
    }
  }
}

/// The payload of the streams.
struct Word: Layout {
  let layoutName: String
  let data: Field<Bits>

  init(name: String, width: Int) {
    layoutName = "\(name)_word_\(width)"
    data = field(width)
  }
}

/// What a parameter of a module shows of its recipe: the module's name stands for the rest.
struct Contents: CustomStringConvertible {
  let recipe: Recipe
  var description: String { recipe.name }
}

/// The module that a recipe describes.
final class RandomDesign: Module {
  /// Cycles in which reset and `setups` are high and `sweeps` count, after which everything is defined: every memory
  /// address, then what is read from the memories, then what registers make of that.
  static let setupCycles = 24
  static let sweepWidth = 4

  let setups: [Bit.Input]
  let sweeps: [Bits.Input]
  let secrets: [Bit.Input]
  let bits: [Bits.Input]
  let numbers: [Signed.Input]
  let threes: [Enum<Three>.Input]
  let fives: [Enum<Five>.Input]
  let outputs: [Bits.Output]
  let memories: [Memory]
  let index: Int
  let contents: Contents

  init(_ recipe: Recipe, index: Int = 0) {
    self.index = index
    contents = Contents(recipe: recipe)
    let own = recipe.modules[index]
    let isTop = index == 0
    func clock(_ domain: DomainRecipe) -> ClockDomain { isTop ? domain.clock : .main }
    func inputs(_ kind: Kind) -> [InputRecipe] { own.inputs.filter { $0.kind == kind } }
    let domains = isTop ? DomainRecipe.allCases : [.main]
    setups = domains.map { In("the set-up runs", on: $0.clock) }
    sweeps = domains.map { In(Self.sweepWidth, "address of the set-up", on: $0.clock) }
    secrets = domains.map { In("what is declassified", on: $0.clock).secret() }
    bits = inputs(.bits).map { In($0.width, on: clock($0.domain)) }
    numbers = inputs(.signed).map { In(signed: $0.width, on: clock($0.domain)) }
    threes = inputs(.three).map { In(Three.self, on: clock($0.domain)) }
    fives = inputs(.five).map { In(Five.self, on: clock($0.domain)) }
    outputs = own.outputs.map { Out($0.width, on: clock($0.domain)) }
    memories = own.items.compactMap { item in
      guard case .memory(let memory, let domain) = item else { return nil }
      let mode: Memory.ReadDuringWrite = memory.showsNewWord ? .new : .old
      guard let words = memory.words else {
        return Memory(depth: memory.depth, width: memory.width, readDuringWrite: mode, on: clock(domain))
      }
      return Memory(
        depth: memory.depth, width: memory.width, initial: words, readDuringWrite: mode, on: clock(domain))
    }
    super.init(name: index == 0 ? recipe.name : "\(recipe.name)_\(index)")
  }

  override func build() {
    var builder = DesignBuilder(self)
    builder.build()
  }
}

extension MemoryRecipe {
  /// The initial contents; the last word is left out, which then is zero.
  var words: [Constant]? {
    guard let contents else { return nil }
    var random = SplitMix(seed: contents)
    return (0..<max(1, depth - 1)).map { _ in random.constant(width: width) }
  }
}
