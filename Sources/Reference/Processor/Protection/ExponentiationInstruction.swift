/// Modular exponentiation for a program in encrypted mode. `docs/encrypted-execution.md`, section 4.
extension Hart {
  /// Lengths of its operands, in units of 16 bytes.
  private static let lengths = 1...32

  /// `modexp`: base^exponent mod modulus goes to `place`; the value for the destination.
  ///
  /// - Parameter address: of the operands.
  func exponentiate(_ address: UInt32, _ place: UInt32) throws(Trap) -> UInt32 {
    guard address & 3 == 0 else { throw Trap(.misalignedLoad, address) }
    guard place & 3 == 0 else { throw Trap(.misalignedStore, place) }
    let header = try load(address, bytes: 4)
    let (length, exponentLength) = (Int(header & 0xff), Int(header >> 8 & 0xff))
    guard Self.lengths.contains(length), Self.lengths.contains(exponentLength) else {
      return ExponentiationStatus.badSize.answer
    }
    let operands = littleEndianWords(try bytes(at: address &+ 4, words: 4 * (2 * length + exponentLength)))
    let words = 2 * length
    let places = (0..<UInt32(4 * length)).map { place &+ 4 * $0 }
    for place in places { _ = try atomicUpdate(.amoor, place, 0) }
    let (base, exponent) = (Array(operands[words..<2 * words]), Array(operands[(2 * words)...]))
    let result = ModularExponentiation.power(base: base, exponent: exponent, modulus: Array(operands[..<words]))
    didExponentiate(base, exponent, result.words)
    for (number, place) in places.prefix(2 * result.words.count).enumerated() {
      // One that fails now would be of a program that has overwritten its own page table.
      try? store(place, bytes: 4, UInt32(truncatingIfNeeded: result.words[number / 2] >> (number % 2 == 0 ? 0 : 32)))
    }
    return result.status.answer
  }
}

extension ExponentiationStatus {
  /// What `modexp` writes to its register: 0 when there is a result.
  public var answer: UInt32 { self == .done ? 0 : UInt32(rawValue) }
}
