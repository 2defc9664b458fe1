// translation_buffer_16
//
// Translations of 16 pages of 4 KiB, direct-mapped.
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module translation_buffer_16 (
  input  wire        clock,
  input  wire        reset,                      // synchronous, active high
  input  wire [19:0] page,                       // of the access
  input  wire        access_execute,
  input  wire        access_write,
  input  wire        access_is_user,             // in U mode; else in S mode
  input  wire        access_sum,                 // mstatus.SUM: S mode may load from and store to pages of U mode
  input  wire        access_mxr,                 // mstatus.MXR: loads from executable pages are allowed
  output wire        is_allowed,                 // the page has an entry that allows the access
  output wire [19:0] frame,                      // meaningful with `is_allowed`
  input  wire        fill,                       // keep `translation`
  input  wire [19:0] translation_page,           // virtual address / 4096
  input  wire [19:0] translation_frame,          // physical address / 4096
  input  wire        translation_rights_read,
  input  wire        translation_rights_write,   // W and D: what has not been written yet faults, so that software sets D
  input  wire        translation_rights_execute,
  input  wire        translation_rights_user,
  input  wire        forget,                     // drop the entry `forget_index`; not together with `fill`
  input  wire  [3:0] forget_index
);

  (* ram_style = "distributed" *) reg [39:0] entries [0:15];

  wire [39:0] is_allowed_t1 = entries[page[3:0]];
  assign is_allowed = (is_allowed_t1[39:24] == page[19:4]) & (access_execute ? is_allowed_t1[1] : access_write
      ? is_allowed_t1[2] : (is_allowed_t1[3] | (access_mxr & is_allowed_t1[1])))
      & (access_is_user ? is_allowed_t1[0] : (!is_allowed_t1[0] | (access_sum & !access_execute)));
  assign frame = is_allowed_t1[23:4];
  wire [3:0] entries_t1 = forget ? forget_index : translation_page[3:0];

  always @(posedge clock) begin
    if (fill | forget) begin
      entries[entries_t1] <= {translation_page[19:4], translation_frame,
          {translation_rights_read, translation_rights_write, translation_rights_execute, translation_rights_user}
          & {4{!forget}}};
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_fills_or_forgets: assert (!(fill & forget))
        else $error("%m: assumption fills_or_forgets does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
