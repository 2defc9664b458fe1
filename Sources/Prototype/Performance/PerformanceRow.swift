import Foundation

/// One core in one direction: what it needs and what it does.
public struct PerformanceRow: Codable, Hashable, Sendable {
  public enum Direction: String, Codable, CaseIterable, Sendable { case encryption, decryption }

  public var measurement: CoreMeasurement
  public var direction: Direction
  public var cost: StreamCost

  public init(measurement: CoreMeasurement, direction: Direction, cost: StreamCost) {
    self.measurement = measurement
    self.direction = direction
    self.cost = cost
  }

  /// Megabytes (10^6 bytes) per second at the median of the clock frequencies.
  public var megabytesPerSecond: Double? { measurement.fmax.map { cost.bytesPerCycle * $0.median } }

  /// Throughput per area: bits per clock cycle for every thousand LUT4.
  public var bitsPerCyclePerKiloLUT: Double { 8 * cost.bytesPerCycle / (Double(measurement.area.lut4) / 1000) }
}
