import Reference

/// Every plaintext word of an encrypted line that the run has seen. None of them may ever appear on the bus: SF-6, SF-26.
struct Canaries {
  private var words = Set<UInt64>()

  /// Words with so few different bytes occur by themselves.
  private func isTelling(_ word: UInt64) -> Bool { word != 0 && word != .max }

  mutating func add(_ progress: LineProgress) {
    guard progress.decision.usesBus, progress.decision.cipher.algorithm != .none else { return }
    let plaintext = progress.isWriteBack ? progress.operation.data : progress.answer.line
    for index in 0..<8 where isTelling(plaintext[index]) { words.insert(plaintext[index]) }
  }

  func contains(_ word: UInt64) -> Bool { words.contains(word) }
}
