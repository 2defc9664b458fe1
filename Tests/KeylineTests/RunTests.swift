import Foundation
import Testing

/// `keyline run` as a user runs it.
@Suite struct RunTests {
  private let tool = Tool()

  private func source(_ text: String, in folder: String) throws -> String {
    try text.write(toFile: "\(folder)/program.c", atomically: true, encoding: .utf8)
    return "\(folder)/program.c"
  }

  @Test func runsAProgramWithConsoleTraceAndStatistics() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline(
      "run", "sim/bare/programs/strings.c", "--trace", "\(folder)/trace", "--statistics")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("It is a truth") && outcome.output.hasSuffix("wife.\n"))
    let trace = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8).split(separator: "\n")
    #expect(trace[0].hasPrefix("0 M 00001000 ") && trace.contains { $0.contains("[10000000]=") })
    #expect(outcome.complaint.contains("\(trace.count) instructions"))
  }

  @Test func theExitStatusTellsHowItEnded() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let fails = try tool.keyline("run", source("int main(void) { return 3; }\n", in: folder))
    #expect(fails.status == 1 && fails.complaint.hasSuffix("program.c: ended with code 3\n"))
    let compressed = "sim/bare/compressed/compressed.S"
    #expect(try tool.keyline("run", "--compressed", compressed).status == 0)
    // Without extension C it is illegal.
    let refused = try tool.keyline("run", compressed)
    #expect(refused.status == 2)
    let hangs = try tool.keyline("run", "--limit", "1000", source("int main(void) { for (;;); }\n", in: folder))
    #expect(hangs.status == 1 && hangs.complaint.contains("not ended after 1000 instructions"))
    let traps = try tool.keyline("run", source("int main(void) { return *(int *)4; }\n", in: folder))
    #expect(traps.status == 1 && traps.complaint.contains("code 261"))
    let wrong = try tool.keyline("run", source("int main(void) { return nothing; }\n", in: folder))
    #expect(wrong.status == 2 && wrong.complaint.contains("nothing"))
    #expect(try tool.keyline("run", "\(folder)/absent.elf").status == 2)
    #expect(try tool.keyline("run", "--memory", "0", "x.elf").status == 64)
    let large = try tool.keyline(
      "run", source("char large[2 << 20];\nint main(void) { return large[0]; }\n", in: folder))
    #expect(large.status == 0)
    let small = try tool.keyline(
      "run", "--memory", "1", source("char large[2 << 20];\nint main(void) { return large[0]; }\n", in: folder))
    #expect(small.status == 2 && small.complaint.contains("are not in memory"))
  }

  @Test func runsAProgramOnTheHardware() throws {
    let outcome = try tool.keyline(
      "run", "--model", "rtl", "--design", "minimal", "--statistics", "sim/bare/programs/strings.c")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("It is a truth") && outcome.output.hasSuffix("wife.\n"))
    #expect(outcome.complaint.contains(" cycles per instruction; "))
    let compressed = try tool.keyline(
      "run", "--compressed", "--model", "rtl", "--design", "minimal", "sim/bare/compressed/compressed.S")
    #expect(compressed.status == 0)
    let limited = try tool.keyline(
      "run", "--model", "rtl", "--design", "minimal", "--alone", "--limit", "1000", "sim/bare/programs/strings.c")
    #expect(limited.status == 1 && limited.complaint.contains("not ended after 1000 clock cycles"))
    #expect(try tool.keyline("run", "--latency", "-1", "sim/bare/programs/strings.c").status == 64)
    let odd = try tool.keyline("run", "--model", "rtl", "--level-two", "3", "sim/bare/programs/strings.c")
    #expect(odd.status == 64 && odd.complaint.contains("power of two from 1 to 4096 KiB, not 3"), "\(odd.complaint)")
    #expect(try tool.keyline("run", "--level-two", "64", "sim/bare/programs/strings.c").status == 64)
    #expect(try tool.keyline("lockstep", "--level-two", "9223372036854775807").status == 64)
  }

  @Test func comparesRandomPrograms() throws {
    let outcome = try tool.keyline("lockstep", "--design", "minimal", "--seeds", "3")
    #expect(outcome.status == 0)
    for kind in ["system", "domains"] { #expect(outcome.output.contains("minimal, \(kind): 3 programs, ")) }
    #expect(outcome.output.contains("no difference") && outcome.output.contains(" of 68 instructions retired"))
    #expect(try tool.keyline("lockstep", "--programs", "nothing").status == 64)
    #expect(try tool.keyline("lockstep", "--seeds", "0").status == 64)
    #expect(try tool.keyline("lockstep", "--instructions", "5").status == 64)
  }

  @Test func servesADebugger() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.shell(
      """
      keyline run --gdb 0 \(Tool.package.path)/sim/bare/programs/recursion.c 2>note >output &
      server=$!
      for attempt in $(seq 300); do grep -q : note && break; sleep 0.1; done
      bash -c 'exec 3<>/dev/tcp/127.0.0.1/$0; printf "\\$p20#d2" >&3; head -c 13 <&3; printf "\\$c#63" >&3; head -c 8 <&3' \
        "$(sed -n 's/.*remote ://p' note)"
      echo
      wait $server
      cat output
      """, in: folder)
    #expect(outcome.output == "+$00000080#88+$W00#b7\n92 ways for eight queens\n", "\(outcome.complaint)")
    #expect(try tool.keyline("run", "--gdb", "1", "--model", "rtl", "x.elf").status == 64)
  }

  @Test func whatCannotBeWrittenIsNoSuccess() throws {
    let program = "sim/bare/programs/strings.c"
    let full = try tool.keyline(["run", program], device: "/dev/full")
    #expect(full.status == 2 && full.complaint.contains("standard output: cannot be written"))
    let trace = try tool.keyline("run", "--limit", "10", "--trace", "/dev/full", program)
    #expect(trace.status == 2 && trace.complaint.contains("/dev/full: cannot be written"))
    // The device is one still: nothing has taken its place.
    let kind = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
    #expect(kind == .typeCharacterSpecial)
    #expect(try tool.keyline("run", "--trace", "/nonexistent/trace", program).status == 2)
  }
}
