import HDL
import Simulation
import Testing

/// Two's complement arithmetic, products and shifts: their text, and what Verilator makes of them.
@Suite struct SignedTests {
  /// The distance of a sample from a threshold, scaled and clamped.
  final class Scaler: Module {
    let sample = In(signed: 12)
    let threshold = In(signed: 12)
    let gain = In(signed: 6)
    let shift = In(5)
    let above = Out()
    let product = Out(signed: 19)
    let scaled = Out(signed: 19)
    let clamped = Out(signed: 8)

    override func build() {
      let distance = (sample.extended(to: 13) - threshold.extended(to: 13)).named("distance")
      above <== distance > 0
      product <== distance * gain
      scaled <== product >> shift
      clamped <== mux(scaled > 127, 127, mux(scaled < -128, -128, scaled.truncated(to: 8)))
    }
  }

  @Test func text() throws {
    let found = try HDLTests.text(of: Scaler(), from: "wire [12:0] distance")
    #expect(
      found == """
          wire [12:0] distance = {sample[11], sample} - {threshold[11], threshold};
          assign above = $signed(distance) > 13'sd0;
          assign product = {{6{distance[12]}}, distance} * {{13{gain[5]}}, gain};
          assign scaled = $unsigned($signed(product) >>> shift);
          assign clamped = ($signed(scaled) > 19'sd127) ? 8'h7f : ($signed(scaled) < -19'sd128) ? 8'h80 : scaled[7:0];
        """, "\(found)")
  }

  @Test func simulated() throws {
    try expectCleanEverywhere(Scaler())
    let simulator = try Simulator(SimulationModel(Design(Scaler()).verilog()))
    for (sample, threshold, gain, shift) in [
      (100, 50, 3, 0), (-2048, 2047, -32, 0), (-2048, 2047, 31, 7), (5, 5, 31, 3), (0, 1, 1, 31), (-7, 0, 1, 1),
    ] {
      try simulator.set("sample", [pattern(sample, 12)])
      try simulator.set("threshold", [pattern(threshold, 12)])
      try simulator.set("gain", [pattern(gain, 6)])
      try simulator.set("shift", [UInt64(shift)])
      try simulator.evaluate()
      let product = (sample - threshold) * gain
      let scaled = product >> shift
      #expect(try simulator.value(of: "above") == [sample > threshold ? 1 : 0])
      #expect(try simulator.value(of: "product") == [pattern(product, 19)])
      #expect(try simulator.value(of: "scaled") == [pattern(scaled, 19)])
      #expect(try simulator.value(of: "clamped") == [pattern(min(127, max(-128, scaled)), 8)])
    }
  }

  private func pattern(_ value: Int, _ width: Int) -> UInt64 { UInt64(bitPattern: Int64(value)) & (1 << width - 1) }

  @Test func unsignedProductsAndShifts() throws {
    final class Unit: Module {
      let a = In(5)
      let b = In(4)
      let product = Out(9)
      let triple = Out(7)
      let up = Out(5)
      let down = Out(5)
      let chosen = Out()
      let picked = Out()
      let reached = Out()
      let isLoad = Out()
      override func build() {
        product <== a * b
        triple <== a * 3
        up <== a << b
        down <== a >> 2
        chosen <== a[b]
        picked <== a[b[0...1]]
        reached <== b[a[0...1]]
        isLoad <== a.matches("1?_01?")
      }
    }
    let found = try HDLTests.text(of: Unit(), from: "assign product")
    #expect(
      found == """
          assign product = {4'd0, a} * {5'd0, b};
          assign triple = {2'd0, a} * 7'h03;
          assign up = a << b;
          assign down = {2'd0, a[4:2]};
          wire [4:0] chosen_t1 = a >> b;
          assign chosen = chosen_t1[0];
          assign picked = a[{1'b0, b[1:0]}];
          assign reached = b[a[1:0]];
          assign is_load = {a[4], a[2:1]} == 3'd5;

          wire unused = &{1'b0, chosen_t1[4:1]};
        """, "\(found)")
    try expectCleanEverywhere(Unit())
  }

  /// Yosys 0.23 fails on an arithmetic shift in a port list.
  @Test func shiftAtPin() throws {
    final class Unit: Module {
      let a = In(signed: 8)
      let by = In(3)
      let result = Out(signed: 8)
      let negation = Instance(Negation())
      override func build() {
        negation.value <== a >> by
        result <== negation.result
      }
    }
    final class Negation: Module {
      let value = In(signed: 8)
      let result = Out(signed: 8)
      override func build() { result <== -value }
    }
    let found = try HDLTests.text(of: Unit(), from: "assign negation")
    #expect(
      found == """
          assign negation_value = $unsigned($signed(a) >>> by);

          negation negation (
            .value(negation_value),
            .result(negation_result)
          );

          assign result = negation_result;
        """, "\(found)")
    try expectCleanEverywhere(Unit())
  }

  @Test func literalsThatDoNotFit() {
    report { _ in
      let narrow = Reg(signed: 4, reset: -9).named("narrow")
      narrow <== narrow + 7
      ignore(narrow)
    }.expect("+1:20 reset value -9 of `narrow` does not fit its 4 bits")
    report { m in ignore(m.a.signed + 128) }.expect("+0:37 the literal is 128, which does not fit 8 bits")
    report { m in
      let lower = -1
      ignore(m.a + lower)
    }.expect("+2:18 the literal is -1, which does not fit 8 bits")
  }
}
