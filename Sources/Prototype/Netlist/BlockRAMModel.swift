/// A simulation model of DP16KD, the block RAM of ECP5, for which Yosys has none. After the Lattice technical note
/// FPGA-TN-02204 and what Yosys's mapping relies on: two ports of 1 to 18 bits, or one that writes and one that reads up
/// to 36 bits; without output registers. A word read by one port while the other writes it is undefined on the FPGA, and is
/// inverted here, so that a design that depends on it fails.
enum BlockRAMModel {
  static let verilog: String = {
    let contents = (0..<64).map { "INITVAL_" + hexadecimal($0) }
    return """
      module DP16KD (
        \(ports.joined(separator: ",\n  "))
      );
        \(contents.map { "parameter [319:0] \($0) = 320'd0;" }.joined(separator: "\n  "))
        parameter DATA_WIDTH_A = 18, DATA_WIDTH_B = 18;
        parameter REGMODE_A = "NOREG", REGMODE_B = "NOREG";
        parameter RESETMODE = "SYNC", ASYNC_RESET_RELEASE = "SYNC", GSR = "ENABLED", INIT_DATA = "STATIC";
        parameter CSDECODE_A = "0b000", CSDECODE_B = "0b000";
        parameter WRITEMODE_A = "NORMAL", WRITEMODE_B = "NORMAL";
        parameter CLKAMUX = "CLKA", CLKBMUX = "CLKB";
        parameter WID = 0;

        // 2048 bytes of 9 bits. Narrower words are parts of the lower 8.
        reg [8:0] bytes [0:2047];
        wire [20479:0] initial_contents = {\(contents.reversed().joined(separator: ", "))};
        integer i;
        initial begin
          for (i = 0; i < 2048; i = i + 1)
            bytes[i] = initial_contents[20 * (i / 2) + 9 * (i % 2) +: 9];
          if (REGMODE_A != "NOREG" || REGMODE_B != "NOREG" || CSDECODE_A != "0b000" || CSDECODE_B != "0b000")
            $fatal(1, "DP16KD: output registers and decoded chip selects are not modelled");
        end

        wire [13:0] address_a = \(vector("ADA", 14)), address_b = \(vector("ADB", 14));
        wire [17:0] data_a = \(vector("DIA", 18)), data_b = \(vector("DIB", 18));
        wire clock_a = CLKAMUX == "INV" ? ~CLKA : CLKA, clock_b = CLKBMUX == "INV" ? ~CLKB : CLKB;
        wire writes_a = CEA & WEA & ~CSA0 & ~CSA1 & ~CSA2 & ~RSTA;
        wire writes_b = CEB & WEB & ~CSB0 & ~CSB1 & ~CSB2 & ~RSTB;

        // The bytes that a port's address stands for, and those of them that it writes.
        function [3:0] enables(input integer width, input [13:0] address);
          enables = width == 36 ? address[3:0] : width == 18 ? {2'd0, address[1:0]} : 4'd1;
        endfunction
        function [10:0] first(input integer width, input [13:0] address);
          first = width == 36 ? {address[13:5], 2'd0} : width == 18 ? {address[13:4], 1'd0} : address[13:3];
        endfunction
        function [8:0] replaced(input integer width, input [2:0] place, input [8:0] old, input [8:0] word);
          replaced = width >= 9 ? word
            : old & ~(((9'd1 << width) - 9'd1) << place) | ((word & ((9'd1 << width) - 9'd1)) << place);
        endfunction
        function [35:0] shown(input integer width, input [2:0] place, input [35:0] read);
          shown = width >= 9 ? read : (read >> place) & ((36'd1 << width) - 36'd1);
        endfunction

        wire [10:0] first_a = first(DATA_WIDTH_A, address_a), first_b = first(DATA_WIDTH_B, address_b);
        wire [3:0] enables_a = enables(DATA_WIDTH_A, address_a), enables_b = enables(DATA_WIDTH_B, address_b);
        wire [35:0] wide_a = {data_b, data_a};
        reg [17:0] output_a = 18'd0;
        reg [35:0] output_b = 36'd0;
            reg [35:0] read_a, read_b;

      \(port("a", other: "b", letter: "A"))
      \(port("b", other: "a", letter: "B"))
        // A word of 36 bits is read by port B and leaves through the outputs of both.
        assign \(vector("DOA", 18)) = DATA_WIDTH_B == 36 ? output_b[17:0] : output_a;
        assign \(vector("DOB", 18)) = DATA_WIDTH_B == 36 ? output_b[35:18] : output_b[17:0];
      endmodule

      """
  }()

  private static var ports: [String] {
    ["A", "B"].flatMap { side -> [String] in
      let controls = ["CLK", "WE", "CE", "OCE", "RST"].map { $0 + side }
      let vectors = [("CS", 3), ("AD", 14), ("DI", 18)].flatMap { name, width in
        (0..<width).map { "\(name)\(side)\($0)" }
      }
      return (controls + vectors).map { "input \($0)" } + (0..<18).map { "output DO\(side)\($0)" }
    }
  }

  /// What a port does at its clock edge. Of a written word the port shows the old value, the new one, or what it showed.
  private static func port(_ side: String, other: String, letter: String) -> String {
    let data = side == "a" ? "wide_a" : "{18'd0, data_b}"
    return """
        always @(posedge clock_\(side)) begin : port_\(side)
          integer j, k;
          for (j = 0; j < 4; j = j + 1) begin
            read_\(side)[9 * j +: 9] = bytes[first_\(side) + j];
            for (k = 0; k < 4; k = k + 1)
              if (writes_\(other) && enables_\(other)[k] && first_\(side) + j == first_\(other) + k)
                read_\(side)[9 * j +: 9] = ~bytes[first_\(side) + j];
            if (writes_\(side) && enables_\(side)[j]) begin
              if (WRITEMODE_\(letter) == "WRITETHROUGH")
                read_\(side)[9 * j +: 9] =
                  replaced(DATA_WIDTH_\(letter), address_\(side)[2:0], bytes[first_\(side) + j], \(data) >> 9 * j);
              bytes[first_\(side) + j] <=
                replaced(DATA_WIDTH_\(letter), address_\(side)[2:0], bytes[first_\(side) + j], \(data) >> 9 * j);
            end
          end
          if (RST\(letter) && RESETMODE != "SYNC") $fatal(1, "DP16KD: asynchronous reset is not modelled");
          if (RST\(letter)) output_\(side) <= 0;
          else if (CE\(letter) && (!WE\(letter) || WRITEMODE_\(letter) != "NORMAL"))
            output_\(side) <= shown(DATA_WIDTH_\(letter), address_\(side)[2:0], read_\(side));
        end

      """
  }

  private static func vector(_ name: String, _ width: Int) -> String {
    "{" + (0..<width).reversed().map { "\(name)\($0)" }.joined(separator: ", ") + "}"
  }

  private static func hexadecimal(_ number: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return text.count == 1 ? "0" + text : text
  }
}
