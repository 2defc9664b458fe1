import HDL

/// Status codes of the set-up port. `docs/encryption-unit.md`, section 3.
enum SetupStatus: HardwareEnum {
  case ok, noDomain, plainMode, unknownAlgorithm, wrongKeySize, unaligned, empty, wraps, overlaps, duplicateSegment,
    attributesFull, keyStoreFull, noSuchKey, nonceReused, unknownSegment, equalKeyHalves, unknownOperation

  var meaning: String {
    switch self {
    case .ok: "done"
    case .noDomain: "domain 0 has no regions"
    case .plainMode: "an immediate key is accepted only from its own domain in encrypted mode"
    case .unknownAlgorithm: "the unit has no such algorithm"
    case .wrongKeySize: "the key is not as long as the algorithm needs"
    case .unaligned: "base or bound is not a multiple of 64"
    case .empty: "the limit is not greater than the base"
    case .wraps: "the limit is greater than 2^32"
    case .overlaps: "a region of the domain, of the same kind, has some of the bytes"
    case .duplicateSegment: "the domain has a region with this segment"
    case .attributesFull: "no attribute register is free"
    case .keyStoreFull: "no key slot is free"
    case .noSuchKey: "the domain has no region with that segment and this algorithm"
    case .nonceReused: "a region under the same key has this nonce"
    case .unknownSegment: "the domain has no region with this segment"
    case .equalKeyHalves: "data key and tweak key are equal"
    case .unknownOperation: "the unit has no such operation"
    }
  }
}

/// Operations of the set-up port.
enum SetupOperation: Int { case install, clear, clearDomain }

/// A set-up command. `docs/encryption-unit.md`, section 3.
struct SetupCommand: Layout {
  let operation = field(2, "0 install, 1 clear, 2 clearDomain")
  let domain: Field<Bits>
  let segment = field(8)
  let base = field(32, "first byte")
  let bound = field(33, "size in bytes, or limit")
  let boundIsLimit = flag()
  let algorithm = field(8)
  let nonce = field(64).secret()
  let read = flag()
  let write = flag()
  let execute = flag()
  let defaultKey = flag()
  let plainAccess = flag()
  let shared = flag()
  let stack = flag()
  let closed = flag()
  let immediate = flag("plaintext key from the program itself: encrypted mode only")
  let shareKey = flag("use the key of keySegment")
  let keySegment = field(8)
  let keyBytes = field(7)
  let key = field(512, "byte 0 in bits 7:0").secret()

  init(_ parameters: UnitParameters) { domain = field(parameters.domainBits) }
}

/// The answer to a set-up command.
struct SetupResponse: Layout {
  let status = field(5)
  let attribute: Field<Bits>

  init(_ parameters: UnitParameters) { attribute = field(parameters.attributeBits, "register that an install filled") }
}
