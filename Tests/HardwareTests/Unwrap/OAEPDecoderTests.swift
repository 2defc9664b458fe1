import HDL
import Testing

import struct Reference.OAEPDecoding
import func Reference.sha256

@testable import Hardware

/// The padding: every way to be wrong, and what takes how long.
@Suite struct OAEPDecoderTests {
  /// Drives a decoder; plays the exponentiator that holds the result, and the digest.
  final class Bench {
    let decoder: CycleSimulator<OAEPDecoder>
    /// The result of the private operation, most significant byte first.
    var encoded: [UInt8] = []
    var isDamaged = false
    private var message: [UInt8] = []
    private var request: Int?

    struct Outcome {
      let isBad: Bool
      let isDamaged: Bool
      let message: [UInt8]
      let cycles: Int
    }

    init() throws {
      decoder = try simulateHere(OAEPDecoder(ExponentiationParameters()), seed: 5)
      try decoder.reset()
      try decoder.run(until: \.idle, equals: true, limit: 100)
    }

    func decode(_ encoded: [UInt8], isDamaged: Bool = false) throws -> Outcome {
      self.encoded = encoded
      self.isDamaged = isDamaged
      decoder.words = UInt64(encoded.count / 8)
      decoder.start = true
      try decoder.tick()
      decoder.start = false
      var words = [UInt64](repeating: 0, count: 23)
      let start = decoder.cycle
      while !decoder.idle, decoder.cycle < start + 20_000 {
        try serve()
        if decoder.messageValid { words[Int(decoder.messageIndex)] = decoder.messageWord }
        try decoder.tick()
      }
      return Outcome(
        isBad: decoder.bad, isDamaged: decoder.damaged,
        message: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } },
        cycles: decoder.cycle - start)
    }

    private func serve() throws {
      decoder.resultRequest.ready = request == nil
      decoder.result.valid = request != nil
      if let index = request {
        let bytes = encoded.dropLast(8 * index).suffix(8)
        decoder.result.payload.word = bytes.reduce(0) { $0 << 8 | UInt64($1) }
        decoder.result.payload.damaged = isDamaged && index == 3
        request = decoder.result.ready ? nil : index
      } else if decoder.resultRequest.valid {
        request = Int(decoder.resultRequest.payload.index)
      }
      decoder.digestWord.ready = true
      if decoder.digestStart {
        message = []
        decoder.digestValid = false
      }
      if decoder.digestWord.valid {
        let word = decoder.digestWord.payload.data
        let isLast = decoder.digestWord.payload.last
        let count = isLast ? Int(decoder.digestWord.payload.bytes) : 8
        message += (0..<count).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        if isLast {
          try decoder.poke(\.digest, Constant(bytes: sha256(message)))
          decoder.digestValid = true
        }
      }
    }
  }

  /// EM of RFC 8017, 7.1.1, of any data block.
  static func encode(_ dataBlock: [UInt8], seed: [UInt8], leading: UInt8 = 0) throws -> [UInt8] {
    func mask(_ seed: [UInt8], _ count: Int) throws -> [UInt8] {
      Array(try (0..<(count + 31) / 32).flatMap { try sha256(seed + [0, 0, 0, UInt8($0)]) }.prefix(count))
    }
    let masked = zip(dataBlock, try mask(seed, dataBlock.count)).map(^)
    return [leading] + zip(seed, try mask(masked, 32)).map(^) + masked
  }

  static func dataBlock(_ message: [UInt8], bytes: Int) throws -> [UInt8] {
    let zeros = bytes - 33 - 32 - 1 - message.count
    return try sha256([]) + [UInt8](repeating: 0, count: zeros) + [1] + message
  }

  @Test("messages come out, and everything that is wrong raises one flag after the same cycles", arguments: [256, 384])
  func padding(bytes: Int) throws {
    let seed: UInt64 = 0x0ae9
    var generator = SeededGenerator(seed: seed)
    let bench = try Bench()
    let (message, random) = (generator.bytes(184), generator.bytes(32))
    let block = try Self.dataBlock(message, bytes: bytes)
    let good = try bench.decode(Self.encode(block, seed: random))
    #expect(!good.isBad && !good.isDamaged && good.message == message, "seed \(seed)")

    // Any byte in front of the message, and the byte in front of everything.
    for place in 0..<block.count - 184 {
      var wrong = block
      wrong[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      let encoded = try Self.encode(wrong, seed: random)
      let outcome = try bench.decode(encoded)
      #expect(outcome.isBad && outcome.cycles == good.cycles, "byte \(place) of the data block, seed \(seed)")
      // The golden model takes messages of other lengths, and leaves them to the next check.
      #expect(try OAEPDecoding(encoded).message?.count != 184)
    }
    for bit in 0..<8 {
      let outcome = try bench.decode(Self.encode(block, seed: random, leading: 1 << UInt8(bit)))
      #expect(outcome.isBad && outcome.cycles == good.cycles, "bit \(bit) of the leading byte")
    }
    // Messages of other lengths, and no separator at all.
    for length in [0, 1, 183, 185, 190] {
      let outcome = try bench.decode(Self.encode(Self.dataBlock(generator.bytes(length), bytes: bytes), seed: random))
      #expect(outcome.isBad && outcome.cycles == good.cycles, "\(length) bytes")
    }
    // What was wrong before does not matter for the next entry.
    for _ in 0..<5 {
      let other = generator.bytes(184)
      let outcome = try bench.decode(Self.encode(Self.dataBlock(other, bytes: bytes), seed: generator.bytes(32)))
      #expect(!outcome.isBad && outcome.message == other && outcome.cycles == good.cycles, "seed \(seed)")
    }
    let damaged = try bench.decode(Self.encode(block, seed: random), isDamaged: true)
    #expect(damaged.isDamaged && damaged.cycles == good.cycles)
  }
}
