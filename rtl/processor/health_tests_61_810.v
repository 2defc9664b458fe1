// health_tests_61_810
//
// Repetition count test, alarm at 61 equal samples, and adaptive proportion test, alarm at 810 of 1024:
// min-entropy 0.5 per sample, false alarms once in 2^30 (SP 800-90B, 4.4).
//
// Latency: 1 cycle from the sample that fails to `failed`.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module health_tests_61_810 (
  input  wire clock,
  input  wire reset,   // synchronous, active high
  input  wire restart, // begin with the start-up tests again; ends an alarm
  input  wire sample,  // secret: noise
  input  wire valid,   // `sample` is a new one
  output wire testing, // the start-up tests are not over
  output wire failed   // a test has failed since the last restart
);

  reg       is_first;    // no sample has come
  reg       previous;    // sample before
  reg [5:0] repetitions; // equal samples in a row
  reg       reference;   // first sample of the window
  reg [9:0] position;    // of the next sample in the window
  reg [9:0] equals;      // samples of the window equal to `reference`
  reg       alarm;
  reg       start_up;

  assign testing = start_up;
  assign failed = alarm;
  wire is_same = !is_first & (sample == previous);
  wire [5:0] repeated = is_same ? (repetitions + 6'd1) : 6'd1;
  wire begins_window = position == 10'h000;
  wire [9:0] matched = begins_window ? 10'h001 : (sample == reference) ? (equals + 10'h001) : equals;
  wire alarm_t1 = (repeated == 6'd61) | (matched == 10'h32a);

  always @(posedge clock) begin
    if (reset) begin
      is_first <= 1'b1;
      previous <= 1'b0;
      repetitions <= 6'd0;
      reference <= 1'b0;
      position <= 10'h000;
      equals <= 10'h000;
      alarm <= 1'b0;
      start_up <= 1'b1;
    end else if (restart) begin
      is_first <= 1'b1;
      previous <= 1'b0;
      repetitions <= 6'd0;
      reference <= 1'b0;
      position <= 10'h000;
      equals <= 10'h000;
      alarm <= 1'b0;
      start_up <= 1'b1;
    end else if (valid & !alarm) begin
      is_first <= 1'b0;
      previous <= sample;
      repetitions <= repeated;
      if (begins_window) begin
        reference <= sample;
      end
      position <= position + 10'h001;
      equals <= matched;
      alarm <= alarm_t1;
      if (&position) begin
        start_up <= alarm_t1;
      end
    end
  end

endmodule

`default_nettype wire
