// register_address
//
// Which control and status registers exist, and where they are kept.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module register_address (
  input  wire [11:0] address,
  output wire        is_plain,        // it exists and has no state here: it reads as 0, or lies outside the core
  output wire        is_stored,       // a word of the trap memory
  output wire  [3:0] stored_address,
  output wire        is_counter,      // cycle or instret, in any of their four places: a word of the trap memory, too
  output wire        is_user_counter  // one that mcounteren and scounteren can hide
);

  wire is_plain_t1 = 1'b0 | (address[4:0] == 5'd0) | (address[4:0] == 5'd1) | (address[4:0] == 5'd2);
  wire is_plain_t2 = ((address[11:5] == 7'h18) & (1'b0 | (address[4:0] == 5'd16) | (address[4:0] == 5'd26)))
      | (((address[11:5] == 7'h19) | (address[11:5] == 7'h58) | (address[11:5] == 7'h5c)) & !is_plain_t1)
      | ((address[11:8] == 4'd3) & address[7] & (!address[6] | !address[5] | !address[4]) & (address[5] | address[6]));
  wire is_plain_t3 = is_plain_t2 | ((address[11:5] == 7'h78) & (1'b0 | (address[4:0] == 5'd17)
      | (address[4:0] == 5'd18) | (address[4:0] == 5'd20) | (address[4:0] == 5'd21)))
      | (((address[11:5] == 7'h60) | (address[11:5] == 7'h64)) & (1'b0 | (address[4:0] == 5'd1)));
  assign is_plain = is_plain_t3 | ((address[11:5] == 7'h6e) & is_plain_t1)
      | ((address[11:5] == 7'h3a) & (1'b0 | (address[4:0] == 5'd23)));
  assign is_counter = ((address[11:5] == 7'h58) | (address[11:5] == 7'h5c) | (address[11:5] == 7'h60)
      | (address[11:5] == 7'h64)) & (1'b0 | (address[4:0] == 5'd0) | (address[4:0] == 5'd2));
  assign is_stored = is_counter | (!(|address[11:10]) & address[8] & !address[7] & !address[5]
      & (address[6] ? (is_plain_t1 | (address[4:0] == 5'd3)) : (1'b0 | (address[4:0] == 5'd5)
      | (address[9] & (1'b0 | (address[4:0] == 5'd2))))));
  assign stored_address = address[11] ? {address[7], 1'b0, {2{address[1]}}} : {address[9], address[6], address[1:0]};
  assign is_user_counter = (&address[11:10]) & !address[8];

  wire unused = &{1'b0, address};

endmodule

`default_nettype wire
