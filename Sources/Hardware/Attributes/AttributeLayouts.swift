import HDL

/// The algorithms a region can have. `docs/line-cipher.md`.
enum Algorithm: HardwareEnum {
  case none, aes128Xts, aes256Xts

  var meaning: String {
    switch self {
    case .none: "lines pass unchanged"
    case .aes128Xts: "XTS with a data key and a tweak key of 128 bits each"
    case .aes256Xts: "XTS with a data key and a tweak key of 256 bits each"
    }
  }
}

/// The contents of one attribute register. SF-12 to SF-20.
struct Attribute: Layout {
  let domain: Field<Bits>
  let segment = field(8, "name of the region within its domain")
  let baseLine = field(26, "first line")
  let limitLine = field(27, "line after the last")
  let algorithm = field(Algorithm.self)
  let keySlot: Field<Bits>
  let nonce = field(64).secret()
  let read = flag()
  let write = flag()
  let execute = flag()
  let defaultKey = flag("applies where no ordinary region does, in encrypted mode only")
  let plainAccess = flag("loads and stores from plaintext mode are allowed")
  let shared = flag("descriptive")
  let stack = flag("descriptive")
  let closed = flag("its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions")

  init(_ parameters: UnitParameters) {
    domain = field(parameters.domainBits, "owner")
    keySlot = field(parameters.slotBits)
  }
}

/// The answer of the match port: which regions of this domain contain this line? At most one ordinary region and one
/// default-key entry do.
struct RegionMatch: Layout {
  let ordinary = flag("an ordinary region contains the line")
  let ordinaryIndex: Field<Bits>
  let read = flag("rights of the ordinary region")
  let write = flag()
  let execute = flag()
  let plainAccess = flag()
  let ciphered = flag("the ordinary region has a cipher")
  let fallback = flag("a default-key entry contains the line")
  let fallbackIndex: Field<Bits>
  let fallbackRead = flag("a default-key entry contains the line and has the right")
  let fallbackWrite = flag()
  let fallbackExecute = flag()
  let fallbackCiphered = flag("the default-key entry has a cipher")
  let closed = flag("the domain is closed: some region of it says so")

  init(_ parameters: UnitParameters) {
    ordinaryIndex = field(parameters.attributeBits)
    fallbackIndex = field(parameters.attributeBits)
  }
}
