import Foundation
import Testing

/// `scripts/coremark.sh`, with a stand-in for the sources of EEMBC, which are not here: it uses of the port what CoreMark uses.
@Suite struct CoreMarkTests {
  private let tool = Tool()

  private static let header = """
    #include "core_portme.h"
    typedef ee_u32 secs_ret;
    void start_time(void);
    void stop_time(void);
    CORE_TICKS get_time(void);
    secs_ret time_in_secs(CORE_TICKS ticks);

    """

  private func sources(verdict: String, in folder: String) throws {
    let main = """
      #include "coremark.h"
      extern volatile ee_s32 seed3_volatile;
      int main(void) {
        core_portable port;
        portable_init(&port, 0, 0);
        ee_u8 bytes[8], *aligned = align_mem(bytes + 1);
        start_time();
        for (volatile int round = 0; round < 100 * ITERATIONS; round++) {}
        stop_time();
        ee_printf("%d %u %lu 0x%04x %s\\n", 1, 2, (long unsigned)3, seed3_volatile, ((ee_ptr_int)aligned & 3) ? "odd" : "even");
        ee_printf("\(verdict)\\n");
        portable_fini(&port);
        return time_in_secs(get_time()) < 10;
      }

      """
    let files = ["coremark.h": Self.header, "core_main.c": main]
    let others = ["core_list_join.c", "core_matrix.c", "core_state.c", "core_util.c"]
    for (name, text) in files.merging(others.map { ($0, "#include \"coremark.h\"\n") }, uniquingKeysWith: { $1 }) {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
  }

  private func coremark(_ folder: String) throws -> Tool.Outcome {
    try tool.shell(
      "KEYLINE=keyline ITERATIONS=3 DESIGN=minimal \(Tool.package.path)/scripts/coremark.sh \(folder)", in: folder)
  }

  @Test func measures() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try sources(verdict: "Correct operation validated.", in: folder)
    let outcome = try coremark(folder)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("1 2 3 0x00000066 even\n"), "\(outcome.output)")
    let last = try #require(outcome.output.split(separator: "\n").last)
    #expect(
      last.wholeMatch(of: #/\d+\.\d\d CoreMark/MHz, \d+ cycles an iteration, \d+\.\d{3} cycles per instruction/#) != nil
    )
  }

  @Test func refuses() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let absent = try coremark(folder)
    #expect(absent.status == 2 && absent.complaint.contains("\(folder)/core_list_join.c is missing"))
    try sources(verdict: "Errors detected.", in: folder)
    let wrong = try coremark(folder)
    #expect(wrong.status == 1 && wrong.complaint.contains("the results are wrong"), "\(wrong.complaint)")
    #expect(!wrong.output.contains("CoreMark/MHz"))
  }
}
