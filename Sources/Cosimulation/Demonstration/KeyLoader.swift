import Reference
import Toolchain

/// The processor of the demonstration: its identity is made anew in every run.
struct DemonstrationProcessor {
  /// What the makers of programs get.
  let publicKey: PublicKey
  let fuses: [UInt64]

  init(name: String, bits: Int) throws {
    let key = try RSAKey.generate(bits: bits)
    publicKey = try PublicKey(name: name, pem: key.publicPEM())
    fuses = try key.identity().fuses()
  }
}

/// The operating system's part in bringing keys: it hands the processor the entries of a program, region by region, and
/// learns no more than a status (SF-51, SF-54).
///
/// The golden model opens the entries in the place of hardware; what comes out of them goes through the set-up port of the
/// simulated hardware.
final class KeyLoader {
  private var unwrap: UnwrapUnit
  private let traffic: LineTraffic
  private let domains: Int
  private(set) var entries: [EntryResult] = []
  private(set) var attempts: [AttemptResult] = []

  init(_ processor: DemonstrationProcessor, traffic: LineTraffic, domains: Int) throws {
    unwrap = try UnwrapUnit(fuses: processor.fuses)
    self.traffic = traffic
    self.domains = domains
  }

  /// Executes `command`, which must be accepted and make or use `domain`; returns the attribute register.
  func load(_ command: KeyCommand, domain: Int, program: String, region: String) throws -> Int {
    let place = "\(program), region \(region)"
    switch try unwrap.unwrap(command, domains: domains) {
    case .failure(let status):
      throw DemonstrationError.program(place, reason: "the unit refuses the key entry: \(status)")
    case .success(let installation):
      let attribute = try traffic.install(installation.setup, place)
      let response = unwrap.finish(installation, SetupResponse(.ok, attribute: attribute))
      guard response.domain == domain else {
        throw DemonstrationError.program(place, reason: "it is in domain \(response.domain) instead of \(domain)")
      }
      entries.append(
        EntryResult(
          program: program, region: region, instruction: "\(command.instruction)", segment: command.segment,
          bytes: command.entry.count, createsDomain: command.domain == 0, domain: domain, attribute: attribute))
      return attribute
    }
  }

  /// Executes `command`, which must be refused with `expected`.
  func attempt(_ what: String, _ command: KeyCommand, expected: UnwrapStatus, _ findings: Findings) throws {
    var status: KeyStatus
    switch try unwrap.unwrap(command, domains: domains) {
    case .failure(let refusal): status = .unwrap(refusal)
    case .success: status = .setup(.ok)
    }
    if status != .unwrap(expected) { findings.add("key entry, \(what)", expected: "\(expected)", found: "\(status)") }
    attempts.append(AttemptResult(what: what, status: "\(status)", code: status.code))
  }
}

/// A key entry that the processor took.
public struct EntryResult: Codable, Hashable, Sendable {
  public let program: String
  public let region: String
  /// `setck` or `setk`.
  public let instruction: String
  public let segment: UInt8
  /// Length of the entry.
  public let bytes: Int
  /// Whether the command named no domain, so that the processor made one.
  public let createsDomain: Bool
  /// What the processor answered: the domain, and the attribute register.
  public let domain: Int
  public let attribute: Int
}

/// A key entry that the processor refused, as it should.
public struct AttemptResult: Codable, Hashable, Sendable {
  public let what: String
  /// Status and its code (docs/key-entries.md, section 4).
  public let status: String
  public let code: UInt8
}

/// How keys got in.
public struct KeyResult: Codable, Hashable, Sendable {
  /// Bits of the processor's modulus.
  public let bits: Int
  /// SHA-256 of its public key, hexadecimal digits.
  public let fingerprint: String
  public let entries: [EntryResult]
  public let attempts: [AttemptResult]
  /// Keys and owner secrets that were looked for in the programs' images, and those that were found there in plaintext.
  public let secrets: Int
  public let secretsInImages: Int
}
