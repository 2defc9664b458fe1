import HDL
import Reference

@testable import Hardware

/// A `SeedRegister` beside the golden model: every access must give what the model gives.
final class RandomBench {
  let simulator: CycleSimulator<SeedRegister>
  var model: Reference.RandomSource
  private let parameters: NoiseParameters

  /// What was read in the state ES16, in order.
  private(set) var words: [UInt16] = []
  /// The cycles in which it was.
  private(set) var times: [Int] = []

  /// A difference between hardware and model.
  struct Difference: Error, CustomStringConvertible {
    let description: String
  }

  init(_ parameters: NoiseParameters, seed: UInt64) throws {
    self.parameters = parameters
    simulator = try simulateHere(SeedRegister(parameters), seed: seed)
    model = RandomBench.model(parameters)
    try simulator.reset()
  }

  private static func model(_ parameters: NoiseParameters) -> Reference.RandomSource {
    var falseAlarm = 1.0
    for _ in 0..<parameters.falseAlarmExponent { falseAlarm /= 2 }
    return Reference.RandomSource(
      minEntropy: parameters.minEntropy, falseAlarm: falseAlarm, requestsPerSeed: parameters.requestsPerSeed)
  }

  /// A cycle, with a sample of noise or without.
  func tick(noise: Bool?, access: Bool) throws {
    simulator.noiseValid = noise != nil
    simulator.noise = noise ?? false
    simulator.access = access
    let value = UInt32(simulator.value)
    let status = value >> 30
    guard simulator.status.map({ UInt32(SeedRegister.Status.allCases.firstIndex(of: $0) ?? 9) }) == status else {
      throw Difference(description: "cycle \(simulator.cycle): the status port does not say \(status)")
    }
    if access {
      let expected = try model.access(isReady: status == Reference.RandomSource.Status.es16.rawValue)
      guard value == expected else {
        throw Difference(
          description: "cycle \(simulator.cycle): \(String(value, radix: 16)), not \(String(expected, radix: 16))")
      }
      if status == 2 {
        words.append(UInt16(truncatingIfNeeded: value))
        times.append(simulator.cycle)
      }
    } else if status != 2, value & 0xffff != 0 {
      throw Difference(description: "cycle \(simulator.cycle): \(String(value, radix: 16)) in a state without entropy")
    }
    if let noise { try model.take(noise, forSeed: simulator.source.gathering) }
    try simulator.tick()
  }

  /// Cycles with noise from `sample`, until a number of words has been read.
  func read(_ count: Int, limit: Int = 200_000, _ sample: () -> Bool?, access: () -> Bool = { true }) throws {
    let end = words.count + count
    let first = simulator.cycle
    while words.count < end {
      guard simulator.cycle < first + limit else {
        throw Difference(description: "\(words.count) words after \(limit) cycles")
      }
      try tick(noise: sample(), access: access())
    }
  }

  /// A cycle in which the source is told to begin anew.
  func restart() throws {
    simulator.noiseValid = false
    simulator.access = false
    simulator.restart = true
    try simulator.tick()
    simulator.restart = false
    model = RandomBench.model(parameters)
  }
}
