import HDL
import Testing
import Vectors

import class Reference.AESBlock

@testable import Hardware

/// AES-128 encryption of a block per cycle.
@Suite struct PipelinedEncryptionTests {
  private struct Bench {
    let simulator: CycleSimulator<PipelinedEncryption>

    init(_ form: SubstitutionForm) throws {
      simulator = try simulateHere(PipelinedEncryption(form))
      try simulator.reset()
    }

    func expand(key: [UInt8]) throws {
      try simulator.poke(\.key, Constant(bytes: key))
      simulator.expand = true
      try simulator.tick()
      simulator.expand = false
      try simulator.run(until: \.readyForBlocks, equals: true, limit: 20)
    }

    /// The results, and the cycles in which the first block entered, the first result and the last one left.
    func encrypt(
      _ blocks: [[UInt8]], stall: () -> (input: Bool, output: Bool) = { (false, false) }
    ) throws -> (output: [[UInt8]], first: Int, last: Int) {
      var output: [[UInt8]] = []
      var (entered, begin, first) = (0, simulator.cycle, 0)
      while output.count < blocks.count {
        let stall = stall()
        let offers = entered < blocks.count && (simulator.block.valid || !stall.input)
        simulator.block.valid = offers
        if offers { try simulator.simulation.poke("block_block", Constant(bytes: blocks[entered])) }
        simulator.result.ready = !stall.output
        if simulator.result.valid, !stall.output {
          if output.isEmpty { first = simulator.cycle - begin }
          output.append(try simulator.simulation.peek("result_block").bytes)
        }
        let enters = offers && simulator.block.ready
        if enters, entered == 0 { begin = simulator.cycle }
        try simulator.tick()
        if enters {
          entered += 1
          simulator.block.valid = false
        }
        guard simulator.cycle < begin + 1000 + 20 * blocks.count else { throw CycleSimulationTimeout() }
      }
      return (output, first, simulator.cycle - 1 - begin)
    }
  }

  static let forms: [SubstitutionForm] = [.logic, .blockMemory]

  @Test("every NIST vector of AES-128 encryption", arguments: forms)
  func publishedVectors(form: SubstitutionForm) throws {
    let vectors = try PublishedVectors.load().aes.filter { $0.key.count == 16 && $0.direction == .encrypt }
    #expect(vectors.count == 294)
    let bench = try Bench(form)
    for vector in vectors {
      try bench.expand(key: vector.key)
      let blocks = stride(from: 0, to: vector.input.count, by: 16).map { Array(vector.input[$0..<($0 + 16)]) }
      try #require(bench.encrypt(blocks).output.flatMap { $0 } == vector.expected, "\(vector)")
    }
  }

  @Test("random blocks with pauses against OpenSSL", arguments: forms)
  func againstOpenSSL(form: SubstitutionForm) throws {
    let seed: UInt64 = 0xc7
    var generator = SeededGenerator(seed: seed)
    let bench = try Bench(form)
    for number in 0..<10 {
      let key = generator.bytes(16)
      let reference = try AESBlock(key: key)
      try bench.expand(key: key)
      let blocks = (0..<60).map { _ in generator.bytes(16) }
      let output = try bench.encrypt(blocks) {
        (Int.random(in: 0..<4, using: &generator) == 0, Int.random(in: 0..<3, using: &generator) == 0)
      }.output
      let expected = try blocks.map { try reference.encrypt($0) }
      try #require(output == expected, "number \(number), seed \(seed)")
    }
  }

  @Test("one block per cycle, with the stated latency", arguments: forms) func rate(form: SubstitutionForm) throws {
    let bench = try Bench(form)
    try bench.expand(key: [UInt8](0..<16))
    let passage = try bench.encrypt([[UInt8]](repeating: [UInt8](repeating: 0, count: 16), count: 100))
    let stated = PipelinedEncryption(form).latency?.cycles
    #expect(stated == passage.first...passage.first)
    #expect(passage.last - passage.first == 99)
  }

  @Test("a wipe empties every register", arguments: forms) func wipe(form: SubstitutionForm) throws {
    let bench = try Bench(form)
    try bench.expand(key: [UInt8](repeating: 0x3c, count: 16))
    _ = try bench.encrypt([[UInt8](repeating: 0x5a, count: 16)])
    let simulator = bench.simulator
    #expect(try simulator.simulation.peek("round_keys.keys_0") != Constant(width: 128, value: 0))
    try simulator.tick(2)
    simulator.wipe = true
    try simulator.tick()
    simulator.wipe = false
    #expect(!simulator.readyForBlocks)
    for number in 0...10 {
      #expect(try simulator.simulation.peek("state_\(number)") == Constant(width: 128, value: 0))
      #expect(try simulator.simulation.peek("round_keys.keys_\(number)") == Constant(width: 128, value: 0))
    }
  }
}
