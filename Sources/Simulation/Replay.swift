import Foundation
import HDL

/// What a replay of a recording took, and what it saw.
public struct ReplayMeasurement: Equatable, Sendable {
  public let cycles: Int
  /// Processor time of the loop alone.
  public let seconds: Double
  /// Over every output of every cycle: equal for equal behaviour.
  public let checksum: UInt64

  public init(cycles: Int, seconds: Double, checksum: UInt64) {
    self.cycles = cycles
    self.seconds = seconds
    self.checksum = checksum
  }

  public var cyclesPerSecond: Double { Double(cycles) / seconds }
}

extension StimulusRecording {
  /// Drives the simulator through typed ports, reading every output each cycle, as simulation_bare_loop.hpp does in C++.
  public func replay(on simulator: Simulator, repetitions: Int = 1) throws(SimulationError) -> ReplayMeasurement {
    guard simulator.model.design.clock != nil else { throw simulator.unavailable("it has no clock") }
    let inputs = try PortGroups(inputs, of: simulator)
    let outputs = try PortGroups(simulator.model.design.ports.filter { $0.direction == .output }, of: simulator)
    let stride = bytesPerCycle
    let cycles = cycles
    var checksum: UInt64 = 0
    let start = processorSeconds()
    for _ in 0..<repetitions {
      try bytes.withUnsafeBufferPointer { bytes throws(SimulationError) in
        let stimulus = UnsafeRawBufferPointer(bytes)
        for cycle in 0..<cycles {
          inputs.drive(UnsafeRawBufferPointer(rebasing: stimulus[cycle * stride..<(cycle + 1) * stride]))
          try simulator.tick()
          outputs.observe(&checksum)
        }
      }
    }
    return ReplayMeasurement(cycles: cycles * repetitions, seconds: processorSeconds() - start, checksum: checksum)
  }
}

/// Typed ports by type, each with a place in a cycle of the recording. Reached through indices: a copy of a port would
/// count a reference to its simulator, which costs as much as a small design's cycle.
private struct PortGroups {
  var bytes: [(port: Port<UInt8>, offset: Int)] = []
  var halves: [(port: Port<UInt16>, offset: Int)] = []
  var words: [(port: Port<UInt32>, offset: Int)] = []
  var doubles: [(port: Port<UInt64>, offset: Int)] = []
  var wides: [(port: WidePort, offset: Int)] = []

  init(_ ports: [PortDescription], of simulator: Simulator) throws(SimulationError) {
    var offset = 0
    for port in ports {
      switch port.width {
      case ...8: bytes.append((try simulator.port(port.name), offset))
      case ...16: halves.append((try simulator.port(port.name), offset))
      case ...32: words.append((try simulator.port(port.name), offset))
      case ...64: doubles.append((try simulator.port(port.name), offset))
      default: wides.append((try simulator.widePort(port.name), offset))
      }
      offset += port.storageSize
    }
  }

  @inline(__always)
  func drive(_ cycle: UnsafeRawBufferPointer) {
    for index in bytes.indices { bytes[index].port.value = cycle[bytes[index].offset] }
    for index in halves.indices {
      halves[index].port.value = cycle.loadUnaligned(fromByteOffset: halves[index].offset, as: UInt16.self)
    }
    for index in words.indices {
      words[index].port.value = cycle.loadUnaligned(fromByteOffset: words[index].offset, as: UInt32.self)
    }
    for index in doubles.indices {
      doubles[index].port.value = cycle.loadUnaligned(fromByteOffset: doubles[index].offset, as: UInt64.self)
    }
    for index in wides.indices {
      let start = wides[index].offset
      let source = cycle[start..<start + wides[index].port.byteCount]
      wides[index].port.copy(from: UnsafeRawBufferPointer(rebasing: source))
    }
  }

  @inline(__always)
  func observe(_ checksum: inout UInt64) {
    for index in bytes.indices { mix(UInt64(bytes[index].port.value), into: &checksum) }
    for index in halves.indices { mix(UInt64(halves[index].port.value), into: &checksum) }
    for index in words.indices { mix(UInt64(words[index].port.value), into: &checksum) }
    for index in doubles.indices { mix(doubles[index].port.value, into: &checksum) }
    for index in wides.indices {
      for word in 0..<wides[index].port.wordCount { mix(UInt64(wides[index].port[word]), into: &checksum) }
    }
  }
}

@inline(__always)
private func mix(_ word: UInt64, into checksum: inout UInt64) {
  checksum = (checksum ^ word) &* 0x9e37_79b9_7f4a_7c15
  checksum ^= checksum >> 32
}

/// Processor time of the calling thread since it began, in seconds.
public func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
