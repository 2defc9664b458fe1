import HDL

/// Noise for an FPGA: ring oscillators, sampled by the clock. What is random is the jitter that has piled up since the
/// sample before. Nobody has evaluated it on a device: docs/randomness.md says what that means.
public final class RingOscillatorNoise: Module {
  let enable = In("the rings run")
  let noise = Out("exclusive or of all rings").secret()
  let valid = Out("`noise` is a new sample")

  let sample = Reg(reset: false)
  let counter: Bits.Var
  let isNew = Reg(reset: false)

  let rings: [Instance<RingSampler>]
  let family: RingFamily
  let interval: Int

  /// - Parameters:
  ///   - family: whose look-up tables the rings are made of.
  ///   - rings: how many, 1 to 64; each is longer than the one before, so that no two run alike.
  ///   - interval: cycles between two samples, 2 to 65536: the longer, the more jitter.
  /// - Throws: `NoiseParameterError` when a number is outside its range.
  public init(_ family: RingFamily, rings: Int = 8, interval: Int = 64) throws(NoiseParameterError) {
    guard (1...64).contains(rings) else { throw .outside("rings", "\(rings)", "1 to 64") }
    guard (2...65536).contains(interval) else { throw .outside("interval", "\(interval)", "2 to 65536") }
    self.family = family
    self.interval = interval
    self.rings = (0..<rings).map { Instance(RingSampler(family, stages: 5 + 2 * $0)) }
    counter = Reg(bitsToCount(interval), reset: 0, "cycles since the last sample")
    super.init(name: "ring_oscillator_noise_\(family.rawValue)_\(rings)_\(interval)")
  }

  public override var summary: String {
    "\(rings.count) ring oscillators for \(family.rawValue), a sample of all of them every \(interval) cycles."
  }

  public override var latency: Latency? { .described("a sample every \(interval) cycles") }

  public override func build() {
    for ring in rings { ring.enable <== enable }
    let isLast = (counter == interval - 1).named("is_last")
    counter <== mux(isLast, 0, counter + 1)
    isNew <== isLast
    when(isLast) { sample <== rings.dropFirst().reduce(rings[0].sample as Bit) { $0 ^ $1.sample } }
    noise <== sample
    valid <== isNew
  }
}

/// FPGAs for which there are ring oscillators.
public enum RingFamily: String, CaseIterable, Sendable {
  case ecp5
  case ice40

  /// A look-up table with two inputs in use, as the family's primitive.
  func lookupTable(_ name: String, _ table: String, _ a: String, _ b: String, _ output: String) -> String {
    switch self {
    case .ecp5: "LUT4 #(.INIT(\(table))) \(name) (.A(\(a)), .B(\(b)), .C(1'b0), .D(1'b0), .Z(\(output)));"
    case .ice40: "SB_LUT4 #(.LUT_INIT(\(table))) \(name) (.I0(\(a)), .I1(\(b)), .I2(1'b0), .I3(1'b0), .O(\(output)));"
    }
  }
}

/// One ring oscillator and two registers that sample it. In simulation a shift register with feedback stands for it: a ring
/// without delays cannot be simulated.
final class RingSampler: BlackBox {
  let enable = In()
  let sample = Out().secret()

  let family: RingFamily
  let stages: Int

  /// - Parameter stages: inverting stages, an odd number.
  init(_ family: RingFamily, stages: Int) {
    self.family = family
    self.stages = stages
    super.init("ring_sampler_\(family.rawValue)", parameters: ["STAGES": .integer(stages)])
  }

  override var clocks: KeyValuePairs<String, ClockDomain> { ["clock": .main] }
  override var resets: KeyValuePairs<String, ClockDomain> { ["reset": .main] }
  override func model() -> Module? { RingModel(stages: stages) }

  override var source: String? {
    """
    // A ring of STAGES look-up tables, the first of them a NAND, and two registers that sample it. The ring is a loop
    // without registers on purpose: nextpnr needs --ignore-loops.
    module ring_sampler_\(family.rawValue) #(parameter STAGES = 5) (
      input  wire clock,
      input  wire reset,
      input  wire enable,
      output wire sample
    );
    `ifdef SYNTHESIS
      wire [STAGES-1:0] ring;
      reg  [1:0]        sampled;

      (* keep *) \(family.lookupTable("first", "16'h7777", "enable", "ring[STAGES-1]", "ring[0]"))
      genvar i;
      generate
        for (i = 1; i < STAGES; i = i + 1) begin : stage
          (* keep *) \(family.lookupTable("inverter", "16'h5555", "ring[i-1]", "1'b0", "ring[i]"))
        end
      endgenerate

      always @(posedge clock) sampled <= reset ? 2'b00 : {sampled[0], ring[STAGES-1]};
      assign sample = sampled[1];
    `else
      reg [31:0] state;

      always @(posedge clock) begin
        if (reset) state <= 32'h9e3779b9 ^ STAGES;
        else if (enable) state <= {state[30:0], state[31] ^ state[21] ^ state[1] ^ state[0]};
      end
      assign sample = state[31];
    `endif
    endmodule

    """
  }
}

/// What stands for a ring in simulation: no noise, but the same bits every time.
final class RingModel: Module {
  let enable = In()
  let sample = Out().secret()
  let state: Bits.Var
  let stages: Int

  init(stages: Int) {
    self.stages = stages
    state = Reg(32, reset: 0x9e37_79b9 ^ UInt64(stages))
    super.init(name: "ring_model_\(stages)")
  }

  override func build() {
    when(enable) { state <== cat(state[0...30], state[31] ^ state[21] ^ state[1] ^ state[0]) }
    sample <== state[31]
  }
}
