import Cosimulation
import Foundation
import Reference
import Testing
import Toolchain

/// The authenticated exchange on the golden model: as scenarios, with an honest operating system and one that lies, and
/// its library under every alteration.
@Suite struct AuthenticatedExchangeTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/system")
    .standardizedFileURL.path
  private static let device = Result { try DeviceIdentity.ofTests() }

  private func builder() throws -> (SystemBuilder, PublicKey) {
    let processor = try PublicKey(name: "the processor", pem: RSAKey(Self.device.get()).publicPEM())
    return (SystemBuilder(tools: try Tools(), folder: Self.folder), processor)
  }

  private func run(_ name: String) throws -> (run: SystemRun, problems: [String]) {
    let scenario = try #require(SystemScenario.all.first { $0.name == name })
    let (builder, processor) = try builder()
    let run = SystemRun.reference(
      try builder.build(scenario, rounds: 5, processor: processor, seed: 1), fuses: try Self.device.get().fuses())
    return (run, scenario.problems(of: run, reference: run))
  }

  @Test("A and B agree under both suites, and share a region under each key")
  func authenticated() throws {
    let (run, problems) = try run("authenticated")
    #expect(problems == [])
    #expect(run.output.split(separator: "\n").filter { $0.hasSuffix("rw- shared") }.count == 4)
    #expect(!run.output.contains("refuses"))
    #expect(run.watched > 1000)
    // The steps of figure 6 in its order, for each suite.
    let steps = run.output.split(separator: "\n").map { $0.prefix(15).filter { $0 != " " } }
    let figure = [
      "bSF-115", "aSF-117", "aSF-118", "bSF-118", "aSF-119", "bSF-122", "bSF-120", "bSF-123", "aSF-121", "aSF-123",
    ]
    #expect(steps.filter(figure.contains) == figure + figure)
  }

  @Test("whoever is in the middle gets two refusals for each attack, and nothing is shared")
  func impostor() throws {
    let (run, problems) = try run("impostor")
    #expect(problems == [])
    let refusals = run.output.split(separator: "\n").filter { $0.contains("refuses:") }.map { $0.prefix(1) }
    #expect(refusals == ["a", "b", "a", "b", "a", "b", "a", "b"])
    #expect(!run.output.contains("shared\n") && !run.output.contains("Kauth"))
  }

  @Test("whoever changes a message of a run gets a refusal from both sides, whichever and however", arguments: [1, 2])
  func disturbed(seed: UInt64) throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == "disturbed" })
    let (builder, processor) = try builder()
    let runs = 25
    let run = SystemRun.reference(
      try builder.build(scenario, rounds: Int32(runs), processor: processor, seed: seed),
      fuses: try Self.device.get().fuses(), limit: 1_000_000_000)
    #expect(
      scenario.problems(of: run, reference: run) == [],
      "keyline scenario disturbed --seed \(seed) --rounds \(runs)\n\(run.output)")
    let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("run ") }
    #expect(lines.count == runs && lines.filter { $0.hasSuffix("A and B agree") }.count == 1, "\(run.output)")
    // Each message of the six, four times.
    let messages = lines.dropFirst().compactMap { $0.firstMatch(of: /: message (\d):/)?.1 }
    #expect(Dictionary(grouping: messages) { $0 }.values.map(\.count) == [4, 4, 4, 4, 4, 4])
  }

  @Test("a build follows from its seed, keys and certificates too")
  func repeatable() throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == "authenticated" })
    let (builder, processor) = try builder()
    func bytes(_ seed: UInt64) throws -> [UInt8] {
      try builder.build(scenario, rounds: 5, processor: processor, seed: seed).program.bytes
    }
    let first = try bytes(7)
    #expect(try bytes(7) == first)
    #expect(try bytes(8) != first)
  }

  @Test("in Swift too, a refusal says why: the owner ends with it, and the client is told")
  func swiftRefusals() throws {
    let (builder, processor) = try builder()
    var generator = SeededGenerator(seed: 1)
    let names = ["owner", "client"]
    let system = try builder.build(
      names.map { SystemBuilder.Source("\(Self.folder)/swift/tests/\($0).swift") }, processor: processor,
      certified: names, using: &generator)
    let run = SystemRun.reference(system, fuses: try Self.device.get().fuses(), limit: 100_000_000)
    #expect(run.outcome == .finished(1) && run.leak == nil, "\(run.output)\(run.leak ?? "")")
    let lines = [
      "owner: ended with code 1", "owner: refuses: the certificate does not hold (it is another process's)",
      "the owner has refused each",
    ]
    #expect(run.output.split(separator: "\n").map(String.init).sorted() == lines)
  }

  @Test(
    "the library refuses every alteration, by name",
    arguments: [("der", 70), ("long_message", 40), ("certificates", 5000), ("exchanges", 100), ("alterations", 3000)])
  func library(name: String, checks: Int) throws {
    let (builder, processor) = try builder()
    var generator = SeededGenerator(seed: 1)
    let system = try builder.build(
      [SystemBuilder.Source("\(Self.folder)/library/tests/\(name).c", name: "tests")], processor: processor,
      certified: ["a", "b"], using: &generator)
    let run = SystemRun.reference(system, fuses: try Self.device.get().fuses(), limit: 5_000_000_000)
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect(run.leak == nil)
    let count = try #require(run.output.firstMatch(of: /([0-9]+) checks, 0 failed/)?.output.1)
    #expect(try #require(Int(count)) >= checks)
  }
}
