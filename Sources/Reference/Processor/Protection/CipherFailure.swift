/// A failure of the cryptography under the golden hart, which no program and no input leads to: OpenSSL has run out of memory, or does not work.
///
/// What a program then computes means nothing. It gets a substitute, so that nothing is lost of what was written so far, and whoever runs it
/// ends the run with the error.
final class CipherFailure {
  /// The first one.
  private(set) var error: CipherError?

  /// The result of `operation`, or `substitute` when it fails.
  func attempt<Result>(
    otherwise substitute: @autoclosure () -> Result, _ operation: () throws(CipherError) -> Result
  ) -> Result {
    do { return try operation() } catch {
      self.error = self.error ?? error
      return substitute()
    }
  }
}
