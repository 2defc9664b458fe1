// register_address
//
// Which control and status registers exist, and where they are kept.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module register_address (
  input  wire [11:0] address,
  output wire        exists,
  output wire        is_stored,       // a word of the trap memory
  output wire  [3:0] stored_address,
  output wire        is_counter,      // cycle or instret, in any of their four places: a word of the trap memory, too
  output wire        is_user_counter  // one that mcounteren and scounteren can hide
);

  wire exists_t1 = 1'b0 | (address[4:0] == 5'd0);
  wire exists_t2 = address[4:0] == 5'd2;
  wire exists_t3 = exists_t1 | (address[4:0] == 5'd1) | exists_t2;
  wire exists_t4 = exists_t3 | (address[4:0] == 5'd3) | (address[4:0] == 5'd4);
  wire exists_t5 = ((address[11:5] == 7'h08) & (exists_t1 | (address[4:0] == 5'd4) | (address[4:0] == 5'd5)
      | (address[4:0] == 5'd6) | (address[4:0] == 5'd10))) | ((address[11:5] == 7'h0a) & exists_t4)
      | ((address[11:5] == 7'h0c) & exists_t1);
  wire exists_t6 = exists_t5 | ((address[11:5] == 7'h18) & (exists_t4 | (address[4:0] == 5'd5) | (address[4:0] == 5'd6)
      | (address[4:0] == 5'd10) | (address[4:0] == 5'd16) | (address[4:0] == 5'd26)));
  wire exists_t7 = 1'b0 | (address[4:0] == 5'd1);
  wire exists_t8 = (address[11:5] == 7'h58) | (address[11:5] == 7'h5c);
  wire exists_t9 = exists_t6 | ((address[11:5] == 7'h19) & !(exists_t7 | exists_t2))
      | ((address[11:5] == 7'h1a) & exists_t4) | ((address[11:8] == 4'd3) & address[7]
      & (!address[6] | !address[5] | !address[4]) & (address[5] | address[6])) | (exists_t8 & !exists_t7);
  wire exists_t10 = exists_t9 | ((address[11:5] == 7'h78) & (1'b0 | (address[4:0] == 5'd17) | (address[4:0] == 5'd18)
      | (address[4:0] == 5'd19) | (address[4:0] == 5'd20) | (address[4:0] == 5'd21)));
  wire exists_t11 = exists_t10 | (((address[11:5] == 7'h60) | (address[11:5] == 7'h64)) & exists_t3)
      | (((address[11:5] == 7'h3e) | (address[11:5] == 7'h2e)) & exists_t1) | ((address[11:5] == 7'h2e) & exists_t7)
      | ((address[11:5] == 7'h6e) & exists_t3);
  assign exists = exists_t11 | ((address[11:5] == 7'h00) & (1'b0 | (address[4:0] == 5'd21)))
      | ((address[11:5] == 7'h3a) & (1'b0 | (address[4:0] == 5'd7) | (address[4:0] == 5'd23)));
  assign is_counter = (exists_t8 | (address[11:5] == 7'h60) | (address[11:5] == 7'h64)) & (exists_t1 | exists_t2);
  assign is_stored = is_counter | (!(|address[11:10]) & address[8] & !address[7] & !address[5]
      & (address[6] ? (!address[2] & exists_t4) : (1'b0 | (address[4:0] == 5'd5) | (address[9] & (1'b0 | exists_t2)))));
  assign stored_address = address[11] ? {address[7], 1'b0, {2{address[1]}}} : {address[9], address[6], address[1:0]};
  assign is_user_counter = (&address[11:10]) & !address[8];

  wire unused = &{1'b0, address};

endmodule

`default_nettype wire
