/// How a design's properties are proved.
public enum ProofMethod: Hashable, Sendable {
  /// Property-directed reachability: finds the invariants it needs by itself. Unbounded; best with narrow data.
  case reachability
  /// Induction over `depth` cycles: properties that hold in so many cycles hold in the next one, from whatever state.
  /// Unbounded; quick, and indifferent to wide data, when the properties contain the invariants that they need.
  case induction(depth: Int)
  /// Every run of `depth` cycles, the one in reset included; says nothing about longer ones.
  case bounded(depth: Int)
}

extension ProofMethod: CustomStringConvertible {
  public var description: String {
    switch self {
    case .reachability: "reachability"
    case .induction(let depth): "induction, depth \(depth)"
    case .bounded(let depth): "bounded, \(depth) cycles"
    }
  }
}

/// A design that can be proved by name: a module with properties of its own, or a proof module around the module.
public struct ProofGoal: Sendable {
  /// What `keyline prove` calls it.
  public let name: String
  /// What is proved, in a sentence.
  public let summary: String
  /// How it is proved unless the caller asks for something else.
  public let method: ProofMethod
  /// Cycles within which every `cover` of the design is reached.
  public let coverDepth: Int
  private let design: @Sendable () throws(ElaborationError) -> Design
  private let designForCovers: @Sendable () throws(ElaborationError) -> Design

  /// A goal about a module.
  /// - Parameters:
  ///   - smallModule: the module in which the `cover`s are looked for, where `module` is too large for that.
  ///   - module: the module that is proved, new on every call.
  public init(
    _ name: String, _ summary: String, method: ProofMethod = .reachability, coverDepth: Int = 20,
    coversIn smallModule: (@Sendable () -> Module)? = nil, module: @escaping @Sendable () -> Module
  ) {
    self.name = name
    self.summary = summary
    self.method = method
    self.coverDepth = coverDepth
    design = { () throws(ElaborationError) in try Design(module()) }
    designForCovers = { () throws(ElaborationError) in try Design((smallModule ?? module)()) }
  }

  /// The goal that nobody can tell two copies of a module apart whose secrets differ.
  /// - Parameters:
  ///   - declassified: what is believed about the values of `declassify`.
  ///   - smallModule: the module in which the `cover`s are looked for.
  ///   - module: the module that is proved, new on every call.
  public init(
    secrecy name: String, _ summary: String, declassified: TwoCopies.Declassified,
    coversIn smallModule: @escaping @Sendable () -> Module, module: @escaping @Sendable () -> Module
  ) {
    self.name = name
    self.summary = summary
    method = .induction(depth: 1)
    coverDepth = 3
    design = { () throws(ElaborationError) in
      try TwoCopies(of: Design(module()), declassified: declassified).design
    }
    designForCovers = { () throws(ElaborationError) in
      try TwoCopies(of: Design(smallModule()), declassified: declassified).design
    }
  }

  /// The elaborated design that is proved.
  public func elaborate() throws(ElaborationError) -> Design { try design() }
  /// The elaborated design in which the `cover`s are looked for.
  public func elaborateForCovers() throws(ElaborationError) -> Design { try designForCovers() }
}
