import Foundation
import Testing

/// `keyline scenario` and `keyline run --system`, as a user runs them.
@Suite struct SystemCommandTests {
  private let tool = Tool()
  private let hello = "sim/system/programs/hello/hello.c"

  @Test func aScenarioPassesAndSaysWhatItDid() throws {
    let outcome = try tool.keyline("scenario", "preshared", "--rounds", "3")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("owner    SF-105 messages to and fro in \"table\": 3\n"))
    #expect(outcome.output.contains("\npreshared: passed: ") && outcome.output.contains(" on the golden model; "))
    // The kernel's view has every region with its owner.
    for line in ["owner     5        60000000  60001000  aes128-xts  rw- shared", "keyless   5        e2000000"] {
      #expect(outcome.output.contains(line), "\(outcome.output)")
    }
  }

  @Test func theSameSeedGivesTheSameRun() throws {
    let arguments = ["scenario", "exchange", "--seed", "7", "--rounds", "2"]
    #expect(try tool.keyline(arguments).output == tool.keyline(arguments).output)
  }

  @Test func unknownScenariosAndWrongNumbersAreRefused() throws {
    for (arguments, complaint) in [
      (["nothing"], "there is no scenario \"nothing\"; there are segments, "),
      (["--rounds", "0"], "--rounds takes a number greater than 0"),
      (["--parties", "9"], "--parties takes 2 to 8 processes, not 9"),
      (["--model", "rtl", "--design", "minimal"], "has too few attribute registers"),
    ] {
      let outcome = try tool.keyline(["scenario"] + arguments)
      #expect(outcome.status == 64 && outcome.complaint.contains(complaint), "\(outcome.complaint)")
    }
  }

  @Test func aSourceBecomesAProcess() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline("run", "--system", hello, "--save", "\(folder)/system.elf")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Hello from encrypted mode\n"), "\(outcome.complaint)")
    #expect(outcome.complaint.hasPrefix("1 process encrypted with aes128-xts for the processor of tests"))
    // On a processor with another identity, or none, the kernel says which key is refused.
    let refused = try tool.keyline("run", "\(folder)/system.elf")
    #expect(refused.status == 1)
    #expect(refused.output == "hello: the processor refuses the key of segment 0 with status 17\n")
    #expect(refused.complaint.hasSuffix("ended with code 3\n"))
  }

  @Test func sourcesThatAreNoProcessesAreNamed() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bodies = [
      "a": "@main struct A: Program {\n  static func run() throws(SharingError) {}\n}\n",
      "broken": "@main struct Broken: Program {\n  static func run() throws(SharingError) { nothing() }\n}\n",
      "library": "public struct Library {}\n",
      "decimals":
        "@main struct D: Program {\n  static func run() throws(SharingError) { if Double(argument) / 3 > 1 { fail(\"\") } }\n}\n",
    ]
    for (name, body) in bodies {
      try "import Sharing\n\(body)".write(toFile: "\(folder)/\(name).swift", atomically: true, encoding: .utf8)
    }
    for name in ["a.c", "far-too-long.c", "broken.c"] {
      let text = name == "broken.c" ? "int main(void) { return nothing; }" : "int main(void) { return 0; }"
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(atPath: "\(folder)/other", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(folder)/a.c", toPath: "\(folder)/other/a.c")
    for (sources, status, complaint) in [
      (["a.c", "other/a.c"], Int32(2), "other/a.c: there is another process \"a\"; rename one of the sources"),
      (["far-too-long.c"], 2, "far-too-long.c: the name of a process, \"far-too-long\", has one to eight characters"),
      (["broken.c"], 2, "error: use of undeclared identifier 'nothing'"),
      (["missing.c"], 2, "missing.c"), (["a.txt"], 2, "a process is built from a C source"),
      (["a.c", "a.swift"], 2, "a.swift: there is another process \"a\"; rename one of the sources"),
      (["broken.swift"], 2, "broken.swift:3:44: error: cannot find 'nothing' in scope"),
      (["library.swift"], 2, "library.swift: a process in Swift begins in `@main struct NAME: Program`"),
      (["decimals.swift"], 2, "decimals.swift: a process in Swift has no floating-point numbers"),
    ] {
      let outcome = try tool.keyline(["run", "--system"] + sources.map { "\(folder)/\($0)" })
      #expect(outcome.status == status && outcome.complaint.contains(complaint), "\(outcome.complaint)")
    }
    let both = try tool.keyline("run", "--system", "--protect", hello)
    #expect(both.status == 64 && both.complaint.contains("it does not go with --protect-marked and --system"))
    let unmarked = try tool.keyline("run", "--system", "--protect-marked", hello)
    #expect(unmarked.status == 2 && unmarked.complaint.contains("hello.c has nothing that is marked"))
    let small = try tool.keyline("run", "--system", "--memory", "8", hello)
    #expect(small.status == 64 && small.complaint.contains("--system needs main memory of 16 MiB or more"))
    let two = try tool.keyline("run", hello, hello)
    #expect(two.status == 64 && two.complaint.contains("one program at a time"))
  }
}
