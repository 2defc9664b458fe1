import HDL

@testable import Hardware

/// A module that digests messages.
protocol DigestModule: Module {
  var start: Bit.Input { get }
  var wipe: Bit.Input { get }
  var word: Sink<MessageWord> { get }
  var valid: Bit.Output { get }
  var digest: Bits.Output { get }
}

extension MessageDigest: DigestModule {}
extension KeyedDigest: DigestModule {}

/// Feeds messages to a `DigestModule`, and keeps the contract of streams.
struct DigestBench<M: DigestModule> {
  let simulator: CycleSimulator<M>

  init(_ module: M, seed: UInt64 = 1) throws {
    simulator = try simulateHere(module, seed: seed)
    try simulator.reset()
  }

  func start() throws {
    simulator.start = true
    try simulator.tick()
    simulator.start = false
  }

  /// The words of a message; an empty one has one without bytes.
  static func words(of message: [UInt8]) -> [(data: UInt64, bytes: UInt64, last: Bool)] {
    let starts = message.isEmpty ? [0] : Array(stride(from: 0, to: message.count, by: 8))
    return starts.map { start in
      let bytes = message[start..<min(start + 8, message.count)]
      let data = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return (data, UInt64(bytes.count), start + 8 >= message.count)
    }
  }

  /// The digest, and the cycles from the one in which the first word is offered to the one in which the digest is valid.
  /// - Parameters:
  ///   - surplus: what stands behind the end in the last word.
  ///   - pauses: whether no word is offered in a cycle.
  func digest(
    _ message: [UInt8], surplus: UInt64 = 0, pauses: () -> Bool = { false }
  ) throws -> (bytes: [UInt8], cycles: Int) {
    try start()
    return try finish(message, surplus: surplus, pauses: pauses)
  }

  /// The same for a message that has begun.
  func finish(
    _ message: [UInt8], surplus: UInt64 = 0, pauses: () -> Bool = { false }
  ) throws -> (bytes: [UInt8], cycles: Int) {
    let words = Self.words(of: message)
    let first = simulator.cycle
    var sent = 0
    while !simulator.valid {
      let offers = sent < words.count && (simulator.word.valid || !pauses())
      simulator.word.valid = offers
      if offers {
        let word = words[sent]
        let behind = word.bytes == 8 ? 0 : surplus << (8 * word.bytes)
        simulator.word.payload.data = word.data | behind
        // What is said of a word that is not the last does not matter.
        simulator.word.payload.bytes = word.last ? word.bytes : surplus & 15
        simulator.word.payload.last = word.last
      }
      let moves = simulator.word.fire
      try simulator.tick()
      if moves {
        sent += 1
        simulator.word.valid = false
      }
      guard simulator.cycle < first + 1000 + 100 * words.count else { throw CycleSimulationTimeout() }
    }
    return (try simulator.peek(\.digest).bytes, simulator.cycle - first)
  }
}

extension DigestBench<KeyedDigest> {
  /// HMAC-SHA-256 under a key of at most 32 bytes: HMAC fills a shorter one up with zeros.
  func code(
    key: [UInt8], _ message: [UInt8], surplus: UInt64 = 0, pauses: () -> Bool = { false }
  ) throws -> (bytes: [UInt8], cycles: Int) {
    try simulator.poke(\.key, Constant(bytes: key + [UInt8](repeating: 0, count: 32 - key.count)))
    simulator.keyed = true
    defer { simulator.keyed = false }
    return try digest(message, surplus: surplus, pauses: pauses)
  }
}
