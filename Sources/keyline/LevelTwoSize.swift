import ArgumentParser
import Hardware

extension LevelTwoParameters {
  /// The cache that --level-two asks for.
  ///
  /// - Throws: `ValidationError`, which says what the option takes.
  init(kibibytes: Int) throws {
    guard (1...4096).contains(kibibytes), kibibytes & (kibibytes - 1) == 0 else {
      throw ValidationError("--level-two takes a power of two from 1 to 4096 KiB, not \(kibibytes)")
    }
    self.init(bytes: kibibytes << 10)
  }
}
