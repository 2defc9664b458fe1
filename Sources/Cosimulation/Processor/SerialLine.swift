/// What is sent over a serial line, sampled in every clock cycle.
struct SerialLine {
  /// Clock cycles of a bit.
  let cyclesPerBit: Int
  private var countdown = 0
  private var bitsLeft = 0
  private var byte: UInt8 = 0

  init(cyclesPerBit: Int) { self.cyclesPerBit = cyclesPerBit }

  /// Takes the line's level in a cycle; a byte when its last bit has been seen.
  mutating func sample(_ level: Bool) -> UInt8? {
    if bitsLeft == 0 {
      guard !level else { return nil }
      // The middle of the first data bit.
      countdown = cyclesPerBit + cyclesPerBit / 2
      bitsLeft = 9
      return nil
    }
    countdown -= 1
    guard countdown == 0 else { return nil }
    countdown = cyclesPerBit
    bitsLeft -= 1
    // After the eighth bit the stop bit, during which nothing begins.
    guard bitsLeft > 0 else { return nil }
    byte = byte >> 1 | (level ? 0x80 : 0)
    return bitsLeft == 1 ? byte : nil
  }
}
