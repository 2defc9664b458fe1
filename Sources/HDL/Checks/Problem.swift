/// A mistake in a design: what is wrong, what to do, and where in the Swift source.
public struct Problem: CustomStringConvertible, Sendable {
  /// The module in which it was found.
  public let module: String
  public let message: String
  /// `file:line:column`, or nil when the program carries no debug information.
  public let location: String?
  /// Other places that have to do with it, such as the assignments that close a loop.
  public let notes: [Note]

  /// A place in the Swift source and what it has to do with a problem.
  public struct Note: Sendable {
    public let message: String
    /// `file:line:column`.
    public let location: String
  }

  public var description: String {
    (["\(location ?? module): error: \(message)"] + notes.map { "\($0.location): note: \($0.message)" })
      .joined(separator: "\n")
  }
}

/// All problems of a design, found in one elaboration.
public struct ElaborationError: Error, CustomStringConvertible, Sendable {
  public let problems: [Problem]
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
      + "\n\(problems.count) problem\(problems.count == 1 ? "" : "s") in the design; nothing was emitted"
  }
}

/// A problem whose address is not resolved yet: resolving costs a process, so it is done once for all.
struct PendingProblem {
  let module: String
  let message: String
  let location: UInt
  var notes: [(message: String, location: UInt)] = []
}
