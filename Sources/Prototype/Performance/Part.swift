import HDL
import Hardware

/// A part of the processor beside the line engine, measured by itself.
public enum Part: String, CaseIterable, Codable, Sendable {
  case sha256
  case hmacSHA256 = "hmac_sha256"
  case seed
  case exponentiator16 = "exponentiator_16"
  case exponentiator32 = "exponentiator_32"
  /// The one that is built.
  case exponentiator64 = "exponentiator_64"
  case exponentiator128 = "exponentiator_128"
  case keyed

  /// Its sizes, if it is an exponentiation unit.
  private var exponentiation: ExponentiationParameters? {
    switch self {
    case .exponentiator16: ExponentiationParameters(wordBits: 16)
    case .exponentiator32: ExponentiationParameters(wordBits: 32)
    case .exponentiator64: ExponentiationParameters(wordBits: 64)
    case .exponentiator128: ExponentiationParameters(wordBits: 128)
    default: nil
    }
  }

  /// The elaborated part.
  public func elaborate() throws -> Design {
    if let exponentiation { return try ExponentiationCore.elaborate(exponentiation) }
    return switch self {
    case .hmacSHA256: try HashCore.hmacSHA256.elaborate()
    case .seed: try RandomCore.seed.elaborate()
    case .keyed: try KeyedCore.keyed.elaborate()
    default: try HashCore.sha256.elaborate()
    }
  }

  /// What it does, and in how many clock cycles.
  ///
  /// - Throws: `PrototypeError.wrongResult` when a simulated result is not that of the golden model.
  public func tasks() throws -> [PartRow.Task] {
    if let exponentiation {
      let privates = exponentiation.keyBits.map {
        PartRow.Task("RSA-\($0) private operation, checked", cycles: exponentiation.privateOperationCycles(bits: $0))
      }
      return privates + [
        PartRow.Task("RSA-2048 public operation", cycles: exponentiation.publicOperationCycles(bits: 2048))
      ]
    }
    switch self {
    case .seed: return [PartRow.Task("random numbers: docs/randomness.md")]
    case .keyed: return [PartRow.Task("the unit `small` with the unwrap unit")]
    default:
      let core = self == .sha256 ? HashCore.sha256 : .hmacSHA256
      return [PartRow.Task("a block of 64 bytes", cycles: try DigestCost.measure(core))]
    }
  }
}

/// One part: what it needs and what it does.
public struct PartRow: Codable, Hashable, Sendable {
  public struct Task: Codable, Hashable, Sendable {
    public var name: String
    /// Clock cycles; nil when the document that the name gives has them.
    public var cycles: Int?

    init(_ name: String, cycles: Int? = nil) {
      self.name = name
      self.cycles = cycles
    }
  }

  public var measurement: CoreMeasurement
  public var tasks: [Task]

  public init(measurement: CoreMeasurement, tasks: [Task]) {
    self.measurement = measurement
    self.tasks = tasks
  }

  /// How often a second it does a task, at the median of the clock frequencies.
  public func rate(of task: Task) -> Double? {
    guard let cycles = task.cycles, let megahertz = measurement.fmax?.median else { return nil }
    return megahertz * 1_000_000 / Double(cycles)
  }
}
