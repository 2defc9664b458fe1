import HDL

/// Which way a part of the cipher works. One direction costs less than both.
enum CipherDirection {
  case encryption, decryption, both

  /// The prefix of a module's name that tells the directions apart.
  var prefix: String {
    switch self {
    case .encryption: "encryption_"
    case .decryption: "decryption_"
    case .both: ""
    }
  }

  /// The input that chooses, where there is a choice.
  var port: Bit.Input? { self == .both ? In("direction") : nil }

  /// Whether the part decrypts in this cycle: the input, or a constant.
  func decrypts(_ port: Bit.Input?) -> Bit { port ?? (self == .decryption ? true : false) }
}
