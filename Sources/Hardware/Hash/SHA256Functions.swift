import HDL

/// The functions and constants of FIPS 180-4, sections 4.1.2, 4.2.2 and 5.3.3.
enum SHA256 {
  /// Σ0 of the working variable a.
  static func largeSigma0(_ word: Bits) -> Bits { rotations(of: word, 2, 13, 22) }
  /// Σ1 of the working variable e.
  static func largeSigma1(_ word: Bits) -> Bits { rotations(of: word, 6, 11, 25) }
  /// σ0 of the message schedule.
  static func smallSigma0(_ word: Bits) -> Bits {
    word.rotatedRight(by: 7) ^ word.rotatedRight(by: 18) ^ word.shiftedRight(by: 3)
  }
  /// σ1 of the message schedule.
  static func smallSigma1(_ word: Bits) -> Bits {
    word.rotatedRight(by: 17) ^ word.rotatedRight(by: 19) ^ word.shiftedRight(by: 10)
  }
  /// Ch: the bits of `second` where `first` has ones, those of `third` elsewhere.
  static func choice(_ first: Bits, _ second: Bits, _ third: Bits) -> Bits { first & second | ~first & third }
  /// Maj: what two or three of the words have.
  static func majority(_ first: Bits, _ second: Bits, _ third: Bits) -> Bits {
    first & second | third & (first | second)
  }

  private static func rotations(of word: Bits, _ first: Int, _ second: Int, _ third: Int) -> Bits {
    word.rotatedRight(by: first) ^ word.rotatedRight(by: second) ^ word.rotatedRight(by: third)
  }

  /// Bytes in the opposite order: the standard's words begin with their most significant byte, Keyline's with the least.
  static func swapped(_ word: Bits) -> Bits {
    cat(stride(from: 0, to: word.width, by: 8).map { word.bits(from: $0, width: 8) })
  }

  /// H(0): the first 32 bits of the fractional parts of the square roots of the first eight primes.
  static let initialHash: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// K: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
