import HDL

/// The block cipher of small and balanced engines: lanes take operations in turn, tweaks before blocks. Both keys are expanded
/// one after the other by one schedule; a tweak may enter while that is at work, a step behind it.
final class InterleavedCipher: BlockCipher {
  enum Expansion: HardwareEnum { case none, tweakKey, dataKey }

  let expansion = Reg(reset: Expansion.none)
  let loading = Reg(reset: false, "a word of a key arrives")
  let tweakKeyTaken = Reg(reset: false, "the last word of the tweak key arrived in the cycle before")
  let tweakKeyBegun = Reg(reset: false, "a tweak that enters now does not overtake its round keys")
  let dataKeyReady = Reg(reset: false, "the data key is expanded")
  let firstTweakKey = Reg(128, reset: 0, "round key 0 of the tweak key")
  let firstDataKey = Reg(128, reset: 0, "round key 0 of the data key")
  let wiped = Reg(reset: false, "wiped in the cycle before")
  let entryTurn: Bits.Var?
  let exitTurn: Bits.Var?

  let reader: Instance<KeyReader>
  let schedule: Instance<KeySchedule>
  let roundKeys: Instance<RoundKeyMemory>
  let lane: [Instance<InterleavedLane>]

  override init(_ parameters: UnitParameters) {
    func turn(_ comment: String) -> Bits.Var? {
      parameters.lanes > 1 ? Reg(bitsToCount(parameters.lanes), reset: 0, comment) : nil
    }
    entryTurn = turn("the lane that takes the next operation")
    exitTurn = turn("the lane that gives the next result")
    reader = Instance(KeyReader(parameters))
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

    // Operations: tweaks, and blocks to encrypt, begin with round key 0; a block to decrypt begins with the last round key,
    // which the schedule still holds.
    let takesTweak = (tweakOperation.valid & tweakKeyBegun).named("takes_tweak")
    let takesBlock = (blockOperation.valid & dataKeyReady & !takesTweak).named("takes_block")
    let block = blockOperation.payload
    let firstKey = mux(
      takesTweak, firstTweakKey, mux(block.decrypt, schedule.roundKey, firstDataKey)
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
      roundKeys.needed[index] <== instance.needsKey
      roundKeys.readAddress[index] <== instance.keyAddress
      instance.roundKey <== roundKeys.readKey[index]
    }
    func chosen(_ turn: Bits.Var?, _ bits: [Bit]) -> Bit { turn.map { select($0, from: bits) } ?? bits[0] }
    let laneReady = chosen(entryTurn, lane.map { $0.operation.ready }).named("lane_ready")
    tweakOperation.ready <== laneReady & tweakKeyBegun
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
    let rests = !loading & !schedule.busy
    let tweakKeyDone = ((expansion == .tweakKey) & rests).named("tweak_key_done")
    let takes = (loading | tweakKeyDone).named("takes")
    loading <== expand | takes & !reader.last
    reader.take <== takes
    reader.aes256 <== aes256
    keyWordIndex <== reader.index
    schedule.take <== takes
    schedule.first <== reader.first
    schedule.word <== keyWord
    schedule.aes256 <== aes256
    schedule.wipe <== wipe
    roundKeys.write <== schedule.valid
    roundKeys.writeAddress <== cat(expansion == .tweakKey, schedule.number)
    roundKeys.writeKey <== schedule.roundKey
    roundKeys.wipe <== wipe

    tweakKeyTaken <== loading & (expansion == .tweakKey) & reader.last
    tweakKeyBegun <== !(expand | wipe) & (tweakKeyBegun | tweakKeyTaken)
    let isFirst = (schedule.valid & !schedule.number.any).named("is_first")
    when(wipe) {
      firstTweakKey <== 0
      firstDataKey <== 0
    } otherwise: {
      when(isFirst & (expansion == .tweakKey)) { firstTweakKey <== schedule.roundKey }
      when(isFirst & (expansion == .dataKey)) { firstDataKey <== schedule.roundKey }
    }

    match(expansion) {
      switch $0 {
      case .none:
        when(expand | wipe) { dataKeyReady <== false }
        when(expand) { expansion <== .tweakKey }
      case .tweakKey:
        when(rests) { expansion <== .dataKey }
      case .dataKey:
        when(rests) {
          dataKeyReady <== true
          expansion <== .none
        }
      }
    }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(firstTweakKey | firstDataKey).any)
    always("never_wiped_during_expansion", !wipe | (expansion == .none))
  }
}
