import HDL
import Testing

import enum Reference.UnwrapStatus

@testable import Hardware
@testable import struct Reference.KeyEntry

/// The form of an opened key entry, as the golden model judges it.
@Suite struct EntryFieldsTests {
  let fields: CycleSimulator<EntryFields>

  init() throws {
    fields = try simulateHere(EntryFields(), seed: 3)
    try fields.reset()
    try fields.run(until: \.ready, equals: true, limit: 40)
  }

  /// Gives the words of an entry, and returns what is wrong with it, as far as its form tells.
  private func judge(_ bytes: [UInt8]) throws -> UnwrapStatus? {
    fields.start = true
    try fields.tick()
    fields.start = false
    fields.write = true
    for index in 0..<EntryFields.count {
      fields.index = UInt64(index)
      fields.word = Self.word(bytes, index)
      try fields.tick()
    }
    fields.write = false
    return fields.unknownVersion ? .unknownVersion : fields.malformed ? .malformedEntry : nil
  }

  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[8 * index + $1]) << UInt64(8 * $1) }
  }

  /// The golden model's verdict; the authenticator is not a matter of form.
  private static func golden(_ bytes: [UInt8]) throws -> UnwrapStatus? {
    guard case .failure(let status) = try KeyEntry.open(bytes), status != .badAuthenticator else { return nil }
    return status
  }

  private static let samples: [KeyEntry] = [
    UnwrapUnitTests.entry(), UnwrapUnitTests.entry(lines: 0, flags: .defaultKey),
    {
      var entry = UnwrapUnitTests.entry(lines: 1 << 31)
      entry.algorithm = 2
      entry.key = (0..<64).map { UInt8($0 + 1) }
      entry.entryPoints = [0, 2, 4, 6, 8, 10, 12, 0xffff_fffe]
      return entry
    }(),
    {
      var entry = UnwrapUnitTests.entry()
      entry.algorithm = 0
      entry.key = []
      entry.entryPoints = []
      return entry
    }(),
    {
      var entry = UnwrapUnitTests.entry(flags: .closed)
      entry.base = 0x4000_0040
      return entry
    }(),
  ]

  @Test("every bit of every field, flipped", arguments: samples.indices)
  func everyBit(sample: Int) throws {
    let bytes = try Self.samples[sample].encoded()
    #expect(try judge(bytes) == nil)
    var seen: Set<UnwrapStatus?> = []
    for bit in 0..<8 * bytes.count {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let expected = try Self.golden(changed)
      seen.insert(expected)
      #expect(try judge(changed) == expected, "bit \(bit) of sample \(sample)")
    }
    #expect(seen == [nil, .unknownVersion, .malformedEntry])
  }

  @Test("fields at their bounds: numbers of entry points, entry points at the end of the region, sizes")
  func bounds() throws {
    for lines: UInt32 in [0, 1, 2, 1 << 26] {
      for count in 0...9 {
        for point: UInt32 in [0, 62, 63, 64, 126, 128, 0xffff_ffc0, 0xffff_fffe] {
          var bytes = try UnwrapUnitTests.entry(lines: lines).encoded()
          bytes[5] = UInt8(count)
          for index in 0..<8 {
            let value = index == count - 1 ? point : 0
            for byte in 0..<4 { bytes[120 + 4 * index + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
          }
          #expect(try judge(bytes) == Self.golden(bytes), "\(lines) lines, \(count) points, the last at \(point)")
        }
      }
    }
  }

  @Test("fields are where the document says, and a wipe leaves nothing of them")
  func contents() throws {
    let entry = UnwrapUnitTests.entry()
    let bytes = try entry.encoded()
    #expect(try judge(bytes) == nil)
    #expect(fields.algorithm == 1 && fields.keyBytes == 32 && fields.rights == 5 && fields.flags == 0)
    #expect(fields.lines == 2 && fields.nonce == entry.nonce)
    #expect(try fields.peek(\.owner).bytes == entry.owner)
    #expect(try fields.peek(\.key).bytes == entry.key + [UInt8](repeating: 0, count: 32))
    for index in 0..<EntryFields.count {
      fields.readIndex = UInt64(index)
      try fields.tick()
      #expect(fields.readWord == Self.word(bytes, index))
    }
    fields.wipe = true
    try fields.tick()
    fields.wipe = false
    #expect(try fields.peek(\.owner).bytes.allSatisfy { $0 == 0 } && fields.peek(\.key).bytes.allSatisfy { $0 == 0 })
    #expect(fields.nonce == 0 && fields.lines == 0 && !fields.malformed)
    try fields.run(until: \.ready, equals: true, limit: 40)
    for index in 0..<32 { #expect(try fields.simulation.peek(memory: "entry", at: index).words == [0]) }
  }
}
