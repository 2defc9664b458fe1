import Foundation
import HDL
import Hardware
import Simulation

/// What it takes from a hardware description in Swift to Verilog text: elaboration, every check, and emission.
public struct ElaborationCost: Codable, Hashable, Sendable {
  public let design: String
  /// Processor time, median of several runs, in an optimised build.
  public let seconds: Double
  /// The same in a debug build, where it was measured.
  public var debugSeconds: Double?
  public let modules: Int
  public let lines: Int
  /// What Amaranth 0.5.10 took for the same design in the same run, where it was measured.
  public let amaranthSeconds: Double?

  /// What a debug build may take for one of the three designs, in CPU seconds.
  public static let allowedDebugSeconds = 0.3
  /// How many times faster than Amaranth a debug build has to be.
  public static let requiredAmaranthRatio = 50.0
  /// What all design points together may take in an optimised build, in CPU seconds.
  public static let allowedTotalSeconds = 1.0

  public init(
    design: String, seconds: Double, modules: Int, lines: Int, debugSeconds: Double? = nil,
    amaranthSeconds: Double? = nil
  ) {
    self.design = design
    self.seconds = seconds
    self.debugSeconds = debugSeconds
    self.modules = modules
    self.lines = lines
    self.amaranthSeconds = amaranthSeconds
  }

  /// Measures the encryption unit at one design point.
  public static func measure(_ point: DesignPoint, runs: Int = 5) throws(ElaborationError) -> ElaborationCost {
    var seconds: [Double] = []
    var design = try point.design()
    for _ in 0..<runs {
      let begin = processorSeconds()
      design = try point.design()
      seconds.append(processorSeconds() - begin)
    }
    let lines = design.files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
    return ElaborationCost(
      design: "encryption_unit \(point.rawValue)", seconds: seconds.median, modules: design.files.count, lines: lines)
  }
}

extension [ElaborationCost] {
  /// The measurements with those of a debug build beside them.
  public func withDebugBuild(_ others: [ElaborationCost]) -> [ElaborationCost] {
    map { cost in
      var cost = cost
      cost.debugSeconds = others.first { $0.design == cost.design }?.seconds
      return cost
    }
  }

  /// What falls short, a sentence each.
  var misses: [String] {
    var found: [String] = []
    for cost in self {
      guard let debug = cost.debugSeconds else { continue }
      if debug > ElaborationCost.allowedDebugSeconds {
        found.append(
          String(
            format: "%@: a debug build takes %.2f CPU seconds to elaborate it; allowed are %.1f", cost.design, debug,
            ElaborationCost.allowedDebugSeconds))
      }
      if let other = cost.amaranthSeconds, other / debug < ElaborationCost.requiredAmaranthRatio {
        found.append(
          String(
            format: "%@: a debug build is %.0f times as fast as Amaranth; required is %.0f", cost.design,
            other / debug, ElaborationCost.requiredAmaranthRatio))
      }
    }
    let total = filter { $0.design.hasPrefix("encryption_unit") }.reduce(0) { $0 + $1.seconds }
    if total > ElaborationCost.allowedTotalSeconds {
      found.append(
        String(
          format: "all design points take %.2f CPU seconds to elaborate; allowed is %.0f", total,
          ElaborationCost.allowedTotalSeconds))
    }
    return found
  }
}

/// What `Benchmarks/Cocotb` measured: the stimulus of `SimulationCost`, driven from Python.
public struct CocotbCost: Codable, Hashable, Sendable {
  public let design: String
  public let cycles: Int
  /// Clock cycles per second of processor time.
  public let cyclesPerSecond: Double

  public init(design: String, cycles: Int, cyclesPerSecond: Double) {
    self.design = design
    self.cycles = cycles
    self.cyclesPerSecond = cyclesPerSecond
  }
}

extension Decodable {
  /// Reads the JSON that another measurement wrote.
  public static func measured(at path: String) throws(BenchmarkError) -> Self {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .badFile(path: path, reason: "cannot be read: \(error.localizedDescription)")
    }
    guard let measurement = try? JSONDecoder().decode(Self.self, from: data) else {
      throw .badFile(path: path, reason: "is not the JSON of such a measurement: let scripts/bench.sh write it")
    }
    return measurement
  }
}
