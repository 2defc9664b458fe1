// operand_bypass
//
// Chooses the newest value of a source register.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module operand_bypass (
  input  wire  [4:0] source,
  input  wire [31:0] stored,                    // what the register file says
  input  wire        executing_writes,
  input  wire  [4:0] executing_destination,
  input  wire        executing_is_late,         // `value` is not there yet
  input  wire [31:0] executing_value,
  input  wire        in_memory_writes,
  input  wire  [4:0] in_memory_destination,
  input  wire        in_memory_is_late,         // `value` is not there yet
  input  wire [31:0] in_memory_value,
  input  wire        in_write_back_writes,
  input  wire  [4:0] in_write_back_destination,
  input  wire        in_write_back_is_late,     // `value` is not there yet
  input  wire [31:0] in_write_back_value,
  output wire [31:0] value,
  output wire        is_late,                   // `value` is wrong: in the next cycle write-back has the right one
  output wire        must_wait                  // the value comes two cycles from now
);

  wire from_execute = executing_writes & (executing_destination == source);
  wire from_memory = in_memory_writes & (in_memory_destination == source) & !from_execute;
  wire from_write_back = in_write_back_writes & (in_write_back_destination == source);
  assign value = from_execute ? executing_value : from_memory ? in_memory_value : from_write_back ? in_write_back_value
      : stored;
  assign is_late = from_memory & in_memory_is_late;
  assign must_wait = from_execute & executing_is_late;

  wire unused = &{1'b0, in_write_back_is_late};

endmodule

`default_nettype wire
