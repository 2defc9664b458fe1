/// An unsigned constant of a fixed width, at least 1 bit and of any size.
public struct Constant: Hashable, Sendable {
  /// Width in bits.
  public let width: Int
  /// The value, least significant word first; bits at and above `width` are zero.
  public let words: [UInt64]

  /// A constant from 64-bit words, least significant first. Missing words are zero, surplus bits are dropped. A width
  /// below 1 counts as 1.
  public init(width: Int, words: [UInt64]) {
    let width = max(1, width)
    self.width = width
    let count = (width + 63) / 64
    if count == 1 {
      let word = words.first ?? 0
      self.words = [width == 64 ? word : word & (1 << UInt64(width) - 1)]
      return
    }
    var all = Array(words.prefix(count))
    all += Array(repeating: 0, count: count - all.count)
    if width % 64 != 0 { all[count - 1] &= (1 << UInt64(width % 64)) - 1 }
    self.words = all
  }

  /// A constant from a small number. Surplus bits are dropped; use `fits` first where that matters.
  public init(width: Int, value: UInt64) { self.init(width: width, words: [value]) }

  /// Whether `value` can be written in `width` bits.
  public static func fits(_ value: UInt64, width: Int) -> Bool { width >= 64 || value >> UInt64(max(0, width)) == 0 }

  /// Whether `value` can be written as a two's complement number of `width` bits.
  public static func fits(signed value: Int64, width: Int) -> Bool {
    width >= 64 || (width > 0 && value >> Int64(width - 1) == (value < 0 ? -1 : 0))
  }

  /// The two's complement number in another width: copies of the sign bit above, or cut off.
  func resized(to width: Int) -> Constant {
    guard width > self.width, self[bit: self.width - 1] else { return Constant(width: width, words: words) }
    var words = words
    if self.width % 64 != 0 { words[words.count - 1] |= UInt64.max << UInt64(self.width % 64) }
    let missing = max(0, (width + 63) / 64 - words.count)
    return Constant(width: width, words: words + Array(repeating: .max, count: missing))
  }

  /// The same value with bit `index` inverted.
  public func flipping(bit index: Int) -> Constant {
    var changed = words
    changed[index / 64] ^= 1 << UInt64(index % 64)
    return Constant(width: width, words: changed)
  }

  /// The value with the number's usual Verilog spelling, for example `8'h1f`.
  var verilog: String {
    if width == 1 { return "1'b\(words[0])" }
    if width <= 6 { return "\(width)'d\(words[0])" }
    var digits = ""
    for (index, word) in words.enumerated().reversed() {
      let count = index == words.count - 1 ? (width - 64 * index + 3) / 4 : 16
      let hex = String(word, radix: 16)
      digits += String(repeating: "0", count: max(0, count - hex.count)) + hex
    }
    if width > 64 { digits = String(digits.drop { $0 == "0" }) }
    if digits.isEmpty { digits = "0" }
    return "\(width)'h\(digits)"
  }
}

extension Constant {
  /// The two's complement number with its usual Verilog spelling, for example `-8'sd3`.
  var signedVerilog: String {
    guard width < 64, !isLowest else { return verilog.replacing("'", with: "'s") }
    let value = Int64(bitPattern: resized(to: 64).words[0])
    return value < 0 ? "-\(width)'sd\(-value)" : "\(width)'sd\(value)"
  }
}

/// The widths that a value can have: Verilog tools must take vectors of this many bits (IEEE 1364-2005, 4.3.1).
let possibleWidths = 1...65_536

extension Int {
  /// The nearest number in a range.
  func clamped(to range: ClosedRange<Int>) -> Int { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}

/// A number of bits in the words of a message.
func countOfBits(_ width: Int) -> String { width == 1 ? "1 bit" : "\(width) bits" }
