// line_sharing
//
// Two caches at one line port.
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module line_sharing (
  input  wire        clock,
  input  wire        reset,                    // synchronous, active high
  input  wire        data_valid,
  output wire        data_ready,
  input  wire  [1:0] data_kind,                // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  input  wire        data_encrypted,           // mode of the instruction that caused a fill
  input  wire  [3:0] data_domain,
  input  wire [25:0] data_virtual_line,        // virtual address / 64
  input  wire [25:0] data_physical_line,       // physical address / 64
  input  wire        data_protected,           // writeBack: the line was filled under an attribute
  input  wire  [3:0] data_attribute,           // writeBack: which one
  output wire        data_response_valid,
  input  wire        data_response_ready,
  output wire [63:0] data_response_data,       // secret
  output wire        data_response_last,       // final word of the answer
  output wire  [4:0] data_response_status,     // meaningful with last
  output wire        data_response_protected,  // identity to keep with the line
  output wire  [3:0] data_response_attribute,
  input  wire        fetch_valid,
  output wire        fetch_ready,
  input  wire  [1:0] fetch_kind,               // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  input  wire        fetch_encrypted,          // mode of the instruction that caused a fill
  input  wire  [3:0] fetch_domain,
  input  wire [25:0] fetch_virtual_line,       // virtual address / 64
  input  wire [25:0] fetch_physical_line,      // physical address / 64
  input  wire        fetch_protected,          // writeBack: the line was filled under an attribute
  input  wire  [3:0] fetch_attribute,          // writeBack: which one
  output wire        fetch_response_valid,
  input  wire        fetch_response_ready,
  output wire [63:0] fetch_response_data,      // secret
  output wire        fetch_response_last,      // final word of the answer
  output wire  [4:0] fetch_response_status,    // meaningful with last
  output wire        fetch_response_protected, // identity to keep with the line
  output wire  [3:0] fetch_response_attribute,
  output wire        request_valid,
  input  wire        request_ready,
  output wire  [1:0] request_kind,             // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire        request_encrypted,        // mode of the instruction that caused a fill
  output wire  [3:0] request_domain,
  output wire [25:0] request_virtual_line,     // virtual address / 64
  output wire [25:0] request_physical_line,    // physical address / 64
  output wire        request_protected,        // writeBack: the line was filled under an attribute
  output wire  [3:0] request_attribute,        // writeBack: which one
  input  wire        response_valid,
  output wire        response_ready,
  input  wire [63:0] response_data,            // secret
  input  wire        response_last,            // final word of the answer
  input  wire  [4:0] response_status,          // meaningful with last
  input  wire        response_protected,       // identity to keep with the line
  input  wire  [3:0] response_attribute
);

  reg offered;      // a request waits to be accepted: it stays the same one
  reg offers_fetch; // whose: that of the fetch side
  reg busy;         // a request is being answered
  reg owner;        // whose: that of the fetch side

  wire is_fetch = offered ? offers_fetch : !data_valid;
  assign request_valid = is_fetch ? (fetch_valid & !busy) : data_valid;
  assign request_kind = is_fetch ? fetch_kind : data_kind;
  assign request_encrypted = is_fetch ? fetch_encrypted : data_encrypted;
  assign request_domain = is_fetch ? fetch_domain : data_domain;
  assign request_virtual_line = is_fetch ? fetch_virtual_line : data_virtual_line;
  assign request_physical_line = is_fetch ? fetch_physical_line : data_physical_line;
  assign request_protected = is_fetch ? fetch_protected : data_protected;
  assign request_attribute = is_fetch ? fetch_attribute : data_attribute;
  assign data_ready = !is_fetch & request_ready;
  assign fetch_ready = is_fetch & !busy & request_ready;
  assign data_response_valid = busy & !owner & response_valid;
  assign data_response_data = response_data;
  assign data_response_last = response_last;
  assign data_response_status = response_status;
  assign data_response_protected = response_protected;
  assign data_response_attribute = response_attribute;
  assign fetch_response_valid = busy & owner & response_valid;
  assign fetch_response_data = response_data;
  assign fetch_response_last = response_last;
  assign fetch_response_status = response_status;
  assign fetch_response_protected = response_protected;
  assign fetch_response_attribute = response_attribute;
  assign response_ready = busy & (owner ? fetch_response_ready : data_response_ready);
  wire request_fire = request_valid & request_ready;
  wire response_fire = response_valid & response_ready;

  always @(posedge clock) begin
    if (reset) begin
      offered <= 1'b0;
      offers_fetch <= 1'b0;
      busy <= 1'b0;
      owner <= 1'b0;
    end else begin
      offers_fetch <= is_fetch;
      offered <= request_valid & !request_ready;
      if (request_fire) begin
        busy <= 1'b1;
        owner <= is_fetch;
      end else if (response_fire & response_last) begin
        busy <= 1'b0;
      end
    end
  end

`ifdef VERILATOR
  reg        request_waited;
  reg [63:0] request_last_offer;

  always @(posedge clock) begin
    if (reset) begin
      request_waited <= 1'b0;
    end else begin
      request_waited <= request_valid & !request_ready;
    end
  end

  always @(posedge clock) begin
    request_last_offer <= {request_kind, request_encrypted, request_domain, request_virtual_line,
        request_physical_line, request_protected, request_attribute};
  end

  always @(posedge clock) begin
    if (!reset) begin
      assume_one_request_at_a_time: assert (!(busy & request_fire))
        else $error("%m: assumption one_request_at_a_time does not hold");
      assert_request_keeps_offers: assert (!request_waited | (request_valid
          & ({request_kind, request_encrypted, request_domain, request_virtual_line, request_physical_line,
          request_protected, request_attribute} == request_last_offer)))
        else $error("%m: property request_keeps_offers does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
