import HDL

/// What the level-2 cache knows of a line beside its words.
struct LevelTwoTag: Layout {
  let valid = flag()
  let dirty = flag("memory has older words")
  let frame: Field<Bits>
  let width: Int

  init(_ parameters: LevelTwoParameters) {
    frame = field(parameters.frameBits, "physical address above the set")
    width = 2 + parameters.frameBits
  }
}

/// A word of a line, as memory has it.
struct MemoryWord: Layout {
  let data = field(64)
}

/// What passes between the encryption unit and the level-2 cache, for simulations that compare it. A line is named before its words.
struct LevelTwoTraffic: Layout {
  let line = field(26, "of the next words: physical address / 64")
  let readStarts = flag("`line` is read")
  let writeStarts = flag("`line` is written")
  let reads = flag("a word goes to the encryption unit")
  let readData = field(64)
  let readFails = flag("with that word: memory has refused")
  let writes = flag("a word comes from the encryption unit")
  let writeData = field(64)
}
