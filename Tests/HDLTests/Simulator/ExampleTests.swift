import Foundation
import Testing

@testable import HDL

/// The examples of docs/hdl/simulator.md.
@Suite struct ExampleTests {
  @Test func firstSteps() throws {
    let simulator = try CycleSimulator(Counter())
    try simulator.reset()
    simulator.limit = 3
    simulator.enable = true
    try simulator.tick(3)
    #expect(simulator.value == 3 && simulator.wrapped)
    try simulator.tick()
    #expect(simulator.value == 0)
  }

  @Test func lookingInside() throws {
    let simulator = try CycleSimulator(Counter())
    try simulator.poke(\.count, 7)
    #expect(simulator.count == 7)
    #expect(try simulator.peek(\.value) == 0x07)

    let simulation = try CycleSimulation(Design(SimulationTests.Pair()))
    try simulation.poke("limit", 9)
    try simulation.tick(4)
    #expect(try simulation.peek("counters_0.count") == 4)
  }

  @Test func refusal() throws {
    let simulator = try CycleSimulator(Counter())
    simulator.limit = 300
    do {
      try simulator.tick()
    } catch {
      #expect("\(error)" == "'limit' has 8 bits and was not set to 0x12c, which does not fit.")
    }
  }

  @Test func pageAgrees() throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = (0..<4).reduce(here) { folder, _ in folder.deletingLastPathComponent() }
    let page = try String(contentsOf: root.appendingPathComponent("docs/hdl/simulator.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(blocks.count == 3)
    let tests = try String(contentsOf: here, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    for block in blocks {
      let text = block.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
      let isTested = tests.contains(text)
      #expect(isTested, "\(block)")
    }
  }
}
