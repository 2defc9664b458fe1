import HDL

/// Words and tags of a cache, and the choice of the way in which a line is.
final class CacheArrays: Module {
  let readTags = In("else the last tags stay")
  let readWords = In(2, "even word, odd word of the pair; else the last ones stay")
  let readPlace: Bits.Input

  // A cycle after the read: who asks.
  let frame: Bits.Input
  let page = In(20, "virtual address / 4096")
  let domain: Bits.Input
  let encrypted = In()
  let needsWritable = In()
  let asWalker = In("take any line that no region protects")
  let isOdd = In("word of the pair")
  let offset = In(2, "byte of the word that comes to bit 0")
  let size = In(2, "0 byte, 1 half, 2 word")
  let isSigned = In("a byte or half word is extended with its sign")
  let other = In(32, "taken for the word that is found").secret()
  let takesOther = In()
  let found: Bits.Output
  let holds: Bits.Output
  let victim = Out("way to be filled: that of the same frame, else an invalid one, else each in turn")
  let word = Out(32, "of the line that is found: the value of that size at `offset`, extended").secret()
  let wordProtected = Out("identity of that line")
  let wordAttribute: Bits.Output

  let way = In("which of the two `pair` and `tag` show")
  let pair = Out(64).secret()
  let tag: View<LineTag>.Output

  let writeTag: Bits.Input
  let writeSet: Bits.Input
  let newTag: View<LineTag>.Input
  let writeLine: Bits.Input
  let writeHalf = In(2, "even word, odd word")
  let writePlace: Bits.Input
  let writeBytes = In(4, "of each word")
  let newWords = In(64).secret()

  let matches: [Instance<LineMatch>]
  let alignments: [Instance<LoadAlignment>]
  /// Of each way; none where only words are read.
  let signs: [Instance<LoadSign>]
  let choice: Instance<WordChoice>?
  let tags: [Memory]
  /// Even and odd words of way 0, then those of way 1.
  let words: [Memory]
  let turn: Bit.Var?

  let parameters: MemoryParameters
  let cache: CacheParameters

  /// - Parameter extends: bytes and half words are loaded, too.
  init(_ parameters: MemoryParameters, _ cache: CacheParameters, extends: Bool, name: String) {
    self.parameters = parameters
    self.cache = cache
    let layout = LineTag(parameters, cache)
    readPlace = In(cache.setBits + 3, "set and pair of words")
    frame = In(cache.frameBits, "physical address above the set")
    domain = In(parameters.domainBits)
    found = Out(cache.ways, "ways in which the line is")
    holds = Out(cache.ways, "ways that hold the line, for whomever")
    tag = Out(layout)
    wordAttribute = Out(parameters.unit.attributeBits)
    writeTag = In(cache.ways, "ways whose tag becomes `new_tag`")
    writeSet = In(cache.setBits)
    newTag = In(layout)
    writeLine = In(cache.ways, "ways in which words are written")
    writePlace = In(cache.setBits + 3)
    matches = (0..<cache.ways).map { _ in Instance(LineMatch(parameters, cache)) }
    alignments = (0..<cache.ways).map { _ in Instance(LoadAlignment()) }
    signs = extends ? (0..<cache.ways).map { _ in Instance(LoadSign()) } : []
    choice = cache.ways == 2 ? Instance(WordChoice(isSecret: true)) : nil
    tags = (0..<cache.ways).map { _ in
      Memory(depth: cache.sets, width: layout.width, readDuringWrite: .excluded, style: .block)
    }
    words = (0..<2 * cache.ways).map { _ in
      // The data cache reads words that a store is changing, and does not use them.
      Memory(depth: 8 * cache.sets, width: 32, readDuringWrite: .unspecified, style: .block).secret()
    }
    turn = cache.ways == 2 ? Reg(reset: false) : nil
    super.init(name: name)
  }

  override var summary: String {
    "Words and tags of \(cache.bytes / 64) lines in \(cache.ways) way\(cache.ways == 1 ? "" : "s")."
  }

  override var latency: Latency? {
    .cycles(1, "from place to tags and words; comparison and choice within the next cycle")
  }

  override func build() {
    let read = tags.map { memory in
      View(LineTag(parameters, cache), from: memory.read(readPlace[3...cache.setBits + 2], enable: readTags))
    }
    for (match, tag) in zip(matches, read) {
      match.tag <== tag
      match.frame <== frame
      match.page <== page
      match.domain <== domain
      match.encrypted <== encrypted
      match.needsWritable <== needsWritable
      match.asWalker <== asWalker
    }
    found <== cat(matches.map { $0.found }.reversed())
    holds <== cat(matches.map { $0.holds }.reversed())

    let even = (0..<cache.ways).map { words[2 * $0].read(readPlace, enable: readWords[0]) }
    let odd = (0..<cache.ways).map { words[2 * $0 + 1].read(readPlace, enable: readWords[1]) }
    let fills = self.fills(even, odd)
    for (way, alignment) in alignments.enumerated() {
      // What is taken instead takes the place of the word of way 0: that costs no time after the comparison.
      let word = mux(isOdd, odd[way], even[way])
      alignment.word <== way == 0 ? mux(takesOther, other, word) : word
      alignment.offset <== offset
      alignment.size <== size
      alignment.fill <== fills[way]
    }
    if let turn, let choice {
      choice.first <== alignments[0].value
      choice.second <== alignments[1].value
      choice.isSecond <== matches[1].found
      choice.staysFirst <== takesOther
      word <== choice.word
      wordProtected <== mux(matches[1].found, read[1].protected, read[0].protected)
      wordAttribute <== mux(matches[1].found, read[1].attribute, read[0].attribute)
      pair <== mux(way, cat(odd[1], even[1]), cat(odd[0], even[0]))
      tag <== mux(way, read[1], read[0])
      victim
        <== mux(
          matches[0].holds | matches[1].holds, matches[1].holds, mux(read[0].valid & read[1].valid, turn, read[0].valid)
        )
      // Not when the line before it gives way: twice in a fill would be no change.
      when((writeTag[0] ^ writeTag[1]) & newTag.valid) { turn <== !turn }
    } else {
      word <== alignments[0].value
      wordProtected <== read[0].protected
      wordAttribute <== read[0].attribute
      pair <== cat(odd[0], even[0])
      tag <== read[0]
      victim <== false
      ignore(way)
    }

    for way in 0..<cache.ways {
      when(writeTag[way]) { tags[way].write(writeSet, newTag.bits) }
      for half in 0..<2 {
        when(writeLine[way] & writeHalf[half]) {
          words[2 * way + half].write(writePlace, newWords.bits(from: 32 * half, width: 32), mask: writeBytes)
        }
      }
    }
  }

  /// What extends the values of the ways.
  private func fills(_ even: [Bits], _ odd: [Bits]) -> [Bit] {
    guard !signs.isEmpty else {
      ignore(isSigned)
      return alignments.map { _ in false }
    }
    let byte = LoadAlignment.signByte(offset: offset, size: size).named("sign_byte")
    for (way, sign) in signs.enumerated() {
      sign.even <== even[way]
      sign.odd <== odd[way]
      sign.isOdd <== isOdd
      sign.place <== byte
      sign.isWanted <== way == 0 ? isSigned & !takesOther : isSigned
    }
    let signOfOther = (isSigned & takesOther & LoadSign.top(of: other, byte: byte)).named("sign_of_other")
    return signs.enumerated().map { way, sign in way == 0 ? sign.sign | signOfOther : sign.sign }
  }
}
