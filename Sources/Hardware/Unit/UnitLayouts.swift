import HDL

/// Status codes of the line port. `docs/encryption-unit.md`, section 4.
enum LineStatus: HardwareEnum {
  case ok, noRegion, accessDenied, plainModeDenied, domainNotRunning, outsideRegion, wrongDomain, busError

  var meaning: String {
    switch self {
    case .ok: "done"
    case .noRegion: "no region allows it; or, of a write-back, the register is free"
    case .accessDenied: "the region does not give the right"
    case .plainModeDenied: "the region allows it in encrypted mode only"
    case .domainNotRunning: "the domain of the request does not run"
    case .outsideRegion: "the line of a write-back is not in its region"
    case .wrongDomain: "the region of a write-back belongs to another domain"
    case .busError: "the bus answered with an error"
    }
  }
}

/// What a cache asks for.
enum LineKind: HardwareEnum {
  case fetch, load, storeFill, writeBack

  var meaning: String {
    switch self {
    case .fetch: "fill of the instruction cache"
    case .load: "fill of the data cache, to be read"
    case .storeFill: "fill of the data cache, to be written"
    case .writeBack: "a line of the data cache goes back to memory"
    }
  }
}

/// A request for one line. `docs/encryption-unit.md`, section 4.
struct LineRequest: Layout {
  let kind = field(LineKind.self, "0 fetch, 1 load, 2 storeFill, 3 writeBack")
  let encrypted = flag("mode of the instruction that caused a fill")
  let domain: Field<Bits>
  let virtualLine = field(26, "virtual address / 64")
  let physicalLine = field(26, "physical address / 64")
  let protected = flag("writeBack: the line was filled under an attribute")
  let attribute: Field<Bits>

  init(_ parameters: UnitParameters) {
    domain = field(parameters.domainBits)
    attribute = field(parameters.attributeBits, "writeBack: which one")
  }
}

/// One word of an answer.
struct LineResponse: Layout {
  let data = field(64).secret()
  let last = flag("final word of the answer")
  let status = field(5, "meaningful with last")
  let protected = flag("identity to keep with the line")
  let attribute: Field<Bits>

  init(_ parameters: UnitParameters) { attribute = field(parameters.attributeBits) }
}

/// AXI4 read and write address channels. AMBA AXI4, A2.2 and A2.5.
struct AXIAddress: Layout {
  let addr = field(32)
  let len = field(8, "beats - 1")
  let size = field(3, "log2 of the bytes in a beat")
  let burst = field(2)
}

extension View where L == AXIAddress {
  /// Whether it asks for a line as the unit does: eight beats of eight bytes (INCR), from its first byte on.
  var isWholeLine: Bit { (self.len == 7) & (self.size == 3) & (self.burst == 1) & !self.addr[0...5].any }
}

/// AXI4 read data channel. A2.6.
struct AXIRead: Layout {
  let data = field(64)
  let resp = field(2)
  let last = flag()
}

/// AXI4 write data channel. A2.3.
struct AXIWrite: Layout {
  let data = field(64)
  let strb = field(8)
  let last = flag()
}

/// AXI4 write response channel. A2.4.
struct AXIWriteResponse: Layout {
  let resp = field(2)
}
