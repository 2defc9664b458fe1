import Reference

/// What a run on the processor has shown: which instructions retired in which mode, which exceptions and interrupts were taken.
public struct ProcessorCoverage: Sendable {
  /// How often each instruction retired, by operation and privilege.
  public private(set) var retired: [Point: UInt64] = [:]
  /// Exceptions by cause and privilege.
  public private(set) var exceptions: [Exception: UInt64] = [:]
  public private(set) var interrupts: [InterruptCause: UInt64] = [:]
  public private(set) var domains = DomainCoverage()
  /// Of extension C.
  public private(set) var compressed = CompressedCoverage()

  public struct Point: Hashable, Sendable {
    public let operation: Reference.Operation
    public let privilege: Privilege
  }

  public struct Exception: Hashable, Sendable {
    public let cause: ExceptionCause
    public let privilege: Privilege
  }

  public init() {}

  /// - Parameter isAutomatic: method of the domain that ran.
  mutating func count(_ retirement: Retirement, isAutomatic: Bool) {
    domains.count(retirement, isAutomatic: isAutomatic)
    compressed.count(retirement)
    if let cause = retirement.trap {
      exceptions[Exception(cause: cause, privilege: retirement.privilege), default: 0] += 1
    } else {
      let operation = DecodedInstruction(retirement.encoding, compressed: true).operation
      retired[Point(operation: operation, privilege: retirement.privilege), default: 0] += 1
    }
  }

  /// - Parameter isEncrypted: the mode that it interrupts.
  mutating func count(_ interrupt: InterruptCause, isEncrypted: Bool) {
    interrupts[interrupt, default: 0] += 1
    domains.countInterrupt(isEncrypted: isEncrypted)
  }

  /// Both together.
  public mutating func merge(_ other: ProcessorCoverage) {
    retired.merge(other.retired, uniquingKeysWith: +)
    exceptions.merge(other.exceptions, uniquingKeysWith: +)
    interrupts.merge(other.interrupts, uniquingKeysWith: +)
    domains.merge(other.domains)
    compressed.merge(other.compressed)
  }

  /// Instructions that can retire in a program without keys. `ecall` and `ebreak` always trap.
  private static let instructions = Set(Reference.Operation.allCases).subtracting([
    .unknown, .illegal, .ecall, .ebreak, .setck, .setk, .setik, .keyclr, .kill, .method, .modexp, .spill, .fill,
    .cryptomode, .retmode,
  ])

  /// What has been seen, of how much, and what has not.
  public var summary: String {
    let seen = Set(retired.keys.map(\.operation)).intersection(Self.instructions)
    let missing = Self.instructions.subtracting(seen).map(\.mnemonic).sorted()
    let causes = Set(exceptions.keys.map(\.cause))
    let absent = ExceptionCause.allCases.filter { !causes.contains($0) }.map { "\($0)" }
    var text = "\(seen.count) of \(Self.instructions.count) instructions retired"
    text += ", \(causes.count) of \(ExceptionCause.allCases.count) exceptions"
    text += ", \(interrupts.count) of \(InterruptCause.allCases.count) interrupts"
    let modes = [Privilege.machine, .supervisor, .user].map { mode in
      let count = retired.filter { $0.key.privilege == mode }.values.reduce(0, +)
      return "\(mode) \(count)"
    }
    text += "; instructions in \(modes.joined(separator: ", "))"
    if let encrypted = domains.seen[.encryptedInstruction] { text += ", \(encrypted) of them encrypted" }
    if compressed.short > 0 { text += "; \(compressed)" }
    if !missing.isEmpty { text += "; never retired: \(missing.joined(separator: " "))" }
    if !absent.isEmpty { text += "; never raised: \(absent.joined(separator: " "))" }
    return text
  }
}
