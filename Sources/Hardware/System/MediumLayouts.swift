import HDL

/// What a block device asks its medium for. It gives or takes 128 words then, the first bytes of the sector lowest, and ends with a
/// `MediumAnswer`: after all of them or, with an error, at any time.
struct MediumRequest: Layout {
  let write = flag("words go to the medium")
  let sector = field(32, "of 512 bytes; below the number of sectors")
}

/// Four bytes of a sector.
struct MediumWord: Layout {
  let data = field(32)
}

/// The end of a transfer.
struct MediumAnswer: Layout {
  let error = flag("the sector could not be read or written")
}
