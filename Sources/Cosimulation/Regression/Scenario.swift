import Hardware
import Reference
import Simulation

/// One seeded run: everything about it follows from the unit, the design point, the seed and the number of line requests.
public struct Scenario: Hashable, Sendable {
  public let unit: CosimulatedUnit
  public let point: DesignPoint
  public let seed: UInt64
  /// Line requests in the stimulus.
  public let lines: Int
  /// Indices of the steps to perform, or nil for all: what shrinking leaves.
  public var only: [Int]?

  public init(
    _ unit: CosimulatedUnit = .encryption, point: DesignPoint, seed: UInt64, lines: Int, only: [Int]? = nil
  ) {
    self.unit = unit
    self.point = point
    self.seed = seed
    self.lines = lines
    self.only = only
  }

  /// The environment, what the fuses of a keyed unit hold, and the steps to perform.
  func stimulus() throws(CipherError) -> (environment: Environment, fuses: [UInt64]?, steps: [Step]) {
    var generator = try StimulusGenerator(seed: seed, parameters: point.reference, keyed: unit == .keyed)
    let environment = generator.environment()
    let steps = try generator.steps(lines: lines)
    guard let only else { return (environment, generator.fuses, steps) }
    return (environment, generator.fuses, only.filter(steps.indices.contains).map { steps[$0] })
  }

  /// Runs it on a compiled model of its design point.
  /// - Parameters:
  ///   - waveform: where to record, for a model built with waveforms.
  ///   - mutant: the defect to switch on, for a design with mutants.
  public func run(on model: SimulationModel, waveform: String? = nil, mutant: Int? = nil) throws -> ScenarioResult {
    let (environment, fuses, steps) = try stimulus()
    let lockstep = try Lockstep(
      model, parameters: point.reference, fuses: fuses, environment: environment, seed: seed, mutant: mutant)
    if let waveform { try lockstep.startWaveform(at: waveform) }
    var mismatch: Mismatch?
    do { try lockstep.run(steps) } catch { mismatch = error }
    if waveform != nil { try lockstep.stopWaveform() }
    return ScenarioResult(
      scenario: self, mismatch: mismatch, steps: steps.count, lines: lockstep.lines, cycles: lockstep.cycle,
      coverage: lockstep.coverage)
  }

  /// The command that repeats the run.
  public var replayCommand: String {
    var command =
      "keyline cosim\(unit == .keyed ? " --unit keyed" : "") --design \(point.rawValue) --seed \(seed) --seeds 1 --lines \(lines)"
    if let only { command += " --only " + only.map(String.init).joined(separator: ",") }
    return command
  }
}

/// What one scenario showed.
public struct ScenarioResult: Sendable {
  public let scenario: Scenario
  public let mismatch: Mismatch?
  /// Steps in the stimulus, line requests answered, clock cycles simulated.
  public let steps: Int
  public let lines: Int
  public let cycles: Int
  public let coverage: Coverage
}

extension DesignPoint {
  /// The golden model's parameters for this point.
  public var reference: Reference.UnitParameters {
    let own = parameters
    return Reference.UnitParameters(
      attributes: own.attributes, keySlots: own.keySlots, domains: own.domains, backLinks: own.backLinks,
      aes256: own.aes256, images: own.images)
  }
}

extension Scenario {
  /// The steps, one line each, for the report of a failure.
  public func listing() throws(CipherError) -> [String] {
    try stimulus().steps.map { step in
      let timing = (step.overlaps ? "overlapping" : "alone") + (step.delay == 0 ? "" : ", after \(step.delay) cycles")
      return switch step.operation {
      case .setup(let command): "set-up (\(timing)): \(command.summary)"
      case .key(let command): "key (\(timing)): \(command.summary)"
      case .mode(let command): "mode (\(timing)): \(command.summary)"
      case .line(let operation): "line (\(timing)): \(operation.summary)"
      case .reset(let after): "reset after \(after) cycles"
      }
    }
  }
}

extension SetupCommand {
  /// The fields that matter, without the key.
  fileprivate var summary: String {
    let name = "domain \(domain), segment \(segment)"
    switch operation {
    case .install:
      let range = "base 0x\(String(base, radix: 16)), \(boundIsLimit ? "limit" : "size") 0x\(String(bound, radix: 16))"
      let key = shareKey ? "key of segment \(keySegment)" : "\(keyBytes)-byte key"
      return
        "install \(name), \(range), algorithm \(algorithm), \(key), rights \(rights.rawValue), flags \(flags.rawValue)"
        + (immediate ? ", immediate" : "")
    case .clear: return "clear \(name)"
    case .clearDomain: return "clear domain \(domain)"
    default: return "operation \(operation.rawValue)"
    }
  }
}

extension KeyCommand {
  /// The entry is named by its first bytes.
  fileprivate var summary: String {
    let range = "base 0x\(String(base, radix: 16)), \(boundIsLimit ? "limit" : "size") 0x\(String(bound, radix: 16))"
    let start = entry.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "\(instruction) domain \(domain), segment \(segment), \(range), entry of \(entry.count) bytes, \(start)…"
  }
}

extension ModeCommand {
  fileprivate var summary: String {
    let names = ["select", "configure", "cryptomode", "retmode", "transfer"]
    let name = operation.rawValue < names.count ? names[Int(operation.rawValue)] : "operation \(operation.rawValue)"
    switch operation {
    case .select: return "\(name) domain \(domain)"
    case .configure: return "\(name) domain \(domain), \(automatic ? "automatic" : "explicit")"
    default:
      return "\(name), next 0x\(String(next, radix: 16))"
        + (hasTarget ? ", target 0x\(String(target, radix: 16))" : "") + (link ? ", link" : "")
    }
  }
}

extension LineOperation {
  fileprivate var summary: String {
    let place =
      "virtual line 0x\(String(request.virtualLine, radix: 16)), physical 0x\(String(request.physicalLine, radix: 16))"
    let identity = request.identity.protected ? ", identity \(request.identity.attribute)" : ""
    return
      "\(request.kind) by domain \(request.domain) in \(request.encrypted ? "encrypted" : "plaintext") mode, \(place)\(identity)"
      + (fault.map { ", fault \($0)" } ?? "")
  }
}
