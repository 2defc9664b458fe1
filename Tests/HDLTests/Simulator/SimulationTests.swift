import Foundation
import Testing

@testable import HDL

/// The simulation in this process, with ports by name.
@Suite struct SimulationTests {
  final class Pair: Module {
    let limit = In(8)
    let first = Out(8)
    let total = Out(9)
    let counters = (0..<2).map { _ in Instance(Counter()) }

    override func build() {
      for (index, counter) in counters.enumerated() {
        counter.limit <== limit
        counter.enable <== (index == 0 ? true : counters[0].wrapped)
      }
      first <== counters[0].value
      total <== counters[0].value.extended(to: 9) + counters[1].value.extended(to: 9)
    }
  }

  @Test func countsThroughInstances() throws {
    let simulation = try CycleSimulation(Design(Pair()))
    try simulation.reset()
    try simulation.poke("limit", 2)
    var totals: [UInt64] = []
    for _ in 0..<8 {
      totals.append(try simulation.peek("total").words[0])
      try simulation.tick()
    }
    #expect(totals == [0, 1, 2, 1, 2, 3, 2, 3])
    #expect(try simulation.peek("counters_1.count") == 2)
    #expect(simulation.cycle == 9)
    try simulation.poke("counters_1.count", 0xf0)
    #expect(try simulation.peek("total") == 0xf2)
  }

  @Test func refusals() throws {
    let simulation = try CycleSimulation(Design(Pair()))
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "nothing"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message { _ = try simulation.peek("counters_2.count") }
        == "'pair' has no 'counters_2.count'. There are: counters_0, counters_1.")
    #expect(
      message { _ = try simulation.peek("counters_0.counter") }
        == "'pair' has no 'counters_0.counter'. There are: enable, limit, value, wrapped, count.")
    #expect(
      message { try simulation.poke("total", 1) }
        == "'total' is driven inside 'pair' and cannot be set: set an input, a register or a memory.")
    #expect(
      message { try simulation.poke("limit", Constant(width: 9, value: 0x100)) }
        == "'limit' has 8 bits and was not set to 0x100, which does not fit.")
    #expect(message { try simulation.tick(ClockDomain("video")) } == "'pair' has no 'video_clock'. There are: clock.")
  }
}
