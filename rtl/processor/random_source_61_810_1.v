// random_source_61_810_1
//
// Random bits from noise: health tests (SP 800-90B), SHA-256 of 640 samples for each 32 bytes of
// seed, HMAC_DRBG (SP 800-90A), a seed for every 1 times 32 bytes.
//
// Latency: 16 words every 826 cycles, or with a seed for each of them every 2788, if a sample comes in every
// cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module random_source_61_810_1 (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        restart,      // forget everything and begin with the start-up tests; ends an alarm
  input  wire        noise,        // secret: a sample of the noise source
  input  wire        noise_valid,  // `noise` is a new sample; a source may give one in every cycle
  output wire        testing,      // start-up tests
  output wire        failed,       // a health test has failed since the last restart: there are no random words
  output wire        gathering,    // a sample that comes in this cycle goes into a seed
  output wire        word_valid,   // an offer is withdrawn when a test fails
  input  wire        word_ready,
  output wire [15:0] word_entropy  // secret
);

  localparam [3:0] PHASE_TEST              = 4'd0;
  localparam [3:0] PHASE_GATHER            = 4'd1;
  localparam [3:0] PHASE_REST              = 4'd2;
  localparam [3:0] PHASE_FIRST_SEED_KEY    = 4'd3;
  localparam [3:0] PHASE_FIRST_SEED_VALUE  = 4'd4;
  localparam [3:0] PHASE_SECOND_SEED_KEY   = 4'd5;
  localparam [3:0] PHASE_SECOND_SEED_VALUE = 4'd6;
  localparam [3:0] PHASE_OUTPUT            = 4'd7;
  localparam [3:0] PHASE_NEXT_KEY          = 4'd8;
  localparam [3:0] PHASE_NEXT_VALUE        = 4'd9;

  reg    [3:0] phase;
  reg          working;         // the digest of this phase has been started
  reg          is_instantiated; // K and V are secret
  reg          has_entropy;     // the seed has its entropy, and lacks its nonce
  reg          requests;        // requests since the last seed
  reg  [255:0] key;             // K of the generator
  reg  [255:0] value;           // V of the generator
  reg  [383:0] seed;            // entropy; with the first one a nonce above it
  reg   [63:0] samples;         // the newest above
  reg    [5:0] sample_count;
  reg          is_word_full;    // `samples` is a word of the conditioning
  reg          is_complete;     // all samples of the digest have come
  reg    [3:0] position;        // of the next word of the digest's message
  reg    [3:0] gathered;        // words that the conditioning has taken
  reg  [255:0] buffer;          // random words, the next one lowest
  reg    [4:0] remaining;       // random words in `buffer`
  wire         health_testing;
  wire         health_failed;
  wire         hash_start;
  wire         hash_word_valid;
  wire         hash_word_ready;
  wire         hash_valid;
  wire [255:0] hash_digest;

  health_tests_61_810 health (
    .clock(clock),
    .reset(reset),
    .restart(restart),
    .sample(noise),
    .valid(noise_valid),
    .testing(health_testing),
    .failed(health_failed)
  );

  assign testing = health_testing;
  assign failed = health_failed;
  wire is_rest = phase == PHASE_REST;
  wire works = !(phase == PHASE_TEST) & !is_rest;
  assign hash_start = works & !working;
  wire is_gathering = phase == PHASE_GATHER;
  assign hash_word_valid = working & (!is_gathering | is_word_full);
  wire clears = restart | health_failed;
  wire ends = working & hash_valid;
  wire ends_update = ends & (phase == PHASE_NEXT_VALUE);
  wire is_second = phase == PHASE_SECOND_SEED_KEY;
  wire has_seed = (phase == PHASE_FIRST_SEED_KEY) | is_second;
  wire [383:0] tail_t1 = has_seed ? seed : 384'h0;
  wire [447:0] tail = {56'h00000000000000, tail_t1, {7'h00, is_second}};

  reg [63:0] hash_word_data_t1;
  always @* begin
    case (position)
      4'd0: hash_word_data_t1 = value[63:0];
      4'd1: hash_word_data_t1 = value[127:64];
      4'd2: hash_word_data_t1 = value[191:128];
      4'd3: hash_word_data_t1 = value[255:192];
      4'd4: hash_word_data_t1 = tail[63:0];
      4'd5: hash_word_data_t1 = tail_t1[119:56];
      4'd6: hash_word_data_t1 = tail_t1[183:120];
      4'd7: hash_word_data_t1 = tail_t1[247:184];
      4'd8: hash_word_data_t1 = tail_t1[311:248];
      4'd9: hash_word_data_t1 = tail_t1[375:312];
      default: hash_word_data_t1 = tail[447:384];
    endcase
  end

  wire is_last_word = gathered == 4'd9;
  wire has_tail = has_seed | (phase == PHASE_NEXT_KEY);
  wire [3:0] last_position = has_tail ? (has_seed ? (is_instantiated ? 4'd8 : 4'd10) : 4'd4) : 4'd3;

  keyed_digest hash (
    .clock(clock),
    .reset(reset),
    .start(hash_start),
    .keyed(!is_gathering),
    .key(key),
    .wipe(clears | ends_update),
    .word_valid(hash_word_valid),
    .word_ready(hash_word_ready),
    .word_data(is_gathering ? samples : hash_word_data_t1),
    .word_last(is_gathering ? is_last_word : (position == last_position)),
    .word_bytes((!is_gathering & has_tail) ? 4'd1 : 4'd8),
    .valid(hash_valid),
    .digest(hash_digest)
  );

  wire takes = is_gathering & working & !is_word_full & !is_complete;
  assign gathering = takes;
  assign word_valid = (remaining != 5'd0) & !clears;
  assign word_entropy = buffer[15:0];
  wire taken = is_gathering & hash_word_valid & hash_word_ready;
  wire word_fire = word_valid & word_ready;
  wire is_nonce = has_entropy & !is_instantiated;
  wire is_due = requests == 1'b1;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_TEST;
      working <= 1'b0;
      is_instantiated <= 1'b0;
      has_entropy <= 1'b0;
      requests <= 1'b0;
      key <= 256'h0;
      value <= 256'h0;
      seed <= 384'h0;
      samples <= 64'h0000000000000000;
      sample_count <= 6'd0;
      is_word_full <= 1'b0;
      is_complete <= 1'b0;
      position <= 4'd0;
      gathered <= 4'd0;
      buffer <= 256'h0;
      remaining <= 5'd0;
    end else begin
      if (clears) begin
        samples <= 64'h0000000000000000;
        sample_count <= 6'd0;
        is_word_full <= 1'b0;
        is_complete <= 1'b0;
        gathered <= 4'd0;
      end else if (taken) begin
        samples <= 64'h0000000000000000;
        is_word_full <= 1'b0;
        gathered <= is_last_word ? 4'd0 : (gathered + 4'd1);
        is_complete <= is_last_word;
      end else begin
        if (takes & noise_valid) begin
          samples <= {noise, samples[63:1]};
          sample_count <= sample_count + 6'd1;
          is_word_full <= &sample_count;
        end
        if (hash_start) begin
          is_complete <= 1'b0;
        end
      end
      if (clears) begin
        buffer <= 256'h0;
        remaining <= 5'd0;
      end else if (ends & (phase == PHASE_OUTPUT)) begin
        buffer <= hash_digest;
        remaining <= 5'd16;
      end else if (word_fire) begin
        buffer <= {16'h0000, buffer[255:16]};
        remaining <= remaining - 5'd1;
      end
      if (clears) begin
        phase <= PHASE_TEST;
        working <= 1'b0;
        is_instantiated <= 1'b0;
        has_entropy <= 1'b0;
        requests <= 1'b0;
        key <= 256'h0;
        value <= 256'h0;
        seed <= 384'h0;
        position <= 4'd0;
      end else begin
        if (ends) begin
          working <= 1'b0;
        end else if (works) begin
          working <= 1'b1;
        end
        if (hash_start) begin
          position <= 4'd0;
        end else if (hash_word_valid & hash_word_ready) begin
          position <= position + 4'd1;
        end
        case (phase)
          PHASE_TEST: begin
            if (!health_testing) begin
              phase <= PHASE_GATHER;
            end
          end
          PHASE_GATHER: begin
            if (ends) begin
              seed <= is_nonce ? {hash_digest[127:0], seed[255:0]} : {128'h0, hash_digest};
              has_entropy <= 1'b1;
              if (is_instantiated | is_nonce) begin
                phase <= PHASE_REST;
                if (!is_instantiated) begin
                  value <= 256'h101010101010101010101010101010101010101010101010101010101010101;
                end
              end
            end
          end
          PHASE_REST: begin
            if (remaining == 5'd0) begin
              phase <= has_entropy ? PHASE_FIRST_SEED_KEY : PHASE_OUTPUT;
            end
          end
          PHASE_FIRST_SEED_KEY: begin
            if (ends) begin
              key <= hash_digest;
              phase <= PHASE_FIRST_SEED_VALUE;
            end
          end
          PHASE_FIRST_SEED_VALUE: begin
            if (ends) begin
              value <= hash_digest;
              phase <= PHASE_SECOND_SEED_KEY;
            end
          end
          PHASE_SECOND_SEED_KEY: begin
            if (ends) begin
              key <= hash_digest;
              seed <= 384'h0;
              phase <= PHASE_SECOND_SEED_VALUE;
            end
          end
          PHASE_SECOND_SEED_VALUE: begin
            if (ends) begin
              value <= hash_digest;
              is_instantiated <= 1'b1;
              has_entropy <= 1'b0;
              requests <= 1'b0;
              phase <= PHASE_OUTPUT;
            end
          end
          PHASE_OUTPUT: begin
            if (ends) begin
              value <= hash_digest;
              requests <= requests + 1'b1;
              phase <= PHASE_NEXT_KEY;
            end
          end
          PHASE_NEXT_KEY: begin
            if (ends) begin
              key <= hash_digest;
              phase <= PHASE_NEXT_VALUE;
            end
          end
          PHASE_NEXT_VALUE: begin
            if (ends) begin
              value <= hash_digest;
              phase <= is_due ? PHASE_GATHER : PHASE_REST;
            end
          end
          default: ;
        endcase
      end
    end
  end

  wire unused = &{1'b0, tail[383:64]};

endmodule

`default_nettype wire
