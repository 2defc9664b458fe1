/// Why a key entry is refused before the set-up port sees it, with the code that the processor answers
/// (docs/key-entries.md, section 4).
public enum UnwrapStatus: UInt8, Error, CaseIterable, Sendable {
  case noDeviceKey = 17
  case wrongEntrySize = 18
  case fault = 19
  case badEntry = 20
  case unknownVersion = 21
  case malformedEntry = 22
  case badAuthenticator = 23
  case wrongKind = 24
  case unknownDomain = 25
  case wrongOwner = 26
  case domainsFull = 27
  case wrongRegionSize = 28
  case wrongBase = 29
}

/// The status of `setck` and `setk`: that of unwrapping, or that of the set-up port when unwrapping succeeds.
public enum KeyStatus: Hashable, Sendable, CustomStringConvertible {
  case unwrap(UnwrapStatus)
  case setup(SetupStatus)

  /// What the processor answers: 0 to 29.
  public var code: UInt8 {
    switch self {
    case .unwrap(let status): status.rawValue
    case .setup(let status): status.rawValue
    }
  }

  public var description: String {
    switch self {
    case .unwrap(let status): "\(status)"
    case .setup(let status): "\(status)"
    }
  }
}
