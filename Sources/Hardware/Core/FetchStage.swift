import HDL

/// Fetch: the program counter, its prediction, and the requests for instructions.
///
/// A request is made with the program counter. Its address goes on into this stage whether the request was accepted or not;
/// one that was not is made again from here. Decode takes the address when it has room, and the instruction in the same cycle
/// or when it comes: so nothing but the request itself depends on `fetch_ready` and `instruction_valid`, which are late.
/// Predictions cost no cycle: the address that follows is found while an address is asked for.
///
/// With extension C a request is for the word in which the program counter is, and `place` is about what begins there: the aligner finds its instructions.
final class FetchStage: Module {
  let fetchValid = Out()
  let fetchReady = In()
  let fetchAddress = Out(32)
  let fetchCancel = Out()
  let returnExpected = In("there is a back-link")
  let returnAddress = In(32)

  let hold = In("nothing is to be fetched, and what was asked for is given up")
  let redirect = In("go on at `target`")
  let target = In(32)
  let take = In("decode takes `place`")
  let valid = Out("`place` is there, and its request has been accepted")
  let place = Out(InstructionPlace())
  let predictionEndsWord: Bit.Output?
  let update = In(PredictorUpdate())

  let pc: Bits.Var
  let redirected = Reg(reset: false, "requests of the cycles before are given up")
  let waiting = Reg(reset: false, "an address is here")
  let unissued = Reg(reset: false, "its request has not been accepted")
  let waitingPC = Reg(32)
  let waitingNext = Reg(32)
  let waitingPrediction = Reg(Prediction())
  let waitingIsReturn = Reg(reset: false)
  let waitingEndsWord: Bit.Var?
  let predictor: Instance<BranchPredictor>
  let choice = Instance(WordChoice(isSecret: false))
  let unissuedChoice = Instance(BitChoice())

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    predictionEndsWord = parameters.compressed ? Out("what is predicted ends in the upper half of the word") : nil
    waitingEndsWord = parameters.compressed ? Reg() : nil
    pc = Reg(32, reset: UInt64(parameters.resetVector))
    predictor = Instance(BranchPredictor(parameters))
    super.init(name: "fetch_stage_\(parameters.name)")
  }

  override var summary: String { "Program counter, branch prediction, and requests for instructions." }

  override func build() {
    predictor.pc <== pc
    predictor.update <== update

    let moves = ((!waiting | take & !unissued) & !hold).named("moves")
    fetchValid <== moves | unissued & !hold
    let address = mux(unissued, waitingPC, pc)
    fetchAddress <== (parameters.compressed ? cat(address[2...31], Bits(0, width: 2)) : address)
    fetchCancel <== redirected | hold

    redirected <== redirect
    // A jump to an address that is no multiple of 4 traps; what is fetched meanwhile does not matter.
    let lowest = parameters.alignmentBits
    let multiple = cat(target[lowest...31], Bits(0, width: lowest))
    let next = choice.word(if: redirect, multiple, otherwise: predictor.following)
    let isNew = (redirect | moves).named("is_new")
    when(isNew) { pc <== next }
    predictor.next <== next
    predictor.read <== isNew
    // Written as what the registers become, not as a reset: a redirect is late.
    let stays = (!redirect & !hold).named("stays")
    waiting <== (moves | waiting) & stays
    unissued <== unissuedChoice.bit(if: fetchReady, false, otherwise: (moves | unissued) & stays)
    when(moves) {
      waitingPC <== pc
      waitingNext <== predictor.sequential
      waitingPrediction <== predictor.prediction
      waitingIsReturn <== returnExpected & (pc[2...31] == returnAddress[2...31])
      if let waitingEndsWord, let ends = predictor.endsWord { waitingEndsWord <== ends }
    }
    if let predictionEndsWord, let waitingEndsWord { predictionEndsWord <== waitingEndsWord }

    ignore(target, returnAddress)
    valid <== waiting & !unissued
    place.pc <== waitingPC
    place.next <== waitingNext
    place.prediction <== waitingPrediction
    place.isReturn <== waitingIsReturn
    // Since the address here left it, the program counter is the one after.
    place.following <== pc
  }
}
