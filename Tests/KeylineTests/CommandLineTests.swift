import Foundation
import Testing

/// Every command but the program encryption, as a user runs it.
@Suite struct CommandLineTests {
  private let tool = Tool()

  @Test(arguments: [
    [], ["emit"], ["cosim"], ["demo"], ["docs"], ["doctor"], ["mutate"], ["bench"], ["area"], ["performance"],
    ["encrypt"],
    ["decrypt"], ["audit"],
  ])
  func helpAnswers(command: [String]) throws {
    let outcome = try tool.keyline(command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: keyline"))
  }

  @Test func emitWritesEveryDesignAndItsCheckFindsAChange() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let written = try tool.keyline("emit", "--output", folder)
    #expect(written.status == 0)
    for point in ["minimal", "small", "balanced", "compact", "fast"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(point)/encryption_unit.v"))
    }
    #expect(FileManager.default.fileExists(atPath: "\(folder)/pipelined/pipelined_encryption.v"))
    #expect(try tool.keyline("emit", "--output", folder, "--check").status == 0)

    try "module interleaved_lane; endmodule\n".write(
      toFile: "\(folder)/small/interleaved_lane.v", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(folder)/fast/old.v", atomically: true, encoding: .utf8)
    let changed = try tool.keyline("emit", "--output", folder, "--check", "--design", "small")
    #expect(changed.status == 1)
    #expect(changed.complaint.contains("small/interleaved_lane.v differs"))
    let stale = try tool.keyline("emit", "--output", folder, "--check", "--design", "fast")
    #expect(stale.status == 1)
    #expect(stale.complaint.contains("fast/old.v is no longer emitted"))
  }

  @Test func emitAsJSONListsTheFiles() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline("emit", "--design", "minimal", "--output", folder, "--json")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.count == 16)
    #expect(list.allSatisfy { $0["design"] as? String == "minimal" })
  }

  @Test func emitIntoAFileIsRefused() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "x".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
    let outcome = try tool.keyline("emit", "--output", "\(folder)/file")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("keyline:"))
  }

  @Test(arguments: [
    ["cosim", "--design", "huge"], ["cosim", "--shard", "3/2"], ["cosim", "--shard", "x"],
    ["cosim", "--transactions", "0"], ["cosim", "--seeds", "0"], ["cosim", "--only", "1,2"],
    ["cosim", "--design", "small", "--seeds", "1", "--only", "1,x"], ["emit", "--frobnicate"],
    ["bench", "--rounds", "0"], ["nonsense"], ["audit", "--point", "huge"],
  ])
  func wrongArgumentsAreRefusedWithUsage(arguments: [String]) throws {
    let process = try tool.keyline(arguments)
    #expect(process.status == 64)
    #expect(process.complaint.contains("Error:"))
    #expect(process.complaint.contains("sage"))
  }

  @Test func cosimReportsAsTableJSONAndJUnit() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let junit = "\(folder)/results/cosim.xml"
    let table = try tool.keyline("cosim", "--design", "minimal", "--seeds", "3", "--lines", "40", "--junit", junit)
    #expect(table.status == 0)
    #expect(table.output.contains("no mismatch"))
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("tests=\"1\" failures=\"0\""))

    let json = try tool.keyline("cosim", "--design", "minimal", "--seeds", "3", "--lines", "40", "--json")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(list.first?["seedsPassed"] as? Int == 3)
  }

  @Test func cosimRepeatsPartOfARun() throws {
    let outcome = try tool.keyline(
      "cosim", "--design", "minimal", "--seed", "5", "--seeds", "1", "--lines", "40", "--only", "0,3,9")
    #expect(outcome.status == 0)
  }

  @Test func aMissingSimulatorIsNamedWithItsRepair() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let environment = ["PATH": "/usr/bin-without-tools:/bin-without-tools", "KEYLINE_CACHE": folder]
    let cosim = try tool.keyline("cosim", "--design", "minimal", "--seeds", "1", environment: environment)
    #expect(cosim.status == 2)
    #expect(cosim.complaint.contains("verilator"))
    #expect(cosim.complaint.contains("apt-get install verilator"))
    let doctor = try tool.keyline("doctor", environment: environment)
    #expect(doctor.status == 2)
    #expect(doctor.output.contains("MISSING  verilator"))
  }

  @Test func doctorFindsThisMachineFit() throws {
    let outcome = try tool.keyline("doctor", "--json")
    #expect(outcome.status == 0)
    let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.contains { $0["tool"] as? String == "verilator" && $0["isFit"] as? Bool == true })
  }
}
