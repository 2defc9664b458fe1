// line_match_20_4
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module line_match_20_4 (
  input  wire        tag_valid,
  input  wire        tag_writable,   // the encryption unit allows stores
  input  wire        tag_encrypted,  // mode for which it was filled
  input  wire  [3:0] tag_domain,
  input  wire        tag_protected,  // identity, for the write-back
  input  wire  [3:0] tag_attribute,
  input  wire [19:0] tag_page,       // virtual address / 4096 for which it was filled
  input  wire [19:0] tag_frame,      // physical address above the set
  input  wire [19:0] frame,          // physical address above the set
  input  wire [19:0] page,           // virtual address / 4096
  input  wire  [3:0] domain,
  input  wire        encrypted,
  input  wire        needs_writable,
  input  wire        as_walker,      // take any line that no region protects: it is what the memory holds
  output wire        holds,          // the line is here, for whomever
  output wire        found           // the line is here, for this access
);

  wire [9:0] holds_t1 = {tag_frame[1:0] == frame[1:0], tag_frame[3:2] == frame[3:2], tag_frame[5:4] == frame[5:4],
      tag_frame[7:6] == frame[7:6], tag_frame[9:8] == frame[9:8], tag_frame[11:10] == frame[11:10], tag_frame[13:12]
      == frame[13:12], tag_frame[15:14] == frame[15:14], tag_frame[17:16] == frame[17:16], tag_frame[19:18]
      == frame[19:18]};
  assign holds = tag_valid & (&holds_t1);
  wire [23:0] found_t1 = {tag_frame[19:18] == frame[19:18], tag_frame[17:16] == frame[17:16], tag_frame[15:14]
      == frame[15:14], tag_frame[13:12] == frame[13:12], tag_frame[11:10] == frame[11:10], tag_frame[9:8]
      == frame[9:8], tag_frame[7:6] == frame[7:6], tag_frame[5:4] == frame[5:4], tag_frame[3:2] == frame[3:2],
      tag_frame[1:0] == frame[1:0], as_walker | (tag_domain[3:2] == domain[3:2]), as_walker
      | (tag_domain[1:0] == domain[1:0]), as_walker ? !tag_protected : (tag_encrypted == encrypted), tag_valid
      & (tag_writable | !needs_writable), tag_page[19:18] == page[19:18], tag_page[17:16] == page[17:16],
      tag_page[15:14] == page[15:14], tag_page[13:12] == page[13:12], tag_page[11:10] == page[11:10], tag_page[9:8]
      == page[9:8], tag_page[7:6] == page[7:6], tag_page[5:4] == page[5:4], tag_page[3:2] == page[3:2], tag_page[1:0]
      == page[1:0]};
  wire found_t2 = as_walker | !(|domain);
  wire [25:0] found_t3 = {{1'b0, found_t1}, 1'b1} + {15'h0000, {{10{found_t2}}, 1'b1}};
  assign found = found_t3[25];

  wire unused = &{1'b0, tag_attribute, found_t3[24:0]};

endmodule

`default_nettype wire
