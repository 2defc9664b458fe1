// A ring of STAGES look-up tables, the first of them a NAND, and two registers that sample it. The ring is a loop
// without registers on purpose: nextpnr needs --ignore-loops.
module ring_sampler_ecp5 #(parameter STAGES = 5) (
  input  wire clock,
  input  wire reset,
  input  wire enable,
  output wire sample
);
`ifdef SYNTHESIS
  wire [STAGES-1:0] ring;
  reg  [1:0]        sampled;

  (* keep *) LUT4 #(.INIT(16'h7777)) first (.A(enable), .B(ring[STAGES-1]), .C(1'b0), .D(1'b0), .Z(ring[0]));
  genvar i;
  generate
    for (i = 1; i < STAGES; i = i + 1) begin : stage
      (* keep *) LUT4 #(.INIT(16'h5555)) inverter (.A(ring[i-1]), .B(1'b0), .C(1'b0), .D(1'b0), .Z(ring[i]));
    end
  endgenerate

  always @(posedge clock) sampled <= reset ? 2'b00 : {sampled[0], ring[STAGES-1]};
  assign sample = sampled[1];
`else
  reg [31:0] state;

  always @(posedge clock) begin
    if (reset) state <= 32'h9e3779b9 ^ STAGES;
    else if (enable) state <= {state[30:0], state[31] ^ state[21] ^ state[1] ^ state[0]};
  end
  assign sample = state[31];
`endif
endmodule
