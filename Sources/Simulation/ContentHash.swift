/// A 128-bit FNV-1a hash over a sequence of texts: names what was built from them. Good against accidents, not against
/// adversaries, which a cache on the developer's own disk does not face.
/// Source: draft-eastlake-fnv, The FNV Non-Cryptographic Hash Algorithm, section 5.
package struct ContentHash {
  private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  private static let prime: UInt128 = 1 << 88 | 0x13b

  /// Adds one text. Its length goes first, so that two texts never hash as their concatenation.
  mutating func add(_ text: String) {
    for byte in "\(text.utf8.count):".utf8 { add(byte) }
    for byte in text.utf8 { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt128(byte)) &* ContentHash.prime
  }

  /// 32 hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  package static func of(_ texts: [String]) -> String {
    var hash = ContentHash()
    for text in texts { hash.add(text) }
    return hash.text
  }
}
