import Cosimulation
import Foundation
import HDL
import Hardware
import Prototype
import Simulation
import Testing

/// The netlist after synthesis under the same co-simulation as the Verilog that it was made of, and the same netlist with
/// defects in its cells. One model serves both: a defect is chosen by an input that is 0 for none.
@Suite struct PostSynthesisTests {
  private static let point = DesignPoint.minimal
  private static let defects = 8

  private func flow() throws -> NetlistFlow {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    return try NetlistFlow(PrototypeTools(), output: package.appending(path: "build/fpga/netlists"))
  }

  @Test func theNetlistAgreesWithTheGoldenModelAndADefectDoesNot() throws {
    let design = try flow().synthesised(Self.point.design(), for: .ice40)
    let planted = try plant(design)
    let model = try SimulationModel(planted, options: NetlistFlow.options)
    for seed in 1...3 as ClosedRange<UInt64> {
      let result = try Scenario(point: Self.point, seed: seed, lines: 25).run(on: model, mutant: 0)
      #expect(result.mismatch == nil, "seed \(seed): \(String(describing: result.mismatch))")
      #expect(result.lines >= 25)
    }
    var caught = 0
    for defect in 1...Self.defects {
      let isCaught = try (1...3).contains { (seed: UInt64) in
        try Scenario(point: Self.point, seed: seed, lines: 25).run(on: model, mutant: defect).mismatch != nil
      }
      caught += isCaught ? 1 : 0
    }
    #expect(caught >= Self.defects / 2, "\(caught) of \(Self.defects) defects were caught")
  }

  @Test func theNetlistWithBlockRAMsOfECP5AgreesWithTheGoldenModel() throws {
    let design = try flow().synthesised(Self.point.design(), for: .ecp5)
    #expect(try #require(design.files.first { $0.name == "netlist.v" }).text.contains("DP16KD"))
    let result = try Scenario(point: Self.point, seed: 1, lines: 25)
      .run(on: SimulationModel(design, options: NetlistFlow.options))
    #expect(result.mismatch == nil && result.lines >= 25, "\(String(describing: result.mismatch))")
  }

  @Test func whatIsNoNetlistIsRefused() throws {
    let flow = try flow()
    let design = try Self.point.design()
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).v")
    defer { try? FileManager.default.removeItem(at: file) }
    func refusal(_ text: String) throws -> String {
      try Data(text.utf8).write(to: file)
      do {
        _ = try flow.netlist(at: file, of: design)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(try refusal("module other(clock);\nendmodule\n").hasSuffix("has no module encryption_unit"))
    #expect(try refusal("module encryption_unit(clock);\nendmodule\n").contains("no cells of ECP5 or iCE40"))
    #expect(throws: PrototypeError.self) { try flow.netlist(at: URL(filePath: "/nonexistent.v"), of: design) }
  }

  /// The netlist with an input `mutant`: while it is k, the k-th of some look-up tables all over the netlist has one bit
  /// inverted, or all of them for every other table.
  private func plant(_ design: VerilogDesign) throws -> VerilogDesign {
    var text = try #require(design.files.first { $0.name == "netlist.v" }).text
    let cell = try NSRegularExpression(
      pattern:
        #"  SB_LUT4 #\(\n    \.LUT_INIT\(16'h([0-9a-f]{4})\)\n  \) (.+?) \(\n((?:    \.I[0-3]\(.*\),\n)+)    \.O\((.+)\)\n  \);\n"#
    )
    let whole = NSRange(text.startIndex..., in: text)
    let cells = cell.matches(in: text, range: whole)
    try #require(cells.count > 100 * Self.defects, "the netlist does not look as expected: adapt the test")
    let chosen = (1...Self.defects).map { cells[$0 * cells.count / (Self.defects + 1)] }
    for (index, match) in chosen.enumerated().reversed() {
      func part(_ number: Int) throws -> String { String(text[try #require(Range(match.range(at: number), in: text))]) }
      let table = try #require(UInt16(part(1), radix: 16))
      let broken = index % 2 == 0 ? ~table : table ^ 1
      let cells = try [("right", table), ("wrong", broken)].map { name, table in
        """
          wire planted_\(name)_\(index);
          SB_LUT4 #(.LUT_INIT(16'd\(table))) planted_\(name)_cell_\(index) (
        \(try part(3))    .O(planted_\(name)_\(index))
          );

        """
      }
      let replacement =
        cells.joined()
        + "  assign \(try part(4)) = mutant == \(index + 1) ? planted_wrong_\(index) : planted_right_\(index);\n"
      text.replaceSubrange(try #require(Range(match.range, in: text)), with: replacement)
    }
    let head = "module encryption_unit("
    let place = try #require(text.range(of: head))
    text.replaceSubrange(place, with: head + "mutant, ")
    let end = try #require(text.range(of: ");\n", range: place.upperBound..<text.endIndex))
    text.replaceSubrange(end, with: ");\n  input [15:0] mutant;\n")
    return VerilogDesign(
      top: design.top, clock: design.clock, reset: design.reset,
      ports: design.ports + [PortDescription(name: "mutant", width: 16, direction: .input)],
      files: design.files.map { $0.name == "netlist.v" ? VerilogFile(name: "netlist.v", text: text) : $0 })
  }
}
