// ring_oscillator_noise_ecp5_8_64
//
// 8 ring oscillators for ecp5, a sample of all of them every 64 cycles.
//
// Latency: a sample every 64 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module ring_oscillator_noise_ecp5_8_64 (
  input  wire clock,
  input  wire reset,  // synchronous, active high
  input  wire enable, // the rings run
  output wire noise,  // secret: exclusive or of all rings
  output wire valid   // `noise` is a new sample
);

  reg        sample;
  reg  [5:0] counter;        // cycles since the last sample
  reg        is_new;
  wire       rings_0_sample;
  wire       rings_1_sample;
  wire       rings_2_sample;
  wire       rings_3_sample;
  wire       rings_4_sample;
  wire       rings_5_sample;
  wire       rings_6_sample;
  wire       rings_7_sample;

  ring_sampler_ecp5 #(.STAGES(5)) rings_0 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_0_sample)
  );

  ring_sampler_ecp5 #(.STAGES(7)) rings_1 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_1_sample)
  );

  ring_sampler_ecp5 #(.STAGES(9)) rings_2 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_2_sample)
  );

  ring_sampler_ecp5 #(.STAGES(11)) rings_3 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_3_sample)
  );

  ring_sampler_ecp5 #(.STAGES(13)) rings_4 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_4_sample)
  );

  ring_sampler_ecp5 #(.STAGES(15)) rings_5 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_5_sample)
  );

  ring_sampler_ecp5 #(.STAGES(17)) rings_6 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_6_sample)
  );

  ring_sampler_ecp5 #(.STAGES(19)) rings_7 (
    .clock(clock),
    .reset(reset),
    .enable(enable),
    .sample(rings_7_sample)
  );

  assign noise = sample;
  assign valid = is_new;
  wire is_last = counter == 6'd63;

  always @(posedge clock) begin
    if (reset) begin
      sample <= 1'b0;
      counter <= 6'd0;
      is_new <= 1'b0;
    end else begin
      counter <= is_last ? 6'd0 : (counter + 6'd1);
      is_new <= is_last;
      if (is_last) begin
        sample <= rings_0_sample ^ rings_1_sample ^ rings_2_sample ^ rings_3_sample ^ rings_4_sample ^ rings_5_sample
            ^ rings_6_sample ^ rings_7_sample;
      end
    end
  end

endmodule

`default_nettype wire
