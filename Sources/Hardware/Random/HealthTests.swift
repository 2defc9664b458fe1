import HDL

/// The start-up and continuous health tests of a noise source of single bits. NIST SP 800-90B, 4.3 and 4.4.
final class HealthTests: Module {
  let restart = In("begin with the start-up tests again; ends an alarm")
  let sample = In("noise").secret()
  let valid = In("`sample` is a new one")
  let testing = Out("the start-up tests are not over")
  let failed = Out("a test has failed since the last restart")

  let isFirst = Reg(reset: true, "no sample has come")
  let previous = Reg(reset: false, "sample before")
  let repetitions: Bits.Var
  let reference = Reg(reset: false, "first sample of the window")
  let position: Bits.Var
  let equals: Bits.Var
  let alarm = Reg(reset: false)
  let startUp = Reg(reset: true)

  let parameters: NoiseParameters

  init(_ parameters: NoiseParameters) {
    self.parameters = parameters
    repetitions = Reg(bitsToCount(parameters.repetitionCutoff + 1), reset: 0, "equal samples in a row")
    position = Reg(bitsToCount(NoiseParameters.window), reset: 0, "of the next sample in the window")
    equals = Reg(bitsToCount(parameters.proportionCutoff + 1), reset: 0, "samples of the window equal to `reference`")
    super.init(name: "health_tests_\(parameters.suffix)")
  }

  override var summary: String {
    """
    Repetition count test, alarm at \(parameters.repetitionCutoff) equal samples, and adaptive proportion test, alarm at \
    \(parameters.proportionCutoff) of \(NoiseParameters.window): min-entropy \(parameters.minEntropy) per sample, false \
    alarms once in 2^\(parameters.falseAlarmExponent) (SP 800-90B, 4.4).
    """
  }

  override var latency: Latency? { .cycles(1, "from the sample that fails to `failed`") }

  override func build() {
    let isSame = (!isFirst & (sample == previous)).named("is_same")
    let repeated = mux(isSame, repetitions + 1, Bits(1, width: repetitions.width)).named("repeated")
    let beginsWindow = (position == 0).named("begins_window")
    let matched = mux(
      beginsWindow, Bits(1, width: equals.width), mux(sample == reference, equals + 1, equals)
    ).named("matched")
    let fails = declassify(
      (repeated == parameters.repetitionCutoff) | (matched == parameters.proportionCutoff),
      "a health test of the noise source failed: whatever came from the source is overwritten")

    testing <== startUp
    failed <== alarm
    when(restart) {
      isFirst <== true
      previous <== false
      repetitions <== 0
      reference <== false
      position <== 0
      equals <== 0
      alarm <== false
      startUp <== true
    } otherwise: {
      // After an alarm everything stays: the counters would run over their cutoffs.
      when(valid & !alarm) {
        isFirst <== false
        previous <== sample
        repetitions <== repeated
        when(beginsWindow) { reference <== sample }
        position <== position + 1
        equals <== matched
        alarm <== fails
        when(position.all) { startUp <== fails }
      }
    }
  }
}
