// maintenance_control
//
// Empties caches and translation buffers: after reset, at fence.i with all that is dirty written back, at
// sfence.vma.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module maintenance_control (
  input  wire       clock,
  input  wire       reset,              // synchronous, active high
  input  wire       command_valid,
  output wire       command_ready,      // the command is done
  input  wire       command,            // 0 fence.i, 1 sfence.vma
  input  wire       is_quiet,           // no access, no walk and no fill is in work
  output wire       hold,               // begin nothing but what is already waiting on the data side
  output wire       sweeps_lines,       // `index` selects sets
  output wire       writes_back,        // what is dirty is to be written back, until `set_is_clean`
  input  wire       set_is_clean,
  output wire       forget_lines,       // drop all lines of the sets
  output wire       forget_translation, // drop the entries
  output wire [5:0] index               // of a set or an entry; the low bits where there are fewer
);

  localparam [1:0] PHASE_RESET        = 2'd0;
  localparam [1:0] PHASE_IDLE         = 2'd1;
  localparam [1:0] PHASE_CACHES       = 2'd2;
  localparam [1:0] PHASE_TRANSLATIONS = 2'd3;

  reg [1:0] phase;
  reg [5:0] count;

  assign index = count;
  assign hold = (phase != PHASE_IDLE) | command_valid;
  wire sweeps_lines_t1 = phase == PHASE_RESET;
  assign sweeps_lines = sweeps_lines_t1 | (phase == PHASE_CACHES);
  assign writes_back = phase == PHASE_CACHES;
  assign forget_lines = sweeps_lines_t1 | ((phase == PHASE_CACHES) & set_is_clean);
  assign forget_translation = sweeps_lines_t1 | (phase == PHASE_TRANSLATIONS);
  wire steps = sweeps_lines_t1 | (phase == PHASE_TRANSLATIONS) | ((phase == PHASE_CACHES) & set_is_clean);
  wire is_last = (phase == PHASE_TRANSLATIONS) ? (&count[3:0]) : (&count);
  wire command_ready_t1 = steps & is_last;
  assign command_ready = command_ready_t1 & !sweeps_lines_t1;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_RESET;
      count <= 6'd0;
    end else begin
      if (steps) begin
        count <= is_last ? 6'd0 : (count + 6'd1);
      end
      case (phase)
        PHASE_RESET: begin
          if (command_ready_t1) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_IDLE: begin
          if (command_valid & is_quiet) begin
            if (command) begin
              phase <= PHASE_TRANSLATIONS;
            end else begin
              phase <= PHASE_CACHES;
            end
          end
        end
        PHASE_CACHES: begin
          if (command_ready_t1) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_TRANSLATIONS: begin
          if (command_ready_t1) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

endmodule

`default_nettype wire
