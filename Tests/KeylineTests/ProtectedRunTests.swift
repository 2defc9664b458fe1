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

  @Test func wrongOptionsAreRefused() throws {
    let program = "sim/bare/programs/strings.c"
    #expect(try tool.keyline("run", "--trace-encrypted", program).status == 64)
    let absent = try tool.keyline("run", "--device", "/nonexistent", program)
    #expect(absent.status == 2 && absent.complaint.contains("/nonexistent"))
  }
}
