import HDL
import Testing

extension ClockDomain {
  fileprivate static let other = ClockDomain("other", edge: .falling, reset: .asynchronous)
}

private final class Counter: Module {
  let enable = In()
  let value = Out(2)
  private let count = Reg(2, reset: 0)
  override func build() {
    value <== count
    when(enable) { count <== count + 1 }
    assume("enabled", enable)
    always("below_three", count != 3)
    cover("two", count == 2)
  }
}

private final class Outer: Module {
  let value = Out(2)
  let counter = Instance(Counter())
  override func build() {
    counter.enable <== true
    value <== counter.value
  }
}

private final class TwoClocks: Module {
  let value = Out(1)
  let late = Out(1, on: .other)
  private let fast = Reg(1, reset: 0)
  private let slow = Reg(1, reset: 0, on: .other)
  override func build() {
    value <== fast
    late <== slow
    fast <== ~fast
    slow <== ~slow
    always("any", fast == 0)
    always("other", slow == 0, on: .other)
  }
}

/// What a prover reads, and what others do not see.
@Suite("Properties in the Verilog")
struct PropertyTextTests {
  private func body(_ design: Design, _ file: String) throws -> String {
    let text = try #require(design.verilog(for: .prover).files.first { $0.name == file }).text
    let lines = text.split(separator: "\n").map(String.init)
    return lines.drop { !$0.contains("initial") && !$0.contains("_started = ") && !$0.contains("always @*") }
      .prefix { $0 != "endmodule" }.joined(separator: "\n")
  }

  @Test("the top module begins in reset and may assume")
  func top() throws {
    #expect(
      try body(Design(Counter()), "counter.v") == """
          initial assume (reset);
          always @* begin
            if (!reset) begin
              assume_enabled: assume (enable);
              always_below_three: assert (count != 2'd3);
              cover_two: cover (count == 2'd2);
            end
          end
        """)
  }

  @Test("what an instance assumes is owed to it")
  func instance() throws {
    let design = try Design(Outer())
    #expect(
      try body(design, "counter.v") == """
          always @* begin
            if (!reset) begin
              assume_enabled: assert (enable);
              always_below_three: assert (count != 2'd3);
              cover_two: cover (count == 2'd2);
            end
          end
        """)
    #expect(try body(design, "outer.v") == "  initial assume (reset);")
    #expect(design.properties().map(\.path) == ["counter", "counter", "counter"])
    #expect(design.properties().map(\.kind) == [.assume, .always, .cover])
  }

  @Test("with two clocks, properties hold at the edges of their clock, and each domain begins in reset")
  func twoClocks() throws {
    let design = try Design(TwoClocks())
    #expect(!design.hasOneClock)
    #expect(
      try body(design, "two_clocks.v") == """
          reg main_started = 1'b0;
          always @(posedge clock) main_started <= 1'b1;
          always @* if (!main_started) assume (reset);
          reg other_started = 1'b0;
          always @(negedge other_clock) other_started <= 1'b1;
          always @* if (!other_started) assume (other_reset);
          always @(posedge clock) begin
            if (!reset) begin
              always_any: assert (fast == 1'b0);
            end
          end
          always @(negedge other_clock) begin
            if (!other_reset) begin
              always_other: assert (slow == 1'b0);
            end
          end
        """)
  }

  @Test("the hardware's text does not change")
  func hardware() throws {
    let text = try Design(Counter()).verilog().files[0].text
    #expect(!text.contains("initial assume"))
    #expect(text.contains("`ifdef VERILATOR"))
  }
}
