/// The sizes of the processor with everything around it.
public struct SystemParameters: Hashable, Codable, Sendable {
  public var core = CoreParameters()
  public var memory = MemoryParameters()
  /// Core and caches number domains and attribute registers as it does.
  public var unit = UnitParameters() {
    didSet { followUnit() }
  }
  public var exponentiation = ExponentiationParameters()
  /// Of the level-2 cache between encryption unit and memory, where there is one.
  public var levelTwo: LevelTwoParameters?
  /// Clock cycles in which the real-time counter advances by one.
  public var cyclesPerTick = 1
  /// Of the clock, for sixteen samples of a bit on the serial line, until a program sets another one.
  public var serialDivisor = 1

  public init() {}

  /// The processor with the tables of a design point of the encryption unit.
  public init(_ point: DesignPoint) {
    unit = point.parameters
    if point == .minimal {
      core = .minimal
      memory = .minimal
    }
    followUnit()
  }

  private mutating func followUnit() {
    core.domains = unit.domains
    core.attributes = unit.attributes
    memory.domains = unit.domains
    memory.attributes = unit.attributes
  }
}
