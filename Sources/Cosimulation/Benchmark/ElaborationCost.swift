import Foundation
import HDL
import Hardware
import Simulation

/// What it takes from a hardware description in Swift to Verilog text: elaboration, every check, and emission.
public struct ElaborationCost: Codable, Hashable, Sendable {
  public let design: String
  /// Processor time, median of several runs.
  public let seconds: Double
  public let modules: Int
  public let lines: Int
  /// What Amaranth 0.5.10 took for the same design on the same kind of machine, where it was measured.
  public let amaranthSeconds: Double?

  public init(design: String, seconds: Double, modules: Int, lines: Int, amaranthSeconds: Double? = nil) {
    self.design = design
    self.seconds = seconds
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
    do {
      return try JSONDecoder().decode(Self.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .badFile(path: path, reason: "no measurement can be read: \(error)")
    }
  }
}
