// domain_control
//
// Commands of the core to the mode port, and the contexts of 16 domains.
//
// Latency: a mode command 3 cycles more than the mode port takes; a context 33 more; 32 for each domain after
// reset.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module domain_control (
  input  wire        clock,
  input  wire        reset,                   // synchronous, active high
  input  wire        order_transfer,          // judge the transfer to `pc`
  input  wire        order_execute,           // execute `instruction`, which is one of custom-0 and may be executed
  input  wire        order_suspend,           // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  input  wire        order_restore,           // `domain` runs from now on, with its context if it is encrypted
  input  wire  [3:0] order_domain,            // restore: the domain; else of no meaning
  input  wire [31:0] order_instruction,
  input  wire [31:0] order_first,             // operand rs1
  input  wire [31:0] order_second,            // operand rs2
  input  wire [31:0] order_pc,
  input  wire [31:0] order_next,              // the address behind it
  input  wire        order_is_call,           // suspend: the trap is a system call
  input  wire        order_is_user,           // execute: in user mode
  input  wire  [3:0] running_domain,
  input  wire        running_encrypted,       // its mode
  input  wire        running_automatic,       // its mode follows the regions
  input  wire        running_closed,          // in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] running_attribute,       // under which it executes in encrypted mode
  input  wire        running_return_expected, // it has a back-link
  input  wire [31:0] running_return_address,  // of that link
  output wire        mode_valid,
  input  wire        mode_ready,
  output wire  [2:0] mode_operation,          // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  output wire  [3:0] mode_domain,
  output wire        mode_automatic,          // configure: mode follows the regions
  output wire        mode_link,               // cryptomode, retmode: a call that will return
  output wire        mode_has_target,
  output wire [31:0] mode_target,
  output wire [31:0] mode_next,               // address of the instruction that would follow
  input  wire        mode_response_valid,
  output wire        mode_response_ready,
  input  wire  [4:0] mode_response_status,
  input  wire        mode_response_encrypted, // mode of the running domain from now on
  input  wire  [3:0] mode_response_attribute,
  input  wire [31:0] mode_response_pc,        // where execution goes on
  output wire        done,                    // the order is carried out; the rest is meaningful in this cycle
  output wire        refused,                 // the mode port has refused it
  output wire  [4:0] status,
  output wire        restored,                // a context has come back: execution goes on at `target`
  output wire [31:0] target,
  output wire  [4:0] context_index,           // register to be saved
  input  wire [31:0] context_value,           // its value
  output wire        register_write_valid,
  output wire  [4:0] register_write_index,
  output wire [31:0] register_value,          // what is written; else 0
  input  wire        access_read,             // the word is there in the next cycle
  input  wire        access_write,
  input  wire  [3:0] access_domain,
  input  wire  [4:0] access_index,            // 0 for pc, with bit 0 set after a system call; else the register
  input  wire [31:0] access_value,
  output wire [31:0] access_word,             // the word that was read
  input  wire        erase_wanted,            // overwrite the context of `erase_domain`, until `erased`
  input  wire  [3:0] erase_domain,
  output wire        erased
);

  localparam [3:0] PHASE_CLEAR       = 4'd0;
  localparam [3:0] PHASE_IDLE        = 4'd1;
  localparam [3:0] PHASE_SAVE        = 4'd2;
  localparam [3:0] PHASE_MODE        = 4'd3;
  localparam [3:0] PHASE_MODE_ANSWER = 4'd4;
  localparam [3:0] PHASE_RESTORE     = 4'd5;
  localparam [3:0] PHASE_ERASE       = 4'd6;
  localparam [3:0] PHASE_SETTLE      = 4'd7;
  localparam [3:0] PHASE_DONE        = 4'd8;

  (* ram_style = "block", no_rw_check *) reg [31:0] contexts [0:511];
  reg  [3:0] phase;
  reg  [8:0] index;
  reg        is_read;     // the word of the index before is there
  reg  [4:0] read_index;
  reg        is_call;     // the context was saved at a system call
  reg  [4:0] answer;
  reg [31:0] place;       // where execution goes on
  reg        is_restored;
  reg [31:0] word;

  assign access_word = word;
  assign context_index = index[4:0];
  wire register_write_valid_t1 = phase == PHASE_SAVE;
  wire is_restore = phase == PHASE_RESTORE;
  wire arrives = is_restore & is_read;
  wire is_pc = !(|read_index);
  assign register_write_valid = (register_write_valid_t1 & !(order_is_call
      & ((index[4:1] == 4'd5) | (index[4:2] == 3'd3) | (index[4:1] == 4'd8))))
      | (arrives & !is_pc & !(is_call & (read_index[4:1] == 4'd5)));
  assign register_write_index = register_write_valid_t1 ? index[4:0] : read_index;
  wire [31:0] register_value_t1 = {32{arrives}};
  assign register_value = register_value_t1 & word;
  assign mode_valid = phase == PHASE_MODE;
  assign mode_operation = order_transfer ? 3'd4 : order_execute
      ? (order_instruction[12] ? (order_instruction[27] ? 3'd3 : 3'd2) : 3'd1) : 3'd0;
  assign mode_domain = order_execute ? order_first[3:0] : (order_domain & {4{order_restore}});
  assign mode_automatic = order_second[0];
  assign mode_link = order_instruction[26];
  assign mode_has_target = order_instruction[25];
  assign mode_target = {order_first[31:2], 2'd0};
  assign mode_next = order_transfer ? order_pc : order_next;
  assign mode_response_ready = phase == PHASE_MODE_ANSWER;
  assign done = phase == PHASE_DONE;
  assign refused = |answer;
  assign status = answer;
  assign restored = is_restored;
  assign target = place;
  assign erased = (phase == PHASE_ERASE) & (&index[4:0]);
  wire is_beyond_t1 = !order_instruction[12] & !order_instruction[13] & (order_instruction[27:25] == 3'd5);
  wire is_beyond = order_execute & is_beyond_t1 & (|order_first[31:4]);
  wire executes = order_execute & (order_instruction[12] | is_beyond_t1);
  wire [8:0] index_t1 = {4'd0, index[4:0] + 5'd1};
  wire is_first = !(|index[4:0]);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_CLEAR;
      index <= 9'h000;
      is_read <= 1'b0;
      read_index <= 5'd0;
      is_call <= 1'b0;
      answer <= 5'd0;
      place <= 32'h00000000;
      is_restored <= 1'b0;
    end else begin
      case (phase)
        PHASE_CLEAR: begin
          index <= index + 9'h001;
          if (&index) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_IDLE: begin
          is_read <= 1'b0;
          is_restored <= 1'b0;
          answer <= is_beyond ? 5'd7 : 5'd0;
          index <= {8'h00, !erase_wanted};
          if (erase_wanted) begin
            phase <= PHASE_ERASE;
          end else if (executes | order_transfer | order_suspend | order_restore) begin
            phase <= (order_suspend & running_encrypted) ? PHASE_SAVE : is_beyond ? PHASE_SETTLE : PHASE_MODE;
          end
        end
        PHASE_SAVE: begin
          index <= index_t1;
          if (is_first) begin
            phase <= PHASE_MODE;
          end
        end
        PHASE_MODE: begin
          index <= 9'h000;
          if (mode_ready) begin
            phase <= PHASE_MODE_ANSWER;
          end
        end
        PHASE_MODE_ANSWER: begin
          if (mode_response_valid) begin
            answer <= mode_response_status;
            place <= mode_response_pc;
            if (order_restore & mode_response_encrypted) begin
              is_restored <= 1'b1;
              phase <= PHASE_RESTORE;
            end else begin
              phase <= PHASE_SETTLE;
            end
          end
        end
        PHASE_RESTORE: begin
          is_read <= 1'b1;
          read_index <= index[4:0];
          index <= index_t1;
          if (arrives & is_pc) begin
            place <= {word[31:2], 2'd0};
            is_call <= word[0];
          end
          if (arrives & (&read_index)) begin
            phase <= PHASE_SETTLE;
          end
        end
        PHASE_ERASE: begin
          index <= index_t1;
          if (&index[4:0]) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_SETTLE: phase <= PHASE_DONE;
        PHASE_DONE: phase <= PHASE_IDLE;
        default: ;
      endcase
    end
  end

  wire contexts_t1 = (phase == PHASE_CLEAR) | (phase == PHASE_ERASE) | register_write_valid_t1 | access_write;
  wire [8:0] contexts_t2 = (phase == PHASE_CLEAR) ? index : access_write ? {access_domain, access_index}
      : {(phase == PHASE_ERASE) ? erase_domain : order_restore ? order_domain : running_domain, index[4:0]};
  wire [31:0] contexts_t3 = {32{register_write_valid_t1}};
  wire [31:0] contexts_t4 = order_is_call ? order_next : order_pc;
  wire [31:0] contexts_t5 = {32{access_write}};
  wire [8:0] word_t1 = access_read ? {access_domain, access_index}
      : {order_restore ? order_domain : running_domain, index[4:0]};

  always @(posedge clock) begin
    if (contexts_t1) begin
      contexts[contexts_t2] <= (contexts_t3 & (is_first ? {contexts_t4[31:2], 1'b0, order_is_call} : context_value))
          | (contexts_t5 & access_value);
    end
    if (is_restore | access_read) begin
      word <= contexts[word_t1];
    end
  end

  wire unused = &{1'b0, mode_response_attribute, order_is_user, order_instruction, order_first, order_second,
      order_next, order_pc, running_automatic, running_closed, running_attribute, running_return_expected,
      running_return_address, contexts_t4[1:0]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_the_store_is_accessed_while_nothing_is_done: assert (!(access_read | access_write) | (phase == PHASE_IDLE))
        else $error("%m: property the_store_is_accessed_while_nothing_is_done does not hold");
      assert_word_meets_no_write: assert (!((is_restore | access_read) & contexts_t1 & (contexts_t2 == word_t1)))
        else $error("%m: property word_meets_no_write does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
