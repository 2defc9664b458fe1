import Reference
import Toolchain

/// The processor of the demonstration: its identity is made anew in every run.
struct DemonstrationProcessor {
  /// What the makers of programs get.
  let publicKey: PublicKey
  let fuses: [UInt64]
  private let publicPEM: [UInt8]

  init(name: String, bits: Int) throws {
    let key = try RSAKey.generate(bits: bits)
    publicPEM = try key.publicPEM()
    publicKey = try PublicKey(name: name, pem: publicPEM)
    fuses = try key.identity().fuses()
  }

  /// Encrypts what no tool would wrap, as everyone can who has the public key.
  func encrypt(_ contents: [UInt8]) throws -> [UInt8] { try RSAKey(publicPEM: publicPEM).encrypt(contents) }
}

/// The operating system's part in bringing keys: it hands the processor the entries of a program, region by region, and
/// learns no more than a status (SF-51, SF-54). The simulated hardware opens them, and the golden model beside it.
final class KeyLoader {
  private let traffic: LineTraffic
  private let progress: (String) -> Void
  private(set) var entries: [EntryResult] = []
  private(set) var attempts: [AttemptResult] = []

  /// - Parameter progress: hears of every entry: opening one takes millions of clock cycles.
  init(traffic: LineTraffic, progress: @escaping (String) -> Void) {
    self.traffic = traffic
    self.progress = progress
  }

  /// Executes `command`, which must be accepted and make or use `domain`; returns the attribute register.
  func load(_ command: KeyCommand, domain: Int, program: String, region: String) throws -> Int {
    let place = "\(program), region \(region)"
    progress("\(place): the hardware opens the key entry")
    let (response, cycles) = try traffic.bring(command)
    guard response.status == .setup(.ok) else {
      throw DemonstrationError.program(place, reason: "the unit refuses the key entry: \(response.status)")
    }
    guard response.domain == domain else {
      throw DemonstrationError.program(place, reason: "it is in domain \(response.domain) instead of \(domain)")
    }
    entries.append(
      EntryResult(
        program: program, region: region, instruction: "\(command.instruction)", segment: command.segment,
        bytes: command.entry.count, createsDomain: command.domain == 0, domain: domain, attribute: response.attribute,
        cycles: cycles))
    return response.attribute
  }

  /// Executes `command`, which must be refused with `expected`.
  func attempt(_ what: String, _ command: KeyCommand, expected: UnwrapStatus, _ findings: Findings) throws {
    progress("\(what): the hardware must refuse it")
    let (response, cycles) = try traffic.bring(command)
    let status = response.status
    if status != .unwrap(expected) { findings.add("key entry, \(what)", expected: "\(expected)", found: "\(status)") }
    attempts.append(AttemptResult(what: what, status: "\(status)", code: status.code, cycles: cycles))
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
  /// Clock cycles from the last word of the entry to the answer.
  public let cycles: Int
}

/// A key entry that the processor refused, as it should.
public struct AttemptResult: Codable, Hashable, Sendable {
  public let what: String
  /// Status and its code (docs/key-entries.md, section 4).
  public let status: String
  public let code: UInt8
  /// Clock cycles from the last word of the entry to the answer.
  public let cycles: Int
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
  public let search: SecretSearchResult

  /// Clock cycles that the hardware took to open an entry.
  public var cycles: CycleSummary? { CycleSummary(entries.map(\.cycles)) }
}

/// The search for keys, the processor's secret key and everything that opening an entry has on the way. What is found ends the
/// demonstration.
public struct SecretSearchResult: Codable, Hashable, Sendable {
  /// Different 64-bit words that were looked for: any eight bytes of a secret in a row, in both orders.
  public let words: Int
  /// Pins of 17 bits or more that were looked at, and in how many clock cycles.
  public let ports: [String]
  public let cycles: Int
  /// Words of registers and memories of the unit that were looked at, after every key command.
  public let registerWords: Int
}
