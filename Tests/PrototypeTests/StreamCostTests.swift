import Hardware
import Testing

@testable import Prototype

@Suite("Cost of a stream of lines")
struct StreamCostTests {
  @Test("every design point gives regular figures that the bus allows", arguments: DesignPoint.allCases, [false, true])
  func plausible(point: DesignPoint, decrypt: Bool) throws {
    let cost = try StreamCost.measure(point, decrypt: decrypt)
    // A bus of 64 bits carries a line in eight cycles.
    #expect(cost.cyclesPerLine >= 8)
    #expect(cost.bytesPerCycle <= 8)
    let first = try #require(cost.blockToFirstWord)
    let last = try #require(cost.lastBeatToLastWord)
    // A round takes time; words leave in order, one a cycle at most.
    #expect(first >= 1)
    #expect(last >= 1)
    #expect(try #require(cost.lastBeatToFirstWord) <= last - 7)
  }
}
