import Foundation
import Testing

@testable import Prototype

@Suite("Reports of Yosys and nextpnr")
struct ReportsTests {
  private func file<Result>(_ text: String, _ read: (URL) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-report-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try read(file)
  }

  @Test("ports keep their order, names and widths")
  func ports() throws {
    let text = "module mdut\ninput [0:0] clk\ninput [7:0] a.b\noutput [0:3] q\nendmodule\n"
    #expect(
      try file(text, Reports.ports) == [
        CorePort(name: "clk", isInput: true, width: 1), CorePort(name: "a.b", isInput: true, width: 8),
        CorePort(name: "q", isInput: false, width: 4),
      ])
    #expect(throws: PrototypeError.unsuitableCore(reason: "its port 'z' is an inout")) {
      try file("inout [0:0] z\n", Reports.ports)
    }
  }

  @Test("cells are counted")
  func cells() throws {
    let text = #"{"creator": "Yosys", "design": {"num_cells": 3, "num_cells_by_type": {"LUT4": 2, "TRELLIS_FF": 1}}}"#
    #expect(try file(text, Reports.cells) == ["LUT4": 2, "TRELLIS_FF": 1])
  }

  @Test("the slowest clock and its slowest path are found")
  func timing() throws {
    let text = """
      {"utilization": {"TRELLIS_COMB": {"available": 83640, "used": 12}},
       "fmax": {"clk": {"achieved": 61.5, "constraint": 150.0}},
       "critical_paths": [
        {"from": "<async>", "to": "posedge clk", "path": []},
        {"from": "posedge clk", "to": "posedge clk", "path": [
          {"delay": 0.5, "type": "clk-to-q", "from": {"cell": "start"}, "to": {"cell": "start"}},
          {"delay": 1.25, "type": "routing", "from": {"cell": "start"}, "to": {"cell": "middle"}},
          {"delay": 0.25, "type": "logic", "from": {"cell": "middle"}, "to": {"cell": "middle"}},
          {"delay": 2.0, "type": "routing", "from": {"cell": "middle"}, "to": {"cell": "end"}}]}]}
      """
    let timing = try file(text) { try Reports.timing(seed: 7, in: $0) }
    #expect(
      timing
        == SeedTiming(
          seed: 7, megahertz: 61.5,
          criticalPath: CriticalPath(
            from: "start", to: "end", levels: 1, logicNanoseconds: 0.75, routingNanoseconds: 3.25)))
    #expect(try file(text, Reports.utilization) == ["TRELLIS_COMB": 12])
  }

  @Test("what is no report is refused with its path", arguments: ["", "{}", #"{"design": 3}"#])
  func refusals(text: String) {
    #expect {
      try file(text, Reports.cells)
    } throws: { error in
      guard case .unexpectedReport(let path, _) = error as? PrototypeError else { return false }
      return path.contains("keyline-report")
    }
    #expect(throws: PrototypeError.self) { try Reports.cells(in: URL(fileURLWithPath: "/nowhere/report")) }
    #expect(throws: PrototypeError.self) {
      try file(#"{"utilization": {}, "fmax": {}}"#) { try Reports.timing(seed: 1, in: $0) }
    }
  }

  @Test("least, median and greatest frequency over the seeds")
  func spread() {
    func measurement(_ frequencies: [Double]) -> CoreMeasurement {
      CoreMeasurement(
        name: "", top: "", identity: "",
        area: Area(
          lut4: 0, flipFlops: 0, blockRAM: 0, dsp: 0, carry: 0, multiplexers: 0, lutRAM: 0, packedLUTs: 0,
          packedFlipFlops: 0), timing: frequencies.enumerated().map { SeedTiming(seed: $0, megahertz: $1) })
    }
    #expect(measurement([]).fmax == nil)
    #expect(measurement([61, 58, 63]).fmax ?? (0, 0, 0) == (58, 61, 63))
    #expect(measurement([61, 58]).fmax ?? (0, 0, 0) == (58, 58, 61))
  }
}
