import Foundation
import Fuzzing
import HDL
import Testing

/// Random designs mean the same to every tool, and the comparison would notice if they did not.
@Suite struct FuzzingTests {
  static func explain(_ failures: [Failure]) -> Comment {
    let lines = failures.map { failure in
      "\(failure.recipe.name): \(failure.detail)\nkeyline fuzz --designs 1 --seed \(failure.recipe.name.dropFirst(7))"
    }
    return Comment(rawValue: lines.joined(separator: "\n"))
  }

  /// Icarus sees all, synthesis and Verilator see every tenth.
  @Test func randomDesigns() throws {
    var campaign = Campaign()
    campaign.designs = 300
    campaign.cycles = 20
    campaign.strides = [.icarus: 1, .yosys: 10, .verilator: 10]
    campaign.batch = 100
    let result = try campaign.run()
    #expect(result.failures.isEmpty, Self.explain(result.failures))
    #expect(result.designs == 300)
    #expect(result.seen == [.icarus: 300, .yosys: 30, .verilator: 30])
  }

  static var regressions: [URL] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Regressions")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  /// What once failed.
  @Test(arguments: regressions) func regression(file: URL) throws {
    let campaign = Campaign()
    let failures = try campaign.replay(Recipe(json: Data(contentsOf: file)))
    #expect(failures.isEmpty, Self.explain(failures))
  }

  @Test func regressionsAreThere() { #expect(!Self.regressions.isEmpty) }

  /// The fuzzer that cannot fail is a defect.
  @Test(arguments: [(">>>", ">>"), ("$signed(", "("), (" ? ", " ^ 1'b1 ? "), (" - ", " + ")])
  func plantedDefects(right: String, wrong: String) throws {
    var campaign = Campaign()
    campaign.designs = 100
    campaign.cycles = 20
    campaign.strides = [.icarus: 1]
    campaign.failureLimit = 1
    campaign.alter = { design in
      VerilogDesign(
        top: design.top, clock: design.clock, reset: design.reset, ports: design.ports,
        files: design.files.map {
          VerilogFile(name: $0.name, text: $0.text.replacingOccurrences(of: right, with: wrong))
        })
    }
    let result = try campaign.run()
    let found = try #require(result.failures.first { $0.kind == .difference(.icarus) })
    let shrunk = try campaign.shrink(found, limit: 12)
    #expect(shrunk.kind == found.kind)
    #expect(shrunk.recipe.size < found.recipe.size)
    #expect(try PreparedDesign(shrunk.recipe).verilog.files.contains { $0.text.contains(right) })
    // The same design without the defect is right.
    campaign.alter = { $0 }
    #expect(try campaign.replay(shrunk.recipe).isEmpty)
    #expect(try Recipe(json: shrunk.recipe.json()) == shrunk.recipe)
  }

  @Test func sameSeedSameDesign() throws {
    let first = try PreparedDesign(Campaign.recipe(seed: 7, cycles: 20))
    let second = try PreparedDesign(Campaign.recipe(seed: 7, cycles: 20))
    #expect(first.verilog == second.verilog)
  }
}
