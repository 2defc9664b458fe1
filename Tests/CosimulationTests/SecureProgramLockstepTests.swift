import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// The programs of `sim/bare/secure` on the hardware, every instruction compared with the golden hart, and every line that is written
/// to memory with its ciphertext.
@Suite struct SecureProgramLockstepTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path
  private static let model = Result { try SimulationModel(ProcessorRegression.design(.small)) }
  private static let device = Result {
    var random = SeededGenerator(seed: 2048)
    return try DeviceIdentity.repeatable(bits: 2048, using: &random)
  }
  private static let sources: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/secure")) ?? []
    return names.filter { $0.hasSuffix(".S") }.sorted()
  }()

  private func program(_ source: String) throws -> ELFFile {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld")
      .build("\(Self.folder)/secure/\(source)")
    let own = "\(Self.folder)/secure/\(source.dropLast(2)).json"
    let hasOwn = FileManager.default.fileExists(atPath: own)
    let plan = try ImagePlan(path: hasOwn ? own : "\(Self.folder)/secure/plan.json")
    var random = SeededGenerator(seed: 1)
    let processor = try PublicKey(name: "the processor", pem: RSAKey(Self.device.get()).publicPEM())
    return try ProtectedProgram(
      elf, plan: plan, keys: KeyFile(name: "keys", for: plan, using: &random), nonces: .seed(1), processor: processor
    ).program
  }

  @Test("programs with regions end well in lockstep", arguments: sources)
  func programs(source: String) throws {
    let elf = try program(source)
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, latency: 3, fuses: Self.device.get().fuses(), unit: DesignPoint.small.reference
    ) { _ in }
    for segment in elf.segments { #expect(run.load(elf.contents(of: segment), at: segment.address)) }
    #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    // Each key entry takes more than a million cycles.
    let outcome = try run.run(limit: 40_000_000)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }
}
