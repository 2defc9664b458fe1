import HDL

/// A word of a line on its way through the engine. Before encryption and after decryption it is plaintext.
struct LineWord: Layout {
  let data = field(64).secret()
}

/// Encrypts or decrypts one 64-byte line with AES-XTS. `start` loads key and tweak; then eight words go in and eight come
/// out, in order, each block as soon as its two words are there and a lane is free. IEEE 1619; SF-5, SF-6.
final class LineEngine: Module {
  enum Phase: HardwareEnum { case idle, load, tweak, expand, stream }

  let start = In("begin a line; only while idle. Everything down to `tweak` stays constant until idle again")
  let decrypt = In()
  let aes256 = In()
  let dataKey: Bits.Input
  let tweakKey: Bits.Input
  let tweak = In(128, "line index in bits 63:0, nonce above").secret()
  let wipe = In("overwrite every key, tweak and data register with zeros; only while idle")
  let idle = Out()
  let input = Sink(LineWord())
  let output = Source(LineWord())

  let phase = Reg(reset: Phase.idle)
  let blockTweak = Reg(128, reset: 0, "tweak of the next block")
  let lowWord = Reg(64, reset: 0, "first word of the block being gathered")
  let wordsIn = Reg(4, reset: 0)
  let wordsOut = Reg(4, reset: 0)

  let wiped = Reg(reset: false, "wiped in the cycle before")

  let parameters: UnitParameters
  let schedule: Instance<KeySchedule>
  let lane: [Instance<Lane>]

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    dataKey = In(parameters.keyBits / 2, "Key1 of IEEE 1619").secret()
    tweakKey = In(parameters.keyBits / 2, "Key2").secret()
    schedule = Instance(KeySchedule(parameters))
    lane = (0..<parameters.lanes).map { _ in Instance(Lane(parameters)) }
  }

  override var summary: String {
    """
    XTS line engine (IEEE 1619): one 64-byte line in, one out, as eight 64-bit words each. \(parameters.lanes) lane\(parameters.lanes == 1 ? "" : "s"), \(parameters.roundsPerCycle) round\(parameters.roundsPerCycle == 1 ? "" : "s") per cycle.
    After start the first lane encrypts the tweak while the schedule expands the tweak key one step ahead; then the schedule expands the data key; then blocks stream through the lanes in turn.
    """
  }

  override func build() {
    idle <== phase == .idle

    schedule.aes256 <== aes256
    schedule.wipe <== wipe
    let tweakDone = ((phase == .tweak) & lane[0].done).named("tweak_done")
    schedule.start <== (phase == .idle) & start | tweakDone
    schedule.key <== mux(tweakDone, dataKey, tweakKey)

    // Which lane takes and which gives the current block.
    func turn(_ count: Bits) -> Bits? {
      switch parameters.lanes {
      case 2: count[1...1]
      case 4: count[1...2]
      default: nil
      }
    }
    let entering = turn(wordsIn)
    let leaving = turn(wordsOut)
    func isTurn(_ turn: Bits?, _ index: Int) -> Bit { turn.map { $0 == index } ?? true }
    func chosen(_ turn: Bits?, _ bits: [Bit]) -> Bit { turn.map { select($0, from: bits) } ?? bits[0] }

    let streaming = (phase == .stream).named("streaming")
    let secondWord = wordsIn[0]
    let allIn = wordsIn[3]
    let laneFree = chosen(entering, lane.map { $0.idle }).named("lane_free")
    input.ready <== streaming & !allIn & (!secondWord | laneFree)
    let blockEnters = (input.fire & secondWord).named("block_enters")

    let laneDone = chosen(leaving, lane.map { $0.done }).named("lane_done")
    output.valid <== streaming & laneDone
    let result = (leaving.map { select($0, from: lane.map { $0.result }) } ?? lane[0].result).named("result")
    output.payload.data <== mux(wordsOut[0], result[64...127], result[0...63])
    let blockLeaves = (output.fire & wordsOut[0]).named("block_leaves")

    for (index, instance) in lane.enumerated() {
      let loads =
        index == 0 ? (phase == .load) | blockEnters & isTurn(entering, index) : blockEnters & isTurn(entering, index)
      let data = cat(input.payload.data, lowWord).named("block")
      instance.start <== loads
      // The first lane also encrypts the tweak itself.
      instance.block <== (index == 0 ? mux(streaming, data, tweak) : data)
      instance.tweak <== (index == 0 ? mux(streaming, blockTweak, 0) : blockTweak)
      instance.decrypt <== decrypt & streaming
      instance.aes256 <== aes256
      for (port, key) in zip(instance.roundKeys, schedule.roundKeys) { port <== key }
      instance.taken
        <== (index == 0 ? tweakDone | blockLeaves & isTurn(leaving, index) : blockLeaves & isTurn(leaving, index))
      instance.wipe <== wipe
    }

    // Multiplication by the primitive element of GF(2^128), IEEE 1619 5.2.
    let doubled = blockTweak.shiftedLeft(by: 1) ^ mux(blockTweak[127], Bits(0x87, width: 128), 0)

    match(phase) {
      switch $0 {
      case .idle:
        when(wipe) {
          blockTweak <== 0
          lowWord <== 0
        }
        when(start) {
          wordsIn <== 0
          wordsOut <== 0
          phase <== .load
        }
      case .load:
        phase <== .tweak
      case .tweak:
        when(lane[0].done) {
          blockTweak <== lane[0].result
          phase <== .expand
        }
      case .expand:
        when(!schedule.busy) { phase <== .stream }
      case .stream:
        when(input.fire) {
          wordsIn <== wordsIn + 1
          when(secondWord) {
            blockTweak <== doubled
          } otherwise: {
            lowWord <== input.payload.data
          }
        }
        when(output.fire) {
          wordsOut <== wordsOut + 1
          when(wordsOut == 7) { phase <== .idle }
        }
      }
    }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(blockTweak.any | lowWord.any))
    always("starts_only_when_idle", !start | (phase == .idle))
    always("wipes_only_when_idle", !wipe | (phase == .idle))
    always("never_more_out_than_in", wordsOut <= wordsIn)
  }
}
