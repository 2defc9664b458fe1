import Reference

/// A random program of a domain: plaintext and encrypted code under several keys, with mode shifts by both methods, calls from encrypted to plaintext
/// code and back, keys that the program sets for itself, data in regions with random rights, interrupts between all of it, and in some a second
/// domain that runs in turn with the first. The same seed gives the same program. `docs/encrypted-execution.md`.
///
/// In memory: start and handlers at 0x80000000, descriptors and a key entry at 0x80002000, page tables at 0x80004000, the code at
/// 0x80010000, data at 0x80030000, the second domain at 0x80060000. With translation, user mode has main memory and devices at their own addresses, and at 0x40000000 sixteen
/// pages with random rights that lead to the data.
public struct RandomDomainProgram {
  /// Bytes with their address.
  public private(set) var image: [(bytes: [UInt8], address: UInt32)] = []
  static let entry = RandomSystemProgram.entry
  /// The processor for which the key entry is made.
  public let fuses: [UInt64]

  enum Place {
    static let state: UInt32 = 0x8000_3000
    static let descriptors: UInt32 = 0x8000_2000
    static let keyEntry: UInt32 = 0x8000_2800
    /// Sealed contexts: the newest, and the one before.
    static let image: UInt32 = 0x8000_3400
    static let root: UInt32 = 0x8000_4000
    static let leaves: UInt32 = 0x8000_5000
    static let code: UInt32 = 0x8001_0000
    static let data: UInt32 = 0x8003_0000
    static let neighbour: UInt32 = 0x8006_0000
    /// What the second domain brings, behind what the first does.
    static let neighbourDescriptor = descriptors + 0x20
    static let neighbourEntry = keyEntry + 0x400
    static let pages: UInt32 = 0x4000_0000
    /// Word of the state that counts how often the code is still to be run through.
    static let rounds = state + 8
    /// Word of the state with the exclusive or of both domains' numbers, 0 without a second one; bit 31 is set until that has begun.
    static let turn = state + 12
    // Behind it, from 16 on, eight addresses of plaintext blocks.
  }

  /// - Parameters:
  ///   - parameters: the tables of the unit.
  ///   - instructions: about so many random ones.
  ///   - rounds: how often the code is run through.
  ///   - compressed: for a processor with extension C, and with instructions of 16 bits.
  init(
    seed: UInt64, parameters: Reference.UnitParameters, instructions: Int, rounds: Int, compressed: Bool = false
  ) throws {
    let identity = try DeviceIdentity.ofTests()
    fuses = try identity.fuses()
    var generator = SeededGenerator(seed: seed)
    let plan = DomainPlan(&generator, parameters: parameters, instructions: instructions, compressed: compressed)
    let monitor = DomainMonitor(plan: plan, &generator)

    append(try monitor.words(&generator), at: Self.entry)
    for (region, descriptor, entry) in [
      (plan.regions[0], Place.descriptors, Place.keyEntry),
      (plan.neighbour, Place.neighbourDescriptor, Place.neighbourEntry),
    ] as [(DomainPlan.Region?, UInt32, UInt32)] {
      guard let region else { continue }
      let wrapped = try region.keyEntry(for: identity, using: &generator)
      append(wrapped, at: entry)
      append(region.descriptor(entryBytes: wrapped.count), at: descriptor)
    }
    let open = plan.blocks.filter { $0.region == nil }.map(\.address)
    append(
      [UInt32(truncatingIfNeeded: generator.next()), 0, UInt32(rounds), 0]
        + (0..<8).map { _ in open[generator.below(open.count)] }, at: Place.state)
    append(monitor.rootTable, at: Place.root)
    append(Self.leafTable(&generator), at: Place.leaves)
    append((0..<16384).map { _ in UInt32(truncatingIfNeeded: generator.next()) }, at: Place.data)
    for (bytes, address) in try DomainCode(plan: plan, translates: monitor.translates).image(&generator) {
      append(bytes, at: address)
    }
  }

  private mutating func append(_ words: [UInt32], at address: UInt32) { append(Self.bytes(words), at: address) }
  private mutating func append(_ bytes: [UInt8], at address: UInt32) { image.append((bytes, address)) }

  static func bytes(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  private static func leafTable(_ generator: inout SeededGenerator) -> [UInt32] {
    (0..<1024).map { index in
      guard index < 16 else { return 0 }
      let rights = generator.chance(60) ? 0xdf : UInt32(truncatingIfNeeded: generator.next()) & 0xff
      return (Place.data + UInt32(4096 * generator.below(16))) >> 2 | rights | 1
    }
  }
}
