/// What operations take, with their checks and the overwriting at their end. `docs/exponentiation.md`, section 5.
extension ExponentiationParameters {
  /// Clock cycles of the RSA private operation, from the one with the command until the unit is idle again.
  /// - Parameter bits: of the modulus; one of `keyBits`.
  public func privateOperationCycles(bits: Int) -> Int { cycles(.decrypt, bits: bits) }

  /// The same of the RSA public operation.
  /// - Parameter bits: of the modulus; whole words.
  public func publicOperationCycles(bits: Int) -> Int { cycles(.encrypt, bits: bits) }

  private func cycles(_ operation: ExponentiationOperation, bits: Int) -> Int {
    MicroprogramCycles(parameters: self).cycles(operation, words: bits / 64) + depth + 2
  }
}
