import Reference
import Testing

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
}

/// A key of `count` bytes, different for each `number`.
func sampleKey(_ number: UInt8, count: Int = 32) -> [UInt8] {
  (0..<UInt8(count)).map { $0 &+ number }
}

extension UnitParameters {
  /// Small tables that fill quickly, with a key slot for every region.
  static let compact = UnitParameters(attributes: 4, keySlots: 4, domains: 4, backLinks: 2, aes256: false)
}

extension SetupCommand {
  /// An acceptable install: aes128-xts, all rights, two lines from 0x1000 on.
  static func region(
    of domain: Int = 1, segment: UInt8 = 0, base: UInt32 = 0x1000, lines: UInt64 = 2, nonce: UInt64 = 0,
    rights: Rights = [.read, .write, .execute], flags: RegionFlags = [], key: [UInt8] = sampleKey(0)
  ) -> SetupCommand {
    SetupCommand(
      .install, domain: domain, segment: segment, base: base, bound: lines * 64,
      algorithm: Algorithm.aes128XTS.rawValue,
      nonce: nonce, rights: rights, flags: flags, key: key)
  }

  /// The same command with some fields changed.
  func with(_ change: (inout SetupCommand) -> Void) -> SetupCommand {
    var command = self
    change(&command)
    return command
  }
}

extension EncryptionUnit {
  /// A unit with `regions` installed, in which `domain` runs.
  init(_ parameters: UnitParameters = .standard, running domain: Int, _ regions: SetupCommand...) throws {
    self.init(parameters)
    for region in regions {
      let response = try setup(region)
      try #require(response.status == .ok)
    }
    _ = mode(ModeCommand(.select, domain: domain))
  }
}
