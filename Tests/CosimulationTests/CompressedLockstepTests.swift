import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

@testable import Cosimulation

/// The processor with extension C, every instruction compared with the golden hart.
@Suite struct CompressedLockstepTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path
  private static let model = Result { try SimulationModel(ProcessorRegression.design(.minimal, compressed: true)) }
  private static let device = Result { try DeviceIdentity.ofTests() }

  private static func sources(_ name: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
    return names.filter { $0.hasSuffix(".S") }.sorted().map { "\(name)/\($0)" }
  }

  /// Runs a program to its end; what it sent.
  @discardableResult
  private func run(
    _ elf: ELFFile, fuses: [UInt64] = [], plaintext: Set<UInt64> = [], limit: UInt64 = 10_000_000
  ) throws -> (text: String, coverage: CompressedCoverage) {
    var text: [UInt8] = []
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, latency: 3, fuses: fuses, unit: DesignPoint.minimal.reference,
      compressed: true
    ) { text.append($0) }
    run.plaintextWords = plaintext
    for segment in elf.segments { #expect(run.load(elf.contents(of: segment), at: segment.address)) }
    #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    let outcome = try run.run(limit: limit)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return ("", run.coverage.compressed)
    }
    return (String(decoding: text, as: UTF8.self), run.coverage.compressed)
  }

  @Test("random programs of instructions of 16 and 32 bits", arguments: ProcessorRegression.Programs.allCases)
  func random(programs: ProcessorRegression.Programs) throws {
    var regression = ProcessorRegression(.minimal, programs)
    regression.compressed = true
    let results = try regression.run(Array(1...(programs == .system ? 16 : 8)), on: Self.model.get()) { _ in }
    var coverage = ProcessorCoverage()
    for result in results {
      if let difference = result.difference {
        Issue.record("\(difference)\nrepeat with: \(regression.replayCommand(result.seed))")
      }
      coverage.merge(result.coverage)
    }
    #expect(results.filter(\.isOver).count > results.count / 2)
    let seen = coverage.compressed
    #expect(seen.short > 10_000 && seen.inTwoWords > 1000 && seen.inTwoLines > 50, "\(seen)")
    if programs == .system { #expect(seen.inTwoPages > 5, "\(seen)") }
    #expect(regression.replayCommand(3).contains(" --compressed "))
  }

  /// Those of `sim/bare/tests` in which no handler counts on 4 bytes.
  @Test(
    "tests in assembly",
    arguments: sources("compressed") + ["atomics", "integer", "memory", "privileges"].map { "tests/\($0).S" })
  func tests(source: String) throws {
    try run(BareProgram(tools: Tools(), folder: Self.folder, compressed: true).build("\(Self.folder)/\(source)"))
  }

  @Test("halves of instructions in two regions, and back-links around them", arguments: sources("secure/compressed"))
  func regions(source: String) throws {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld", compressed: true)
      .build("\(Self.folder)/\(source)")
    let plan = try ImagePlan(path: "\(Self.folder)/secure/plan.json")
    var keyGenerator = SeededGenerator(seed: 7)
    let keys = KeyFile(name: "keys.json", for: plan, using: &keyGenerator)
    let identity = try Self.device.get()
    let program = try ProtectedProgram(
      elf, plan: plan, keys: keys, nonces: .seed(1),
      processor: PublicKey(name: "the device", pem: RSAKey(identity).publicPEM()))
    try run(program.program, fuses: identity.fuses(), plaintext: program.plaintextWords, limit: 20_000_000)
  }

  @Test("a program in C says the same in plaintext and in encrypted mode")
  func programs() throws {
    let source = "\(Self.folder)/programs/strings.c"
    let plain = try run(BareProgram(tools: Tools(), folder: Self.folder, compressed: true).build(source))
    let identity = try Self.device.get()
    let processor = try PublicKey(name: "the processor", pem: RSAKey(identity).publicPEM())
    let program = try WholeProgramProtection(algorithm: .aes128XTS, processor: processor, compressed: true)
      .build(source, tools: Tools(), folder: Self.folder)
    let encrypted = try run(program.program, fuses: identity.fuses(), plaintext: program.plaintextWords)
    for (text, coverage) in [plain, encrypted] {
      #expect(text.hasPrefix("It is a truth") && text.hasSuffix("wife.\n"))
      #expect(coverage.short > 50_000 && coverage.inTwoWords > 10_000, "\(coverage)")
    }
  }
}
