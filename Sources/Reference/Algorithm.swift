/// The cipher of a region (docs/line-cipher.md, "Algorithms"; SF-17). The raw value is the id that the set-up port
/// carries.
public enum Algorithm: UInt8, CaseIterable, Sendable {
  /// Lines pass unchanged.
  case none = 0
  /// XTS-AES-128 of IEEE Std 1619; one line is one data unit.
  case aes128XTS = 1
  /// XTS-AES-256 of IEEE Std 1619; one line is one data unit.
  case aes256XTS = 2

  /// The name by which command lines, manifests and reports know the algorithm.
  public var name: String {
    switch self {
    case .none: "none"
    case .aes128XTS: "aes128-xts"
    case .aes256XTS: "aes256-xts"
    }
  }

  /// Length of the key in bytes: data key and tweak key together.
  public var keyLength: Int {
    switch self {
    case .none: 0
    case .aes128XTS: 32
    case .aes256XTS: 64
    }
  }

  /// The algorithm called `name`, exactly as `name` spells it.
  public init(named name: String) throws(UnknownAlgorithm) {
    guard let algorithm = Algorithm.allCases.first(where: { $0.name == name }) else {
      throw UnknownAlgorithm(name: name)
    }
    self = algorithm
  }
}

extension Algorithm: CustomStringConvertible {
  public var description: String { name }
}

/// A name that belongs to no algorithm.
public struct UnknownAlgorithm: Error, Equatable, CustomStringConvertible {
  /// The name as it was given.
  public let name: String

  public var description: String {
    let known = Algorithm.allCases.map(\.name).joined(separator: ", ")
    return "unknown algorithm \"\(name)\": choose one of \(known)"
  }
}
