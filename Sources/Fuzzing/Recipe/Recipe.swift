/// A random design with its stimulus as plain data: what shrinking edits and a file keeps.
///
/// Every recipe is legal. References count round among the values that exist, and values are extended or cut to the
/// width in which they are used, so that any part may be dropped or changed without a look at the others.
public struct Recipe: Codable, Hashable, Sendable {
  /// The prefix of the modules' names; a design's own, so that several can stand side by side.
  public var name: String
  /// Seed of the stimulus.
  public var seed: UInt64
  /// Clock cycles to compare, after those of the set-up.
  public var cycles: Int
  /// The top module first. A module may contain those behind it.
  public var modules: [ModuleRecipe]

  public init(name: String, seed: UInt64, cycles: Int, modules: [ModuleRecipe]) {
    self.name = name
    self.seed = seed
    self.cycles = cycles
    self.modules = modules
  }
}

/// One module: inputs, what is computed from them in this order, and which of the values are outputs.
public struct ModuleRecipe: Codable, Hashable, Sendable {
  public var inputs: [InputRecipe]
  public var items: [Item]
  public var outputs: [OutputRecipe]
}

/// A clock domain of a module: the instance of another one has `main` only.
public enum DomainRecipe: Int, Codable, Hashable, Sendable, CaseIterable {
  /// `clock`, rising edge, synchronous reset.
  case main
  /// Falling edge, asynchronous reset.
  case asynchronous
  /// Like `main` with a clock of its own, which instances can be given, too.
  case slow
}

/// What a value is declared as. Enums have a width of their own.
public enum Kind: String, Codable, Hashable, Sendable, CaseIterable { case bits, signed, three, five }

public struct InputRecipe: Codable, Hashable, Sendable {
  public var width: Int
  public var kind: Kind
  public var domain: DomainRecipe
}

public struct OutputRecipe: Codable, Hashable, Sendable {
  public var width: Int
  public var domain: DomainRecipe
  public var value: Expression
}

/// Something that adds values to a module.
public indirect enum Item: Codable, Hashable, Sendable {
  /// A value with a name of its own, or without.
  case value(width: Int, isNamed: Bool, Expression, domain: DomainRecipe)
  /// Signals that statements drive together: all wires or all registers.
  case block(targets: [Target], [Statement], domain: DomainRecipe)
  case memory(MemoryRecipe, domain: DomainRecipe)
  /// Module `module` of those behind this one, with a value for each of its inputs.
  case instance(module: Int, arguments: [Expression], domain: DomainRecipe)
  /// A queue or register slice, fed by a register that keeps the contract of streams.
  case stream(StreamRecipe, domain: DomainRecipe)
  /// A bit through a synchroniser.
  case synchronized(Expression, from: DomainRecipe, to: DomainRecipe)
  /// A value that is declared to be stable.
  case crossing(width: Int, Expression, from: DomainRecipe, to: DomainRecipe)
}

/// A wire or register that statements drive.
public struct Target: Codable, Hashable, Sendable {
  public enum Storage: String, Codable, Hashable, Sendable {
    case wire, register
    /// A register that the statements of the set-up give its first value.
    case unresetRegister
  }
  public var width: Int
  public var kind: Kind
  public var storage: Storage
  /// The default of a wire, the reset value of a register.
  public var initial: UInt64
}

public indirect enum Statement: Codable, Hashable, Sendable {
  case assign(target: Int, Expression)
  /// Drives the element of all targets of the first one's width that `index` selects.
  case element(index: Expression, Expression)
  case when(Expression, [Statement], otherwise: [Statement])
  case match(width: Int, Expression, [Arm], otherwise: [Statement])
  /// A match with the cases of an enum.
  case matchCases(Kind, Expression, [[Statement]])
}

/// One case of a `match`.
public struct Arm: Codable, Hashable, Sendable {
  public var label: UInt64
  public var statements: [Statement]
}

public struct MemoryRecipe: Codable, Hashable, Sendable {
  /// Parts of a word that a mask selects; 0 without mask.
  public var lanes: Int
  public var laneWidth: Int
  public var depth: Int
  /// Seed of the initial contents; without it the set-up writes them.
  public var contents: UInt64?
  public var showsNewWord: Bool
  public var isWritten: Bool
  public var enable: Expression
  public var address: Expression
  public var data: Expression
  public var mask: Expression
  public var reads: [ReadRecipe]

  var width: Int { max(1, lanes) * laneWidth }
}

public struct ReadRecipe: Codable, Hashable, Sendable {
  public var isClocked: Bool
  public var address: Expression
  public var enable: Expression?
}

public struct StreamRecipe: Codable, Hashable, Sendable {
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    case queue, pipe, flow, pipeFlow, forward, backward, full
  }
  public var unit: Unit
  public var depth: Int
  public var width: Int
  public var valid: Expression
  public var data: Expression
  public var ready: Expression
}

/// A value. Its width is what the place needs where it stands.
public indirect enum Expression: Codable, Hashable, Sendable {
  /// One of the values of the domain, the newest for 0.
  case value(Int)
  case constant([UInt64])
  case unary(Unary, Expression)
  case binary(Binary, Expression, Expression)
  /// One bit from two values of a width.
  case compare(Comparison, width: Int, Expression, Expression)
  case reduce(Reduction, width: Int, Expression)
  case mux(Expression, Expression, Expression)
  case lookup(indexWidth: Int, Expression, [Expression])
  /// Two values side by side; `split` bits are the right one's.
  case concatenate(split: Int, Expression, Expression)
  case slice(low: Int, width: Int, Expression)
  case shift(Shift, amountWidth: Int, Expression, amount: Expression)
  case fixedShift(FixedShift, by: Int, Expression)
  case bit(width: Int, indexWidth: Int, Expression, index: Expression)
  case matches(pattern: String, Expression)
  case extend(Bool, from: Int, Expression)
  case multiply(isSigned: Bool, split: Int, Expression, Expression)
  case replicate(Expression)
  case declassify(Expression)
  /// A code of an enum, illegal ones replaced.
  case code(Kind, Expression)

  public enum Unary: String, Codable, Hashable, Sendable, CaseIterable { case not, negate }
  public enum Binary: String, Codable, Hashable, Sendable, CaseIterable { case add, subtract, and, or, xor }
  public enum Comparison: String, Codable, Hashable, Sendable, CaseIterable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case signedLess, signedLessOrEqual, signedGreater, signedGreaterOrEqual
  }
  public enum Reduction: String, Codable, Hashable, Sendable, CaseIterable { case any, all, parity }
  public enum Shift: String, Codable, Hashable, Sendable, CaseIterable { case left, right, arithmetic }
  public enum FixedShift: String, Codable, Hashable, Sendable, CaseIterable {
    case left, right, rotateLeft, rotateRight
  }
}
