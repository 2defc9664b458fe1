import HDL
import Testing

import struct Reference.EncryptionUnit
import struct Reference.KeyEntry
import struct Reference.ModeCommand
import struct Reference.ModeResponse
import enum Reference.ModeStatus
import struct Reference.SetupCommand
import struct Reference.SetupResponse
import struct Reference.UnitParameters

@testable import Hardware

/// A keyed unit in this process that is given entries as they are after decryption: the private operation, which takes
/// millions of cycles, is left out, and its status and the fields of the entry are put into their registers. From the
/// comparison of owners on everything happens as ever. The golden model is told of every command when it takes effect.
final class OpenedEntryBench {
  let unit: CycleSimulator<KeyedEncryptionUnit>
  private(set) var golden: Reference.EncryptionUnit
  private let domains: Int
  /// The domains with their owner secrets.
  private(set) var owners: [Int: [UInt8]] = [:]

  /// What is on the ports and not answered.
  private(set) var pendingMode: (command: Reference.ModeCommand, expected: Reference.ModeResponse?)?
  private(set) var pendingSetup: (command: Reference.SetupCommand, expected: Reference.SetupResponse?)?
  private var pendingEntry: (owner: [UInt8], points: [UInt32])?
  /// Answered mode commands with their answers.
  private(set) var answers: [(command: Reference.ModeCommand, response: Reference.ModeResponse)] = []
  private(set) var setupAnswers: [Reference.SetupResponse] = []
  /// Cycles from the offer to the acceptance of the last mode command.
  private(set) var modeCycles = 0
  /// What a failure says beside the command.
  var context = ""

  init(_ point: DesignPoint = .minimal, seed: UInt64 = 4) throws {
    let parameters = point.parameters
    domains = parameters.domains
    unit = try simulateHere(KeyedEncryptionUnit(parameters), seed: seed)
    golden = Reference.EncryptionUnit(
      Reference.UnitParameters(
        attributes: parameters.attributes, keySlots: parameters.keySlots, domains: parameters.domains,
        backLinks: parameters.backLinks, aes256: parameters.aes256))
    try unit.reset()
    unit.modeResponse.ready = true
    unit.setupResponse.ready = true
    unit.keyResponse.ready = true
    for _ in 0..<1000 where !unit.unwrapUnit.exponentiator.idle { try unit.tick() }
  }

  // MARK: Offers

  func offer(_ command: Reference.ModeCommand) {
    let payload = unit.mode.payload
    unit.mode.valid = true
    payload.operation = UInt64(command.operation.rawValue)
    payload.domain = UInt64(command.domain)
    payload.automatic = command.automatic
    payload.link = command.link
    payload.hasTarget = command.hasTarget
    payload.target = UInt64(command.target)
    payload.next = UInt64(command.next)
    pendingMode = (command, nil)
    modeCycles = 0
  }

  /// A set-up command of the other port: every install is immediate.
  func offer(_ command: Reference.SetupCommand) throws {
    let payload = unit.setup.payload
    unit.setup.valid = true
    payload.operation = UInt64(command.operation.rawValue)
    payload.domain = UInt64(command.domain)
    payload.segment = UInt64(command.segment)
    payload.base = UInt64(command.base)
    payload.bound = command.bound
    payload.boundIsLimit = command.boundIsLimit
    payload.algorithm = UInt64(command.algorithm)
    payload.nonce = command.nonce
    payload.read = command.rights.contains(.read)
    payload.write = command.rights.contains(.write)
    payload.execute = command.rights.contains(.execute)
    payload.defaultKey = command.flags.contains(.defaultKey)
    payload.keyBytes = UInt64(command.keyBytes)
    var immediate = command
    immediate.immediate = true
    pendingSetup = (immediate, nil)
    pendingEntry = nil
  }

  /// `setk` or `setck` with an entry that has been decrypted; domain 0 creates one.
  func offer(
    _ entry: KeyEntry, domain: Int, segment: UInt8, base: UInt32, lines: UInt64, byLimit: Bool = false
  ) throws {
    let isDefault = entry.flags.contains(.defaultKey)
    let payload = unit.keyCommand.payload
    unit.keyCommand.valid = true
    payload.whole = isDefault
    payload.domain = UInt64(domain)
    payload.segment = UInt64(segment)
    payload.base = UInt64(base)
    let bound = 64 * lines + (byLimit ? UInt64(base) : 0)
    payload.bound = bound
    payload.boundIsLimit = byLimit
    try place(entry)
    let created = (1..<domains).first { owners[$0] == nil } ?? 0
    pendingSetup = (
      SetupCommand(
        .install, domain: domain == 0 ? created : domain, segment: segment, base: base, bound: bound,
        boundIsLimit: byLimit, algorithm: entry.algorithm, nonce: entry.nonce, rights: entry.rights, flags: entry.flags,
        key: entry.key), nil
    )
    pendingEntry = (entry.owner, entry.entryPoints)
  }

  /// Puts the fields of an entry where decryption puts them, and the unit where it goes on.
  private func place(_ entry: KeyEntry) throws {
    let bytes = try entry.encoded()
    func word(_ index: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[8 * index + $1]) << UInt64(8 * $1) }
    }
    let simulation = unit.simulation
    func set(_ name: String, _ value: UInt64) throws { try simulation.poke("unwrap_unit.\(name)", value) }
    try set("fields.head", word(0) & 0xffff_ffff_ffff)
    try set("fields.size", word(1) & 0xffff_ffff)
    try set("fields.nonce_word", word(2))
    for index in 0..<4 { try set("fields.owner_words_\(index)", word(EntryFields.ownerWord + index)) }
    for index in 0..<8 { try set("fields.key_words_\(index)", word(EntryFields.keyWord + index)) }
    for index in 0..<EntryFields.count {
      try simulation.poke(memory: "unwrap_unit.fields.entry", at: index, Constant(width: 64, value: word(index)))
    }
    try set("exponentiator.outcome_value", UInt64(ExponentiationStatus.done.code))
    try set("exponentiator.outcome_inverse", ~UInt64(ExponentiationStatus.done.code) & 7)
    try set("phase", UInt64(UnwrapUnit.Phase.compareOwner.code))
  }

  // MARK: Cycles

  /// A cycle, in which the answers of the hardware are held against the golden model's.
  func tick() throws {
    let (tables, outside) = (unit.entryPoints.unitSetupResponse, unit.setupResponse)
    if tables.fire, let (command, _) = pendingSetup {
      let points = pendingEntry?.points ?? []
      let expected = try golden.setup(command, entryPoints: points)
      pendingSetup = (command, expected)
      #expect(tables.payload.status == UInt64(expected.status.rawValue), "\(command) \(context)")
      #expect(tables.payload.attribute == UInt64(expected.attribute), "\(command) \(context)")
      setupAnswers.append(expected)
      if expected.status == .ok {
        if let owner = pendingEntry?.owner { owners[command.domain] = owner }
        if command.operation == .clearDomain { owners[command.domain] = nil }
      }
    }
    let setupEnds = pendingEntry == nil ? unit.setup.valid && unit.setup.ready : unit.keyCommand.fire
    if outside.fire { #expect(pendingSetup?.expected != nil) }

    if unit.mode.fire, let (command, _) = pendingMode { pendingMode = (command, golden.mode(command)) }
    let modeTaken = unit.mode.fire
    if unit.mode.valid { modeCycles += 1 }
    if unit.modeResponse.fire, let (command, expected) = pendingMode, let expected {
      let answer = unit.modeResponse.payload
      #expect(answer.status == UInt64(expected.status.rawValue), "\(command) \(context)")
      #expect(
        answer.encrypted == expected.encrypted && answer.attribute == UInt64(expected.attribute),
        "\(command) \(context)")
      #expect(answer.pc == UInt64(expected.pc), "\(command) \(context)")
      answers.append((command, expected))
      pendingMode = nil
    }
    try unit.tick()
    if modeTaken { unit.mode.valid = false }
    if setupEnds {
      if unit.setup.valid { unit.setup.valid = false } else { unit.keyCommand.valid = false }
      pendingSetup = nil
    }
  }

  /// Cycles until nothing is pending.
  func finish(limit: Int = 5000) throws {
    for _ in 0..<limit {
      if pendingMode == nil && pendingSetup == nil { return }
      try tick()
    }
    Issue.record("no answer after \(limit) cycles")
  }

  func execute(_ command: Reference.ModeCommand) throws -> Reference.ModeResponse {
    offer(command)
    try finish()
    return try #require(answers.last).response
  }

  func execute(_ command: Reference.SetupCommand) throws -> Reference.SetupResponse {
    try offer(command)
    try finish()
    return try #require(setupAnswers.last)
  }

  func execute(
    _ entry: KeyEntry, domain: Int = 0, segment: UInt8 = 0, base: UInt32 = 0x1000, lines: UInt64 = 2
  ) throws -> Reference.SetupResponse {
    try offer(entry, domain: domain, segment: segment, base: base, lines: lines)
    try finish()
    return try #require(setupAnswers.last)
  }

  /// Installs what must be accepted; returns the domain.
  func install(
    _ entry: KeyEntry, domain: Int, segment: UInt8 = 0, base: UInt32, lines: UInt64
  ) throws -> Int {
    let response = try execute(entry, domain: domain, segment: segment, base: base, lines: lines)
    try #require(response.status == .ok)
    return try #require(golden.view(response.attribute)).domain
  }
}
