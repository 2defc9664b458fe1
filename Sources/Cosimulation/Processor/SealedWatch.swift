import Reference

/// Looks for the registers of a context that was sealed in the lines that hold its image: whatever the key is, they must not be there.
struct SealedWatch {
  private var words: Set<UInt64> = []
  private var lines: Range<UInt32> = 0..<0
  /// What was found.
  private(set) var leak: String?

  /// A context was sealed.
  mutating func watch(_ spilled: Hart.SpilledContext) {
    lines = spilled.address..<spilled.address + 256
    // Two registers, one behind the other; without those that could be there by chance.
    words = Set(
      zip(spilled.registers, spilled.registers.dropFirst()).map { UInt64($0) | UInt64($1) << 32 }
        .filter { Set(littleEndian($0)).count >= 4 })
  }

  /// The hardware wrote a line to memory.
  mutating func wrote(_ address: UInt32, _ line: [UInt64]) {
    guard lines.contains(address), line.contains(where: words.contains) else { return }
    leak = "registers of a domain in the image of its context, in the line at 0x" + String(address, radix: 16)
  }
}
