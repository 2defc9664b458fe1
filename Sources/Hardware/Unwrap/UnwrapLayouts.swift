import HDL

/// Why a key entry is refused before set-up sees it. `docs/key-entries.md`, section 4.
enum UnwrapStatus: HardwareEnum {
  case noDeviceKey, wrongEntrySize, fault, badEntry, unknownVersion, malformedEntry, badAuthenticator, wrongKind,
    unknownDomain, wrongOwner, domainsFull, wrongRegionSize, wrongBase

  /// The code that is answered: those of the set-up port come first.
  var answer: Bits { Bits(UInt64(17 + code), width: 5) }
}

/// `setck` or `setk`; the words of the entry follow. `docs/key-entries.md`, section 4.
struct KeyCommand: Layout {
  let whole = flag("setck: the key of the whole process; else setk")
  let domain: Field<Bits>
  let segment = field(8)
  let base = field(32, "first byte")
  let bound = field(33, "size in bytes, or limit")
  let boundIsLimit = flag()

  init(_ parameters: UnitParameters) { domain = field(parameters.domainBits, "owner; 0 creates one") }
}

/// Eight bytes of a key entry, as it lies in memory.
struct EntryWord: Layout {
  let data = field(64, "the first byte in bits 7:0")
  let last = flag("nothing follows")
}

/// The answer to a key command.
struct KeyResponse: Layout {
  let status = field(5)
  let domain: Field<Bits>
  let attribute: Field<Bits>

  init(_ parameters: UnitParameters) {
    domain = field(parameters.domainBits, "owner of the region; 0 when refused")
    attribute = field(parameters.attributeBits, "register that was filled; 0 when refused")
  }
}
