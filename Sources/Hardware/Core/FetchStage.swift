import HDL

/// Fetch: the program counter, its prediction, and the request that waits for its answer.
///
/// An answer goes to decode in the cycle in which it comes; `take` says whether decode has room. Predictions cost no cycle: the
/// address that follows is found while an address is asked for.
final class FetchStage: Module {
  let fetchValid = Out()
  let fetchReady = In()
  let fetchAddress = Out(32)
  let fetchCancel = Out()
  let instructionValid = In()
  let instructionReady = Out()
  let instruction = In(32)
  let instructionCause = In(5)

  let hold = In("nothing is to be fetched, and what was asked for is given up")
  let redirect = In("go on at `target`")
  let target = In(32)
  let take = In("decode takes `fetched`")
  let valid = Out("`fetched` is there")
  let fetched = Out(FetchedInstruction())
  let update = In(PredictorUpdate())

  let pc: Bits.Var
  let redirected = Reg(reset: false, "requests of the cycles before are given up")
  let waiting = Reg(reset: false, "a request waits for its answer")
  let waitingPC = Reg(32)
  let waitingFollowing = Reg(32)
  let waitingPrediction = Reg(Prediction())
  let predictor: Instance<BranchPredictor>

  init(_ parameters: CoreParameters) {
    pc = Reg(32, reset: UInt64(parameters.resetVector))
    predictor = Instance(BranchPredictor(parameters))
    super.init(name: "fetch_stage_\(parameters.name)")
  }

  override var summary: String { "Program counter, branch prediction, and requests for instructions." }

  override func build() {
    predictor.pc <== pc
    predictor.update <== update

    let cancel = (redirected | hold).named("cancel")
    let answered = (waiting & instructionValid & !cancel).named("answered")
    let isFree = (!waiting | cancel | instructionValid & take).named("is_free")
    fetchValid <== isFree & !hold
    fetchAddress <== pc
    fetchCancel <== cancel
    instructionReady <== take
    let fire = (fetchValid & fetchReady).named("fire")

    redirected <== redirect
    when(redirect) {
      // A jump to another address traps; what is fetched meanwhile does not matter.
      pc <== cat(target[2...31], Bits(0, width: 2))
    } otherwise: {
      when(fire) { pc <== predictor.following }
    }
    when(fire) {
      waiting <== true
      waitingPC <== pc
      waitingFollowing <== predictor.following
      waitingPrediction <== predictor.prediction
    } otherwise: {
      when(isFree) { waiting <== false }
    }

    ignore(target)
    valid <== answered
    fetched.pc <== waitingPC
    fetched.instruction <== instruction
    fetched.cause <== instructionCause
    fetched.prediction <== waitingPrediction
    fetched.following <== waitingFollowing
  }
}
