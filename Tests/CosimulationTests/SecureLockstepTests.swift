import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

@testable import Cosimulation

/// The programs of `sim/bare/secure` on the processor, in lockstep with the golden hart: every rule of encrypted execution that programs
/// see, no line on the bus that is not the golden ciphertext, and none with
/// a word of the plaintext.
@Suite struct SecureLockstepTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path

  static let sources: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/secure")) ?? []
    return names.filter { $0.hasSuffix(".S") }.sorted()
  }()

  private static let model = Result { try SimulationModel(ProcessorRegression.design(.small)) }
  private static let device = Result { try DeviceIdentity.ofTests() }

  private func program(_ source: String) throws -> ProtectedProgram {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld")
      .build("\(Self.folder)/secure/\(source)")
    let own = "\(Self.folder)/secure/\(source.dropLast(2)).json"
    let plan = try ImagePlan(
      path: FileManager.default.fileExists(atPath: own) ? own : "\(Self.folder)/secure/plan.json")
    var keyGenerator = SeededGenerator(seed: 7)
    let keys = KeyFile(name: "keys.json", for: plan, using: &keyGenerator)
    let identity = try Self.device.get()
    return try ProtectedProgram(
      elf, plan: plan, keys: keys, nonces: .seed(1),
      processor: PublicKey(name: "the device", pem: RSAKey(identity).publicPEM()))
  }

  @Test("every rule of encrypted execution that programs see holds in lockstep", arguments: sources)
  func programs(source: String) throws {
    let program = try program(source)
    let elf = program.program
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, latency: 5, fuses: Self.device.get().fuses(),
      unit: DesignPoint.small.reference
    ) { _ in }
    run.plaintextWords = program.plaintextWords
    for segment in elf.segments { #expect(run.load(elf.contents(of: segment), at: segment.address)) }
    #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    let outcome = try run.run(limit: 20_000_000)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(run.statistics.instructions > 100)
  }
}
