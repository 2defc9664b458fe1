import HDL

/// What the pipeline asks the data side for. `docs/core.md`, section 3.
enum DataOperation: HardwareEnum {
  case load, store, loadReserved, storeConditional
  case swap, add, xor, and, or, minimum, maximum, minimumUnsigned, maximumUnsigned
}

/// A fetch.
struct FetchRequest: Layout {
  let address = field(32, "virtual, a multiple of 4")
}

/// An access to data. The value to be stored comes a cycle later.
struct DataRequest: Layout {
  let operation = field(
    DataOperation.self, "0 load, 1 store, 2 LR, 3 SC, 4-12 AMO: swap add xor and or min max minu maxu")
  let address = field(32, "virtual, aligned")
  let size = field(2, "0 byte, 1 half, 2 word")
  let isSigned = flag("a loaded byte or half word is extended with its sign; else with zeros")
}

/// An access to a device, which is not cached.
struct DeviceRequest: Layout {
  let write = flag()
  let address = field(32, "physical")
  let size = field(2, "0 byte, 1 half, 2 word")
  let store = field(32, "value in every place of its size")
}

/// What a cache knows of a line beside its words.
struct LineTag: Layout {
  let valid = flag()
  let writable = flag("the encryption unit allows stores")
  let encrypted = flag("mode for which it was filled")
  let domain: Field<Bits>
  let protected = flag("identity, for the write-back")
  let attribute: Field<Bits>
  let page = field(20, "virtual address / 4096 for which it was filled")
  let frame: Field<Bits>
  let width: Int

  init(_ parameters: MemoryParameters, _ cache: CacheParameters) {
    domain = field(parameters.domainBits)
    attribute = field(parameters.unit.attributeBits)
    frame = field(cache.frameBits, "physical address above the set")
    width = 4 + parameters.domainBits + parameters.unit.attributeBits + 20 + cache.frameBits
  }
}
