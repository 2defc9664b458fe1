import HDL

/// The level-2 cache: between the encryption unit and memory, for instructions and data alike, write-back. What it holds is what
/// memory would hold: ciphertext, where a region is. SF-1, SF-4.
///
/// One line at a time, as the encryption unit asks. A line that is not there is passed on word by word while it is stored. A line
/// that is written needs no fetch, because all of it is new. A dirty line that gives way is read out meanwhile, and goes to memory
/// behind the back of what follows.
public final class LevelTwoCache: Module {
  enum Phase: HardwareEnum { case sweep, idle, look, choose, answer, fill, store, respond }

  let upperAr = Sink(AXIAddress(), "read address, from the encryption unit: of a whole line")
  let upperR = Source(AXIRead(), "read data")
  let upperAw = Sink(AXIAddress(), "write address, from the encryption unit: of a whole line")
  let upperW = Sink(AXIWrite(), "write data")
  let upperB = Source(AXIWriteResponse(), "write response")

  let axiAr = Source(AXIAddress(), "read address, to memory")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address, to memory")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let phase = Reg(reset: Phase.sweep)
  let line = Reg(26, reset: 0, "physical address / 64 of the line in work; the set that is emptied after reset")
  let isWrite = Reg(reset: false, "it is written")
  let isFound = Reg(reset: false, "it was here")
  let way: Bits.Var
  let evicts = Reg(reset: false, "a dirty line gives way to it")
  let oldFrame: Bits.Var
  let addressPending = Reg(reset: false, "memory has not taken the read address yet")
  let readBeat = Reg(3, reset: 0, "next word to be read out of the cache")
  let reading = Reg(reset: false, "words after the first are read out")
  let isOut = Reg(reset: false, "a word comes out of the cache")
  let outBeat = Reg(3, reset: 0, "which")
  let beat = Reg(3, reset: 0, "next word to be written into the cache")
  let failed = Reg(reset: false, "memory has refused a word")

  let tags: Instance<LevelTwoTags>
  let evicted = Instance(EvictedLine())
  /// Words on their way to the encryption unit: a whole line, so that nothing before it has to wait.
  let answers = Instance(Queue(AXIRead(), depth: 8))
  let words: Memory

  let parameters: LevelTwoParameters

  public init(_ parameters: LevelTwoParameters) {
    self.parameters = parameters
    way = Reg(max(1, parameters.wayBits), reset: 0)
    oldFrame = Reg(parameters.frameBits)
    tags = Instance(LevelTwoTags(parameters))
    words = Memory(depth: parameters.bytes / 8, width: 64, readDuringWrite: .excluded, style: .block)
  }

  public override var summary: String {
    "Level-2 cache of \(parameters.bytes / 1024) KiB in \(parameters.ways) way\(parameters.ways == 1 ? "" : "s") between encryption unit and memory; it holds what memory would."
  }

  public override var latency: Latency? {
    .described("4 cycles from the address of a line that is here to its first word, then one in a cycle")
  }

  public override func build() {
    let idle = (phase == .idle).named("idle")
    let choosing = (phase == .choose).named("choosing")
    let filling = (phase == .fill).named("filling")
    let storing = (phase == .store).named("storing")
    let sweeping = (phase == .sweep).named("sweeping")
    let set = line[0...parameters.setBits - 1]
    let frame = line[parameters.setBits...25]

    // Requests, and the tags of their set.
    upperAr.ready <== idle
    upperAw.ready <== idle & !upperAr.valid
    let asked = mux(upperAr.valid, upperAr.payload.addr[6...31], upperAw.payload.addr[6...31]).named("asked")
    tags.look <== idle
    tags.set <== asked[0...parameters.setBits - 1]
    tags.frame <== frame

    // A fetch from memory waits for an older write of the same line, and a dirty line for the place of the one before.
    let waits = (!isFound & !evicted.isEmpty & (evicts | (evicted.line == line))).named("waits")
    let starts = (choosing & !waits).named("starts")
    evicted.take <== starts & evicts
    evicted.newLine <== cat(oldFrame, set)

    // Words that leave the cache: to the encryption unit, or with the line that gives way.
    let readsOut = (starts & mux(isFound, !isWrite, evicts)).named("reads_out")
    let readPlace = place(mux(reading, readBeat, 0))
    let word = words.read(readPlace, enable: readsOut | reading)
    isOut <== readsOut | reading
    outBeat <== mux(reading, readBeat, 0)
    when(readsOut) {
      reading <== true
      readBeat <== 1
    } otherwise: {
      when(reading) {
        readBeat <== readBeat + 1
        when(readBeat.all) { reading <== false }
      }
    }
    evicted.wordValid <== isOut & !isFound
    evicted.word <== word

    // Words that come in: from memory, or from the encryption unit.
    axiAr.valid <== filling & addressPending
    axiAr.payload.addr <== cat(line, Bits(0, width: 6))
    axiAr.payload.len <== 7
    axiAr.payload.size <== 3
    axiAr.payload.burst <== 1
    axiR.ready <== filling
    upperW.ready <== storing
    let comesIn = (axiR.fire | upperW.fire).named("comes_in")
    let lastBeat = beat.all
    when(comesIn) {
      words.write(place(beat), mux(storing, upperW.payload.data, axiR.payload.data))
      beat <== beat + 1
    }
    let refused = (axiR.payload.resp.any | (axiR.payload.last != lastBeat)).named("refused")
    let ends = (comesIn & lastBeat).named("ends")
    tags.clears <== sweeping
    tags.write <== ends
    tags.writeSet <== set
    tags.writeWay <== way
    tags.newTag.valid <== storing | !(failed | refused)
    tags.newTag.dirty <== storing
    tags.newTag.frame <== frame

    // Answers.
    let isHitWord = (isOut & isFound).named("is_hit_word")
    answers.input.valid <== isHitWord | axiR.fire
    answers.input.payload.data <== mux(isHitWord, word, axiR.payload.data)
    answers.input.payload.resp <== mux(isHitWord, 0, mux(refused, Bits(2, width: 2), 0))
    answers.input.payload.last <== mux(isHitWord, outBeat.all, lastBeat)
    upperR <== answers.output
    ignore(answers.occupancy)
    upperB.valid <== phase == .respond
    upperB.payload.resp <== 0
    axiAw <== evicted.axiAw
    axiW <== evicted.axiW
    evicted.axiB <== axiB

    match(phase) {
      switch $0 {
      case .sweep:
        line <== line + 1
        when(set.all) { phase <== .idle }
      case .idle:
        when(upperAr.fire | upperAw.fire) {
          line <== asked
          isWrite <== !upperAr.valid
          phase <== .look
        }
      case .look:
        isFound <== tags.found
        way <== tags.way
        evicts <== tags.evicts
        oldFrame <== tags.oldFrame
        phase <== .choose
      case .choose:
        addressPending <== true
        failed <== false
        when(starts) {
          when(isWrite) {
            phase <== .store
          } otherwise: {
            when(isFound) {
              phase <== .answer
            } otherwise: {
              phase <== .fill
            }
          }
        }
      case .fill:
        when(axiAr.fire) { addressPending <== false }
        when(axiR.fire & refused) { failed <== true }
        when(ends) { phase <== .answer }
      case .answer:
        when(upperR.fire & upperR.payload.last) { phase <== .idle }
      case .store:
        when(ends) { phase <== .respond }
      case .respond:
        when(upperB.fire) { phase <== .idle }
      }
    }
    assume("whole_lines", !upperAr.fire | upperAr.payload.isWholeLine)
    assume("whole_lines_written", !upperAw.fire | upperAw.payload.isWholeLine)
    assume("whole_words_written", !upperW.fire | upperW.payload.strb.all & (upperW.payload.last == lastBeat))
    always("a_place_for_every_answer", !answers.input.valid | answers.input.ready)
  }

  /// Where the cache has a word of the line in work.
  private func place(_ beat: Bits) -> Bits {
    let inWay = cat(line[0...parameters.setBits - 1], beat)
    return parameters.ways == 1 ? inWay : cat(way, inWay)
  }
}
