import HDL

/// Which sealed contexts in memory may come back: each slot has the domain and the version of one that is live. A version is given once,
/// and an image is live from `keep` until `take` or the end of its domain.
class ImageSlots: Module {
  let open = In("an image of `domain` is begun: a new version, and a slot")
  let keep = In("it is complete and live")
  let choose = In("`chosen` is the slot that is asked about")
  let chosen: Bits.Input
  let domain: Bits.Input
  let past = In("`version` is that of the slot; else of the image that was begun last")
  let take = In("the image in the slot is no longer live")
  let ended = In("so are all of `ended_domain`")
  let endedDomain: Bits.Input
  let full = Out("no slot is free")
  let slot: Bits.Output
  let live = Out("the slot has a live image of `domain`")
  let version = Out(64)

  let occupied: [Bit.Var]
  let owners: [Bits.Var]
  let versions: Memory
  let present: Bits.Var
  let count = Reg(64, reset: 0, "version of the image that was begun last")

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    chosen = In(parameters.imageBits)
    domain = In(parameters.domainBits)
    endedDomain = In(parameters.domainBits)
    slot = Out(parameters.imageBits, "of the image that was begun, or the one that was chosen")
    occupied = (0..<parameters.images).map { Reg(reset: false).named("occupied_\($0)") }
    owners = (0..<parameters.images).map { Reg(parameters.domainBits, reset: 0).named("owner_\($0)") }
    versions = Memory(depth: parameters.images, width: 64, style: .distributed)
    present = Reg(parameters.imageBits, reset: 0, "the slot")
  }

  override var summary: String { "Versions of up to \(parameters.images) sealed contexts in memory." }

  override func build() {
    let free = occupied.indices.reversed().reduce(Bits(0, width: parameters.imageBits)) { later, index in
      mux(occupied[index], later, Bits(UInt64(index), width: parameters.imageBits))
    }.named("free")
    let kept = versions[present].named("kept")

    full <== occupied.dropFirst().reduce(occupied[0]) { $0 & $1 }
    slot <== present
    live <== select(present, from: occupied) & (select(present, from: owners) == domain)
    version <== mux(past, kept, count)

    always("kept_where_nothing_is_live", !keep | !select(present, from: occupied))
    always("taken_while_live", !take | live)

    when(open) {
      count <== count + 1
      present <== free
    } otherwise: {
      when(choose) { present <== chosen }
    }
    when(keep) { versions.write(present, count) }
    for index in occupied.indices {
      let isPresent = (present == index).named("is_present_\(index)")
      when(ended & (owners[index] == endedDomain) | take & isPresent) {
        occupied[index] <== false
      } otherwise: {
        when(keep & isPresent) {
          occupied[index] <== true
          owners[index] <== domain
        }
      }
    }
  }
}
