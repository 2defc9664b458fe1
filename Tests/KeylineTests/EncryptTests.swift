import Foundation
import Testing
import Toolchain

/// `keyline encrypt` and `keyline decrypt` on a real program, and everything they refuse.
@Suite final class EncryptTests {
  private let tool = Tool()
  private let folder: String

  init() throws {
    folder = try tool.temporaryFolder()
    let builder = ProgramBuilder(
      tools: try Tools(), programs: Tool.package.appendingPathComponent("sim/programs").path, output: folder + "/build")
    let built = try builder.build("figure3")
    try Data(built.program.bytes).write(to: URL(fileURLWithPath: folder + "/figure3.elf"))
    try JSONEncoder().encode(built.description.plan).write(to: URL(fileURLWithPath: folder + "/plan.json"))
  }

  private func encrypt(_ more: String..., program: String = "figure3.elf", plan: String = "plan.json") throws
    -> Tool.Outcome
  {
    try tool.keyline(
      [
        "encrypt", "\(folder)/\(program)", "--plan", "\(folder)/\(plan)", "--keys", "\(folder)/keys.json",
        "--output", "\(folder)/out.elf",
      ] + more)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var outputs: [String] {
    ["out.elf", "out.json"].filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
  }

  @Test func aProgramIsEncryptedAndDecryptedAgain() throws {
    let encrypted = try encrypt("--new-keys")
    #expect(encrypted.status == 0, "\(encrypted.complaint)")
    #expect(encrypted.output.contains("5 regions encrypted"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/keys.json")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let decrypted = try tool.keyline(
      "decrypt", "\(folder)/out.elf", "--manifest", "\(folder)/out.json", "--keys", "\(folder)/keys.json", "--output",
      "\(folder)/again.elf")
    #expect(decrypted.status == 0, "\(decrypted.complaint)")
    let plain = try ELFFile(path: folder + "/figure3.elf")
    let again = try ELFFile(path: folder + "/again.elf")
    for section in plain.sections where section.isAllocated {
      #expect(again.bytes[section.fileRange] == plain.bytes[section.fileRange])
    }
    // Keys are never overwritten.
    let second = try encrypt("--new-keys")
    #expect(second.status != 0)
    #expect(second.complaint.contains("exists already"))
  }

  /// The example of docs/program-images.md, command by command, and what it prints.
  @Test func theExampleOfTheDocumentationWorks() throws {
    let page = try String(contentsOf: Tool.package.appendingPathComponent("docs/program-images.md"), encoding: .utf8)
    let script = try #require(page.components(separatedBy: "```sh\n").last?.components(separatedBy: "```").first)
    let printed = try #require(
      page.components(separatedBy: "prints\n\n```\n").last?.components(separatedBy: "```").first)
    try FileManager.default.createSymbolicLink(
      at: URL(fileURLWithPath: folder + "/sim"), withDestinationURL: Tool.package.appendingPathComponent("sim"))
    let outcome = try tool.shell(script, in: folder)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output == printed)
  }

  @Test func noFileIsReadAndOverwritten() throws {
    #expect(try encrypt("--new-keys").status == 0)
    let keys = try Data(contentsOf: URL(fileURLWithPath: folder + "/keys.json"))
    let arguments = ["encrypt", "figure3.elf", "--plan", "plan.json", "--keys", "keys.json", "--output"]
    for (output, taken) in [
      (["keys.json"], "keys.json"), (["./figure3.elf"], "figure3.elf"), (["plan.elf"], "plan.json"),
      (["new.elf", "--manifest", "new.elf"], "new.elf"),
    ] {
      let outcome = try tool.keyline(arguments + output, in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.complaint.contains("\(taken) is named for two files"), "\(outcome.complaint)")
    }
    let back = try tool.keyline(
      "decrypt", "out.elf", "--manifest", "out.json", "--keys", "keys.json", "--output", "keys.json", in: folder)
    #expect(back.status == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/keys.json")) == keys)
  }

  @Test func keysOfAFailedEncryptionAreNotLeftBehind() throws {
    let outcome = try encrypt("--new-keys", "--manifest", "\(folder)/none/out.json")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("none/out.json: cannot be written"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/keys.json"))
    #expect(outputs == [])
    #expect(try encrypt("--new-keys").status == 0)
  }

  @Test func badInputIsNamedAndWritesNothing() throws {
    #expect(try encrypt("--new-keys").status == 0)
    for name in outputs { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }

    try Data("not a program at all".utf8).write(to: URL(fileURLWithPath: folder + "/text.elf"))
    var foreign = try Data(contentsOf: URL(fileURLWithPath: folder + "/figure3.elf"))
    foreign[18] = 62
    try foreign.write(to: URL(fileURLWithPath: folder + "/x86.elf"))
    try foreign.prefix(100).write(to: URL(fileURLWithPath: folder + "/short.elf"))
    let plan = try String(contentsOfFile: folder + "/plan.json", encoding: .utf8)
    try plan.replacingOccurrences(of: "aes128-xts", with: "rot13").write(
      toFile: folder + "/algorithm.json", atomically: true, encoding: .utf8)
    try plan.replacingOccurrences(of: ".text.a", with: ".text.z").write(
      toFile: folder + "/section.json", atomically: true, encoding: .utf8)

    for (program, plan, expected) in [
      ("missing.elf", "plan.json", "missing.elf"), ("text.elf", "plan.json", "text.elf"),
      ("x86.elf", "plan.json", "x86.elf"), ("short.elf", "plan.json", "short.elf"),
      ("figure3.elf", "missing.json", "missing.json"), ("figure3.elf", "algorithm.json", "rot13"),
      ("figure3.elf", "section.json", ".text.z"),
    ] {
      let outcome = try encrypt(program: program, plan: plan)
      #expect(outcome.status == 2, "\(program) with \(plan)")
      #expect(outcome.complaint.contains(expected), "\(outcome.complaint)")
      #expect(outputs == [])
    }

    try "{\"version\": 1, \"keys\": {\"Ka\": \"00\", \"Kb\": \"00\", \"Kc\": \"00\", \"Kd\": \"00\"}}".write(
      toFile: folder + "/keys.json", atomically: true, encoding: .utf8)
    let short = try encrypt()
    #expect(short.status == 2)
    #expect(short.complaint.contains("32"), "\(short.complaint)")
    #expect(outputs == [])
  }
}
