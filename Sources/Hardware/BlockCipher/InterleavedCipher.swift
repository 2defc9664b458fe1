import HDL

/// The block cipher of small and balanced engines: lanes take operations in turn, tweaks before blocks. Both keys are expanded
/// one after the other by one schedule; a tweak may enter while that is at work, a step behind it.
final class InterleavedCipher: BlockCipher {
  enum Expansion: HardwareEnum { case none, begin, tweakKey, dataKey }

  let expansion = Reg(reset: Expansion.none)
  let began = Reg(reset: false, "the schedule began in the cycle before: a tweak would overtake its round keys")
  let givesTweakKey = Reg(reset: false, "the schedule reads the tweak key, which takes two cycles; else the data key")
  let dataKeyReady = Reg(reset: false, "the data key is expanded")
  let entryTurn: Bits.Var?
  let exitTurn: Bits.Var?

  let schedule: Instance<KeySchedule>
  let roundKeys: Instance<RoundKeyMemory>
  let lane: [Instance<InterleavedLane>]

  override init(_ parameters: UnitParameters) {
    func turn(_ comment: String) -> Bits.Var? {
      parameters.lanes > 1 ? Reg(bitsToCount(parameters.lanes), reset: 0, comment) : nil
    }
    entryTurn = turn("the lane that takes the next operation")
    exitTurn = turn("the lane that gives the next result")
    schedule = Instance(KeySchedule(parameters))
    roundKeys = Instance(RoundKeyMemory(readers: parameters.lanes))
    lane = (0..<parameters.lanes).map { _ in Instance(InterleavedLane(parameters)) }
    super.init(parameters)
  }

  override var summary: String {
    let lanes = parameters.lanes
    return """
      AES for XTS: \(lanes) lane\(lanes == 1 ? "" : "s") that \(lanes == 1 ? "works" : "work") on two blocks each, S-boxes in \(parameters.substitution == .logic ? "logic" : "block memory").
      """
  }

  override var latency: Latency? { lane[0].module.latency }

  override func build() {
    expandKeys()

    let noneInWork = lane.dropFirst().reduce(lane[0].idle) { $0 & $1.idle }.named("none_in_work")
    idle <== noneInWork & (expansion == .none) & roundKeys.ready

    // Operations: the first round key of a tweak, and of a block to encrypt, is the key itself; a block to decrypt begins
    // with the last round key, which the schedule still holds.
    began <== expansion == .begin
    let overtakes = ((expansion == .begin) | began).named("overtakes")
    let takesTweak = (tweakOperation.valid & !overtakes).named("takes_tweak")
    let takesBlock = (blockOperation.valid & dataKeyReady & !takesTweak).named("takes_block")
    let block = blockOperation.payload
    let firstKey = mux(
      takesTweak, tweakKey[0...127], mux(block.decrypt, schedule.roundKey, dataKey[0...127])
    ).named("first_key")
    let masked = block.block ^ block.mask
    let entering = (mux(takesTweak, tweakOperation.payload.value, masked) ^ firstKey).named("entering")
    func isTurn(_ turn: Bits.Var?, _ index: Int) -> Bit { turn.map { $0 == index } ?? true }
    for (index, instance) in lane.enumerated() {
      let operation = instance.operation
      operation.valid <== (takesTweak | takesBlock) & isTurn(entryTurn, index)
      operation.payload.entering <== entering
      operation.payload.mask <== mux(takesTweak, Bits(0, width: 128), block.mask)
      operation.payload.isTweak <== takesTweak
      operation.payload.decrypt <== block.decrypt & !takesTweak
      instance.aes256 <== aes256
      instance.wipe <== wipe
      roundKeys.read[index] <== instance.advances
      roundKeys.readAddress[index] <== instance.keyAddress
      instance.roundKey <== roundKeys.readKey[index]
    }
    func chosen(_ turn: Bits.Var?, _ bits: [Bit]) -> Bit { turn.map { select($0, from: bits) } ?? bits[0] }
    let laneReady = chosen(entryTurn, lane.map { $0.operation.ready }).named("lane_ready")
    tweakOperation.ready <== laneReady & !overtakes
    blockOperation.ready <== laneReady & dataKeyReady & !takesTweak
    if let entryTurn {
      when(tweakOperation.fire | blockOperation.fire) { entryTurn <== entryTurn + 1 }
    }

    // Results.
    let resultValid = chosen(exitTurn, lane.map { $0.result.valid }).named("result_valid")
    let isTweak = chosen(exitTurn, lane.map { $0.result.payload.isTweak }).named("is_tweak")
    let results = lane.map { $0.result.payload.block }
    let result = (exitTurn.map { select($0, from: results) } ?? results[0]).named("result")
    tweakResult.valid <== resultValid & isTweak
    tweakResult.payload.value <== result
    blockResult.valid <== resultValid & !isTweak
    blockResult.payload.block <== result
    let resultReady = mux(isTweak, tweakResult.ready, blockResult.ready)
    for (index, instance) in lane.enumerated() { instance.result.ready <== resultReady & isTurn(exitTurn, index) }
    if let exitTurn {
      when(tweakResult.fire | blockResult.fire) { exitTurn <== exitTurn + 1 }
    }

    always("expands_only_when_idle", !expand | idle)
  }

  private func expandKeys() {
    let tweakKeyDone = ((expansion == .tweakKey) & !schedule.busy).named("tweak_key_done")
    let begins = (expansion == .begin).named("begins")
    schedule.start <== begins | tweakKeyDone
    givesTweakKey <== expand | begins
    schedule.key <== mux(givesTweakKey, tweakKey, dataKey)
    schedule.aes256 <== aes256
    schedule.wipe <== wipe
    roundKeys.write <== schedule.valid
    roundKeys.writeAddress <== cat(expansion == .tweakKey, schedule.number)
    roundKeys.writeKey <== schedule.roundKey
    roundKeys.wipe <== wipe

    match(expansion) {
      switch $0 {
      case .none:
        when(expand | wipe) { dataKeyReady <== false }
        when(expand) { expansion <== .begin }
      case .begin:
        expansion <== .tweakKey
      case .tweakKey:
        when(!schedule.busy) { expansion <== .dataKey }
      case .dataKey:
        when(!schedule.busy) {
          dataKeyReady <== true
          expansion <== .none
        }
      }
    }
    always("never_wiped_during_expansion", !wipe | (expansion == .none))
  }
}
