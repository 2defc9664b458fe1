import Cosimulation
import Hardware
import Reference
import Simulation
import Testing

/// The exact clock cycles of a line, so that a change of the hardware that costs or saves any is seen.
@Suite struct LineCostTests {
  /// Memory latency; load: first word, last word, from the last beat to each, next load; write-back: answer, next.
  struct Row: CustomTestStringConvertible {
    let point: DesignPoint
    let algorithm: Algorithm
    let latency: Int
    let load: (first: Int, last: Int, beatToFirst: Int, beatToLast: Int, interval: Int)
    let writeBack: (answer: Int, interval: Int)

    var testDescription: String { "\(point.rawValue), \(algorithm), latency \(latency)" }
  }

  static let rows = [
    Row(point: .small, algorithm: .none, latency: 0, load: (3, 10, -7, 0, 11), writeBack: (11, 12)),
    Row(point: .small, algorithm: .none, latency: 20, load: (23, 30, -7, 0, 31), writeBack: (31, 32)),
    Row(point: .small, algorithm: .aes128XTS, latency: 0, load: (38, 78, -28, 12, 79), writeBack: (80, 81)),
    Row(point: .small, algorithm: .aes128XTS, latency: 20, load: (38, 78, -28, 12, 79), writeBack: (100, 101)),
    Row(point: .small, algorithm: .aes256XTS, latency: 0, load: (49, 101, -36, 16, 102), writeBack: (103, 104)),
    Row(point: .balanced, algorithm: .aes128XTS, latency: 0, load: (38, 54, -4, 12, 55), writeBack: (56, 57)),
    Row(point: .balanced, algorithm: .aes256XTS, latency: 0, load: (49, 69, -4, 16, 70), writeBack: (71, 72)),
    Row(point: .fast, algorithm: .none, latency: 0, load: (3, 10, -7, 0, 11), writeBack: (11, 12)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 0, load: (23, 30, 0, 7, 31), writeBack: (32, 33)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 20, load: (30, 37, 0, 7, 38), writeBack: (52, 53)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 0, load: (29, 36, 2, 9, 37), writeBack: (38, 39)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 20, load: (32, 39, 2, 9, 40), writeBack: (58, 59)),
  ]

  @Test(arguments: rows) func aLineCostsWhatItCost(row: Row) throws {
    let model = try SimulationModel(row.point.design())
    let cost = try LineCost.measure(row.point, row.algorithm, latency: row.latency, on: model)
    #expect(cost.loadToFirstWord == row.load.first)
    #expect(cost.loadToLastWord == row.load.last)
    #expect(cost.beatToFirstWord == row.load.beatToFirst)
    #expect(cost.beatToLastWord == row.load.beatToLast)
    #expect(cost.loadInterval == row.load.interval)
    #expect(cost.writeBackToAnswer == row.writeBack.answer)
    #expect(cost.writeBackInterval == row.writeBack.interval)
    #expect(!cost.isMissed)
  }

  @Test func aKeyThatStaysCostsNoMoreThanOneThatChanges() throws {
    let model = try SimulationModel(DesignPoint.fast.design())
    let changing = try LineCost.measure(.fast, .aes128XTS, latency: 0, on: model)
    let staying = try LineCost.measure(.fast, .aes128XTS, latency: 0, regions: 1, on: model)
    #expect(staying.loadInterval <= changing.loadInterval && staying.writeBackInterval <= changing.writeBackInterval)
    // The bus carries a word a cycle.
    #expect(staying.loadInterval >= 8 && staying.writeBackInterval >= 8)
  }
}
