import HDL

/// Offset at which the maker of a region's key lets encrypted mode begin. `docs/key-entries.md`, section 5.
struct EntryPoint: Layout {
  let isUsed = flag().secret()
  let offset = field(32, "from the base of the region").secret()
}

/// A region as the entry points see it.
struct EntryRegion: Layout {
  let domain: Field<Bits>
  let segment = field(8)
  let baseLine = field(26)
  let lines = field(27)
  let defaultKey = flag()
  let isRestricted = flag("may be executed, and is entered at its entry points only")

  init(_ parameters: UnitParameters) { domain = field(parameters.domainBits) }
}
