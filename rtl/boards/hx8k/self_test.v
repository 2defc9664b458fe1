// self_test
//
// Takes the unit through a self-test of 13 steps and compares with stored words.
// 1: domain 1 runs.
// 2: region 0 is installed.
// 3: the same again is refused.
// 4: line 0 is written back: ciphertext on the bus.
// 5: line 0 is loaded: plaintext.
// 6: line 1 is written back: ciphertext on the bus.
// 7: line 1 is loaded: plaintext.
// 8: line 0 is loaded past the region: still ciphertext.
// 9: a fetch from data is refused.
// 10: the domain is cleared.
// 11: domain 1 runs, without regions.
// 12: line 0 is loaded without a region: ciphertext.
// 13: a write-back to the cleared region is refused.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module self_test (
  input  wire         clock,
  input  wire         reset,                    // synchronous, active high
  output wire         setup_valid,
  input  wire         setup_ready,
  output wire   [1:0] setup_operation,          // 0 install, 1 clear, 2 clearDomain
  output wire   [1:0] setup_domain,
  output wire   [7:0] setup_segment,
  output wire  [31:0] setup_base,               // first byte
  output wire  [32:0] setup_bound,              // size in bytes, or limit
  output wire         setup_bound_is_limit,
  output wire   [7:0] setup_algorithm,
  output wire  [63:0] setup_nonce,              // secret
  output wire         setup_read,
  output wire         setup_write,
  output wire         setup_execute,
  output wire         setup_default_key,
  output wire         setup_plain_access,
  output wire         setup_shared,
  output wire         setup_stack,
  output wire         setup_closed,
  output wire         setup_immediate,          // plaintext key from the program itself: encrypted mode only
  output wire         setup_share_key,          // use the key of keySegment
  output wire   [7:0] setup_key_segment,
  output wire   [6:0] setup_key_bytes,
  output wire [511:0] setup_key,                // secret: byte 0 in bits 7:0
  input  wire         setup_response_valid,
  output wire         setup_response_ready,
  input  wire   [4:0] setup_response_status,
  input  wire   [1:0] setup_response_attribute, // register that an install filled
  output wire         mode_valid,
  input  wire         mode_ready,
  output wire   [2:0] mode_operation,           // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  output wire   [1:0] mode_domain,
  output wire         mode_automatic,           // configure: mode follows the regions
  output wire         mode_link,                // cryptomode, retmode: a call that will return
  output wire         mode_has_target,
  output wire  [31:0] mode_target,
  output wire  [31:0] mode_next,                // address of the instruction that would follow
  input  wire         mode_response_valid,
  output wire         mode_response_ready,
  input  wire   [4:0] mode_response_status,
  input  wire         mode_response_encrypted,  // mode of the running domain from now on
  input  wire   [1:0] mode_response_attribute,
  input  wire  [31:0] mode_response_pc,         // where execution goes on
  output wire         request_valid,
  input  wire         request_ready,
  output wire   [1:0] request_kind,             // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire         request_encrypted,        // mode of the instruction that caused a fill
  output wire   [1:0] request_domain,
  output wire  [25:0] request_virtual_line,     // virtual address / 64
  output wire  [25:0] request_physical_line,    // physical address / 64
  output wire         request_protected,        // writeBack: the line was filled under an attribute
  output wire   [1:0] request_attribute,        // writeBack: which one
  output wire         store_valid,
  input  wire         store_ready,
  output reg   [63:0] store_data,               // secret
  input  wire         response_valid,
  output wire         response_ready,
  input  wire  [63:0] response_data,            // secret
  input  wire         response_last,            // final word of the answer
  input  wire   [4:0] response_status,          // meaningful with last
  input  wire         response_protected,       // identity to keep with the line
  input  wire   [1:0] response_attribute,
  input  wire         bus_fire,                 // a word passes to the bus
  input  wire  [63:0] bus_data,
  output wire         passed,
  output wire         failed,
  output wire   [3:0] step                      // the present step, the first is 0
);

  localparam [1:0] PHASE_OFFER  = 2'd0;
  localparam [1:0] PHASE_ANSWER = 2'd1;
  localparam [1:0] PHASE_END    = 2'd2;

  reg  [1:0] phase;
  reg  [3:0] current;
  reg        wrong;
  reg  [3:0] stored;   // words given to the store port
  reg  [3:0] on_bus;   // words seen on the bus
  reg  [2:0] answered; // words of the answer
  reg [11:0] patience; // cycles in this step

  wire offering = phase == PHASE_OFFER;

  reg [1:0] port;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: port = 2'd1;
      4'd1: port = 2'd0;
      4'd2: port = 2'd0;
      4'd3: port = 2'd2;
      4'd4: port = 2'd2;
      4'd5: port = 2'd2;
      4'd6: port = 2'd2;
      4'd7: port = 2'd2;
      4'd8: port = 2'd2;
      4'd9: port = 2'd0;
      4'd10: port = 2'd1;
      4'd11: port = 2'd2;
      default: port = 2'd2;
    endcase
  end
  /* verilator coverage_on */

  assign setup_valid = offering & (port == 2'd0);
  assign mode_valid = offering & (port == 2'd1);
  assign request_valid = offering & (port == 2'd2);

  reg [2:0] operation;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: operation = 3'd0;
      4'd1: operation = 3'd0;
      4'd2: operation = 3'd0;
      4'd3: operation = 3'd3;
      4'd4: operation = 3'd1;
      4'd5: operation = 3'd3;
      4'd6: operation = 3'd1;
      4'd7: operation = 3'd1;
      4'd8: operation = 3'd0;
      4'd9: operation = 3'd2;
      4'd10: operation = 3'd0;
      4'd11: operation = 3'd1;
      default: operation = 3'd3;
    endcase
  end
  /* verilator coverage_on */

  assign setup_operation = operation[1:0];
  assign setup_domain = 2'd1;

  reg region;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: region = 1'b0;
      4'd1: region = 1'b0;
      4'd2: region = 1'b0;
      4'd3: region = 1'b0;
      4'd4: region = 1'b0;
      4'd5: region = 1'b0;
      4'd6: region = 1'b0;
      4'd7: region = 1'b0;
      4'd8: region = 1'b0;
      4'd9: region = 1'b0;
      4'd10: region = 1'b0;
      4'd11: region = 1'b0;
      default: region = 1'b0;
    endcase
  end
  /* verilator coverage_on */

  assign setup_segment = {7'h00, region};
  assign setup_base = 32'h004000c0;
  assign setup_bound = 33'h000000400;
  assign setup_bound_is_limit = 1'b0;
  assign setup_algorithm = 8'h01;
  assign setup_nonce = 64'h0123456789abcdef;
  assign setup_read = 1'b1;
  assign setup_write = 1'b1;
  assign setup_execute = 1'b0;
  assign setup_default_key = 1'b0;
  assign setup_plain_access = 1'b0;
  assign setup_shared = 1'b0;
  assign setup_stack = 1'b0;
  assign setup_closed = 1'b0;
  assign setup_immediate = 1'b0;
  assign setup_share_key = 1'b0;
  assign setup_key_segment = 8'h00;
  assign setup_key_bytes = 7'h20;
  assign setup_key = 512'h5f5e5d5c5b5a595857565554535251504f4e4d4c4b4a49484746454443424140;
  assign mode_operation = operation;
  assign mode_domain = 2'd1;
  assign mode_automatic = 1'b0;
  assign mode_link = 1'b0;
  assign mode_has_target = 1'b0;
  assign mode_target = 32'h00000000;
  assign mode_next = 32'h00000000;
  assign request_kind = operation[1:0];
  assign request_encrypted = 1'b1;
  assign request_domain = 2'd1;

  reg line;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: line = 1'b0;
      4'd1: line = 1'b0;
      4'd2: line = 1'b0;
      4'd3: line = 1'b0;
      4'd4: line = 1'b0;
      4'd5: line = 1'b1;
      4'd6: line = 1'b1;
      4'd7: line = 1'b0;
      4'd8: line = 1'b0;
      4'd9: line = 1'b0;
      4'd10: line = 1'b0;
      4'd11: line = 1'b0;
      default: line = 1'b0;
    endcase
  end
  /* verilator coverage_on */

  reg [25:0] request_virtual_line_t1;
  /* verilator coverage_off */
  always @* begin
    case (line)
      1'b0: request_virtual_line_t1 = 26'h0010003;
      default: request_virtual_line_t1 = 26'h0010010;
    endcase
  end
  /* verilator coverage_on */

  reg request_virtual_line_t2;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: request_virtual_line_t2 = 1'b0;
      4'd1: request_virtual_line_t2 = 1'b0;
      4'd2: request_virtual_line_t2 = 1'b0;
      4'd3: request_virtual_line_t2 = 1'b0;
      4'd4: request_virtual_line_t2 = 1'b0;
      4'd5: request_virtual_line_t2 = 1'b0;
      4'd6: request_virtual_line_t2 = 1'b0;
      4'd7: request_virtual_line_t2 = 1'b1;
      4'd8: request_virtual_line_t2 = 1'b0;
      4'd9: request_virtual_line_t2 = 1'b0;
      4'd10: request_virtual_line_t2 = 1'b0;
      4'd11: request_virtual_line_t2 = 1'b0;
      default: request_virtual_line_t2 = 1'b0;
    endcase
  end
  /* verilator coverage_on */

  assign request_virtual_line = request_virtual_line_t1 + ((request_virtual_line_t2 == 1'b1) ? 26'h0000010
      : 26'h0000000);
  assign request_physical_line = {25'h0000000, line} + 26'h2000000;

  reg request_protected_t1;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: request_protected_t1 = 1'b0;
      4'd1: request_protected_t1 = 1'b0;
      4'd2: request_protected_t1 = 1'b0;
      4'd3: request_protected_t1 = 1'b1;
      4'd4: request_protected_t1 = 1'b1;
      4'd5: request_protected_t1 = 1'b1;
      4'd6: request_protected_t1 = 1'b1;
      4'd7: request_protected_t1 = 1'b0;
      4'd8: request_protected_t1 = 1'b0;
      4'd9: request_protected_t1 = 1'b0;
      4'd10: request_protected_t1 = 1'b0;
      4'd11: request_protected_t1 = 1'b0;
      default: request_protected_t1 = 1'b1;
    endcase
  end
  /* verilator coverage_on */

  assign request_protected = request_protected_t1 == 1'b1;
  assign request_attribute = {1'b0, region};
  wire answering = phase == PHASE_ANSWER;
  assign setup_response_ready = answering;
  assign mode_response_ready = answering;
  assign response_ready = answering & patience[6];
  wire is_write_back = (port == 2'd2) & (operation == 3'd3);
  assign store_valid = answering & is_write_back & !stored[3];

  /* verilator coverage_off */
  always @* begin
    case ({line, stored[2:0]})
      4'd0: store_data = 64'h0706050403020100;
      4'd1: store_data = 64'h0f0e0d0c0b0a0908;
      4'd2: store_data = 64'h1716151413121110;
      4'd3: store_data = 64'h1f1e1d1c1b1a1918;
      4'd4: store_data = 64'h2726252423222120;
      4'd5: store_data = 64'h2f2e2d2c2b2a2928;
      4'd6: store_data = 64'h3736353433323130;
      4'd7: store_data = 64'h3f3e3d3c3b3a3938;
      4'd8: store_data = 64'hf8f9fafbfcfdfeff;
      4'd9: store_data = 64'hf0f1f2f3f4f5f6f7;
      4'd10: store_data = 64'he8e9eaebecedeeef;
      4'd11: store_data = 64'he0e1e2e3e4e5e6e7;
      4'd12: store_data = 64'hd8d9dadbdcdddedf;
      4'd13: store_data = 64'hd0d1d2d3d4d5d6d7;
      4'd14: store_data = 64'hc8c9cacbcccdcecf;
      default: store_data = 64'hc0c1c2c3c4c5c6c7;
    endcase
  end
  /* verilator coverage_on */

  assign passed = phase == PHASE_END;
  assign failed = wrong;
  assign step = current;
  wire store_fire = store_valid & store_ready;
  wire response_fire = response_valid & response_ready;
  wire setup_response_fire = setup_response_valid & setup_response_ready;
  wire mode_response_fire = mode_response_valid & mode_response_ready;

  reg [1:0] words;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: words = 2'd0;
      4'd1: words = 2'd0;
      4'd2: words = 2'd0;
      4'd3: words = 2'd0;
      4'd4: words = 2'd1;
      4'd5: words = 2'd0;
      4'd6: words = 2'd1;
      4'd7: words = 2'd2;
      4'd8: words = 2'd0;
      4'd9: words = 2'd0;
      4'd10: words = 2'd0;
      4'd11: words = 2'd2;
      default: words = 2'd0;
    endcase
  end
  /* verilator coverage_on */

  wire is_last = answered == ((words == 2'd0) ? 3'd0 : 3'd7);
  wire step_ends = setup_response_fire | mode_response_fire | (response_fire & is_last);

  reg is_written_t1;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: is_written_t1 = 1'b0;
      4'd1: is_written_t1 = 1'b0;
      4'd2: is_written_t1 = 1'b0;
      4'd3: is_written_t1 = 1'b1;
      4'd4: is_written_t1 = 1'b0;
      4'd5: is_written_t1 = 1'b1;
      4'd6: is_written_t1 = 1'b0;
      4'd7: is_written_t1 = 1'b0;
      4'd8: is_written_t1 = 1'b0;
      4'd9: is_written_t1 = 1'b0;
      4'd10: is_written_t1 = 1'b0;
      4'd11: is_written_t1 = 1'b0;
      default: is_written_t1 = 1'b0;
    endcase
  end
  /* verilator coverage_on */

  wire is_written = is_written_t1 == 1'b1;

  reg [63:0] wrong_now_t1;
  /* verilator coverage_off */
  always @* begin
    case ({line, on_bus[2:0]})
      4'd0: wrong_now_t1 = 64'h282a4545f7f7917c;
      4'd1: wrong_now_t1 = 64'h85b14736f526a7af;
      4'd2: wrong_now_t1 = 64'ha464c5435b6fbdfc;
      4'd3: wrong_now_t1 = 64'hbc07cc91030d90a2;
      4'd4: wrong_now_t1 = 64'hb2caf8a7c78fa4dd;
      4'd5: wrong_now_t1 = 64'hb776422ece6b84f1;
      4'd6: wrong_now_t1 = 64'hb63e11d487e6f4e2;
      4'd7: wrong_now_t1 = 64'h7aeeeb46eee4d430;
      4'd8: wrong_now_t1 = 64'hfa0af2ed4c33b7cc;
      4'd9: wrong_now_t1 = 64'haba95d57609e89bf;
      4'd10: wrong_now_t1 = 64'h8dafc76edb641edb;
      4'd11: wrong_now_t1 = 64'h2b813b97a4901eea;
      4'd12: wrong_now_t1 = 64'h870ce0d17946f5ec;
      4'd13: wrong_now_t1 = 64'h8b45186a848d00b7;
      4'd14: wrong_now_t1 = 64'h9a90e99b1c254a51;
      default: wrong_now_t1 = 64'h9543330a0cef5233;
    endcase
  end
  /* verilator coverage_on */

  reg [63:0] data_t1;
  /* verilator coverage_off */
  always @* begin
    case ({line, answered})
      4'd0: data_t1 = 64'h0706050403020100;
      4'd1: data_t1 = 64'h0f0e0d0c0b0a0908;
      4'd2: data_t1 = 64'h1716151413121110;
      4'd3: data_t1 = 64'h1f1e1d1c1b1a1918;
      4'd4: data_t1 = 64'h2726252423222120;
      4'd5: data_t1 = 64'h2f2e2d2c2b2a2928;
      4'd6: data_t1 = 64'h3736353433323130;
      4'd7: data_t1 = 64'h3f3e3d3c3b3a3938;
      4'd8: data_t1 = 64'hf8f9fafbfcfdfeff;
      4'd9: data_t1 = 64'hf0f1f2f3f4f5f6f7;
      4'd10: data_t1 = 64'he8e9eaebecedeeef;
      4'd11: data_t1 = 64'he0e1e2e3e4e5e6e7;
      4'd12: data_t1 = 64'hd8d9dadbdcdddedf;
      4'd13: data_t1 = 64'hd0d1d2d3d4d5d6d7;
      4'd14: data_t1 = 64'hc8c9cacbcccdcecf;
      default: data_t1 = 64'hc0c1c2c3c4c5c6c7;
    endcase
  end
  /* verilator coverage_on */

  reg [63:0] data_t2;
  /* verilator coverage_off */
  always @* begin
    case ({line, answered})
      4'd0: data_t2 = 64'h282a4545f7f7917c;
      4'd1: data_t2 = 64'h85b14736f526a7af;
      4'd2: data_t2 = 64'ha464c5435b6fbdfc;
      4'd3: data_t2 = 64'hbc07cc91030d90a2;
      4'd4: data_t2 = 64'hb2caf8a7c78fa4dd;
      4'd5: data_t2 = 64'hb776422ece6b84f1;
      4'd6: data_t2 = 64'hb63e11d487e6f4e2;
      4'd7: data_t2 = 64'h7aeeeb46eee4d430;
      4'd8: data_t2 = 64'hfa0af2ed4c33b7cc;
      4'd9: data_t2 = 64'haba95d57609e89bf;
      4'd10: data_t2 = 64'h8dafc76edb641edb;
      4'd11: data_t2 = 64'h2b813b97a4901eea;
      4'd12: data_t2 = 64'h870ce0d17946f5ec;
      4'd13: data_t2 = 64'h8b45186a848d00b7;
      4'd14: data_t2 = 64'h9a90e99b1c254a51;
      default: data_t2 = 64'h9543330a0cef5233;
    endcase
  end
  /* verilator coverage_on */

  wire [63:0] data = (words == 2'd1) ? data_t1 : (words == 2'd2) ? data_t2 : 64'h0000000000000000;
  wire wrong_word = response_data != data;

  reg is_protected_t1;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: is_protected_t1 = 1'b0;
      4'd1: is_protected_t1 = 1'b0;
      4'd2: is_protected_t1 = 1'b0;
      4'd3: is_protected_t1 = 1'b0;
      4'd4: is_protected_t1 = 1'b1;
      4'd5: is_protected_t1 = 1'b0;
      4'd6: is_protected_t1 = 1'b1;
      4'd7: is_protected_t1 = 1'b0;
      4'd8: is_protected_t1 = 1'b0;
      4'd9: is_protected_t1 = 1'b0;
      4'd10: is_protected_t1 = 1'b0;
      4'd11: is_protected_t1 = 1'b0;
      default: is_protected_t1 = 1'b0;
    endcase
  end
  /* verilator coverage_on */

  wire is_protected = is_protected_t1 == 1'b1;

  reg [1:0] attribute;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: attribute = 2'd0;
      4'd1: attribute = 2'd0;
      4'd2: attribute = 2'd0;
      4'd3: attribute = 2'd0;
      4'd4: attribute = 2'd0;
      4'd5: attribute = 2'd0;
      4'd6: attribute = 2'd0;
      4'd7: attribute = 2'd0;
      4'd8: attribute = 2'd0;
      4'd9: attribute = 2'd0;
      4'd10: attribute = 2'd0;
      4'd11: attribute = 2'd0;
      default: attribute = 2'd0;
    endcase
  end
  /* verilator coverage_on */

  reg [4:0] status;
  /* verilator coverage_off */
  always @* begin
    case (current)
      4'd0: status = 5'd0;
      4'd1: status = 5'd0;
      4'd2: status = 5'd9;
      4'd3: status = 5'd0;
      4'd4: status = 5'd0;
      4'd5: status = 5'd0;
      4'd6: status = 5'd0;
      4'd7: status = 5'd0;
      4'd8: status = 5'd2;
      4'd9: status = 5'd0;
      4'd10: status = 5'd0;
      4'd11: status = 5'd0;
      default: status = 5'd1;
    endcase
  end
  /* verilator coverage_on */

  wire wrong_now_t2 = response_fire & (wrong_word | (response_last != is_last) | (response_protected != is_protected)
      | (response_attribute != attribute) | (response_status != (is_last ? status : 5'd0))
      | (is_last & ((on_bus[3] != is_written) | (stored[3] != is_write_back))));
  wire wrong_now = (bus_fire & (!is_written | on_bus[3] | (bus_data != wrong_now_t1))) | wrong_now_t2
      | (setup_response_fire & ((setup_response_status != status) | (setup_response_attribute != attribute)))
      | (mode_response_fire & (mode_response_status != status)) | (&patience);
  wire setup_fire = setup_valid & setup_ready;
  wire mode_fire = mode_valid & mode_ready;
  wire request_fire = request_valid & request_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_OFFER;
      current <= 4'd0;
      wrong <= 1'b0;
      stored <= 4'd0;
      on_bus <= 4'd0;
      answered <= 3'd0;
      patience <= 12'h000;
    end else begin
      stored <= offering ? 4'd0 : store_fire ? (stored + 4'd1) : stored;
      on_bus <= offering ? 4'd0 : bus_fire ? (on_bus + 4'd1) : on_bus;
      answered <= offering ? 3'd0 : response_fire ? (answered + 3'd1) : answered;
      patience <= step_ends ? 12'h000 : (patience + 12'h001);
      if (wrong_now & (phase != PHASE_END)) begin
        wrong <= 1'b1;
      end
      if (!wrong & !wrong_now) begin
        case (phase)
          PHASE_OFFER: begin
            if (setup_fire | mode_fire | request_fire) begin
              phase <= PHASE_ANSWER;
            end
          end
          PHASE_ANSWER: begin
            if (step_ends) begin
              if (current == 4'd12) begin
                phase <= PHASE_END;
              end else begin
                current <= current + 4'd1;
                phase <= PHASE_OFFER;
              end
            end
          end
          default: ;
        endcase
      end
    end
  end

  wire unused = &{1'b0, mode_response_encrypted, mode_response_attribute, mode_response_pc};

endmodule

`default_nettype wire
