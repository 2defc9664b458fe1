import Reference
import Toolchain

/// Processes that show one mechanism of the source documents under the operating system of `sim/system`, and check it
/// themselves: each ends with 0 or says what it found. `docs/system.md`.
public struct SystemScenario: Sendable {
  public let name: String
  /// What it shows, in a line.
  public let title: String
  /// The processes, in the order in which the kernel loads them; paths are relative to `sim/system`.
  public let processes: [SystemBuilder.Source]
  /// Conditions under which the kernel is compiled.
  public let conditions: [String]
  /// Processes that get keys and certificates.
  public let certified: [String]
  /// The tables of the encryption unit that it needs.
  public let unit: UnitParameters
  /// Lines that the console has to show.
  public let expected: [String]

  private init(
    _ name: String, _ title: String, _ processes: [SystemBuilder.Source], conditions: [String] = [],
    certified: [String] = [], unit: UnitParameters = .standard, expecting expected: [String]
  ) {
    self.name = name
    self.title = title
    self.processes = processes
    self.conditions = conditions
    self.certified = certified
    self.unit = unit
    self.expected = expected
  }

  private init(
    _ name: String, _ title: String, folder: String, _ processes: [String], conditions: [String] = [],
    certified: [String] = [], expecting expected: [String]
  ) {
    self.init(
      name, title, processes.map { SystemBuilder.Source("programs/\(folder)/\($0).c") }, conditions: conditions,
      certified: certified, expecting: expected)
  }

  /// What A and B say when they have agreed under both suites.
  private static let authenticatedLines = [
    "has agreed with A by ffdhe2048 with RSA-PSS", "has agreed with B by ffdhe2048 with RSA-PSS",
    "has agreed with A by X25519 with Ed25519", "has agreed with B by X25519 with Ed25519",
    "reads A's question in Sab2', and answers there", "reads B's answer in Sab2",
  ]

  /// For more than sixteen regions.
  private static let large = UnitParameters(
    attributes: 64, keySlots: 64, domains: 16, backLinks: 8, aes256: true, images: 16)

  /// For more processes than domains, of which three are there beside domain 0.
  private static let fewDomains = UnitParameters(
    attributes: 16, keySlots: 16, domains: 4, backLinks: 8, aes256: true, images: 16)

  /// A ring of nine processes of three programs.
  private static func ring(
    _ name: String, _ title: String, conditions: [String] = [], expecting expected: [String]
  ) -> SystemScenario {
    SystemScenario(
      name, title, ["a", "b", "c"].map { SystemBuilder.Source("programs/crowded/member.c", name: $0) },
      conditions: conditions, unit: fewDomains, expecting: ["laps of the token through all of them: "] + expected)
  }

  /// How many processes can share in `three-way`.
  public static let parties = 2...8

  /// Figures 7 and 8, with an owner and so many processes altogether.
  public static func threeWay(_ count: Int) -> SystemScenario {
    let names = "abcdefgh".prefix(count).map(String.init)
    return SystemScenario(
      "three-way", "an owner gives the key of a region to each client on a path of its own (figures 7 and 8)",
      names.map { name in
        SystemBuilder.Source("programs/three-way/\(name == "a" ? "a" : "client").c", name: name)
      }, unit: count <= 3 ? .standard : large,
      expecting: names.dropFirst().map { "has agreed on a key, and written Kshare into Sa\($0)" } + [
        "paths from owner to clients: \(count - 1)", "rounds through all processes in Hshare",
      ])
  }

  /// Every scenario, with three processes in `three-way`.
  public static let all = [
    SystemScenario(
      "segments", "objects of three makers under four keys in one process (figure 3)",
      [SystemBuilder.Source("programs/segments/program.json")],
      expecting: ["has gone from plaintext through Ta and Tb and back: the result is right"]),
    SystemScenario(
      "mixed", "a process in plaintext and one in encrypted mode, side by side",
      [
        SystemBuilder.Source("programs/mixed/secret.c"),
        SystemBuilder.Source("programs/mixed/plain.c", isEncrypted: false),
      ],
      expecting: [
        "has summed the squares up to 1000 in plaintext: 333833500", "cryptomode is refused with status 7",
        "has a digest in encrypted mode, which begins with 469b1c6c",
      ]),
    SystemScenario(
      "marked", "two processes in plaintext, in C and in Swift, of which what is marked in the source is encrypted",
      [
        SystemBuilder.Source("programs/marked/clerk.c", marked: .explicit),
        SystemBuilder.Source("programs/marked/guard.swift", marked: .automatic),
        SystemBuilder.Source("programs/marked/visitor.c"),
      ],
      expecting: ["has the same answer of a part in C and of one in Swift to so many codes: 24"]
        + ["clerk", "guard"].map { "\($0)    SF-68  is called by its protected part; refused so far: 16" }),
    SystemScenario(
      "library", "two encrypted processes call one library in plaintext, through tables that the loader has filled",
      [
        SystemBuilder.Source("programs/library/tally.c", isLibrary: true),
        SystemBuilder.Source("programs/library/sailor.c", name: "a"),
        SystemBuilder.Source("programs/library/sailor.c", name: "b"),
      ],
      expecting: ["a", "b"].flatMap { name in
        [
          "\(name)        SF-50  has let the library count in plaintext: 5",
          "\(name)        SF-67  has its registers again; what the library found in them: 0",
        ]
      }),
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
      "languages", "the same exchange between an owner in Swift and a client in C",
      [
        SystemBuilder.Source("programs/exchange/a.swift"), SystemBuilder.Source("programs/exchange/b.c"),
      ],
      expecting: ["reads A's question in Sab', and answers there", "reads B's answer in Sab"]),
    SystemScenario(
      "mailbox",
      "the same exchange: public values in memory that both map, keys of hidden regions embedded or by software",
      folder: "exchange/mailbox", ["a", "b"],
      expecting: [
        "a        SF-95  has Ha under a key that stands in its data",
        "b        SF-90  has Hb under a key that software computes",
        "a        SF-101 reads the other side's public value in memory that both have",
        "b        SF-101 reads the other side's public value in memory that both have",
        "reads A's question in Sab', and answers there", "reads B's answer in Sab",
      ]),
    SystemScenario(
      "intercepted",
      "an operating system that lies breaks the plain exchange: a process in the middle reads everything",
      folder: "exchange", ["a", "b", "mitm"], conditions: ["MISROUTING"],
      expecting: [
        "Which lock did you change last night, and why?", "The seventh: its ward was worn to the brass.",
        "reads B's answer in Sab",
      ]),
    SystemScenario(
      "authenticated",
      "two processes agree on a key and know with whom, by certificates and signatures (figure 6), under two suites",
      folder: "authenticated", ["a", "b"], certified: ["a", "b"], expecting: authenticatedLines),
    SystemScenario(
      "authenticated-swift", "the same authenticated exchange between an owner in Swift and a client in C",
      [
        SystemBuilder.Source("programs/authenticated/a.swift"), SystemBuilder.Source("programs/authenticated/b.c"),
      ], certified: ["a", "b"], expecting: authenticatedLines),
    SystemScenario(
      "impostor",
      "an operating system that lies does not break the authenticated exchange: A and B refuse whoever is in the middle",
      folder: "authenticated", ["a", "b", "mitm"], conditions: ["MISROUTING"], certified: ["a", "b", "mitm"],
      expecting: [
        "refuses: the certificate does not hold (it is another process's)",
        "refuses: the signature is not one of the other side under what was sent",
        "A refuses, and so does B: no key, no shared region",
      ]),
    SystemScenario(
      "disturbed",
      "the authenticated exchange while somebody changes one message of each run: A and B refuse, and never crash",
      folder: "disturbed", ["a", "b", "mitm"], conditions: ["MISROUTING"], certified: ["a", "b", "mitm"],
      expecting: ["run 0: nothing is changed: A and B agree", "A and B have refused in every other run"]),
    SystemScenario(
      "hostile", "an operating system that tries to read and to change what a process has", folder: "hostile",
      ["victim", "spy"], conditions: ["ESPIONAGE"],
      expecting: [
        "looks at pc and registers: not zero are 0", "searches its memory for its data: found are 0",
        "gives it a region of another maker: setk answers 26", "changes a bit of it: fill answers 8",
        "changes it back: fill answers 0", "tries it once more: fill answers 4", "tries the older one: fill answers 7",
        "finds wrong words in its first page: 1023", "finds what its first page was before",
        "finds wrong words in its second page: 4", "words of its data there: 0",
      ]),
    SystemScenario(
      "misplaced",
      "an operating system that forges descriptors, and puts regions, pages and contexts where they do not belong",
      folder: "misplaced", ["target", "stray", "host"], conditions: ["MISPLACEMENT"],
      expecting: [
        "makes its data shorter: setk answers 28", "makes its data longer: setk answers 28",
        "puts its code elsewhere: setk answers 29", "puts its data at half a line: setk answers 5",
        "puts its data beyond the last address: setk answers 7",
        "gives it its data once more: setk answers 9", "gives it its data under another segment: setk answers 8",
        "gives its data to a domain that is not there: setk answers 25",
        "gives its data to another process: setk answers 26", "cuts its key entry off: setk answers 18",
        "changes a bit of its key entry: setk answers 20", "asks for all rights to its code: setk answers 0",
        "the rights that are there: 5", "gives it its data at another address, too: setk answers 0",
        "in the place of the second, too\ntarget          finds wrong words in its first page: 0\n"
          + "target          finds wrong words in its second page: 1024",
        "looks at its page outside of the region; words of its data there: 0",
        "clears the region of its data and stack: keyclr answers 0\n"
          + "kernel   lets it run: exceptions in encrypted mode: 1\n"
          + "kernel   searches where the region was: words of its data found: 0\n"
          + "kernel   sets the region again: setk answers 0\ntarget          finds all as it was",
        "puts the UART in the place of its second page\nkernel   lets it run: exceptions in encrypted mode: 1\n"
          + "target          finds all as it was",
        "lets it run in the memory of host: exceptions in encrypted mode: 6",
        "searches the memory of host for its data: found are 0",
      ]),
    SystemScenario(
      "replaced", "an operating system that kills a process and lets another one answer under its name and number",
      folder: "replaced", ["a", "b", "false"], conditions: ["IMPERSONATION"],
      expecting: [
        "takes the context of a out: spill answers 0", "kills a: regions that are left of it: 0",
        "gives its domain a region: setk answers 25", "gives its context back: fill answers 7",
        "starts false as a: the difference of the domains is 0", "gives it the context of a: fill answers 7",
        "is a now, and finds noise in Sab", "is told of another letter by A, as the kernel says; there is none in Sab",
        "is told again: Sab has noise. Whoever this is does not have Kab, and is not A",
      ]),
    threeWay(3),
    SystemScenario(
      "embedded", "the owner's key of the common region stands in its program",
      [
        SystemBuilder.Source("programs/three-way/embedded.c", name: "a"),
        SystemBuilder.Source("programs/three-way/client.c", name: "b"),
        SystemBuilder.Source("programs/three-way/client.c", name: "c"),
      ],
      expecting: [
        "takes the Kshare that stands in its data", "paths from owner to clients: 2",
        "rounds through all processes in Hshare",
      ]),
    SystemScenario(
      "interrupted", "the exchange, with a context switch after every few instructions", folder: "exchange",
      ["a", "b"], conditions: ["FREQUENT_SWITCHES"],
      expecting: ["reads A's question in Sab', and answers there", "reads B's answer in Sab"]),
    SystemScenario(
      "paging", "the exchange, while pages go to the block device and come back to other frames", folder: "exchange",
      ["a", "b"], conditions: ["FREQUENT_SWITCHES", "MEMORY_PRESSURE"],
      expecting: ["reads A's question in Sab', and answers there", "reads B's answer in Sab"]),
    ring(
      "crowded",
      "nine encrypted processes on a processor with three domains: contexts go to memory, sealed, and come back",
      expecting: ["processes that share the region of the ring: 9", "kernel: contexts taken out "]),
    ring(
      "replayed", "the ring of crowded under an operating system that tries older contexts and those of others first",
      conditions: ["REPLAYED_CONTEXTS"],
      expecting: [
        "fill answers 7 ", "times, something else 0 times", "that of another process of the program: fill answers 0",
      ]),
    SystemScenario(
      "registers", "seven processes with more regions than attribute registers: those of processes that wait give way",
      "abcdefg".map { SystemBuilder.Source("programs/crowded/single.c", name: String($0)) },
      expecting: [
        "processes that share the region of the ring: 7", "laps of the token through all of them: ",
        "kernel: regions taken out of their registers ",
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
  public func build(_ scenario: SystemScenario, rounds: Int32, processor: PublicKey, seed: UInt64) throws
    -> SystemProgram
  {
    var generator = SeededGenerator(seed: seed)
    return try build(
      scenario.processes.map {
        Source(
          "\(folder)/\($0.path)", name: $0.name, isEncrypted: $0.isEncrypted, isLibrary: $0.isLibrary,
          marked: $0.marked)
      }, argument: rounds, processor: processor, conditions: scenario.conditions,
      certified: scenario.certified, using: &generator)
  }
}
