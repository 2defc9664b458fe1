import Cosimulation
import Foundation
import Prototype

/// Measurements as a table for a terminal.
struct AreaTable {
  let text: String

  init(_ measurements: [CoreMeasurement]) {
    text =
      TextTable(
        [
          .text("core"), .number("LUT4"), .number("FF"), .number("block RAM"), .number("DSP"), .number("LUT RAM"),
          .number("carry"), .number("packed LUT"), .number("packed FF"), .number("Fmax min"), .number("median"),
          .number("max MHz"),
        ],
        rows: measurements.map { measurement in
          let area = measurement.area
          let fmax = measurement.fmax
          return [measurement.name]
            + [
              area.lut4, area.flipFlops, area.blockRAM, area.dsp, area.lutRAM, area.carry, area.packedLUTs,
              area.packedFlipFlops,
            ].map(String.init) + [fmax?.least, fmax?.median, fmax?.greatest].map(Self.megahertz)
        }
      ).text
  }

  /// The slowest path of each seed, a line each.
  static func paths(of measurement: CoreMeasurement) -> String {
    measurement.timing.map { timing in
      let start = "\(measurement.name), seed \(timing.seed): \(megahertz(timing.megahertz)) MHz"
      guard let path = timing.criticalPath else { return start }
      return start
        + String(
          format: ", %d levels, %.2f ns logic, %.2f ns routing, ", path.levels, path.logicNanoseconds,
          path.routingNanoseconds) + "\(path.from) -> \(path.to)"
    }.joined(separator: "\n")
  }

  static func megahertz(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "" }
}
