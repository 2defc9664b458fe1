import Foundation
import Testing

@testable import Toolchain

/// `keyline run` with a processor's identity: programs with regions.
@Suite struct ProtectedRunTests {
  private let tool = Tool()

  /// Writes `data.S` of `sim/bare/secure`, encrypted for a device.
  private func protect(for device: String, to path: String) throws {
    let bare = "\(Tool.package.path)/sim/bare"
    let elf = try BareProgram(tools: Tools(), folder: bare, layout: "secure/secure.ld").build("\(bare)/secure/data.S")
    let plan = try ImagePlan(path: "\(bare)/secure/plan.json")
    let program = try ProtectedProgram(
      elf, plan: plan, keys: KeyFile(name: "keys", generatedFor: plan), processor: PublicKey(path: device))
    try Data(program.program.bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func aProgramRunsOnItsDeviceAndShowsNothing() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for device in ["mine", "other"] {
      #expect(try tool.keyline("device", "new", "-o", device, in: folder).status == 0)
    }
    try protect(for: "\(folder)/mine", to: "\(folder)/program.elf")
    let outcome = try tool.keyline("run", "program.elf", "--device", "mine", "--trace", "trace", in: folder)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let trace = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8)
    #expect(trace.contains(" (domain 1 in encrypted mode: not shown)\n") && !trace.contains(" U1e "))
    let shown = try tool.keyline(
      "run", "program.elf", "--device", "mine", "--trace", "trace", "--trace-encrypted", in: folder)
    #expect(shown.status == 0)
    let whole = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8)
    #expect(whole.contains(" U1e ") && !whole.contains("not shown"))
    // On another processor, and on one without an identity, the first check of what setk answers fails.
    for arguments in [["--device", "other"], []] {
      let refused = try tool.keyline(["run", "program.elf"] + arguments, in: folder)
      #expect(refused.status == 1 && refused.complaint.hasSuffix("ended with code 1\n"), "\(refused.complaint)")
    }
  }

  @Test func aSourceIsEncryptedAndRunsAsBefore() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let program = "sim/bare/programs/strings.c"
    let plain = try tool.keyline("run", program)
    for algorithm in ["aes128-xts", "aes256-xts"] {
      let outcome = try tool.keyline(
        "run", "--protect", "--algorithm", algorithm, program, "--trace", "\(folder)/trace")
      #expect(outcome.status == 0 && outcome.output == plain.output, "\(outcome.complaint)")
      #expect(
        outcome.complaint.hasPrefix("\(program): encrypted with \(algorithm) for the processor of tests, whose key"))
      // After the monitor nothing but one line for all that is encrypted.
      let trace = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8).split(separator: "\n")
      #expect(trace.count < 100 && trace.last?.hasSuffix("(domain 1 in encrypted mode: not shown)") == true)
    }
  }

  @Test func encryptedProgramsDrawRandomBits() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = "\(folder)/draw.c"
    // Status ES16 in bits 31 and 30 (Zkr): four words have to come.
    try """
    int main(void) {
      unsigned words = 0;
      for (int tries = 0; tries < 100000 && words < 4; tries++) {
        unsigned seed;
        __asm__ volatile("csrrw %0, 0x015, zero" : "=r"(seed));
        words += seed >> 30 == 2;
      }
      return words == 4 ? 0 : 1;
    }

    """.write(toFile: source, atomically: true, encoding: .utf8)
    for arguments in [[], ["--protect"]] {
      let outcome = try tool.keyline(["run", source] + arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome.complaint)")
    }
  }

  @Test func itRunsOnItsDeviceOnly() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for device in ["mine", "other"] {
      #expect(try tool.keyline("device", "new", "-o", "\(folder)/\(device)").status == 0)
    }
    let saved = "\(folder)/program.elf"
    let first = try tool.keyline(
      "run", "--protect", "sim/bare/programs/strings.c", "--device", "\(folder)/mine", "--save", saved)
    #expect(first.status == 0 && first.complaint.contains("\(folder)/mine/public.pem"), "\(first.complaint)")
    let again = try tool.keyline("run", saved, "--device", "\(folder)/mine")
    #expect(again.status == 0 && again.output == first.output && again.complaint == "")
    for (arguments, code) in [(["--device", "\(folder)/other"], "532: "), ([], "529: ")] {
      let refused = try tool.keyline(["run", saved] + arguments)
      #expect(refused.status == 1 && refused.output == "")
      #expect(
        refused.complaint.contains("ended with code \(code)the processor refuses a key entry"), "\(refused.complaint)")
    }
  }

  @Test func aTrapEndsItWithItsName() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = "\(folder)/program.c"
    for (text, ending) in [
      ("return *(volatile int *)4;", "261: loadAccessFault in encrypted mode\n"),
      // A code of the program's own has no such meaning.
      ("return 261;", "261\n"), ("return 3;", "3\n"),
    ] {
      try "int main(void) { \(text) }\n".write(toFile: source, atomically: true, encoding: .utf8)
      let outcome = try tool.keyline("run", "--protect", source)
      #expect(outcome.status == 1 && outcome.complaint.hasSuffix("ended with code \(ending)"), "\(outcome.complaint)")
    }
  }

  @Test func itRunsOnTheHardwareAndIsMeasuredApart() throws {
    let outcome = try tool.keyline(
      "run", "--protect", "--model", "rtl", "--statistics", "sim/bare/programs/strings.c")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.hasPrefix("It is a truth") && outcome.output.hasSuffix("wife.\n"))
    let counts = outcome.complaint.matches(of: #/(\d+) instructions in (\d+) clock cycles/#)
    let cycles = counts.compactMap { Int($0.output.2) }
    let own = try #require(outcome.complaint.split(separator: "\n").last)
    #expect(own.hasPrefix("from the first instruction in encrypted mode on: "))
    // Key entries take longer than the whole program, which runs out of its cache.
    #expect(cycles.count == 2 && cycles[0] > 2 * cycles[1] && cycles[1] < 300_000, "\(outcome.complaint)")
  }

  @Test func whatIsMarkedIsEncryptedAndTheRestIsNot() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let program = "sim/bare/marked/licence.c"
    let plain = try tool.keyline("run", program)
    #expect(try tool.keyline("run", "--protect", program).output == plain.output)
    for method in ["explicit", "automatic"] {
      let trace = "\(folder)/trace"
      let outcome = try tool.keyline(
        "run", "--protect-marked", "--method", method, program, "--trace", trace, "--save", "\(folder)/\(method).elf")
      #expect(outcome.status == 0 && outcome.output == plain.output, "\(outcome.complaint)")
      #expect(
        outcome.complaint.hasPrefix("\(program): encrypted with aes128-xts for the processor of tests")
          && outcome.complaint.hasSuffix(
            """
            : mixed, is_valid, secret_factors, attempts
            from plaintext it is entered at is_valid
            it calls in plaintext report_attempts

            """),
        "\(outcome.complaint)")
      // Plaintext is shown, and what is encrypted is not.
      let lines = try String(contentsOfFile: trace, encoding: .utf8)
      #expect(lines.contains(" U1 ") && lines.contains("in encrypted mode: not shown)") && !lines.contains(" U1e "))
      #expect(lines.contains("cryptomode") == (method == "explicit"))
    }
    #expect(try tool.keyline("run", "\(folder)/explicit.elf").status == 1)
    let refused = try tool.keyline("run", "--protect-marked", "sim/bare/programs/strings.c")
    #expect(refused.status == 2 && refused.complaint.contains("strings.c has nothing that is marked"))
  }

  @Test func wrongOptionsAreRefused() throws {
    let source = "sim/bare/programs/strings.c"
    for arguments in [
      ["--protect", "program.elf"], ["--save", "x", source], ["--algorithm", "aes128-xts", source],
      ["--protect", "--algorithm", "none", source],
      ["--protect", "--protect-marked", source], ["--method", "automatic", source],
      ["--protect", "--method", "explicit", source], ["--protect-marked", "program.elf"],
      ["--protect-marked", "--method", "x", source],
    ] {
      #expect(try tool.keyline(["run"] + arguments).status == 64)
    }
    let folder = try tool.keyline("run", "--protect", "--device", "/nonexistent", source)
    #expect(folder.status == 2 && folder.complaint.contains("/nonexistent"))
    let file = try tool.keyline("run", "--protect", "--save", "/nonexistent/program", source)
    #expect(file.status == 2 && file.complaint.contains("/nonexistent/program"))
    #expect(try tool.keyline("run", "--trace-encrypted", source).status == 64)
    let absent = try tool.keyline("run", "--device", "/nonexistent", source)
    #expect(absent.status == 2 && absent.complaint.contains("/nonexistent"))
  }
}
