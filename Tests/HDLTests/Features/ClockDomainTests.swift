import HDL
import Simulation
import Testing

extension ClockDomain {
  fileprivate static let pixel = ClockDomain("pixel", reset: .asynchronous)
  fileprivate static let video = ClockDomain("video")
  fileprivate static let late = ClockDomain("late", edge: .falling)
}

/// Several clocks: their ports, their processes, and what crosses between them.
@Suite struct ClockDomainTests {
  /// Counts events of the main clock where the pixel clock can see them.
  final class Crossing: Module {
    let happened = In()
    let toggled = Out(on: .pixel)
    let count = Out(4, on: .pixel)
    let toggle = Reg(reset: false)
    let seen = Reg(reset: false, on: .pixel)
    let events = Reg(4, reset: 0, on: .pixel)

    override func build() {
      when(happened) { toggle <== !toggle }
      let arrived = synchronized(toggle, to: .pixel)
      seen <== arrived
      toggled <== seen != arrived
      when(seen != arrived) { events <== events + 1 }
      count <== events
    }
  }

  @Test func text() throws {
    let found = try HDLTests.text(of: Crossing())
    #expect(
      found == """
        module crossing (
          input  wire       clock,
          input  wire       reset,       // synchronous, active high
          input  wire       pixel_clock,
          input  wire       pixel_reset, // asynchronous, active high
          input  wire       happened,
          output wire       toggled,
          output wire [3:0] count
        );

          (* ASYNC_REG = "TRUE" *) reg toggle_in_pixel_1;
          reg       toggle;
          reg       seen;
          reg [3:0] events;
          reg       toggle_in_pixel;

          assign toggled = seen != toggle_in_pixel;
          assign count = events;

          always @(posedge clock) begin
            if (reset) begin
              toggle <= 1'b0;
            end else if (happened) begin
              toggle <= !toggle;
            end
          end

          always @(posedge pixel_clock or posedge pixel_reset) begin
            if (pixel_reset) begin
              seen <= 1'b0;
              events <= 4'd0;
              toggle_in_pixel_1 <= 1'b0;
              toggle_in_pixel <= 1'b0;
            end else begin
              toggle_in_pixel_1 <= toggle;
              toggle_in_pixel <= toggle_in_pixel_1;
              seen <= toggle_in_pixel;
              if (seen != toggle_in_pixel) begin
                events <= events + 4'd1;
              end
            end
          end

        endmodule
        """, "\(found)")
    try expectCleanEverywhere(Crossing())
  }

  @Test func fallingEdge() throws {
    final class Late: Module {
      let d = In(on: .late)
      let q = Out(on: .late)
      let r = Reg(reset: false, on: .late)
      override func build() {
        r <== d
        q <== r
      }
    }
    let found = try HDLTests.text(of: Late(), from: "always")
    #expect(
      found == """
          always @(negedge late_clock) begin
            if (late_reset) begin
              r <= 1'b0;
            end else begin
              r <= d;
            end
          end
        """, "\(found)")
  }

  /// The same unit in another domain of the parent, with a reset that the parent makes.
  final class Parent: Module {
    let clear = In(on: .video)
    let step = In(on: .video)
    let total = Out(4, on: .video)
    let steps = Instance(Steps(), clocks: [.main: .video])
    override func build() {
      steps.step <== step
      steps.reset() <== clear | isResetting(.video)
      total <== steps.total
    }
  }
  final class Steps: Module {
    let step = In()
    let total = Out(4)
    let value = Reg(4, reset: 0)
    override func build() {
      when(step) { value <== value + 1 }
      total <== value
    }
  }

  @Test func renamed() throws {
    let found = try HDLTests.text(of: Parent())
    #expect(
      found == """
        module parent (
          input  wire       video_clock,
          input  wire       video_reset, // synchronous, active high
          input  wire       clear,
          input  wire       step,
          output wire [3:0] total
        );

          wire [3:0] steps_total;

          steps steps (
            .clock(video_clock),
            .reset(clear | video_reset),
            .step(step),
            .total(steps_total)
          );

          assign total = steps_total;

        endmodule
        """, "\(found)")
    try expectCleanEverywhere(Parent())
  }
}
