/// The lines of a trace: one for each instruction. Of encrypted mode it says only that time passes (SF-28).
public struct InstructionTrace: Sendable {
  private let showsEncrypted: Bool
  private var isHiding = false

  /// - Parameter showsEncrypted: for people who look for mistakes in a program of their own.
  public init(showsEncrypted: Bool) { self.showsEncrypted = showsEncrypted }

  /// The line for the next instruction; nil for all but the first of those that are not shown.
  public mutating func line(_ retirement: Retirement) -> String? {
    guard retirement.isEncrypted, !showsEncrypted else {
      isHiding = false
      return retirement.description
    }
    defer { isHiding = true }
    return isHiding ? nil : "\(retirement.order) (domain \(retirement.domain) in encrypted mode: not shown)"
  }
}
