/// The first difference between the hardware and the golden model, or a broken rule of the protocol.
public struct Mismatch: Error, Hashable, Sendable, CustomStringConvertible {
  /// What differs, for example `response word 3`.
  public let what: String
  public let expected: String
  public let found: String
  /// Clock cycle since the start of the run.
  public var cycle = 0
  /// Index of the step that was offered last.
  public var step = 0

  init(_ what: String, expected: some Any, found: some Any) {
    self.what = what
    self.expected = "\(expected)"
    self.found = "\(found)"
  }

  public var description: String {
    "\(what): the golden model says \(expected), the hardware \(found) (cycle \(cycle), step \(step))"
  }
}

/// Words as the reports print them.
func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
}
