import Reference

/// One thing the stimulus does to the unit.
public enum Operation: Hashable, Sendable {
  case setup(SetupCommand)
  /// For a keyed unit.
  case key(KeyCommand)
  case mode(ModeCommand)
  case line(LineOperation)
  /// Reset for two cycles, `after` cycles after the previous operation was offered: in the middle of whatever happens.
  case reset(after: Int)
}

/// A line request with what belongs to it.
public struct LineOperation: Hashable, Sendable {
  public var request: LineRequest
  /// The line that follows a write-back on the store port.
  public var data: Line
  /// An error that the bus makes while it carries the line.
  public var fault: BusFault?

  public init(_ request: LineRequest, data: Line = .zero, fault: BusFault? = nil) {
    self.request = request
    self.data = data
    self.fault = fault
  }
}

/// An operation and when it is offered.
public struct Step: Hashable, Sendable {
  public var operation: Operation
  /// Cycles to wait before valid rises.
  public var delay: Int
  /// Offered while operations of other ports are still in progress; otherwise only when all is quiet.
  public var overlaps: Bool

  public init(_ operation: Operation, delay: Int = 0, overlaps: Bool = false) {
    self.operation = operation
    self.delay = delay
    self.overlaps = overlaps
  }
}

extension Step {
  /// Where and when a step may be offered, without what is offered.
  struct Place {
    enum Port { case setup, key, mode, line, reset }
    let port: Port
    let overlaps: Bool
  }

  var place: Place {
    let port: Place.Port =
      switch operation {
      case .setup: .setup
      case .key: .key
      case .mode: .mode
      case .line: .line
      case .reset: .reset
      }
    return Place(port: port, overlaps: overlaps)
  }
}

/// How the world around the unit behaves during one run, in percent of cycles.
public struct Environment: Hashable, Sendable {
  public var bus = BusBehaviour()
  /// The core offers the next word of a write-back, and takes a word or a response.
  public var storeValid = 100
  public var responseReady = 100

  /// Everything answers at once.
  public init() {}
}
