// encryption_substitution_memory
//
// Two S-boxes (FIPS 197, 5.1.1 and 5.3.2) in one block memory.
//
// Latency: 1 cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module encryption_substitution_memory (
  input  wire        clock,
  input  wire [15:0] values,  // secret: two bytes
  input  wire        enable,  // substitute; else the results stay
  output wire [15:0] results  // secret: one cycle later
);

  (* ram_style = "block" *) reg [7:0] boxes [0:255];
  reg [7:0] boxes_word;
  reg [7:0] boxes_word_2;

  initial begin
    boxes[0] = 8'h63;
    boxes[1] = 8'h7c;
    boxes[2] = 8'h77;
    boxes[3] = 8'h7b;
    boxes[4] = 8'hf2;
    boxes[5] = 8'h6b;
    boxes[6] = 8'h6f;
    boxes[7] = 8'hc5;
    boxes[8] = 8'h30;
    boxes[9] = 8'h01;
    boxes[10] = 8'h67;
    boxes[11] = 8'h2b;
    boxes[12] = 8'hfe;
    boxes[13] = 8'hd7;
    boxes[14] = 8'hab;
    boxes[15] = 8'h76;
    boxes[16] = 8'hca;
    boxes[17] = 8'h82;
    boxes[18] = 8'hc9;
    boxes[19] = 8'h7d;
    boxes[20] = 8'hfa;
    boxes[21] = 8'h59;
    boxes[22] = 8'h47;
    boxes[23] = 8'hf0;
    boxes[24] = 8'had;
    boxes[25] = 8'hd4;
    boxes[26] = 8'ha2;
    boxes[27] = 8'haf;
    boxes[28] = 8'h9c;
    boxes[29] = 8'ha4;
    boxes[30] = 8'h72;
    boxes[31] = 8'hc0;
    boxes[32] = 8'hb7;
    boxes[33] = 8'hfd;
    boxes[34] = 8'h93;
    boxes[35] = 8'h26;
    boxes[36] = 8'h36;
    boxes[37] = 8'h3f;
    boxes[38] = 8'hf7;
    boxes[39] = 8'hcc;
    boxes[40] = 8'h34;
    boxes[41] = 8'ha5;
    boxes[42] = 8'he5;
    boxes[43] = 8'hf1;
    boxes[44] = 8'h71;
    boxes[45] = 8'hd8;
    boxes[46] = 8'h31;
    boxes[47] = 8'h15;
    boxes[48] = 8'h04;
    boxes[49] = 8'hc7;
    boxes[50] = 8'h23;
    boxes[51] = 8'hc3;
    boxes[52] = 8'h18;
    boxes[53] = 8'h96;
    boxes[54] = 8'h05;
    boxes[55] = 8'h9a;
    boxes[56] = 8'h07;
    boxes[57] = 8'h12;
    boxes[58] = 8'h80;
    boxes[59] = 8'he2;
    boxes[60] = 8'heb;
    boxes[61] = 8'h27;
    boxes[62] = 8'hb2;
    boxes[63] = 8'h75;
    boxes[64] = 8'h09;
    boxes[65] = 8'h83;
    boxes[66] = 8'h2c;
    boxes[67] = 8'h1a;
    boxes[68] = 8'h1b;
    boxes[69] = 8'h6e;
    boxes[70] = 8'h5a;
    boxes[71] = 8'ha0;
    boxes[72] = 8'h52;
    boxes[73] = 8'h3b;
    boxes[74] = 8'hd6;
    boxes[75] = 8'hb3;
    boxes[76] = 8'h29;
    boxes[77] = 8'he3;
    boxes[78] = 8'h2f;
    boxes[79] = 8'h84;
    boxes[80] = 8'h53;
    boxes[81] = 8'hd1;
    boxes[82] = 8'h00;
    boxes[83] = 8'hed;
    boxes[84] = 8'h20;
    boxes[85] = 8'hfc;
    boxes[86] = 8'hb1;
    boxes[87] = 8'h5b;
    boxes[88] = 8'h6a;
    boxes[89] = 8'hcb;
    boxes[90] = 8'hbe;
    boxes[91] = 8'h39;
    boxes[92] = 8'h4a;
    boxes[93] = 8'h4c;
    boxes[94] = 8'h58;
    boxes[95] = 8'hcf;
    boxes[96] = 8'hd0;
    boxes[97] = 8'hef;
    boxes[98] = 8'haa;
    boxes[99] = 8'hfb;
    boxes[100] = 8'h43;
    boxes[101] = 8'h4d;
    boxes[102] = 8'h33;
    boxes[103] = 8'h85;
    boxes[104] = 8'h45;
    boxes[105] = 8'hf9;
    boxes[106] = 8'h02;
    boxes[107] = 8'h7f;
    boxes[108] = 8'h50;
    boxes[109] = 8'h3c;
    boxes[110] = 8'h9f;
    boxes[111] = 8'ha8;
    boxes[112] = 8'h51;
    boxes[113] = 8'ha3;
    boxes[114] = 8'h40;
    boxes[115] = 8'h8f;
    boxes[116] = 8'h92;
    boxes[117] = 8'h9d;
    boxes[118] = 8'h38;
    boxes[119] = 8'hf5;
    boxes[120] = 8'hbc;
    boxes[121] = 8'hb6;
    boxes[122] = 8'hda;
    boxes[123] = 8'h21;
    boxes[124] = 8'h10;
    boxes[125] = 8'hff;
    boxes[126] = 8'hf3;
    boxes[127] = 8'hd2;
    boxes[128] = 8'hcd;
    boxes[129] = 8'h0c;
    boxes[130] = 8'h13;
    boxes[131] = 8'hec;
    boxes[132] = 8'h5f;
    boxes[133] = 8'h97;
    boxes[134] = 8'h44;
    boxes[135] = 8'h17;
    boxes[136] = 8'hc4;
    boxes[137] = 8'ha7;
    boxes[138] = 8'h7e;
    boxes[139] = 8'h3d;
    boxes[140] = 8'h64;
    boxes[141] = 8'h5d;
    boxes[142] = 8'h19;
    boxes[143] = 8'h73;
    boxes[144] = 8'h60;
    boxes[145] = 8'h81;
    boxes[146] = 8'h4f;
    boxes[147] = 8'hdc;
    boxes[148] = 8'h22;
    boxes[149] = 8'h2a;
    boxes[150] = 8'h90;
    boxes[151] = 8'h88;
    boxes[152] = 8'h46;
    boxes[153] = 8'hee;
    boxes[154] = 8'hb8;
    boxes[155] = 8'h14;
    boxes[156] = 8'hde;
    boxes[157] = 8'h5e;
    boxes[158] = 8'h0b;
    boxes[159] = 8'hdb;
    boxes[160] = 8'he0;
    boxes[161] = 8'h32;
    boxes[162] = 8'h3a;
    boxes[163] = 8'h0a;
    boxes[164] = 8'h49;
    boxes[165] = 8'h06;
    boxes[166] = 8'h24;
    boxes[167] = 8'h5c;
    boxes[168] = 8'hc2;
    boxes[169] = 8'hd3;
    boxes[170] = 8'hac;
    boxes[171] = 8'h62;
    boxes[172] = 8'h91;
    boxes[173] = 8'h95;
    boxes[174] = 8'he4;
    boxes[175] = 8'h79;
    boxes[176] = 8'he7;
    boxes[177] = 8'hc8;
    boxes[178] = 8'h37;
    boxes[179] = 8'h6d;
    boxes[180] = 8'h8d;
    boxes[181] = 8'hd5;
    boxes[182] = 8'h4e;
    boxes[183] = 8'ha9;
    boxes[184] = 8'h6c;
    boxes[185] = 8'h56;
    boxes[186] = 8'hf4;
    boxes[187] = 8'hea;
    boxes[188] = 8'h65;
    boxes[189] = 8'h7a;
    boxes[190] = 8'hae;
    boxes[191] = 8'h08;
    boxes[192] = 8'hba;
    boxes[193] = 8'h78;
    boxes[194] = 8'h25;
    boxes[195] = 8'h2e;
    boxes[196] = 8'h1c;
    boxes[197] = 8'ha6;
    boxes[198] = 8'hb4;
    boxes[199] = 8'hc6;
    boxes[200] = 8'he8;
    boxes[201] = 8'hdd;
    boxes[202] = 8'h74;
    boxes[203] = 8'h1f;
    boxes[204] = 8'h4b;
    boxes[205] = 8'hbd;
    boxes[206] = 8'h8b;
    boxes[207] = 8'h8a;
    boxes[208] = 8'h70;
    boxes[209] = 8'h3e;
    boxes[210] = 8'hb5;
    boxes[211] = 8'h66;
    boxes[212] = 8'h48;
    boxes[213] = 8'h03;
    boxes[214] = 8'hf6;
    boxes[215] = 8'h0e;
    boxes[216] = 8'h61;
    boxes[217] = 8'h35;
    boxes[218] = 8'h57;
    boxes[219] = 8'hb9;
    boxes[220] = 8'h86;
    boxes[221] = 8'hc1;
    boxes[222] = 8'h1d;
    boxes[223] = 8'h9e;
    boxes[224] = 8'he1;
    boxes[225] = 8'hf8;
    boxes[226] = 8'h98;
    boxes[227] = 8'h11;
    boxes[228] = 8'h69;
    boxes[229] = 8'hd9;
    boxes[230] = 8'h8e;
    boxes[231] = 8'h94;
    boxes[232] = 8'h9b;
    boxes[233] = 8'h1e;
    boxes[234] = 8'h87;
    boxes[235] = 8'he9;
    boxes[236] = 8'hce;
    boxes[237] = 8'h55;
    boxes[238] = 8'h28;
    boxes[239] = 8'hdf;
    boxes[240] = 8'h8c;
    boxes[241] = 8'ha1;
    boxes[242] = 8'h89;
    boxes[243] = 8'h0d;
    boxes[244] = 8'hbf;
    boxes[245] = 8'he6;
    boxes[246] = 8'h42;
    boxes[247] = 8'h68;
    boxes[248] = 8'h41;
    boxes[249] = 8'h99;
    boxes[250] = 8'h2d;
    boxes[251] = 8'h0f;
    boxes[252] = 8'hb0;
    boxes[253] = 8'h54;
    boxes[254] = 8'hbb;
    boxes[255] = 8'h16;
  end

  assign results = {boxes_word_2, boxes_word};

  always @(posedge clock) begin
    if (enable) begin
      boxes_word <= boxes[values[7:0]];
    end
    if (enable) begin
      boxes_word_2 <= boxes[values[15:8]];
    end
  end

endmodule

`default_nettype wire
