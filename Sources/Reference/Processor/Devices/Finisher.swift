/// Ends a simulation when a program writes to it. `docs/core.md`, section 2.
public final class Finisher: Device {
  /// The exit code that a program wrote; 0 is success.
  public private(set) var code: Int?

  public init() {}

  public func read(_ offset: UInt32, bytes: Int) -> UInt32? { 0 }

  public func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool {
    guard offset == 0 else { return true }
    switch value & 0xffff {
    case 0x5555: code = 0
    case 0x3333: code = Int(value >> 16)
    default: break
    }
    return true
  }
}
