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
    Row(point: .small, algorithm: .aes128XTS, latency: 0, load: (49, 73, -2, 22, 74), writeBack: (75, 76)),
    Row(point: .small, algorithm: .aes128XTS, latency: 20, load: (49, 73, -2, 22, 74), writeBack: (95, 96)),
    Row(point: .small, algorithm: .aes256XTS, latency: 0, load: (65, 97, -2, 30, 98), writeBack: (99, 100)),
    Row(point: .balanced, algorithm: .aes128XTS, latency: 0, load: (49, 57, 14, 22, 58), writeBack: (59, 60)),
    Row(point: .balanced, algorithm: .aes256XTS, latency: 0, load: (65, 73, 22, 30, 74), writeBack: (75, 76)),
    Row(point: .fast, algorithm: .none, latency: 0, load: (3, 10, -7, 0, 11), writeBack: (11, 12)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 0, load: (27, 34, -3, 4, 35), writeBack: (36, 37)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 20, load: (27, 34, -3, 4, 35), writeBack: (56, 57)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 0, load: (34, 44, -5, 5, 45), writeBack: (46, 47)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 20, load: (34, 44, -5, 5, 45), writeBack: (66, 67)),
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
