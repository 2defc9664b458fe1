import Cosimulation
import Foundation
import Reference
import Toolchain

/// Systems of `sim/system` for the processor of tests.
struct SystemUnderTest {
  let builder: SystemBuilder
  let processor: PublicKey
  let fuses: [UInt64]

  init() throws {
    let identity = try DeviceIdentity.ofTests()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/system")
    builder = SystemBuilder(tools: try Tools(), folder: folder.standardizedFileURL.path)
    processor = try PublicKey(name: "the processor of tests", pem: RSAKey(identity).publicPEM())
    fuses = try identity.fuses()
  }

  func build(_ scenario: SystemScenario, rounds: Int32 = 20) throws -> SystemProgram {
    try builder.build(scenario, rounds: rounds, processor: processor, seed: 1)
  }

  /// A system of processes whose `main` have these bodies; they are called `p0`, `p1` and so on.
  func build(
    _ bodies: [String], including header: String = "turn.h", conditions: [String] = [], isEncrypted: Bool = true
  ) throws -> SystemProgram {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = SystemRandomNumberGenerator()
    let sources = try bodies.enumerated().map { number, body in
      let source = folder.appending(path: "p\(number).c")
      try "#include \"sharing.h\"\n#include \"\(header)\"\nint main(void) {\n\(body)\n}\n"
        .write(to: source, atomically: true, encoding: .utf8)
      return SystemBuilder.Source(source.path, isEncrypted: isEncrypted)
    }
    return try builder.build(sources, processor: processor, conditions: conditions, using: &generator)
  }

  /// The golden model runs a process in Swift with this body: `p0`.
  func run(swift body: String) throws -> SystemRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = SystemRandomNumberGenerator()
    let source = folder.appending(path: "p0.swift")
    try "import Sharing\n@main struct P: Program {\n  static func run() throws(SharingError) {\n\(body)\n  }\n}\n"
      .write(to: source, atomically: true, encoding: .utf8)
    let program = try builder.build(
      [SystemBuilder.Source(source.path)], processor: processor, using: &generator)
    return SystemRun.reference(program, fuses: fuses, limit: 20_000_000)
  }

  /// The golden model runs a system of such processes.
  func run(_ bodies: String...) throws -> SystemRun {
    SystemRun.reference(try build(bodies), fuses: fuses, limit: 20_000_000)
  }
}
