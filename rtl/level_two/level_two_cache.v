// level_two_cache
//
// Level-2 cache of 64 KiB in 4 ways between encryption unit and memory; it holds what memory would.
//
// Latency: 4 cycles from the address of a line that is here to its first word, then one in a cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module level_two_cache (
  input  wire        clock,
  input  wire        reset,          // synchronous, active high
  input  wire        upper_ar_valid, // read address, from the encryption unit: of a whole line
  output wire        upper_ar_ready,
  input  wire [31:0] upper_ar_addr,
  input  wire  [7:0] upper_ar_len,   // beats - 1
  input  wire  [2:0] upper_ar_size,  // log2 of the bytes in a beat
  input  wire  [1:0] upper_ar_burst,
  output wire        upper_r_valid,  // read data
  input  wire        upper_r_ready,
  output wire [63:0] upper_r_data,
  output wire  [1:0] upper_r_resp,
  output wire        upper_r_last,
  input  wire        upper_aw_valid, // write address, from the encryption unit: of a whole line
  output wire        upper_aw_ready,
  input  wire [31:0] upper_aw_addr,
  input  wire  [7:0] upper_aw_len,   // beats - 1
  input  wire  [2:0] upper_aw_size,  // log2 of the bytes in a beat
  input  wire  [1:0] upper_aw_burst,
  input  wire        upper_w_valid,  // write data
  output wire        upper_w_ready,
  input  wire [63:0] upper_w_data,
  input  wire  [7:0] upper_w_strb,
  input  wire        upper_w_last,
  output wire        upper_b_valid,  // write response
  input  wire        upper_b_ready,
  output wire  [1:0] upper_b_resp,
  output wire        axi_ar_valid,   // read address, to memory
  input  wire        axi_ar_ready,
  output wire [31:0] axi_ar_addr,
  output wire  [7:0] axi_ar_len,     // beats - 1
  output wire  [2:0] axi_ar_size,    // log2 of the bytes in a beat
  output wire  [1:0] axi_ar_burst,
  input  wire        axi_r_valid,    // read data
  output wire        axi_r_ready,
  input  wire [63:0] axi_r_data,
  input  wire  [1:0] axi_r_resp,
  input  wire        axi_r_last,
  output wire        axi_aw_valid,   // write address, to memory
  input  wire        axi_aw_ready,
  output wire [31:0] axi_aw_addr,
  output wire  [7:0] axi_aw_len,     // beats - 1
  output wire  [2:0] axi_aw_size,    // log2 of the bytes in a beat
  output wire  [1:0] axi_aw_burst,
  output wire        axi_w_valid,    // write data
  input  wire        axi_w_ready,
  output wire [63:0] axi_w_data,
  output wire  [7:0] axi_w_strb,
  output wire        axi_w_last,
  input  wire        axi_b_valid,    // write response
  output wire        axi_b_ready,
  input  wire  [1:0] axi_b_resp
);

  localparam [2:0] PHASE_SWEEP   = 3'd0;
  localparam [2:0] PHASE_IDLE    = 3'd1;
  localparam [2:0] PHASE_LOOK    = 3'd2;
  localparam [2:0] PHASE_CHOOSE  = 3'd3;
  localparam [2:0] PHASE_ANSWER  = 3'd4;
  localparam [2:0] PHASE_FILL    = 3'd5;
  localparam [2:0] PHASE_STORE   = 3'd6;
  localparam [2:0] PHASE_RESPOND = 3'd7;

  (* ram_style = "block", no_rw_check *) reg [63:0] words [0:8191];
  reg   [2:0] phase;
  reg  [25:0] line;                 // physical address / 64 of the line in work; the set that is emptied after reset
  reg         is_write;             // it is written
  reg         is_found;             // it was here
  reg   [1:0] way;
  reg         evicts;               // a dirty line gives way to it
  reg  [17:0] old_frame;
  reg         address_pending;      // memory has not taken the read address yet
  reg   [2:0] read_beat;            // next word to be read out of the cache
  reg         reading;              // words after the first are read out
  reg         is_out;               // a word comes out of the cache
  reg   [2:0] out_beat;             // which
  reg   [2:0] beat;                 // next word to be written into the cache
  reg         failed;               // memory has refused a word
  reg  [63:0] words_word;
  wire        tags_found;
  wire  [1:0] tags_way;
  wire        tags_evicts;
  wire [17:0] tags_old_frame;
  wire        evicted_is_empty;
  wire [25:0] evicted_line;
  wire        evicted_axi_aw_valid;
  wire [31:0] evicted_axi_aw_addr;
  wire  [7:0] evicted_axi_aw_len;
  wire  [2:0] evicted_axi_aw_size;
  wire  [1:0] evicted_axi_aw_burst;
  wire        evicted_axi_w_valid;
  wire [63:0] evicted_axi_w_data;
  wire  [7:0] evicted_axi_w_strb;
  wire        evicted_axi_w_last;
  wire        evicted_axi_b_ready;
  wire        answers_input_valid;
  wire        answers_input_ready;
  wire        answers_output_valid;
  wire [63:0] answers_output_data;
  wire  [1:0] answers_output_resp;
  wire        answers_output_last;
  wire  [3:0] answers_occupancy;

  wire idle = phase == PHASE_IDLE;
  assign upper_ar_ready = idle;
  assign upper_aw_ready = idle & !upper_ar_valid;
  wire filling = phase == PHASE_FILL;
  assign axi_ar_valid = filling & address_pending;
  assign axi_ar_addr = {line, 6'd0};
  assign axi_ar_len = 8'h07;
  assign axi_ar_size = 3'd3;
  assign axi_ar_burst = 2'd1;
  assign axi_r_ready = filling;
  wire storing = phase == PHASE_STORE;
  assign upper_w_ready = storing;
  wire [25:0] asked = upper_ar_valid ? upper_ar_addr[31:6] : upper_aw_addr[31:6];
  wire sweeping = phase == PHASE_SWEEP;
  wire axi_r_fire = axi_r_valid & axi_r_ready;
  wire upper_w_fire = upper_w_valid & upper_w_ready;
  wire comes_in = axi_r_fire | upper_w_fire;
  wire ends = comes_in & (&beat);
  wire refused = (|axi_r_resp) | (axi_r_last != (&beat));

  level_two_tags tags (
    .clock(clock),
    .reset(reset),
    .look(idle),
    .set(asked[7:0]),
    .frame(line[25:8]),
    .found(tags_found),
    .way(tags_way),
    .evicts(tags_evicts),
    .old_frame(tags_old_frame),
    .clears(sweeping),
    .write(ends),
    .write_set(line[7:0]),
    .write_way(way),
    .new_tag_valid(storing | !(failed | refused)),
    .new_tag_dirty(storing),
    .new_tag_frame(line[25:8])
  );

  wire is_hit_word = is_out & is_found;
  assign answers_input_valid = is_hit_word | axi_r_fire;
  assign upper_r_valid = answers_output_valid;

  queue_axi_read_depth_8 answers (
    .clock(clock),
    .reset(reset),
    .input_valid(answers_input_valid),
    .input_ready(answers_input_ready),
    .input_data(is_hit_word ? words_word : axi_r_data),
    .input_resp(is_hit_word ? 2'd0 : refused ? 2'd2 : 2'd0),
    .input_last(is_hit_word ? (&out_beat) : (&beat)),
    .output_valid(answers_output_valid),
    .output_ready(upper_r_ready),
    .output_data(answers_output_data),
    .output_resp(answers_output_resp),
    .output_last(answers_output_last),
    .occupancy(answers_occupancy)
  );

  assign upper_r_data = answers_output_data;
  assign upper_r_resp = answers_output_resp;
  assign upper_r_last = answers_output_last;
  assign upper_b_valid = phase == PHASE_RESPOND;
  assign upper_b_resp = 2'd0;
  assign axi_aw_valid = evicted_axi_aw_valid;
  assign axi_aw_addr = evicted_axi_aw_addr;
  assign axi_aw_len = evicted_axi_aw_len;
  assign axi_aw_size = evicted_axi_aw_size;
  assign axi_aw_burst = evicted_axi_aw_burst;
  assign axi_w_valid = evicted_axi_w_valid;
  assign axi_w_data = evicted_axi_w_data;
  assign axi_w_strb = evicted_axi_w_strb;
  assign axi_w_last = evicted_axi_w_last;
  assign axi_b_ready = evicted_axi_b_ready;
  wire choosing = phase == PHASE_CHOOSE;
  wire waits = !is_found & !evicted_is_empty & (evicts | (evicted_line == line));
  wire starts = choosing & !waits;

  evicted_line evicted (
    .clock(clock),
    .reset(reset),
    .take(starts & evicts),
    .new_line({old_frame, line[7:0]}),
    .word_valid(is_out & !is_found),
    .word(words_word),
    .is_empty(evicted_is_empty),
    .line(evicted_line),
    .axi_aw_valid(evicted_axi_aw_valid),
    .axi_aw_ready(axi_aw_ready),
    .axi_aw_addr(evicted_axi_aw_addr),
    .axi_aw_len(evicted_axi_aw_len),
    .axi_aw_size(evicted_axi_aw_size),
    .axi_aw_burst(evicted_axi_aw_burst),
    .axi_w_valid(evicted_axi_w_valid),
    .axi_w_ready(axi_w_ready),
    .axi_w_data(evicted_axi_w_data),
    .axi_w_strb(evicted_axi_w_strb),
    .axi_w_last(evicted_axi_w_last),
    .axi_b_valid(axi_b_valid),
    .axi_b_ready(evicted_axi_b_ready),
    .axi_b_resp(axi_b_resp)
  );

  wire reads_out = starts & (is_found ? !is_write : evicts);
  wire upper_ar_fire = upper_ar_valid & upper_ar_ready;
  wire upper_aw_fire = upper_aw_valid & upper_aw_ready;
  wire upper_r_fire = upper_r_valid & upper_r_ready;
  wire axi_ar_fire = axi_ar_valid & axi_ar_ready;
  wire upper_b_fire = upper_b_valid & upper_b_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_SWEEP;
      line <= 26'h0000000;
      is_write <= 1'b0;
      is_found <= 1'b0;
      way <= 2'd0;
      evicts <= 1'b0;
      address_pending <= 1'b0;
      read_beat <= 3'd0;
      reading <= 1'b0;
      is_out <= 1'b0;
      out_beat <= 3'd0;
      beat <= 3'd0;
      failed <= 1'b0;
    end else begin
      is_out <= reads_out | reading;
      out_beat <= reading ? read_beat : 3'd0;
      if (reads_out) begin
        reading <= 1'b1;
        read_beat <= 3'd1;
      end else if (reading) begin
        read_beat <= read_beat + 3'd1;
        if (&read_beat) begin
          reading <= 1'b0;
        end
      end
      if (comes_in) begin
        beat <= beat + 3'd1;
      end
      case (phase)
        PHASE_SWEEP: begin
          line <= line + 26'h0000001;
          if (&line[7:0]) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_IDLE: begin
          if (upper_ar_fire | upper_aw_fire) begin
            line <= asked;
            is_write <= !upper_ar_valid;
            phase <= PHASE_LOOK;
          end
        end
        PHASE_LOOK: begin
          is_found <= tags_found;
          way <= tags_way;
          evicts <= tags_evicts;
          phase <= PHASE_CHOOSE;
        end
        PHASE_CHOOSE: begin
          address_pending <= 1'b1;
          failed <= 1'b0;
          if (starts) begin
            if (is_write) begin
              phase <= PHASE_STORE;
            end else if (is_found) begin
              phase <= PHASE_ANSWER;
            end else begin
              phase <= PHASE_FILL;
            end
          end
        end
        PHASE_ANSWER: begin
          if (upper_r_fire & upper_r_last) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_FILL: begin
          if (axi_ar_fire) begin
            address_pending <= 1'b0;
          end
          if (axi_r_fire & refused) begin
            failed <= 1'b1;
          end
          if (ends) begin
            phase <= PHASE_ANSWER;
          end
        end
        PHASE_STORE: begin
          if (ends) begin
            phase <= PHASE_RESPOND;
          end
        end
        PHASE_RESPOND: begin
          if (upper_b_fire) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

  wire [12:0] words_word_t1 = {way, {line[7:0], reading ? read_beat : 3'd0}};

  always @(posedge clock) begin
    if (reads_out | reading) begin
      words_word <= words[words_word_t1];
    end
    if (comes_in) begin
      words[{way, {line[7:0], beat}}] <= storing ? upper_w_data : axi_r_data;
    end
    case (phase)
      PHASE_LOOK: old_frame <= tags_old_frame;
      default: ;
    endcase
  end

  wire unused = &{1'b0, answers_occupancy};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_whole_lines: assert (!upper_ar_fire | ((upper_ar_len == 8'h07) & (upper_ar_size == 3'd3)
          & (upper_ar_burst == 2'd1) & !(|upper_ar_addr[5:0])))
        else $error("%m: assumption whole_lines does not hold");
      assume_whole_lines_written: assert (!upper_aw_fire | ((upper_aw_len == 8'h07) & (upper_aw_size == 3'd3)
          & (upper_aw_burst == 2'd1) & !(|upper_aw_addr[5:0])))
        else $error("%m: assumption whole_lines_written does not hold");
      assume_whole_words_written: assert (!upper_w_fire | ((&upper_w_strb) & (upper_w_last == (&beat))))
        else $error("%m: assumption whole_words_written does not hold");
      assert_a_place_for_every_answer: assert (!answers_input_valid | answers_input_ready)
        else $error("%m: property a_place_for_every_answer does not hold");
      assert_words_word_meets_no_write: assert (!((reads_out | reading) & comes_in
          & ({way, {line[7:0], beat}} == words_word_t1)))
        else $error("%m: property words_word_meets_no_write does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
