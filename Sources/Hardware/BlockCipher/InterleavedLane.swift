import HDL

/// What enters a lane: a block after whitening with the first round key.
struct LaneOperation: Layout {
  let entering = field(128, "block ^ mask ^ first round key").secret()
  let mask = field(128).secret()
  let isTweak = flag("under the tweak key")
  let decrypt = flag()
}

/// What leaves a lane.
struct LaneResult: Layout {
  let block = field(128).secret()
  let isTweak = flag()
}

/// One AES data path that works on two blocks in turn. A round has two stages with a register after each: S-boxes, then
/// everything else. While one block is at the S-boxes, the other one is behind them, so both stages work in every cycle.
/// Results leave in the order in which blocks entered; while one waits, a block that would end stops both.
final class InterleavedLane: Module {
  let operation = Sink(LaneOperation())
  let result = Source(LaneResult())
  let aes256 = In("14 rounds, else 10; constant while a block is in work")
  let advances = Out("else everything stays as it is")
  let needsKey = Out("a block will use it")
  let keyAddress = Out(5, "round key that is needed after the next advance")
  let roundKey = In(128, "the word at `key_address` before the last advance").secret()
  let wipe = In("overwrite every register with zeros; only while `idle`")
  let idle = Out("no block is in work")

  // A block and what belongs to it go round: from the S-boxes to behind them and back.
  let state = Reg(128, reset: 0, "the block at the S-boxes; their registers hold the one behind them")
  let boxesRunning = Reg(reset: false, "a block in work is at the S-boxes")
  let boxesRound = Reg(4, reset: 0, "number of its round")
  let boxesDecrypt = Reg(reset: false)
  let boxesIsTweak = Reg(reset: false)
  let boxesMask = Reg(128, reset: 0)
  let behindRunning = Reg(reset: false, "a block in work is behind the S-boxes")
  let behindRound = Reg(4, reset: 0, "number of its round")
  let behindIsLast = Reg(reset: false, "that is its last one")
  let behindDecrypt = Reg(reset: false)
  let behindIsTweak = Reg(reset: false)
  let behindMask = Reg(128, reset: 0)
  let full = Reg(reset: false, "a result waits")
  let finished = Reg(128, reset: 0, "the result")
  let finishedIsTweak = Reg(reset: false)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let substitution: [Instance<SubstitutionPair>]
  let diffusion = Instance(AESDiffusion(.both))
  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    substitution = (0..<8).map { _ in Instance(SubstitutionPair(parameters.substitution, .both)) }
  }

  override var summary: String {
    """
    One AES data path that works on two blocks in turn: result = AES(block ^ mask) ^ mask.
    A round takes two cycles: the S-boxes with their register, then ShiftRows, MixColumns and AddRoundKey.
    """
  }

  override var latency: Latency? {
    let note = "from operation to result"
    return parameters.aes256 ? .cycles(21...29, "\(note): 21 with AES-128, 29 with AES-256") : .cycles(21, note)
  }

  override func build() {
    let lastRound = parameters.aes256 ? mux(aes256, Bits(14, width: 4), 10).named("last_round") : Bits(10, width: 4)

    keyAddress <== cat(boxesIsTweak, mux(boxesDecrypt, lastRound - boxesRound, boxesRound))
    needsKey <== boxesRunning
    for (position, pair) in substitution.enumerated() {
      pair.values <== state.bits(from: 16 * position, width: 16)
      if let port = pair.decrypt { port <== boxesDecrypt }
      pair.enable <== advances
    }
    diffusion.substituted <== cat(substitution.map { $0.results }.reversed())
    diffusion.key <== roundKey
    if let port = diffusion.decrypt { port <== behindDecrypt }
    diffusion.last <== behindIsLast

    let ends = (behindRunning & behindIsLast).named("ends")
    let goesOn = (behindRunning & !behindIsLast).named("goes_on")
    advances <== !(ends & full)
    // A block may take the place of one that ends.
    operation.ready <== !behindRunning | behindIsLast & !full

    when(advances) {
      // Nothing but blocks in work may stay in the state.
      state <== mux(operation.fire, operation.payload.entering, mux(goesOn, diffusion.next, Bits(0, width: 128)))
      boxesRunning <== operation.fire | goesOn
      boxesRound <== mux(operation.fire, 1, behindRound + 1)
      boxesDecrypt <== mux(operation.fire, operation.payload.decrypt, behindDecrypt)
      boxesIsTweak <== mux(operation.fire, operation.payload.isTweak, behindIsTweak)
      behindRunning <== boxesRunning
      behindRound <== boxesRound
      behindIsLast <== boxesRound == lastRound
      behindDecrypt <== boxesDecrypt
      behindIsTweak <== boxesIsTweak
    }
    when(wipe) {
      boxesMask <== 0
      behindMask <== 0
    } otherwise: {
      when(advances) {
        boxesMask <== mux(operation.fire, operation.payload.mask, behindMask)
        behindMask <== boxesMask
      }
    }

    result.valid <== full
    result.payload.block <== finished
    result.payload.isTweak <== finishedIsTweak
    full <== ends & advances | full & !result.ready
    when(wipe) {
      finished <== 0
    } otherwise: {
      when(ends & advances) {
        finished <== diffusion.next ^ behindMask
        finishedIsTweak <== behindIsTweak
      }
    }
    idle <== !(boxesRunning | behindRunning | full)
    if !parameters.aes256 { ignore(aes256) }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(state | boxesMask | behindMask | finished).any)
    always("wipes_only_when_idle", !wipe | idle)
  }
}
