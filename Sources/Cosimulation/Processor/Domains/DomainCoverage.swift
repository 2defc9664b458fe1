import Reference

/// Which mechanisms of encrypted execution a run has shown, by the number under which `docs/instructions.md` and the documents behind it
/// know them.
public struct DomainCoverage: Sendable {
  /// A mechanism that programs meet.
  public enum Mechanism: String, CaseIterable, Sendable {
    case encryptedInstruction = "SF-23 instructions in encrypted mode"
    case encryptedStore = "SF-25 stores in encrypted mode"
    case encryptedLoad = "SF-25 loads in encrypted mode"
    case plaintextInstruction = "SF-29 instructions of a domain in plaintext mode"
    case plainAccess = "SF-27 accesses to data from plaintext mode"
    case interrupt = "SF-30 interrupts of encrypted mode"
    case systemCall = "SF-32 system calls from encrypted mode"
    case pageFault = "SF-31 page faults of encrypted mode"
    case otherException = "SF-32 other exceptions of encrypted mode"
    case resumption = "SF-34 contexts taken back"
    case turn = "SF-38 encrypted mode of another domain than before"
    case defaultKey = "SF-43 setck accepted"
    case regionKey = "SF-44 setk accepted"
    case immediateKey = "SF-46 setik accepted"
    case keyCleared = "SF-36 keyclr accepted"
    case domainKilled = "SF-37 kill accepted"
    case method = "SF-76 method accepted"
    case entryToTarget = "SF-59 cryptomode with a target"
    case entryToNext = "SF-60 cryptomode without a target"
    case exitToTarget = "SF-61 retmode with a target"
    case exitToNext = "SF-62 retmode without a target"
    case link = "SF-66 calls that leave a back-link"
    case returnByLink = "SF-67 returns over a back-link"
    case automaticEntry = "SF-71 encrypted mode entered by a fetch"
    case automaticExit = "SF-72 encrypted mode left by a fetch"
    case transferRefused = "SF-63 instructions refused in encrypted mode"
    case keyRefused = "SF-45 instructions for keys refused"
    case shiftRefused = "SF-64 mode shifts refused"
    case exponentiation = "SF-92 modexp done"
    case exponentiationRefused = "SF-92 modexp refused"
    case spilled = "SF-34 contexts sealed by spill"
    case filled = "SF-34 sealed contexts taken back by fill"
    case sealRefused = "SF-33 spill and fill refused"
  }

  public private(set) var seen: [Mechanism: UInt64] = [:]
  /// Statuses that each instruction has answered, where it wrote a register.
  public private(set) var statuses: [Reference.Operation: Set<UInt32>] = [:]

  // The instruction before, and the domain of the last one in encrypted mode.
  private var before: Retirement?
  private var last = 0

  public init() {}

  private mutating func hit(_ mechanism: Mechanism) { seen[mechanism, default: 0] += 1 }

  /// An interrupt is taken by the domain that runs, in its mode.
  mutating func countInterrupt(isEncrypted: Bool) {
    if isEncrypted { hit(.interrupt) }
    before = nil
  }

  /// - Parameter isAutomatic: method of the domain that ran.
  mutating func count(_ retirement: Retirement, isAutomatic: Bool) {
    defer { before = retirement }
    let operation = DecodedInstruction(retirement.encoding).operation
    guard retirement.trap == nil else { return countException(retirement) }
    if let before, before.trap == nil { countChange(from: before, to: retirement, isAutomatic: isAutomatic) }
    countInstruction(operation, retirement)
    guard retirement.domain != 0 else { return }
    if retirement.isEncrypted {
      hit(.encryptedInstruction)
      if last != 0, last != retirement.domain { hit(.turn) }
      last = retirement.domain
      if retirement.readMask != 0 { hit(.encryptedLoad) }
      if retirement.writeMask != 0 { hit(.encryptedStore) }
    } else {
      hit(.plaintextInstruction)
      if retirement.readMask | retirement.writeMask != 0 { hit(.plainAccess) }
    }
  }

  private mutating func countException(_ retirement: Retirement) {
    guard retirement.isEncrypted, let cause = retirement.trap else { return }
    switch cause {
    case .callFromUser: hit(.systemCall)
    case .fetchPageFault, .loadPageFault, .storePageFault: hit(.pageFault)
    case .fetchAccessFault: hit(.transferRefused)
    default: hit(.otherException)
    }
  }

  /// What the mode of an instruction says about the way from the one before.
  private mutating func countChange(from before: Retirement, to retirement: Retirement, isAutomatic: Bool) {
    let last = DecodedInstruction(before.encoding).operation
    if last == .mret || last == .sret {
      if retirement.isEncrypted { hit(.resumption) }
      return
    }
    guard before.domain == retirement.domain, last != .cryptomode, last != .retmode else { return }
    switch (before.isEncrypted, retirement.isEncrypted) {
    case (false, true): hit(isAutomatic ? .automaticEntry : .returnByLink)
    case (true, false) where isAutomatic: hit(.automaticExit)
    default: break
    }
  }

  private mutating func countInstruction(_ operation: Reference.Operation, _ retirement: Retirement) {
    let accepted: [Reference.Operation: Mechanism] = [
      .setck: .defaultKey, .setk: .regionKey, .setik: .immediateKey, .keyclr: .keyCleared, .kill: .domainKilled,
      .method: .method, .modexp: .exponentiation, .spill: .spilled, .fill: .filled,
    ]
    let isShift = operation == .cryptomode || operation == .retmode
    guard retirement.destination != 0, isShift || accepted[operation] != nil else { return }
    let status = retirement.value & 31
    statuses[operation, default: []].insert(status)
    guard status == 0 else {
      switch operation {
      case .modexp: hit(.exponentiationRefused)
      case .spill, .fill: hit(.sealRefused)
      default: hit(isShift ? .shiftRefused : .keyRefused)
      }
      return
    }
    if let mechanism = accepted[operation] { return hit(mechanism) }
    let hasTarget = retirement.encoding >> 25 & 1 == 1
    if retirement.encoding >> 26 & 1 == 1 { hit(.link) }
    if operation == .cryptomode {
      hit(hasTarget ? .entryToTarget : .entryToNext)
    } else {
      hit(hasTarget ? .exitToTarget : .exitToNext)
    }
  }

  /// Both together.
  mutating func merge(_ other: DomainCoverage) {
    seen.merge(other.seen, uniquingKeysWith: +)
    statuses.merge(other.statuses) { $0.union($1) }
  }

  /// Mechanisms that were not seen.
  public var missing: [Mechanism] { Mechanism.allCases.filter { seen[$0] == nil } }

  /// What was seen, a line for each mechanism and for the statuses of each instruction.
  public var listing: [String] {
    Mechanism.allCases.map { "\($0.rawValue): \(seen[$0] ?? 0)" }
      + statuses.sorted { $0.key.mnemonic < $1.key.mnemonic }.map { operation, statuses in
        "statuses of \(operation.mnemonic): \(statuses.sorted().map { "\($0)" }.joined(separator: " "))"
      }
  }
}
