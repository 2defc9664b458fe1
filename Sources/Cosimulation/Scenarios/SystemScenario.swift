import Toolchain

/// Processes that show one mechanism of the source documents under the operating system of `sim/system`, and check it themselves: each ends with 0 or
/// says what it found. `docs/system.md`.
public struct SystemScenario: Sendable {
  public let name: String
  /// What it shows, in a line.
  public let title: String
  /// Sources of the processes in `sim/system/programs`, in the order in which the kernel loads them.
  public let sources: [String]
  /// What the kernel does besides its work.
  public let hostility: SystemBuilder.Hostility?
  /// Lines that the console has to show.
  public let expected: [String]

  private init(
    _ name: String, _ title: String, folder: String, _ processes: [String],
    hostility: SystemBuilder.Hostility? = nil, expecting expected: [String]
  ) {
    self.name = name
    self.title = title
    sources = processes.map { "programs/\(folder)/\($0).c" }
    self.hostility = hostility
    self.expected = expected
  }

  public static let all = [
    SystemScenario(
      "preshared", "a key given in advance, or derived from what was: two processes share, two others learn nothing",
      folder: "preshared", ["owner", "client", "keyless", "barred"],
      expecting: [
        "reads the owner's text: it has the key, and the right", "reads what the client has written in \"second\"",
        "maps \"table\" without the key: nothing but noise", "takes a key that differs in one bit: noise again",
        "has the key, and is refused the memory",
      ]),
    SystemScenario(
      "exchange", "two processes agree on a key by Diffie-Hellman, and share a region under it (figures 4 and 5)",
      folder: "exchange", ["a", "b"],
      expecting: ["reads A's question in Sab', and answers there", "reads B's answer in Sab"]),
    SystemScenario(
      "intercepted", "an operating system that lies breaks the plain exchange: a process in the middle reads everything",
      folder: "exchange", ["a", "b", "mitm"], hostility: .init(rawValue: "MISROUTING"),
      expecting: [
        "Which lock did you change last night, and why?", "The seventh: its ward was worn to the brass.",
        "reads B's answer in Sab",
      ]),
  ]
}

extension SystemScenario {
  /// Why a run does not pass; nothing when it does.
  ///
  /// - Parameter reference: the run on the golden model, whose console the hardware's has to equal.
  public func problems(of run: SystemRun, reference: SystemRun) -> [String] {
    var problems: [String] = []
    if let leak = run.leak { problems.append(leak) }
    switch run.outcome {
    case .finished(0): break
    case .finished(let code): problems.append("ended with code \(code)")
    case .limit: problems.append("not ended after \(run.instructions) instructions")
    case .broken(let text): if run.leak == nil { problems.append(text) }
    }
    for line in expected where !run.output.contains(line) { problems.append("the console does not show \"\(line)\"") }
    if run.output != reference.output { problems.append("the console of the golden model shows something else") }
    return problems
  }
}

extension SystemBuilder {
  /// Builds a scenario, always the same from the same seed.
  ///
  /// - Parameter rounds: how often processes send a message to and fro.
  /// - Throws: as `build`.
  public func build(_ scenario: SystemScenario, rounds: Int32, processor: PublicKey, seed: UInt64) throws -> SystemProgram {
    var generator = SeededGenerator(seed: seed)
    return try build(
      scenario.sources.map { "\(folder)/\($0)" }, argument: rounds, processor: processor, hostility: scenario.hostility,
      using: &generator)
  }
}
