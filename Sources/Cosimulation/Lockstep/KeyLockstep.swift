import Reference
import Simulation

/// What a keyed unit adds to the lockstep: key commands, the words of their entries, the fuses, and the golden model that opens
/// the same entries.
///
/// A command takes effect when its region appears in the public view: a long time after the entry was handed over, and some time
/// before the answer, because everything secret is overwritten in between. The golden model installs the region then.
final class KeyLockstep {
  /// Cycles for one word of the entry, and for everything after the last one: an operation takes 1.7 million cycles with 2048
  /// bits and 4.9 million with 3072.
  private static let patience = 10_000
  private static let longPatience = 6_000_000

  private let ports: KeyPorts
  private let fuses: [UInt64]
  private let domains: Int
  private(set) var golden: UnwrapUnit
  /// Nonces of the regions that came in entries; the tweak of a line holds one.
  private(set) var nonces = Set<UInt64>()
  private var offer = Offer<KeyCommand>()
  private var words: [UInt64] = []
  private var wordsTaken = 0
  private var wordOffered = false
  /// The command whose entry the unit takes or has taken. Until it is answered no other set-up command can be executed.
  private(set) var inWork: KeyOpening?
  /// The register that it is to fill, until that has happened. Kept beside it: it is asked in every cycle.
  private(set) var awaitedAttribute: Int?
  private var pendingResponse: KeyAnswer?
  private var quiet = 0
  private var lastWord = 0

  init(_ simulator: Simulator, fuses: [UInt64], domains: Int) throws {
    ports = try KeyPorts(simulator)
    self.fuses = fuses
    self.domains = domains
    golden = try UnwrapUnit(fuses: fuses)
  }

  /// Whether a command was offered and not answered.
  var isPending: Bool { offer.isPending }

  func make(_ command: KeyCommand, after delay: Int) {
    offer.make(command, after: delay)
    words = command.entryWords
    wordsTaken = 0
    quiet = 0
    ports.commandWhole.value = command.instruction == .setck
    ports.commandDomain.value = UInt8(command.domain)
    ports.commandSegment.value = command.segment
    ports.commandBase.value = command.base
    ports.commandBound.value = command.bound
    ports.commandBoundIsLimit.value = command.boundIsLimit
  }

  func reset(golden resetsModel: Bool) {
    offer.end()
    inWork = nil
    awaitedAttribute = nil
    pendingResponse = nil
    wordOffered = false
    ports.commandValid.value = false
    ports.entryValid.value = false
    if resetsModel { golden.reset() }
  }

  // MARK: One clock cycle

  func drive(_ generator: inout SeededGenerator, _ environment: Environment) {
    let isOffered = offer.advance()
    ports.commandValid.value = isOffered
    if isOffered, !wordOffered, wordsTaken < words.count, generator.chance(environment.storeValid) {
      wordOffered = true
      ports.entryData.value = words[wordsTaken]
      ports.entryLast.value = wordsTaken == words.count - 1
    }
    ports.entryValid.value = wordOffered
    ports.responseReady.value = generator.chance(environment.responseReady)
  }

  /// The rules of the response's stream. Nothing is asked of the exponentiator, so it gives nothing.
  func checkProtocol() throws(Mismatch) {
    if ports.powerResultValid.value || ports.powerResultWord.value != 0 {
      throw Mismatch("power_result", expected: "nothing", found: hexadecimal(ports.powerResultWord.value))
    }
    let isValid = ports.responseValid.value
    if let pendingResponse {
      if !isValid { throw Mismatch("key_response_valid", expected: "high until the transfer", found: "fell before it") }
      if answer != pendingResponse {
        throw Mismatch("payload of key_response", expected: "stable until the transfer", found: "a change")
      }
    }
    pendingResponse = isValid && !ports.responseReady.value ? answer : nil
  }

  private var answer: KeyAnswer {
    KeyAnswer(
      code: ports.responseStatus.value, domain: ports.responseDomain.value, attribute: ports.responseAttribute.value)
  }

  /// Whether the unit takes a word of the entry in this cycle.
  var isWordTaken: Bool { wordOffered && ports.entryReady.value }

  /// Takes note of a word that is taken. Returns the command when this is its first one: the golden model decides then.
  func sampleWord(_ unit: EncryptionUnit, cycle: Int) throws -> KeyOpening? {
    wordOffered = false
    wordsTaken += 1
    quiet = 0
    lastWord = cycle
    guard wordsTaken == 1, let command = offer.command else { return nil }
    inWork = try KeyOpening(command, golden: golden, unit: unit, domains: domains)
    awaitedAttribute = inWork?.installation == nil ? nil : inWork?.expected.attribute
    return inWork
  }

  /// The region of the command in work has appeared.
  func install(on unit: inout EncryptionUnit) throws -> SetupResponse? {
    guard let installation = inWork?.installation else { return nil }
    let response = try unit.setup(installation.setup, entryPoints: installation.entryPoints)
    _ = golden.finish(installation, response)
    nonces.insert(installation.setup.nonce)
    awaitedAttribute = nil
    return response
  }

  /// Any other set-up command.
  func execute(_ command: SetupCommand, on unit: inout EncryptionUnit) throws(CipherError) -> SetupResponse {
    try golden.execute(command, on: &unit)
  }

  /// What the outputs of `unit` are after a set-up command.
  func outputs(after command: SetupCommand, on unit: inout EncryptionUnit) throws(CipherError) -> ExpectedOutputs {
    var copy = golden
    _ = try copy.execute(command, on: &unit)
    return ExpectedOutputs(unit)
  }

  /// The answer, when it is transferred in this cycle, with the cycles since the last word of the entry.
  func sampleAnswer(cycle: Int) throws(Mismatch) -> (opening: KeyOpening, cycles: Int)? {
    quiet += 1
    let isTransferred = ports.responseValid.value && ports.responseReady.value
    let isTaken = ports.commandValid.value && ports.commandReady.value
    if isTransferred != isTaken {
      throw Mismatch("key command", expected: "taken with its answer", found: "taken \(isTaken)")
    }
    guard isTransferred else {
      let limit = wordsTaken == words.count ? Self.longPatience : Self.patience
      if offer.isPending, quiet > limit {
        throw Mismatch("progress", expected: "an answer to the key command", found: "none for \(quiet) cycles")
      }
      return nil
    }
    guard let opening = inWork, wordsTaken == words.count else {
      throw Mismatch("key response", expected: "none before the entry was handed over", found: answer)
    }
    if answer != KeyAnswer(opening.expected) {
      throw Mismatch("key response", expected: KeyAnswer(opening.expected), found: answer)
    }
    if awaitedAttribute != nil {
      throw Mismatch("key response", expected: "after the region appeared in the view", found: "before it")
    }
    offer.end()
    inWork = nil
    return (opening, cycle - lastWord)
  }

  /// The fuses are a clocked memory: call it with the address of the cycle that ends.
  var fuseAddress: Int { Int(ports.fuseAddress.value) }
  func driveFuse(_ address: Int) { ports.fuse.value = address < fuses.count ? fuses[address] : 0 }
}

/// A key command that the unit works on, with what the golden model says of it.
final class KeyOpening {
  let command: KeyCommand
  let expected: KeyResponse
  /// What comes out of the entry, when it is accepted.
  let installation: KeyInstallation?

  init(_ command: KeyCommand, golden: UnwrapUnit, unit: EncryptionUnit, domains: Int) throws(CipherError) {
    self.command = command
    switch try golden.unwrap(command, domains: domains) {
    case .failure(let status):
      expected = KeyResponse(status)
      installation = nil
    case .success(let installation):
      var (unit, golden) = (unit, golden)
      let response = try unit.setup(installation.setup, entryPoints: installation.entryPoints)
      expected = golden.finish(installation, response)
      self.installation = expected.status == .setup(.ok) ? installation : nil
    }
  }
}

/// The answer to a key command as the port carries it.
private struct KeyAnswer: Equatable, CustomStringConvertible {
  let code: UInt8
  let domain: UInt8
  let attribute: UInt8

  init(code: UInt8, domain: UInt8, attribute: UInt8) {
    self.code = code
    self.domain = domain
    self.attribute = attribute
  }

  init(_ response: KeyResponse) {
    self.init(
      code: response.status.code, domain: UInt8(response.domain), attribute: UInt8(response.attribute))
  }

  var description: String {
    let name =
      SetupStatus(rawValue: code).map { "\($0)" } ?? UnwrapStatus(rawValue: code).map { "\($0)" } ?? "code \(code)"
    return "\(name), domain \(domain), register \(attribute)"
  }
}

extension KeyCommand {
  /// The entry as the core reads it from memory: 8 bytes at a time, the first in the lowest byte.
  fileprivate var entryWords: [UInt64] { littleEndianWords(entry) }
}
