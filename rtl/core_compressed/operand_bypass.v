// operand_bypass
//
// Finds the newest value of a source register.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module operand_bypass (
  input  wire  [4:0] source,
  input  wire [31:0] stored,                    // what the register file says
  input  wire        executing_writes,
  input  wire  [4:0] executing_destination,
  input  wire        executing_is_late,         // the value is not there before write-back
  input  wire        in_memory_writes,
  input  wire  [4:0] in_memory_destination,
  input  wire        in_memory_is_late,         // the value is not there before write-back
  input  wire        in_write_back_writes,
  input  wire  [4:0] in_write_back_destination,
  input  wire        in_write_back_is_late,     // the value is not there before write-back
  input  wire [31:0] written,                   // the value of the one in write-back
  output wire [31:0] settled,                   // the value, if it comes from none of the stages before write-back; 0 with `from_memory`
  output wire        from_execute,              // the result of the instruction in execute is the value
  output wire        from_memory,               // the one in the memory stage will have it in the next cycle
  output wire        must_wait                  // the one in execute will not have it in the next cycle
);

  assign from_execute = executing_writes & (executing_destination == source);
  assign from_memory = in_memory_writes & (in_memory_destination == source) & !from_execute;
  wire [31:0] early_t1 = {32{!from_memory}};
  wire [31:0] early = stored & early_t1;
  assign settled = (in_write_back_writes & (in_write_back_destination == source) & !from_memory) ? written : early;
  assign must_wait = from_execute & executing_is_late;

  wire unused = &{1'b0, in_memory_is_late, in_write_back_is_late};

endmodule

`default_nettype wire
