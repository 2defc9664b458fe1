import HDL

/// Status codes of the mode port. `docs/encryption-unit.md`, section 5.
enum ModeStatus: HardwareEnum {
  case ok, noRegion, accessDenied, regionCrossing, backLinksFull, wrongMethod, notEncrypted, noDomain, inUse,
    unknownOperation

  var meaning: String {
    switch self {
    case .ok: "done"
    case .noRegion: "no region of the running domain contains the destination"
    case .accessDenied: "the region of the destination may not be executed"
    case .regionCrossing: "the destination is in another region than it must be"
    case .backLinksFull: "the stack of the running domain is full"
    case .wrongMethod: "the mode of the running domain follows its regions"
    case .notEncrypted: "the running domain executes in plaintext mode"
    case .noDomain: "domain 0 has no mode"
    case .inUse: "the domain executes in encrypted mode, or its stack is not empty"
    case .unknownOperation: "the unit has no such operation"
    }
  }
}

/// Operations of the mode port.
enum ModeOperation: Int {
  case select, configure, cryptomode, retmode, transfer
  /// For sealed contexts: a word of the mode state of a domain; and a pair of words back.
  case save, load
}

/// A mode command. `docs/encryption-unit.md`, section 5.
struct ModeCommand: Layout {
  let operation = field(3, "0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load")
  let domain: Field<Bits>
  let automatic = flag("configure: mode follows the regions")
  let link = flag("cryptomode, retmode: a call that will return")
  let hasTarget = flag()
  let target = field(32)
  let next = field(32, "address of the instruction that would follow")

  init(_ parameters: UnitParameters) { domain = field(parameters.domainBits) }
}

/// A mode command in work: with the destination that it names, or the instruction that follows.
struct AcceptedModeCommand: Layout {
  let operation = field(3)
  let domain: Field<Bits>
  let automatic = flag()
  let link = flag()
  let next = field(32)
  let destination = field(32, "where execution goes on if the command is obeyed; of save and load the target")

  init(_ parameters: UnitParameters) { domain = field(parameters.domainBits) }
}

/// The answer to a mode command.
struct ModeResponse: Layout {
  let status = field(5)
  let encrypted = flag("mode of the running domain from now on")
  let attribute: Field<Bits>
  let pc = field(32, "where execution goes on")

  init(_ parameters: UnitParameters) { attribute = field(parameters.attributeBits) }
}

/// A back-link: what a call between modes or keys returns to. SF-66.
struct BackLink: Layout {
  let encrypted = flag()
  let attribute: Field<Bits>
  let returnAddress = field(32)

  init(_ parameters: UnitParameters) { attribute = field(parameters.attributeBits) }

  /// Bits of a link in memory.
  static func width(_ parameters: UnitParameters) -> Int { 33 + parameters.attributeBits }
}

/// What mode control keeps of a `RegionMatch`: what may be executed.
struct ExecutionMatch: Layout {
  let ordinary = flag("an ordinary region contains the line")
  let ordinaryIndex: Field<Bits>
  let execute = flag("right of the ordinary region")
  let fallbackIndex: Field<Bits>
  let fallbackExecute = flag("a default-key entry contains the line and has the right")
  let closed = flag("the domain is closed")

  init(_ parameters: UnitParameters) {
    ordinaryIndex = field(parameters.attributeBits)
    fallbackIndex = field(parameters.attributeBits)
  }
}
