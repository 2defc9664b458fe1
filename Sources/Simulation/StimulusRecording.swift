import Foundation
import HDL

/// The values of all inputs but the clock, cycle by cycle: what a simulation was driven with, to be driven again.
///
/// Its file holds nothing but the values: for each cycle every input in declaration order, little-endian, in 1, 2, 4 or
/// 8 bytes, above 64 bits in as many 32-bit words as it needs.
public struct StimulusRecording: Sendable {
  /// The recorded inputs, in the order of the file.
  public let inputs: [PortDescription]
  /// Their positions in `VerilogDesign.ports`.
  private let indices: [Int]
  /// The file's contents.
  public private(set) var bytes: [UInt8] = []

  public init(_ design: VerilogDesign) {
    indices = design.ports.indices.filter { index in
      design.ports[index].direction == .input && design.ports[index].name != design.clock
    }
    inputs = indices.map { design.ports[$0] }
  }

  /// Random values for every input but the reset, which is asserted in the first cycle only.
  public static func random(
    _ design: VerilogDesign, cycles: Int, using generator: inout some RandomNumberGenerator
  ) -> StimulusRecording {
    var recording = StimulusRecording(design)
    for cycle in 0..<cycles {
      for input in recording.inputs {
        let size = input.storageSize
        for byte in 0..<size {
          let bits = max(0, min(8, input.width - 8 * byte))
          let random = UInt8(truncatingIfNeeded: generator.next() & ((1 << UInt64(bits)) - 1))
          recording.bytes.append(input.name == design.reset ? (cycle == 0 ? 1 : 0) : random)
        }
      }
    }
    return recording
  }

  public var bytesPerCycle: Int { inputs.reduce(0) { $0 + $1.storageSize } }

  public var cycles: Int { bytesPerCycle == 0 ? 0 : bytes.count / bytesPerCycle }

  /// Appends the inputs as they are driven now; the simulator is of the same design. Call it before each tick.
  public mutating func append(_ simulator: Simulator) {
    for (index, input) in zip(indices, inputs) {
      bytes.append(contentsOf: UnsafeRawBufferPointer(start: simulator.storage(index), count: input.storageSize))
    }
  }

  /// Appends the cycles of another recording of the same design.
  public mutating func append(_ other: StimulusRecording) {
    precondition(inputs == other.inputs, "the recordings are of different designs")
    bytes += other.bytes
  }

  /// The first `count` cycles, or all when there are fewer.
  public func prefix(_ count: Int) -> StimulusRecording {
    var first = self
    first.bytes = Array(bytes.prefix(count * bytesPerCycle))
    return first
  }

  /// Writes the file; it appears when it is complete.
  public func write(to path: String) throws(SimulationError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .file(path, error)
    }
  }
}

extension PortDescription {
  /// The bytes in which a model, and a recording, stores the port.
  public var storageSize: Int {
    switch width {
    case ...8: 1
    case ...16: 2
    case ...32: 4
    case ...64: 8
    default: (width + 31) / 32 * 4
    }
  }
}
