import Foundation
import HDL
import Simulation
import Testing

@testable import Hardware

/// An instance of `module`, emitted and compiled, with all inputs zero. Its registers start with random contents: nothing
/// may rely on what they hold before reset.
func simulate(
  _ module: Module, seed: UInt64 = 1, waveform: SimulationOptions.Waveform = .none
) throws -> Simulator {
  var options = SimulationOptions()
  options.waveform = waveform
  let model = try SimulationModel(Design(module).verilog(), options: options)
  let simulator = try Simulator(model, initialState: .random(seed: seed))
  // Random contents are given to inputs, too.
  for port in model.design.ports where port.direction == .input {
    if port.width > 64 {
      let input = try simulator.widePort(port.name)
      input.bytes = [UInt8](repeating: 0, count: input.byteCount)
    } else {
      try simulator.drive(port.name, 0)
    }
  }
  return simulator
}

/// An instance of `module` in this process, with all inputs zero and random contents in its registers.
func simulateHere<M: Module>(_ module: M, seed: UInt64 = 1) throws -> CycleSimulator<M> {
  try CycleSimulator(module, start: .random(seed: seed))
}

extension Constant {
  /// Byte i in bits 8i+7 to 8i.
  init(bytes: [UInt8]) {
    var words = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
    for (index, byte) in bytes.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
    self.init(width: 8 * bytes.count, words: words)
  }

  var bytes: [UInt8] {
    (0..<(width + 7) / 8).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }
}

extension CycleSimulator {
  /// Runs cycles until a bit has a value, and gives their number.
  @discardableResult
  func run(until bit: KeyPath<Top, Bit.Output>, equals value: Bool, limit: Int) throws -> Int {
    for cycle in 0...limit {
      if self[dynamicMember: bit] == value { return cycle }
      try tick()
    }
    throw SimulationError.limitReached(port: "\(bit)", cycles: limit)
  }
}

/// Whether `body` is stopped by the hardware assertion `name`.
func violates(_ name: String, _ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch SimulationError.assertion(let halt) {
    return halt.message.contains(name)
  } catch CycleSimulationError.assertion(let violated, _, _, _) {
    return violated == name
  } catch {
    return false
  }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

extension DesignPoint: CustomTestStringConvertible {
  public var testDescription: String { rawValue }
}
