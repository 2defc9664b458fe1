/// A module of an elaborated design, as a reader sees it. Names are those of the emitted Verilog.
public struct ModuleDescription: Hashable, Sendable {
  /// The Verilog module name.
  public let name: String
  /// What the module is, in the designer's words.
  public let summary: String
  public let latency: Latency?
  /// The Swift type that describes it.
  public let swiftType: String
  /// The first declaration of the module.
  public let location: SourcePosition?
  /// Values that tell the sizes of the module apart, fields of records one by one: `parameters.lanes` is `4`.
  public let parameters: [Parameter]
  /// Whether the module is written in Verilog elsewhere: then only its ports are known.
  public let isBlackBox: Bool
  /// The clock domains whose clock or reset the module needs.
  public let clocks: [ClockDescription]
  /// In the order of declaration, without clocks and resets.
  public let ports: [SignalDescription]
  /// In the order of declaration.
  public let registers: [SignalDescription]
  /// Wires with names of their own, in the order of declaration.
  public let wires: [SignalDescription]
  public let memories: [MemoryDescription]
  public let instances: [InstanceDescription]
  public let assertions: [AssertionDescription]
  /// Where the designer lets a secret become public, or a value change its clock domain, and why.
  public let exceptions: [ExceptionDescription]
  /// Records and streams among ports and registers.
  public let bundles: [BundleDescription]
  public let stateMachines: [StateMachine]
  /// What software must know, for a file of control registers.
  public let controlRegisters: ControlRegisterManual?
  /// What the module holds itself.
  public let ownCounts: Counts
  /// What the module holds with everything below it.
  public let totalCounts: Counts

  /// A property of the Swift module that declares no hardware.
  public struct Parameter: Hashable, Sendable {
    public let name: String
    public let value: String
  }
}

/// A clock domain as a module needs it.
public struct ClockDescription: Hashable, Sendable {
  public let domain: ClockDomain
  /// The name of the clock's port; nil when the module needs only the reset.
  public let clock: String?
  /// The name of the reset's port; nil when the module needs only the clock.
  public let reset: String?
}

/// A port, register or wire.
public struct SignalDescription: Hashable, Sendable {
  public enum Kind: String, Sendable { case input, output, register, wire }
  public let name: String
  public let kind: Kind
  /// In bits.
  public let width: Int
  public let enumeration: EnumerationDescription?
  /// The designer's line about it.
  public let comment: String
  /// Whether it is meant as two's complement.
  public let isSigned: Bool
  /// Whether the designer declares that the value may be secret.
  public let isSecret: Bool
  /// The clock of a register; for a port, the clock with whose edges it changes.
  public let domain: ClockDomain
  /// For an output, the inputs on which it depends within a clock cycle.
  public let combinationalInputs: [String]
  /// The value after reset of a register; nil when reset leaves it alone.
  public let reset: Constant?
  public let location: SourcePosition?
}

/// An enum as hardware sees it. The code of a case is its position.
public struct EnumerationDescription: Hashable, Sendable {
  /// In snake case.
  public let name: String
  /// In snake case, in the order of their codes.
  public let cases: [String]
  /// For every case, in the same order; empty where the designer says nothing.
  public let meanings: [String]
  /// Width of a code in bits.
  public let width: Int

  /// The description of a Swift enum.
  public init<E: HardwareEnum>(_ type: E.Type) { self.init(E.enumeration) }

  init(_ enumeration: Enumeration) {
    name = enumeration.name
    cases = enumeration.cases
    meanings = enumeration.meanings()
    width = enumeration.width
  }
}

public struct MemoryDescription: Hashable, Sendable {
  public let name: String
  /// Number of words.
  public let depth: Int
  /// Bits of a word.
  public let width: Int
  /// The clock of the writes.
  public let domain: ClockDomain
  /// Whether the designer declares that the contents may be secret.
  public let isSecret: Bool
  /// Whether the contents at power-up are given.
  public let isInitialized: Bool
  public let location: SourcePosition?
}

/// An instance inside a module.
public struct InstanceDescription: Hashable, Sendable {
  public let name: String
  /// The name of its module.
  public let module: String
  /// One for each port of its module, in the same order.
  public let connections: [Connection]
  public let location: SourcePosition?

  /// What is connected to one port.
  public struct Connection: Hashable, Sendable {
    public let port: String
    /// What the port is for the instance.
    public let direction: PortDescription.Direction
    /// In bits.
    public let width: Int
    /// For an input, the value that drives it, shortened where it is long, or `driven by statements` when more than one
    /// does; for an output, the name that the parent gives it.
    public let value: String
  }
}

/// A property that simulation and proofs check.
public struct AssertionDescription: Hashable, Sendable {
  public enum Kind: String, Sendable { case always, assume, cover }
  public let name: String
  public let kind: Kind
  /// The condition, shortened where it is long.
  public let condition: String
  public let location: SourcePosition?
}

/// A place at which the designer takes responsibility for what the checks would refuse.
public struct ExceptionDescription: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// A secret becomes public.
    case declassify
    /// A value is used in another clock domain.
    case crossing
  }
  public let kind: Kind
  /// The value, shortened where it is long.
  public let value: String
  /// The designer's reason.
  public let reason: String
  public let location: SourcePosition?
}

/// Signals that were declared together.
public struct BundleDescription: Hashable, Sendable {
  public let name: String
  public let kind: BundleKind
  /// The names of its signals, in the order of declaration.
  public let signals: [String]
}

/// How much of what there is.
public struct Counts: Hashable, Sendable {
  public var registers = 0
  public var registerBits = 0
  public var memories = 0
  public var memoryBits = 0
  /// Nodes that compute something: wiring such as slices and concatenations does not count, whatever its width.
  public var operators = 0
  public var assertions = 0
  /// Instances, those inside instances counted too.
  public var instances = 0

  public init() {}

  static func += (sum: inout Counts, other: Counts) {
    sum.registers += other.registers
    sum.registerBits += other.registerBits
    sum.memories += other.memories
    sum.memoryBits += other.memoryBits
    sum.operators += other.operators
    sum.assertions += other.assertions
    sum.instances += other.instances
  }
}
