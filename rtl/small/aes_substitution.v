// aes_substitution
//
// The AES S-box (FIPS 197, 5.1.1) and its inverse (5.3.2): the inverse in GF(2^8), with the affine map after it
// or before it.
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module aes_substitution (
  input  wire [7:0] value,   // secret
  input  wire       decrypt, // inverse S-box
  output wire [7:0] result   // secret
);

  wire [7:0] unmapped = {value[6:0], value[7]} ^ {value[4:0], value[7:5]} ^ {value[1:0], value[7:2]} ^ 8'h05;
  wire [7:0] index = decrypt ? unmapped : value;

  reg [7:0] inverse;
  /* verilator coverage_off */
  always @* begin
    case (index)
      8'h00: inverse = 8'h00;
      8'h01: inverse = 8'h01;
      8'h02: inverse = 8'h8d;
      8'h03: inverse = 8'hf6;
      8'h04: inverse = 8'hcb;
      8'h05: inverse = 8'h52;
      8'h06: inverse = 8'h7b;
      8'h07: inverse = 8'hd1;
      8'h08: inverse = 8'he8;
      8'h09: inverse = 8'h4f;
      8'h0a: inverse = 8'h29;
      8'h0b: inverse = 8'hc0;
      8'h0c: inverse = 8'hb0;
      8'h0d: inverse = 8'he1;
      8'h0e: inverse = 8'he5;
      8'h0f: inverse = 8'hc7;
      8'h10: inverse = 8'h74;
      8'h11: inverse = 8'hb4;
      8'h12: inverse = 8'haa;
      8'h13: inverse = 8'h4b;
      8'h14: inverse = 8'h99;
      8'h15: inverse = 8'h2b;
      8'h16: inverse = 8'h60;
      8'h17: inverse = 8'h5f;
      8'h18: inverse = 8'h58;
      8'h19: inverse = 8'h3f;
      8'h1a: inverse = 8'hfd;
      8'h1b: inverse = 8'hcc;
      8'h1c: inverse = 8'hff;
      8'h1d: inverse = 8'h40;
      8'h1e: inverse = 8'hee;
      8'h1f: inverse = 8'hb2;
      8'h20: inverse = 8'h3a;
      8'h21: inverse = 8'h6e;
      8'h22: inverse = 8'h5a;
      8'h23: inverse = 8'hf1;
      8'h24: inverse = 8'h55;
      8'h25: inverse = 8'h4d;
      8'h26: inverse = 8'ha8;
      8'h27: inverse = 8'hc9;
      8'h28: inverse = 8'hc1;
      8'h29: inverse = 8'h0a;
      8'h2a: inverse = 8'h98;
      8'h2b: inverse = 8'h15;
      8'h2c: inverse = 8'h30;
      8'h2d: inverse = 8'h44;
      8'h2e: inverse = 8'ha2;
      8'h2f: inverse = 8'hc2;
      8'h30: inverse = 8'h2c;
      8'h31: inverse = 8'h45;
      8'h32: inverse = 8'h92;
      8'h33: inverse = 8'h6c;
      8'h34: inverse = 8'hf3;
      8'h35: inverse = 8'h39;
      8'h36: inverse = 8'h66;
      8'h37: inverse = 8'h42;
      8'h38: inverse = 8'hf2;
      8'h39: inverse = 8'h35;
      8'h3a: inverse = 8'h20;
      8'h3b: inverse = 8'h6f;
      8'h3c: inverse = 8'h77;
      8'h3d: inverse = 8'hbb;
      8'h3e: inverse = 8'h59;
      8'h3f: inverse = 8'h19;
      8'h40: inverse = 8'h1d;
      8'h41: inverse = 8'hfe;
      8'h42: inverse = 8'h37;
      8'h43: inverse = 8'h67;
      8'h44: inverse = 8'h2d;
      8'h45: inverse = 8'h31;
      8'h46: inverse = 8'hf5;
      8'h47: inverse = 8'h69;
      8'h48: inverse = 8'ha7;
      8'h49: inverse = 8'h64;
      8'h4a: inverse = 8'hab;
      8'h4b: inverse = 8'h13;
      8'h4c: inverse = 8'h54;
      8'h4d: inverse = 8'h25;
      8'h4e: inverse = 8'he9;
      8'h4f: inverse = 8'h09;
      8'h50: inverse = 8'hed;
      8'h51: inverse = 8'h5c;
      8'h52: inverse = 8'h05;
      8'h53: inverse = 8'hca;
      8'h54: inverse = 8'h4c;
      8'h55: inverse = 8'h24;
      8'h56: inverse = 8'h87;
      8'h57: inverse = 8'hbf;
      8'h58: inverse = 8'h18;
      8'h59: inverse = 8'h3e;
      8'h5a: inverse = 8'h22;
      8'h5b: inverse = 8'hf0;
      8'h5c: inverse = 8'h51;
      8'h5d: inverse = 8'hec;
      8'h5e: inverse = 8'h61;
      8'h5f: inverse = 8'h17;
      8'h60: inverse = 8'h16;
      8'h61: inverse = 8'h5e;
      8'h62: inverse = 8'haf;
      8'h63: inverse = 8'hd3;
      8'h64: inverse = 8'h49;
      8'h65: inverse = 8'ha6;
      8'h66: inverse = 8'h36;
      8'h67: inverse = 8'h43;
      8'h68: inverse = 8'hf4;
      8'h69: inverse = 8'h47;
      8'h6a: inverse = 8'h91;
      8'h6b: inverse = 8'hdf;
      8'h6c: inverse = 8'h33;
      8'h6d: inverse = 8'h93;
      8'h6e: inverse = 8'h21;
      8'h6f: inverse = 8'h3b;
      8'h70: inverse = 8'h79;
      8'h71: inverse = 8'hb7;
      8'h72: inverse = 8'h97;
      8'h73: inverse = 8'h85;
      8'h74: inverse = 8'h10;
      8'h75: inverse = 8'hb5;
      8'h76: inverse = 8'hba;
      8'h77: inverse = 8'h3c;
      8'h78: inverse = 8'hb6;
      8'h79: inverse = 8'h70;
      8'h7a: inverse = 8'hd0;
      8'h7b: inverse = 8'h06;
      8'h7c: inverse = 8'ha1;
      8'h7d: inverse = 8'hfa;
      8'h7e: inverse = 8'h81;
      8'h7f: inverse = 8'h82;
      8'h80: inverse = 8'h83;
      8'h81: inverse = 8'h7e;
      8'h82: inverse = 8'h7f;
      8'h83: inverse = 8'h80;
      8'h84: inverse = 8'h96;
      8'h85: inverse = 8'h73;
      8'h86: inverse = 8'hbe;
      8'h87: inverse = 8'h56;
      8'h88: inverse = 8'h9b;
      8'h89: inverse = 8'h9e;
      8'h8a: inverse = 8'h95;
      8'h8b: inverse = 8'hd9;
      8'h8c: inverse = 8'hf7;
      8'h8d: inverse = 8'h02;
      8'h8e: inverse = 8'hb9;
      8'h8f: inverse = 8'ha4;
      8'h90: inverse = 8'hde;
      8'h91: inverse = 8'h6a;
      8'h92: inverse = 8'h32;
      8'h93: inverse = 8'h6d;
      8'h94: inverse = 8'hd8;
      8'h95: inverse = 8'h8a;
      8'h96: inverse = 8'h84;
      8'h97: inverse = 8'h72;
      8'h98: inverse = 8'h2a;
      8'h99: inverse = 8'h14;
      8'h9a: inverse = 8'h9f;
      8'h9b: inverse = 8'h88;
      8'h9c: inverse = 8'hf9;
      8'h9d: inverse = 8'hdc;
      8'h9e: inverse = 8'h89;
      8'h9f: inverse = 8'h9a;
      8'ha0: inverse = 8'hfb;
      8'ha1: inverse = 8'h7c;
      8'ha2: inverse = 8'h2e;
      8'ha3: inverse = 8'hc3;
      8'ha4: inverse = 8'h8f;
      8'ha5: inverse = 8'hb8;
      8'ha6: inverse = 8'h65;
      8'ha7: inverse = 8'h48;
      8'ha8: inverse = 8'h26;
      8'ha9: inverse = 8'hc8;
      8'haa: inverse = 8'h12;
      8'hab: inverse = 8'h4a;
      8'hac: inverse = 8'hce;
      8'had: inverse = 8'he7;
      8'hae: inverse = 8'hd2;
      8'haf: inverse = 8'h62;
      8'hb0: inverse = 8'h0c;
      8'hb1: inverse = 8'he0;
      8'hb2: inverse = 8'h1f;
      8'hb3: inverse = 8'hef;
      8'hb4: inverse = 8'h11;
      8'hb5: inverse = 8'h75;
      8'hb6: inverse = 8'h78;
      8'hb7: inverse = 8'h71;
      8'hb8: inverse = 8'ha5;
      8'hb9: inverse = 8'h8e;
      8'hba: inverse = 8'h76;
      8'hbb: inverse = 8'h3d;
      8'hbc: inverse = 8'hbd;
      8'hbd: inverse = 8'hbc;
      8'hbe: inverse = 8'h86;
      8'hbf: inverse = 8'h57;
      8'hc0: inverse = 8'h0b;
      8'hc1: inverse = 8'h28;
      8'hc2: inverse = 8'h2f;
      8'hc3: inverse = 8'ha3;
      8'hc4: inverse = 8'hda;
      8'hc5: inverse = 8'hd4;
      8'hc6: inverse = 8'he4;
      8'hc7: inverse = 8'h0f;
      8'hc8: inverse = 8'ha9;
      8'hc9: inverse = 8'h27;
      8'hca: inverse = 8'h53;
      8'hcb: inverse = 8'h04;
      8'hcc: inverse = 8'h1b;
      8'hcd: inverse = 8'hfc;
      8'hce: inverse = 8'hac;
      8'hcf: inverse = 8'he6;
      8'hd0: inverse = 8'h7a;
      8'hd1: inverse = 8'h07;
      8'hd2: inverse = 8'hae;
      8'hd3: inverse = 8'h63;
      8'hd4: inverse = 8'hc5;
      8'hd5: inverse = 8'hdb;
      8'hd6: inverse = 8'he2;
      8'hd7: inverse = 8'hea;
      8'hd8: inverse = 8'h94;
      8'hd9: inverse = 8'h8b;
      8'hda: inverse = 8'hc4;
      8'hdb: inverse = 8'hd5;
      8'hdc: inverse = 8'h9d;
      8'hdd: inverse = 8'hf8;
      8'hde: inverse = 8'h90;
      8'hdf: inverse = 8'h6b;
      8'he0: inverse = 8'hb1;
      8'he1: inverse = 8'h0d;
      8'he2: inverse = 8'hd6;
      8'he3: inverse = 8'heb;
      8'he4: inverse = 8'hc6;
      8'he5: inverse = 8'h0e;
      8'he6: inverse = 8'hcf;
      8'he7: inverse = 8'had;
      8'he8: inverse = 8'h08;
      8'he9: inverse = 8'h4e;
      8'hea: inverse = 8'hd7;
      8'heb: inverse = 8'he3;
      8'hec: inverse = 8'h5d;
      8'hed: inverse = 8'h50;
      8'hee: inverse = 8'h1e;
      8'hef: inverse = 8'hb3;
      8'hf0: inverse = 8'h5b;
      8'hf1: inverse = 8'h23;
      8'hf2: inverse = 8'h38;
      8'hf3: inverse = 8'h34;
      8'hf4: inverse = 8'h68;
      8'hf5: inverse = 8'h46;
      8'hf6: inverse = 8'h03;
      8'hf7: inverse = 8'h8c;
      8'hf8: inverse = 8'hdd;
      8'hf9: inverse = 8'h9c;
      8'hfa: inverse = 8'h7d;
      8'hfb: inverse = 8'ha0;
      8'hfc: inverse = 8'hcd;
      8'hfd: inverse = 8'h1a;
      8'hfe: inverse = 8'h41;
      default: inverse = 8'h1c;
    endcase
  end
  /* verilator coverage_on */

  assign result = decrypt ? inverse : (inverse ^ {inverse[6:0], inverse[7]} ^ {inverse[5:0], inverse[7:6]}
      ^ {inverse[4:0], inverse[7:5]} ^ {inverse[3:0], inverse[7:4]} ^ 8'h63);

endmodule

`default_nettype wire
