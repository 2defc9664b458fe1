/// A clock with its reset. Everything that does not say otherwise is in `main`. Domains are known by their names:
/// ```swift
/// extension ClockDomain { static let video = ClockDomain("video", reset: .asynchronous) }
/// let line = Reg(11, reset: 0, on: .video)
/// ```
/// A module has the ports `clock` and `reset` for `main` and `video_clock` and `video_reset` for `video`, where it needs
/// them. A value of one domain reaches another only through `synchronized` or `crossing`.
public final class ClockDomain: Hashable, Sendable {
  /// The edge of the clock at which registers change.
  public enum Edge: Sendable { case rising, falling }
  /// Whether reset, which is active high, takes effect at a clock edge or at once.
  public enum Reset: Sendable { case synchronous, asynchronous }

  /// The name, which the names of the ports begin with.
  public let name: String
  public let edge: Edge
  public let reset: Reset

  /// A clock domain with a name of its own.
  public init(_ name: String, edge: Edge = .rising, reset: Reset = .synchronous) {
    self.name = name
    self.edge = edge
    self.reset = reset
  }

  /// The domain of everything that names no other: ports `clock` and `reset`, rising edge, synchronous reset.
  public static let main = ClockDomain("main")

  /// The name of the clock's port.
  public var clockName: String { name == "main" ? "clock" : "\(name)_clock" }
  /// The name of the reset's port.
  public var resetName: String { name == "main" ? "reset" : "\(name)_reset" }

  public static func == (a: ClockDomain, b: ClockDomain) -> Bool { a === b || a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Whether registers of both change at the same kind of edge and treat reset in the same way.
  func behaves(like other: ClockDomain) -> Bool { edge == other.edge && reset == other.reset }

  /// What a datasheet says about the reset port.
  var resetComment: String { reset == .synchronous ? "synchronous, active high" : "asynchronous, active high" }
}
