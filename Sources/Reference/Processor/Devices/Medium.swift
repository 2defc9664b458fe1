/// What a block device stores its sectors on.
public protocol Medium: AnyObject {
  /// How many sectors there are.
  var sectors: UInt32 { get }
  /// The 512 bytes of a sector that exists; nil when they cannot be read.
  func read(_ sector: UInt32) -> [UInt8]?
  /// Stores 512 bytes in a sector that exists; false when they cannot be stored.
  func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool
}

/// No medium: there is no sector.
public final class NoMedium: Medium {
  public let sectors: UInt32 = 0

  public init() {}

  public func read(_ sector: UInt32) -> [UInt8]? { nil }
  public func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool { false }
}
