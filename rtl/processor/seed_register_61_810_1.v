// seed_register_61_810_1
//
// The register `seed` of RISC-V (scalar cryptography, Zkr) and what is behind it.
//
// Latency: a value is read within the cycle; the next one is there in the cycle after.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module seed_register_61_810_1 (
  input  wire        clock,
  input  wire        reset,       // synchronous, active high
  input  wire        restart,     // forget everything and begin with the start-up tests; ends DEAD
  input  wire        noise,       // secret: a sample of the noise source
  input  wire        noise_valid, // `noise` is a new sample; a source may give one in every cycle
  input  wire        access,      // the register is read and written in this cycle
  output wire [31:0] value,       // secret: what is read
  output wire  [1:0] status,
  output wire        gathering    // a sample that comes in this cycle goes into a seed
);

  localparam [1:0] STATUS_BIST = 2'd0;
  localparam [1:0] STATUS_WAIT = 2'd1;
  localparam [1:0] STATUS_ES16 = 2'd2;
  localparam [1:0] STATUS_DEAD = 2'd3;

  wire        source_testing;
  wire        source_failed;
  wire        source_gathering;
  wire        source_word_valid;
  wire [15:0] source_word_entropy;

  wire [1:0] status_t1 = source_failed ? STATUS_DEAD : source_testing ? STATUS_BIST : source_word_valid ? STATUS_ES16
      : STATUS_WAIT;
  assign status = status_t1;

  random_source_61_810_1 source (
    .clock(clock),
    .reset(reset),
    .restart(restart),
    .noise(noise),
    .noise_valid(noise_valid),
    .testing(source_testing),
    .failed(source_failed),
    .gathering(source_gathering),
    .word_valid(source_word_valid),
    .word_ready(access),
    .word_entropy(source_word_entropy)
  );

  assign value = {status_t1, 14'h0000, (status_t1 == STATUS_ES16) ? source_word_entropy : 16'h0000};
  assign gathering = source_gathering;

endmodule

`default_nettype wire
