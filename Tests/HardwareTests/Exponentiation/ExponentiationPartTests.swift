import HDL
import Testing

@testable import Hardware

/// The parts of the exponentiation unit alone.
@Suite struct ExponentiationPartTests {
  static let widths = [16, 32, 64, 128]

  @Test("a product in every cycle, with the stated latency", arguments: widths) func products(width: Int) throws {
    let seed: UInt64 = 0x90
    var generator = SeededGenerator(seed: seed)
    let simulator = try simulateHere(WordMultiplier(width))
    let latency = WordMultiplier.cycles(width)
    #expect(WordMultiplier(width).latency?.cycles == latency...latency)
    try simulator.reset()
    let ones = [UInt8](repeating: 0xff, count: width / 8)
    var factors = [(ones, ones), (ones, [1] + ones.dropFirst().map { _ in 0 })]
    for _ in 0..<300 { factors.append((generator.bytes(width / 8), generator.bytes(width / 8))) }
    for cycle in 0..<(factors.count + latency) {
      if cycle >= latency {
        let (a, b) = factors[cycle - latency]
        #expect(try simulator.peek(\.product).bytes == Self.product(a, b), "\(a) times \(b), seed \(seed)")
      }
      let (a, b) = factors[min(cycle, factors.count - 1)]
      try simulator.poke(\.a, Constant(bytes: a))
      try simulator.poke(\.b, Constant(bytes: b))
      try simulator.tick()
    }
  }

  @Test("a word times its inverse is -1", arguments: widths) func inverses(width: Int) throws {
    let seed: UInt64 = 0x91
    var generator = SeededGenerator(seed: seed)
    let simulator = try simulateHere(WordInverse(width))
    try simulator.reset()
    let minusOne = [UInt8](repeating: 0xff, count: width / 8)
    for number in 0..<200 {
      var word = number == 0 ? minusOne : generator.bytes(width / 8)
      word[0] |= 1
      try simulator.poke(\.word, Constant(bytes: word))
      simulator.start = true
      try simulator.tick()
      simulator.start = false
      let cycles = try simulator.run(until: \.done, equals: true, limit: width + 1)
      try simulator.tick()
      #expect(cycles == width - 1)
      let result = try simulator.peek(\.result).bytes
      #expect(Array(Self.product(word, result).prefix(width / 8)) == minusOne, "\(word), seed \(seed)")
    }
    simulator.wipe = true
    try simulator.tick()
    #expect(try simulator.peek(\.result).bytes.allSatisfy { $0 == 0 })
    #expect(try simulator.peek(\.factor).bytes.allSatisfy { $0 == 0 })
  }

  @Test("sizes that cannot be built are refused with a reason") func parameters() {
    #expect(ExponentiationParameters().problem == nil)
    for width in Self.widths { #expect(ExponentiationParameters(wordBits: width).problem == nil) }
    func problem(_ wordBits: Int, _ maximumBits: Int, _ keyBits: [Int]) -> String? {
      ExponentiationParameters(wordBits: wordBits, maximumBits: maximumBits, keyBits: keyBits).problem
    }
    #expect(problem(48, 4096, [2048]) == "wordBits is 48; it must be 16, 32, 64 or 128")
    for bits in [Int.min, 0, 128, 3072, 32768] {
      #expect(
        problem(64, bits, [2048]) == "maximumBits is \(bits); it must be a power of two from 256 to 16384")
    }
    #expect(problem(64, 4096, []) == "keyBits is empty; it must have at least one size")
    #expect(problem(64, 4096, [2048, 2080]) == "keyBits has 2080; it must be a multiple of 128, at most 4096")
    #expect(problem(64, 2048, [3072]) == "keyBits has 3072; it must be a multiple of 128, at most 2048")
  }

  /// By school multiplication of bytes, the least significant first.
  private static func product(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var digits = [Int](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() { for (j, y) in b.enumerated() { digits[i + j] += Int(x) * Int(y) } }
    for index in digits.indices.dropLast() {
      digits[index + 1] += digits[index] >> 8
      digits[index] &= 255
    }
    return digits.map { UInt8(truncatingIfNeeded: $0) }
  }
}
