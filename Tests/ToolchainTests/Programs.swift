import Foundation
import Reference
import Testing

@testable import Toolchain

/// The programs of `sim/programs`, built once for all tests.
enum Programs {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let folder = "\(root)/sim/programs"
  static let output = "\(root)/.build/programs"

  static func builder(output: String = output) throws -> ProgramBuilder {
    ProgramBuilder(tools: try Tools(), programs: folder, output: output)
  }

  private static let built = Result { try builder().build("figure3") }
  static func figure3() throws -> BuiltProgram { try built.get() }

  /// Keys that are the same in every run.
  static func keys(for plan: ImagePlan, seed: UInt64 = 1) -> KeyFile {
    var generator = SeededGenerator(seed: seed)
    return KeyFile(name: "keys.json", for: plan, using: &generator)
  }
}

/// SplitMix64: enough for stimuli, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// A folder that exists while `body` runs.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = "\(NSTemporaryDirectory())/keyline-tests-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
