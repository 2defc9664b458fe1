/// Whether a domain executes in plaintext or in encrypted mode, and then under which attribute (section 5).
public enum Mode: Hashable, Sendable {
  case plaintext
  case encrypted(attribute: Int)

  public var isEncrypted: Bool { self != .plaintext }

  /// The attribute under which the domain executes; 0 in plaintext mode.
  public var attribute: Int {
    if case .encrypted(let attribute) = self { attribute } else { 0 }
  }
}

/// What a return restores (SF-60, SF-66).
public struct BackLink: Hashable, Sendable {
  public let mode: Mode
  public let returnAddress: UInt32

  public init(mode: Mode, returnAddress: UInt32) {
    self.mode = mode
    self.returnAddress = returnAddress
  }
}

/// The mode state of a domain (section 5). A new value is the reset state.
public struct ModeState: Hashable, Sendable {
  /// The method of mode shifting (SF-76): false is explicit, true is automatic.
  public internal(set) var automatic = false
  public internal(set) var mode = Mode.plaintext
  /// The top is last.
  public internal(set) var backLinks: [BackLink] = []

  public init() {}
}

/// The operation of a mode command (section 5). Raw values 5 to 7 are valid field values without an operation
/// here: what the hardware does by 5 and 6, `Hart` does at once.
public struct ModeOperation: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let select = ModeOperation(rawValue: 0)
  public static let configure = ModeOperation(rawValue: 1)
  public static let cryptomode = ModeOperation(rawValue: 2)
  public static let retmode = ModeOperation(rawValue: 3)
  public static let transfer = ModeOperation(rawValue: 4)
}

/// A mode command, field by field as on the port (section 5).
public struct ModeCommand: Hashable, Sendable {
  public var operation: ModeOperation
  /// For select and configure; less than `UnitParameters.domains`.
  public var domain: Int
  /// For configure.
  public var automatic: Bool
  /// For cryptomode and retmode: push a back-link.
  public var link: Bool
  /// For cryptomode and retmode: go to `target` instead of `next`.
  public var hasTarget: Bool
  public var target: UInt32
  /// The address of the instruction that would follow.
  public var next: UInt32

  public init(
    _ operation: ModeOperation, domain: Int = 0, automatic: Bool = false, link: Bool = false, hasTarget: Bool = false,
    target: UInt32 = 0, next: UInt32 = 0
  ) {
    self.operation = operation
    self.domain = domain
    self.automatic = automatic
    self.link = link
    self.hasTarget = hasTarget
    self.target = target
    self.next = next
  }
}

/// The status codes of the mode port, with their raw values.
public enum ModeStatus: UInt8, CaseIterable, Sendable, Error {
  case ok = 0
  case noRegion = 1
  case accessDenied = 2
  case regionCrossing = 3
  case backLinksFull = 4
  case wrongMethod = 5
  case notEncrypted = 6
  case noDomain = 7
  case inUse = 8
  case unknownOperation = 9
  /// Of a unit whose regions come as key entries (docs/key-entries.md, section 5).
  case notEntryPoint = 10
}

/// The answer to a mode command.
public struct ModeResponse: Hashable, Sendable {
  public var status: ModeStatus
  /// Whether the running domain is in encrypted mode after the command.
  public var encrypted: Bool
  /// The attribute under which it executes; 0 in plaintext mode.
  public var attribute: Int
  /// Where execution goes on.
  public var pc: UInt32

  public init(_ status: ModeStatus, encrypted: Bool, attribute: Int, pc: UInt32) {
    self.status = status
    self.encrypted = encrypted
    self.attribute = attribute
    self.pc = pc
  }
}

extension ModeState {
  /// Words of a mode state in a sealed context (docs/encrypted-execution.md, section 5): two, and two for each back-link that there can be.
  static func words(_ parameters: UnitParameters) -> Int { 2 + 2 * parameters.backLinks }

  /// The domain executes in encrypted mode, or will when it returns.
  var isInUse: Bool { mode != .plaintext || !backLinks.isEmpty }

  /// The state in words. What is above the top back-link is zero.
  func words(_ parameters: UnitParameters) -> [UInt32] {
    func word(_ mode: Mode) -> UInt32 { (mode.isEncrypted ? 1 : 0) | UInt32(mode.attribute) << 8 }
    var words = [word(mode) | (automatic ? 2 : 0) | UInt32(backLinks.count) << 16, 0]
    for link in backLinks { words += [link.returnAddress, word(link.mode)] }
    return words + [UInt32](repeating: 0, count: Self.words(parameters) - words.count)
  }

  /// The state that `words(_:)` made words of.
  init(_ words: [UInt32]) {
    func mode(_ word: UInt32) -> Mode { word & 1 == 1 ? .encrypted(attribute: Int(word >> 8 & 0xff)) : .plaintext }
    automatic = words[0] & 2 == 2
    self.mode = mode(words[0])
    backLinks = (1..<1 + Int(words[0] >> 16 & 0xff)).map {
      BackLink(mode: mode(words[2 * $0 + 1]), returnAddress: words[2 * $0])
    }
  }
}

extension EncryptionUnit {
  /// The domain is in plaintext mode without back-links, with the method that it had: its context was sealed.
  mutating func release(_ domain: Int) {
    modeStates[domain].mode = .plaintext
    modeStates[domain].backLinks = []
  }
}

extension EncryptionUnit {
  /// Executes a mode command (section 5). A refused one changes nothing.
  public mutating func mode(_ command: ModeCommand) -> ModeResponse {
    let target = command.hasTarget ? command.target : command.next
    var pc = command.next
    let status: ModeStatus
    do throws(ModeStatus) {
      switch command.operation {
      case .select:
        runningDomain = command.domain
      case .configure:
        try configure(command.domain, automatic: command.automatic)
      case .cryptomode:
        try cryptomode(target, link: command.link ? command.next : nil)
        pc = target
      case .retmode:
        try retmode(target, link: command.link ? command.next : nil)
        pc = target
      case .transfer:
        try transfer(command.next)
      default:
        throw .unknownOperation
      }
      status = .ok
    } catch {
      status = error
    }
    return ModeResponse(status, encrypted: runningMode.isEncrypted, attribute: runningMode.attribute, pc: pc)
  }

  private mutating func configure(_ domain: Int, automatic: Bool) throws(ModeStatus) {
    guard domain != 0 else { throw .noDomain }
    guard !modeStates[domain].isInUse else { throw .inUse }
    modeStates[domain].automatic = automatic
  }

  /// SF-59, SF-60, SF-64, SF-66. `link` is the return address to push.
  private mutating func cryptomode(_ target: UInt32, link: UInt32?) throws(ModeStatus) {
    guard runningDomain != 0 else { throw .noDomain }
    guard !running.automatic else { throw .wrongMethod }
    let attribute = try executable(target, defaults: true)
    guard isEntryPoint(target, of: attribute) else { throw .notEntryPoint }
    try push(link)
    enter(attribute)
  }

  /// SF-61, SF-62, SF-67.
  private mutating func retmode(_ target: UInt32, link: UInt32?) throws(ModeStatus) {
    guard runningDomain != 0 else { throw .noDomain }
    guard !running.automatic else { throw .wrongMethod }
    guard runningMode.isEncrypted else { throw .notEncrypted }
    if link == nil, let top = running.backLinks.last, top.returnAddress == target {
      try returnTo(top)
    } else {
      try push(link)
      running.mode = .plaintext
    }
  }

  /// The next instruction, at `next`, is reached by ordinary flow.
  private mutating func transfer(_ next: UInt32) throws(ModeStatus) {
    if runningDomain == 0 { return }
    if running.automatic {
      try shiftAutomatically(to: next)
    } else if let top = running.backLinks.last, top.returnAddress == next {
      try returnTo(top)
    } else if case .encrypted(let current) = runningMode {
      guard try executable(next, defaults: true) == current else { throw .regionCrossing }
    }
  }

  /// SF-71 to SF-73.
  private mutating func shiftAutomatically(to next: UInt32) throws(ModeStatus) {
    let attribute: Int
    do {
      attribute = try executable(next, defaults: false)
    } catch .noRegion {
      guard !(runningMode.isEncrypted && isShut(runningDomain, next / 64)) else { throw .noRegion }
      running.mode = .plaintext
      return
    }
    let stays = runningMode == .encrypted(attribute: attribute) && regions[attribute]?.isEntered == true
    guard stays || isEntryPoint(next, of: attribute) else { throw .notEntryPoint }
    enter(attribute)
  }

  private mutating func enter(_ attribute: Int) {
    running.mode = .encrypted(attribute: attribute)
    regions[attribute]?.isEntered = true
  }

  /// Whether the key entry of the region lets encrypted mode begin at `address`, which the region contains.
  private func isEntryPoint(_ address: UInt32, of attribute: Int) -> Bool {
    guard let region = regions[attribute] else { return false }
    return region.entryPoints.isEmpty || region.entryPoints.contains(address - 64 * region.lines.lowerBound)
  }

  /// Pops `top`, the top back-link of the running domain, and restores its mode (SF-66).
  private mutating func returnTo(_ top: BackLink) throws(ModeStatus) {
    if case .encrypted(let attribute) = top.mode {
      guard try executable(top.returnAddress, defaults: true) == attribute else { throw .regionCrossing }
    }
    running.mode = top.mode
    running.backLinks.removeLast()
  }

  /// Pushes a back-link with `returnAddress`, if there is one.
  private mutating func push(_ returnAddress: UInt32?) throws(ModeStatus) {
    guard let returnAddress else { return }
    guard running.backLinks.count < parameters.backLinks else { throw .backLinksFull }
    running.backLinks.append(BackLink(mode: runningMode, returnAddress: returnAddress))
  }

  /// The attribute of the running domain under which the instruction at `address` may execute.
  private func executable(_ address: UInt32, defaults: Bool) throws(ModeStatus) -> Int {
    let line = address / 64
    if let ordinary = attribute(of: runningDomain, containing: line, defaultKey: false) {
      guard hasExecute(ordinary) else { throw .accessDenied }
      return ordinary
    }
    guard defaults, let entry = attribute(of: runningDomain, containing: line, defaultKey: true), hasExecute(entry)
    else { throw .noRegion }
    return entry
  }

  private func hasExecute(_ attribute: Int) -> Bool {
    regions[attribute]?.rights.contains(.execute) ?? false
  }

  private var running: ModeState {
    get { modeStates[runningDomain] }
    set { modeStates[runningDomain] = newValue }
  }
}
