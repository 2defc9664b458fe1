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
    Row(point: .small, algorithm: .none, latency: 0, load: (4, 11, -7, 0, 12), writeBack: (12, 13)),
    Row(point: .small, algorithm: .none, latency: 20, load: (24, 31, -7, 0, 32), writeBack: (32, 33)),
    Row(point: .small, algorithm: .aes128XTS, latency: 0, load: (51, 75, -2, 22, 76), writeBack: (77, 78)),
    Row(point: .small, algorithm: .aes128XTS, latency: 20, load: (51, 75, -2, 22, 76), writeBack: (97, 98)),
    Row(point: .small, algorithm: .aes256XTS, latency: 0, load: (68, 100, -2, 30, 101), writeBack: (102, 103)),
    Row(point: .balanced, algorithm: .aes128XTS, latency: 0, load: (51, 59, 14, 22, 60), writeBack: (61, 62)),
    Row(point: .balanced, algorithm: .aes256XTS, latency: 0, load: (68, 76, 22, 30, 77), writeBack: (78, 79)),
    Row(point: .fast, algorithm: .none, latency: 0, load: (4, 11, -7, 0, 12), writeBack: (12, 13)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 0, load: (30, 37, -3, 4, 38), writeBack: (39, 40)),
    Row(point: .fast, algorithm: .aes128XTS, latency: 20, load: (30, 37, -3, 4, 38), writeBack: (59, 60)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 0, load: (38, 48, -5, 5, 49), writeBack: (50, 51)),
    Row(point: .fast, algorithm: .aes256XTS, latency: 20, load: (38, 48, -5, 5, 49), writeBack: (70, 71)),
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

  /// A write-back that is offered while a line is read is judged and goes into the engine meanwhile.
  @Test(
    "a line that is read, and one written back behind it",
    arguments: [
      (DesignPoint.fast, Algorithm.none, 20, 63), (.fast, .aes128XTS, 20, 70), (.fast, .aes256XTS, 20, 78),
      (.balanced, .aes128XTS, 20, 112), (.small, .aes128XTS, 20, 157),
    ])
  func pairs(point: DesignPoint, algorithm: Algorithm, latency: Int, cycles: Int) throws {
    let model = try SimulationModel(point.design())
    let found = try LineCost.pair(point, algorithm, latency: latency, on: model)
    #expect(found == cycles)
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
