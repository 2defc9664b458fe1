import Foundation
import Simulation
import Testing

@testable import HDL

/// Signals that depend on other bits of themselves: no loops, and every tool must compute them right and without a
/// warning.
@Suite struct CircleTests {
  /// Binary from Gray code: each bit from the next higher one.
  final class GrayDecoder: Module {
    let gray = In(8)
    let result = Out(8)
    let binary = Wire(8)
    override func build() {
      binary <== cat(gray[7], binary[1...7] ^ gray[0...6])
      result <== binary
    }
  }

  @Test func emittedText() throws {
    final class Halves: Module {
      let source = In(4)
      let choice = In()
      let result = Out(8)
      let both = Wire(8)
      override func build() {
        when(choice) {
          both <== cat((both[0...3] + source).named("sum"), source)
        } otherwise: {
          both <== cat(source, both[4...7] ^ 5)
        }
        result <== ~both
      }
    }
    // Each half depends on the other one, so this is a loop of bits.
    #expect(report(Halves()).problems.first?.contains("both <- both") == true)

    final class Chain: Module {
      let source = In(4)
      let choice = In()
      let result = Out(12)
      let word = Wire(12)
      override func build() {
        when(choice) {
          word <== cat((word[0...7] + cat(source, source)).named("sum"), source)
        } otherwise: {
          word <== cat(source, source, source)
        }
        result <== word
      }
    }
    #expect(
      try text(of: Chain(), from: "reg") == """
          reg [3:0] word_3_0;
          reg [3:0] word_7_4;
          reg [3:0] word_11_8;

          always @* begin
            if (choice) begin
              word_3_0 = source;
            end else begin
              word_3_0 = source;
            end
          end

          wire [3:0] sum_3_0 = word_3_0 + source;

          always @* begin
            if (choice) begin
              word_7_4 = sum_3_0;
            end else begin
              word_7_4 = source;
            end
          end

          wire [7:0] sum_7_4_t1 = {word_7_4, word_3_0} + {2{source}};
          wire [3:0] sum_7_4 = sum_7_4_t1[7:4];

          always @* begin
            if (choice) begin
              word_11_8 = sum_7_4;
            end else begin
              word_11_8 = source;
            end
          end

          assign result = {word_11_8, word_7_4, word_3_0};

          wire unused = &{1'b0, sum_7_4_t1[3:0]};
        """)
  }

  /// Runs a design with random inputs in Verilator and in Icarus, and compares with a function of the inputs.
  private func check(
    _ module: @autoclosure () -> Module, inputs: KeyValuePairs<String, Int>, output: String, width: Int,
    _ model: ([String: UInt64]) -> UInt64, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verilog = try Design(module()).verilog()
    try SimulationModel.lint(verilog)
    let simulator = try Simulator(SimulationModel(verilog))
    var random = SeededGenerator(seed: 3)
    var bench = ["module bench;"]
    bench += inputs.map { "  reg [\($0.value - 1):0] \($0.key);" } + ["  wire [\(width - 1):0] \(output);"]
    let connections = (inputs.map(\.key) + [output]).map { ".\($0)(\($0))" }.joined(separator: ", ")
    bench += ["  \(verilog.top) top (\(connections));", "  initial begin"]
    for _ in 0..<100 {
      var values: [String: UInt64] = [:]
      for (name, width) in inputs {
        values[name] = random.words(width: width)[0]
        try simulator.set(name, [values[name]!])
        bench.append("    \(name) = \(values[name]!);")
      }
      let expected = model(values)
      try simulator.evaluate()
      #expect(try simulator.value(of: output) == [expected], "\(values)", sourceLocation: sourceLocation)
      bench.append(
        "    #1 if (\(output) !== \(width)'d\(expected)) $display(\"%h, not \(String(expected, radix: 16))\", \(output));"
      )
    }
    bench += ["  end", "endmodule"]
    #expect(
      try icarus(verilog.files.map(\.text) + [bench.joined(separator: "\n")]) == "", sourceLocation: sourceLocation)
    try expectOtherToolsAccept(verilog)
  }

  /// What Icarus prints when it runs the module `bench`; nothing where Icarus is not installed.
  private func icarus(_ texts: [String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hdl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try texts.joined(separator: "\n").write(
      to: folder.appendingPathComponent("all.v"), atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "command -v iverilog > /dev/null || exit 0; iverilog -g2005 -s bench -o all all.v && vvp -n all",
    ]
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return said
  }

  @Test func grayDecoder() throws {
    try check(GrayDecoder(), inputs: ["gray": 8], output: "result", width: 8) { values in
      let gray = values["gray"]!
      return (0..<8).reduce(0) { $0 ^ gray >> UInt64($1) }
    }
  }

  /// A process that reads the signal it drives, with a sum on the way round.
  @Test func processWithSum() throws {
    final class Ripple: Module {
      let a = In(8)
      let choice = In(2)
      let result = Out(8)
      let x = Wire(8)
      override func build() {
        match(Enum<Color>(code: choice, otherwise: .blue)) {
          switch $0 {
          case .red: x <== cat((x + a).named("sum")[0...6], choice[1])
          case .green: x <== cat((x - a)[0...6] ^ x[0...6], Bits(1, width: 1))
          case .blue: x <== a
          }
        }
        result <== x
      }
    }
    try check(Ripple(), inputs: ["a": 8, "choice": 2], output: "result", width: 8) { values in
      let (a, choice) = (values["a"]!, values["choice"]!)
      var x: UInt64 = 0
      for _ in 0..<9 {
        switch choice {
        case 0: x = (x + a) << 1 & 0xff
        case 1: x = ((x &- a) ^ x) << 1 & 0xff | 1
        default: x = a
        }
      }
      return x
    }
  }

  /// Two signals and an output that read each other's bits, through a table, with a default.
  @Test func severalSignals() throws {
    final class Ladder: Module {
      let a = In(6)
      let go = In()
      let high = Out(6, default: 9)
      let low = Wire(6)
      override func build() {
        low <== cat(select(high[0...1], from: [a[3...5], a[0...2], 5, 2]), high[2] ^ a[1], high[1], a[0])
        when(go) { high <== cat(low[3...5] & a[0...2], low[1] | a[2], cat(low[0], a[5])) }
        ignore(low)
      }
    }
    try check(Ladder(), inputs: ["a": 6, "go": 1], output: "high", width: 6) { values in
      let (a, go) = (values["a"]!, values["go"]!)
      func bit(_ value: UInt64, _ index: UInt64) -> UInt64 { value >> index & 1 }
      var (high, low): (UInt64, UInt64) = (0, 0)
      for _ in 0..<12 {
        low =
          [a >> 3, a & 7, 5, 2][Int(high & 3)] << 3 | (bit(high, 2) ^ bit(a, 1)) << 2 | bit(high, 1) << 1 | bit(a, 0)
        high =
          go == 0 ? 9 : (low >> 3 & a & 7) << 3 | (bit(low, 1) | bit(a, 2)) << 2 | bit(low, 0) << 1 | bit(a, 5)
      }
      return high
    }
  }

  /// Round through an instance's vectors, one and two levels deep.
  @Test func throughInstances() throws {
    final class Around: Module {
      let a = In(8)
      let b = In(8)
      let result = Out(8)
      let flat = Instance(LoopChecks.Mixer())
      let deep = Instance(LoopChecks.Outer())
      override func build() {
        flat.source <== cat(flat.mixed[0...6], Bits(1, width: 1))
        flat.other <== a
        deep.source <== cat((deep.mixed + a)[0...6], Bits(0, width: 1))
        deep.other <== b
        result <== flat.mixed ^ deep.mixed
        ignore(flat.sum, deep.sum)
      }
    }
    try check(Around(), inputs: ["a": 8, "b": 8], output: "result", width: 8) { values in
      let (a, b) = (values["a"]!, values["b"]!)
      var (flat, deep): (UInt64, UInt64) = (0, 0)
      for _ in 0..<9 {
        flat = (flat << 1 | 1) & 0xff ^ a
        deep = (deep + a) << 1 & 0xff ^ b
      }
      return flat ^ deep
    }
  }
}
