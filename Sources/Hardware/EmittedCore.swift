import HDL

/// A part of the processor that is emitted under `rtl/` by itself, for those who want only it, and measured so.
public protocol EmittedCore: Sendable {
  /// The name of its folder.
  var rawValue: String { get }

  /// The elaborated core.
  func elaborate() throws -> Design
}

/// All of them.
public enum EmittedCores {
  public static let all: [any EmittedCore] =
    EncryptionCore.allCases + HashCore.allCases + RandomCore.allCases + ExponentiationCore.allCases
    + KeyedCore.allCases + SystemCore.allCases
}
