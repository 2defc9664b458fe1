import Foundation
import HDL
import Reference
import Testing

@testable import Hardware

/// The random source and the register `seed`, bit for bit beside the golden model.
@Suite struct RandomTests {
  static func parameters(_ minEntropy: Double = 0.5, requestsPerSeed: Int = 1) throws -> NoiseParameters {
    try NoiseParameters(minEntropy: minEntropy, requestsPerSeed: requestsPerSeed)
  }

  @Test("cutoffs are those of the golden model", arguments: [0.03, 0.1, 0.2, 0.35, 0.5, 0.6, 0.8, 0.9, 1])
  func cutoffs(minEntropy: Double) throws {
    for exponent in 20...40 {
      guard let parameters = try? NoiseParameters(minEntropy: minEntropy, falseAlarmExponent: exponent) else {
        // Only the smallest claim is refused, where all samples of a window may be equal.
        #expect(minEntropy == 0.03 && exponent > 30)
        continue
      }
      var falseAlarm = 1.0
      for _ in 0..<exponent { falseAlarm /= 2 }
      let test = HealthTest(minEntropy: minEntropy, falseAlarm: falseAlarm)
      #expect(parameters.repetitionCutoff == test.repetitionCutoff, "2^-\(exponent)")
      #expect(parameters.proportionCutoff == test.proportionCutoff, "2^-\(exponent)")
    }
  }

  @Test("parameters out of range are refused")
  func parameterRange() {
    for minEntropy in [0, -1, 1.01, .nan, 0.01] {
      #expect(throws: NoiseParameterError.self) { try NoiseParameters(minEntropy: minEntropy) }
    }
    for exponent in [19, 41] {
      #expect(throws: NoiseParameterError.self) { try NoiseParameters(falseAlarmExponent: exponent) }
    }
    let error = #expect(throws: NoiseParameterError.self) { try NoiseParameters(requestsPerSeed: 0) }
    #expect(error?.description == "requestsPerSeed is 0; it must be 1 to 65536")
  }

  @Test("health tests fail at the same sample as in the golden model", arguments: [0.2, 0.5, 1])
  func healthTests(minEntropy: Double) throws {
    let parameters = try NoiseParameters(minEntropy: minEntropy, falseAlarmExponent: 20)
    let seed = UInt64.random(in: 0...UInt64.max)
    print("RandomTests.healthTests: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let simulator = try simulateHere(HealthTests(parameters), seed: seed)
    try simulator.reset()
    var failures = 0
    for run in 0..<24 {
      var test = HealthTest(minEntropy: minEntropy, falseAlarm: 0x1p-20)
      // From fair to stuck, and a source that gets stuck.
      let bias = run % 8
      let stuckFrom = run % 3 == 2 ? Int.random(in: 0..<3000, using: &generator) : .max
      let favourite = Bool.random(using: &generator)
      for count in 0..<4000 {
        let sample =
          count >= stuckFrom || Int.random(in: 0..<8, using: &generator) < bias
          ? favourite : Bool.random(using: &generator)
        simulator.sample = sample
        simulator.valid = true
        try simulator.tick()
        simulator.valid = false
        simulator.sample = !sample
        if run % 2 == 0 { try simulator.tick() }
        test.take(sample)
        try #require(simulator.failed == test.failed, "run \(run), sample \(count), seed \(seed)")
        if !test.failed { try #require(simulator.testing == test.isStarting, "run \(run), sample \(count)") }
      }
      failures += test.failed ? 1 : 0
      simulator.restart = true
      try simulator.tick()
      simulator.restart = false
      #expect(!simulator.failed && simulator.testing)
    }
    #expect(failures >= 8 && failures < 24, "\(failures) failures, seed \(seed)")
  }

  @Test("every random word is that of the golden model", arguments: [1, 3])
  func words(requestsPerSeed: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("RandomTests.words: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for minEntropy in [0.5, 0.8] {
      let bench = try RandomBench(Self.parameters(minEntropy, requestsPerSeed: requestsPerSeed), seed: seed)
      for often in [1, 2, 5] {
        func sample() -> Bool? {
          Int.random(in: 0..<often, using: &generator) == 0 ? Bool.random(using: &generator) : nil
        }
        try bench.read(16 * 4, sample, access: { Int.random(in: 0..<often, using: &generator) == 0 })
        // Nobody asks for a while.
        for _ in 0..<5000 { try bench.tick(noise: sample(), access: false) }
      }
      #expect(bench.words.count == 3 * 64)
      #expect(Set(bench.words).count > 180)
    }
  }

  @Test("an alarm makes the register DEAD, takes everything back, and lasts until a restart")
  func alarm() throws {
    let seed: UInt64 = 0xa1
    var generator = SeededGenerator(seed: seed)
    let bench = try RandomBench(Self.parameters(), seed: seed)
    let design = try Design(SeedRegister(Self.parameters()))
    func sample() -> Bool { Bool.random(using: &generator) }
    try bench.read(3, sample)
    #expect(bench.simulator.status == .es16)
    var cycles = 0
    while bench.simulator.status != .dead {
      try bench.tick(noise: true, access: false)
      cycles += 1
      #expect(cycles <= 61)
    }
    #expect(try bench.simulator.peek(\.value) == 0xc000_0000)
    try bench.tick(noise: sample(), access: true)
    #expect(try Self.leftovers(bench, design) == [])
    for _ in 0..<3000 { try bench.tick(noise: sample(), access: true) }
    #expect(bench.simulator.status == .dead)
    try bench.restart()
    #expect(bench.simulator.status == .bist)
    try bench.read(20, sample)
  }

  @Test("after 1024 samples without an alarm BIST ends, and then WAIT until the first words")
  func start() throws {
    var generator = SeededGenerator(seed: 0xb2)
    let bench = try RandomBench(Self.parameters(), seed: 3)
    for _ in 0..<1024 {
      #expect(bench.simulator.status == .bist)
      try bench.tick(noise: Bool.random(using: &generator), access: true)
    }
    #expect(bench.simulator.status == .wait)
    try bench.read(1) { Bool.random(using: &generator) }
    #expect(bench.words.count == 1)
  }

  @Test(
    "the cycles between outputs depend on nothing but when the noise comes", arguments: [1, 1000], [0.2, 0.5, 0.8, 1])
  func cycles(requestsPerSeed: Int, minEntropy: Double) throws {
    for seed: UInt64 in 1...3 {
      var generator = SeededGenerator(seed: seed)
      let parameters = try Self.parameters(minEntropy, requestsPerSeed: requestsPerSeed)
      let bench = try RandomBench(parameters, seed: seed)
      try bench.read(64) { Bool.random(using: &generator) }
      let starts = stride(from: 0, to: 64, by: 16).map { bench.times[$0] }
      let periods = zip(starts.dropFirst(), starts).map { $0 - $1 }
      let stated = RandomSource.cycles(requestsPerSeed == 1 ? parameters.samplesPerSeed : nil)
      #expect(periods == [stated, stated, stated], "seed \(seed)")
    }
  }

  @Test("earlier outputs are nowhere in the state, nor is the noise of a seed")
  func backtracking() throws {
    var generator = SeededGenerator(seed: 0xc3)
    let parameters = try Self.parameters(requestsPerSeed: 1000)
    let bench = try RandomBench(parameters, seed: 4)
    let design = try Design(SeedRegister(parameters))
    for _ in 0..<10 {
      let before = bench.words.count
      try bench.read(16) { Bool.random(using: &generator) }
      // The next output has been made, and nobody has taken it.
      for _ in 0..<2000 { try bench.tick(noise: Bool.random(using: &generator), access: false) }
      let state = try RegisterContents(of: bench.simulator.simulation, design: design).bits
      // Every 32 bits of the last output, in any wide register: not by chance.
      let words = bench.words[before...]
      for pair in zip(words, words.dropFirst()) {
        let pattern = [pair.1, pair.0].map { word in
          (0..<16).reversed().map { word >> UInt16($0) & 1 == 1 ? "1" : "0" }.joined()
        }.joined()
        for (name, bits) in state { #expect(!bits.contains(pattern), "\(name)") }
      }
      #expect(state["source.seed"]?.contains("1") == false)
    }
  }

  @Test("a restart at any moment leaves nothing")
  func restart() throws {
    var generator = SeededGenerator(seed: 0xd4)
    let bench = try RandomBench(Self.parameters(), seed: 5)
    let design = try Design(SeedRegister(Self.parameters()))
    for cycles in [100, 1500, 2100, 2700, 3000, 3500, 4000, 4400, 5000, 6000] {
      for _ in 0..<cycles { try bench.tick(noise: Bool.random(using: &generator), access: cycles % 200 == 0) }
      #expect(try Self.leftovers(bench, design) != [])
      try bench.restart()
      #expect(try Self.leftovers(bench, design) == [])
    }
    try bench.read(20) { Bool.random(using: &generator) }
  }

  /// What holds no noise and no key.
  private static let control: Set<String> = DigestTests.control.union([
    "is_first", "start_up", "alarm", "working", "is_instantiated", "has_entropy", "requests", "sample_count",
    "is_word_full", "is_complete", "gathered", "remaining",
  ])

  /// Registers that still hold noise, keys or random words. After an alarm the counters of the health tests stay.
  private static func leftovers(_ bench: RandomBench, _ design: Design) throws -> Set<String> {
    try RegisterContents(of: bench.simulator.simulation, design: design).nonZero.filter { name in
      let last = name.split(separator: ".").last.map(String.init) ?? name
      return !control.contains(last) && !(bench.simulator.status == .dead && name.contains("health."))
    }
  }
}
