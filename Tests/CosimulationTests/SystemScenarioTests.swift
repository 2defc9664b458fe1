import Cosimulation
import Hardware
import Simulation
import Testing
import Toolchain

/// Encrypted processes under an operating system that they do not trust: `docs/system.md`.
@Suite struct SystemScenarioTests {
  private let system: SystemUnderTest
  private var fuses: [UInt64] { system.fuses }

  init() throws { system = try SystemUnderTest() }

  @Test("scenarios on the golden model", arguments: SystemScenario.all.map(\.name))
  func onTheGoldenModel(name: String) throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == name })
    let run = SystemRun.reference(try system.build(scenario), unit: scenario.unit, fuses: fuses, limit: 500_000_000)
    #expect(scenario.problems(of: run, reference: run) == [], "\(run.output)")
    #expect(run.watched > 100)
    if scenario.conditions.contains("FREQUENT_SWITCHES") { #expect(run.interruptions > 1000) }
  }

  @Test("two to eight processes", arguments: [2, 4, 8])
  func parties(count: Int) throws {
    let scenario = SystemScenario.threeWay(count)
    let run = SystemRun.reference(
      try system.build(scenario, rounds: 3), unit: scenario.unit, fuses: fuses, limit: 100_000_000)
    #expect(scenario.problems(of: run, reference: run) == [], "\(run.output)")
  }

  @Test(
    "contexts go to memory and come back hundreds of times; older ones and those of others never do",
    arguments: ["crowded", "replayed"])
  func contexts(name: String) throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == name })
    #expect(scenario.unit.domains - 1 < 9)
    let run = SystemRun.reference(try system.build(scenario), unit: scenario.unit, fuses: fuses, limit: 100_000_000)
    let counts = try #require(run.output.firstMatch(of: /contexts taken out (\d+) times, brought back (\d+) times/))
    // Every context that came back had gone out; those of processes that have ended stay outside.
    let (out, back) = (try #require(Int(counts.1)), try #require(Int(counts.2)))
    #expect(back > 300 && out > back && out - back < 9, "\(run.output)")
    guard name == "replayed" else { return }
    let refused = try #require(run.output.firstMatch(of: /fill answers 7 (\d+) times, something else 0 times/))
    #expect(try #require(Int(refused.1)) > back, "\(run.output)")
  }

  @Test("regions give their registers up and get others, hundreds of times")
  func registers() throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == "registers" })
    let run = SystemRun.reference(try system.build(scenario), unit: scenario.unit, fuses: fuses, limit: 100_000_000)
    let counts = try #require(run.output.firstMatch(of: /out of their registers (\d+) times, set again (\d+) times/))
    let (out, again) = (try #require(Int(counts.1)), try #require(Int(counts.2)))
    #expect(out > 200 && again > 200, "\(run.output)")
    // Text, data and the ring of seven processes are more than there are.
    let rows = run.output.split(separator: "\n").filter { $0.contains("aes128-xts") }
    #expect(scenario.unit.attributes == 16 && rows.count == 16, "\(run.output)")
  }

  @Test("figure 8: which regions each of three processes has, in sixteen attribute registers")
  func figureEight() throws {
    let scenario = SystemScenario.threeWay(3)
    let run = SystemRun.reference(try system.build(scenario, rounds: 1), fuses: fuses, limit: 100_000_000)
    // Register, process, segment, from, to, algorithm, rights, flags.
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ") }.filter { Int($0[0]) != nil }
    try #require(rows.count == 16)
    let regions = Dictionary(grouping: rows) { $0[1] }.mapValues { $0.map { $0[2] }.sorted() }
    // Text, data, the hidden region, Hshare; the owner has a path to each client, and a client the one to the owner.
    #expect(
      regions == [
        "a": ["0", "1", "4", "5", "6", "7"], "b": ["0", "1", "4", "5", "6"], "c": ["0", "1", "4", "5", "6"],
      ])
    for row in rows {
      #expect((row.last == "shared") == (row[2] >= "5"), "\(row)")
      // Nobody has a shared region where another one has it.
      #expect(row[2] < "4" || rows.filter { $0[3] == row[3] }.count == 1, "\(row)")
    }
  }

  @Test(
    "what the module for processes in Swift gives and refuses", arguments: ["language.swift", "regions.swift other.c"])
  func swiftProcesses(sources: String) throws {
    let tests = "\(system.builder.folder)/swift/tests"
    var generator = SeededGenerator(seed: 1)
    let program = try system.builder.build(
      sources.split(separator: " ").map { SystemBuilder.Source("\(tests)/\($0)") }, processor: system.processor,
      using: &generator)
    let run = SystemRun.reference(program, fuses: fuses, limit: 100_000_000)
    #expect(run.outcome == .finished(0) && run.leak == nil, "\(run.output)\(run.leak ?? "")")
    #expect(run.output.hasSuffix("done\n"))
  }

  @Test(
    "a process in Swift ends with its name and what was wrong",
    arguments: [
      ("_ = try HiddenRegion(segment: 1, bytes: 64)", "p0: the processor refuses a region with status 9\n", 1),
      ("_ = try Peer(\"nobody\")", "p0: the system knows no process and no memory of this name\n", 1),
      ("print([UInt8](repeating: 1, count: 70_000).count)", "the heap of the process has no room left: 64 KiB\n", 1),
      ("print([1, 2, 3][argument + 3])", "p0: exception 2 in encrypted mode, value 0x00000000\n", 256 + 2),
    ])
  func swiftFailures(body: String, line: String, code: Int) throws {
    let run = try system.run(swift: body)
    #expect(run.outcome == .finished(code) && run.output.hasPrefix(line), "\(run.output)")
  }

  @Test("a hundred thousand messages through a shared region")
  func manyMessages() throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == "preshared" })
    let run = SystemRun.reference(try system.build(scenario, rounds: 100_000), fuses: fuses, limit: 2_000_000_000)
    #expect(scenario.problems(of: run, reference: run) == [])
    #expect(run.output.contains("messages to and fro in \"table\": 100000\n"))
  }

  @Test(
    "on the hardware, with the golden model beside it",
    arguments: [
      "segments", "library", "marked", "preshared", "exchange", "mailbox", "three-way", "embedded", "crowded",
    ])
  func onTheHardware(name: String) throws {
    let scenario = try #require(SystemScenario.all.first { $0.name == name })
    let program = try system.build(scenario, rounds: 20)
    let names = scenario.processes.map(\.name)
    let reference = SystemRun.reference(
      program, unit: scenario.unit, fuses: fuses, limit: 100_000_000, recorded: names)
    let run = try SystemRun.hardware(
      program, on: SimulationModel(ProcessorRegression.design(.small, for: scenario)), unit: scenario.unit,
      fuses: fuses, printed: reference.output, limit: 30_000_000, recorded: names)
    #expect(scenario.problems(of: run, reference: reference) == [], "\(run.output)")
    // Both recordings have the steps, each with the regions that the process has then.
    let (golden, hardware) = (try #require(reference.recording), try #require(run.recording))
    #expect(hardware.steps.map(\.text) == golden.steps.map(\.text) && !golden.steps.isEmpty)
    // Domains are given out in the order of loading.
    let encrypted = scenario.processes.filter(\.isEncrypted).map(\.name)
    for (left, right) in zip(hardware.steps, golden.steps) {
      let domain = try #require(encrypted.firstIndex(of: left.name)) + 1
      let regions = [left, right].map { $0.registers.map(\.view).filter { $0.domain == domain } }
      #expect(Set(regions[0]) == Set(regions[1]) && regions[0].count >= 2, "\(left.text)")
    }
    // Lines of both sorts cross the bus; the golden model has none.
    #expect(Set(hardware.transfers.map(\.isOfRegion)) == [false, true])
    #expect(golden.transfers.isEmpty)
  }

  @Test("what a process lets out of a region is found in memory")
  func leaks() throws {
    let run = try system.run(
      """
      static const char secret[32] __attribute__((aligned(8))) = "a tide table of no port at all";
      volatile char *open = (void *)system_allocate_public(4096);
      for (int index = 0; index < 32; index++) open[index] = ((volatile const char *)secret)[index];
      return 0;
      """)
    #expect(run.outcome == .finished(0))
    #expect(run.leak?.contains("is in memory at 0x80") == true, "\(run.output)")
  }

  @Test("a name that a process tells the system is no leak; until then it is", arguments: [true, false])
  func names(isTold: Bool) throws {
    let run = try system.run(
      """
      static const char secret[16] __attribute__((aligned(8))) = "ferry 12";
      volatile uint32_t *open = (void *)system_allocate_public(4096);
      struct name told = name(secret);
      open[0] = told.low;
      open[1] = told.high;
      return \(isTold ? "system_find(told) == SYSTEM_UNKNOWN ? 0 : 1" : "0");
      """)
    #expect(run.outcome == .finished(0) && (run.leak == nil) == isTold, "\(run.output)\(run.leak ?? "")")
  }

  @Test("a key that a process lets out is found, wherever it comes from")
  func leakedKey() throws {
    let run = try system.run(
      """
      struct region_key key;
      if (random_key(&key)) return 1;
      void *hidden = (void *)system_allocate(4096);
      if (region_install(4, hidden, 4096, &key, REGION_READ, 0)) return 2;
      volatile uint8_t *open = (void *)system_allocate_public(4096);
      for (int index = 0; index < 32; index++) open[index] = key.key[index];
      for (int index = 0; index < 1000; index++) system_yield();
      return 0;
      """)
    #expect(run.outcome == .finished(0))
    #expect(run.leak != nil, "\(run.output)")
  }

  @Test("a private exponent and a common secret that a process lets out are found", arguments: ["exponent", "agreed"])
  func leakedExponent(field: String) throws {
    let run = try system.run(
      """
      struct exchange *exchange = hidden_region(4, 4096);
      if (exchange_choose(exchange)) return 1;
      uint8_t peer[DIFFIE_HELLMAN_SIZE] = {[200] = 7};
      if (exchange_agree(exchange, peer)) return 2;
      volatile uint8_t *open = (void *)system_allocate_public(4096);
      for (int index = 0; index < 32; index++) open[index] = exchange->own[index];
      system_yield();
      for (int index = 0; index < 32; index++) open[index] = exchange->\(field)[index];
      return 0;
      """)
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect(run.leak != nil)
  }

  @Test(
    "a private key and a common secret of X25519 that a process lets out are found; a public key is none",
    arguments: ["own", "agreed", "value"])
  func leakedCurveSecret(field: String) throws {
    let run = try system.run(
      """
      #include "random.h"
      #include "x25519.h"
      uint8_t own[X25519_SIZE], other[X25519_SIZE], value[X25519_SIZE], agreed[X25519_SIZE];
      if (random_bytes(own, sizeof own) || random_bytes(other, sizeof other)) return 1;
      x25519_public(value, other);
      if (x25519(agreed, own, value)) return 2;
      volatile uint8_t *open = (void *)system_allocate_public(4096);
      for (int index = 0; index < X25519_SIZE; index++) open[index] = \(field)[index];
      return 0;
      """)
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect((run.leak != nil) == (field != "value"), "\(run.leak ?? "no leak")")
  }

  @Test(
    "keys that follow from a common secret are found, if they come out in encrypted mode",
    arguments: ["common", "confirmation[1]"], [true, false])
  func leakedDerivedKey(field: String, isEncrypted: Bool) throws {
    let program = try system.build(
      [
        """
        #include "random.h"
        static struct authenticated exchange = {.suite = SUITE_X25519_ED25519};
        transcript_begin(&exchange.transcript);
        if (random_bytes(exchange.secret.agreed, sizeof exchange.secret.agreed)) return 1;
        authenticated_derive(&exchange);
        volatile uint8_t *open = (void *)system_allocate_public(4096);
        for (int index = 0; index < SHA256_SIZE; index++) open[index] = exchange.secret.\(field)[index];
        return 0;
        """
      ], including: "authenticated_keys.h", isEncrypted: isEncrypted)
    let run = SystemRun.reference(program, fuses: fuses, limit: 20_000_000)
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect((run.leak != nil) == isEncrypted, "\(run.leak ?? "no leak")")
  }

  @Test("a public value is nobody's secret")
  func publicValue() throws {
    let run = try system.run(
      """
      struct exchange *exchange = hidden_region(4, 4096);
      if (exchange_choose(exchange)) return 1;
      volatile uint8_t *open = (void *)system_allocate_public(4096);
      for (int index = 0; index < 256; index++) open[index] = exchange->own[index];
      return 0;
      """)
    #expect(run.outcome == .finished(0) && run.leak == nil, "\(run.leak ?? "")")
  }
}
