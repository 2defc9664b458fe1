import Foundation
import Testing

/// `keyline run --disk`, `keyline disk` and `keyline device-tree` as a user runs them.
@Suite struct BootCommandTests {
  private let tool = Tool()

  @Test func aProgramBootsFromADisk() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let disk = "\(folder)/disk"
    #expect(try tool.keyline("disk", "sim/bare/programs/strings.c", "-o", disk, "--sectors", "64").status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: disk)).count == 64 * 512)
    for model in [[], ["--model", "rtl", "--design", "minimal"]] {
      let outcome = try tool.keyline(["run", "--boot", "disk", "--disk", disk] + model)
      #expect(outcome.status == 0, "\(outcome.complaint)")
      #expect(outcome.output.hasPrefix("It is a truth") && outcome.output.hasSuffix("wife.\n"))
    }
    // A byte of the program is another one.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: disk))
    bytes[600] ^= 1
    try bytes.write(to: URL(fileURLWithPath: disk))
    for model in [[], ["--model", "rtl", "--design", "minimal"]] {
      let refused = try tool.keyline(["run", "--boot", "disk", "--disk", disk] + model)
      #expect(refused.status == 1 && refused.output == "boot: the checksum is wrong\n")
      #expect(refused.complaint.hasSuffix("\(disk): ended with code 7\n"), "\(refused.complaint)")
    }
  }

  /// The program is ciphertext on the medium, and runs on its own processor only (SF-148).
  @Test func anEncryptedProgramBootsFromADisk() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try tool.keyline("device", "new", "-o", "\(folder)/mine").status == 0)
    let (saved, disk) = ("\(folder)/program.elf", "\(folder)/disk")
    let first = try tool.keyline(
      "run", "--protect", "sim/bare/programs/strings.c", "--device", "\(folder)/mine", "--save", saved)
    #expect(first.status == 0)
    #expect(try tool.keyline("disk", saved, "-o", disk).status == 0)
    let onDisk = try Data(contentsOf: URL(fileURLWithPath: disk))
    #expect(onDisk.range(of: Data("truth".utf8)) == nil)
    let booted = try tool.keyline("run", "--boot", "disk", "--disk", disk, "--device", "\(folder)/mine")
    #expect(booted.status == 0 && booted.output == first.output, "\(booted.complaint)")
    let refused = try tool.keyline("run", "--boot", "disk", "--disk", disk)
    #expect(refused.status == 1 && refused.output == "")
    #expect(refused.complaint.hasSuffix("ended with code 529\n"), "\(refused.complaint)")
    // Nothing was written to it.
    #expect(try Data(contentsOf: URL(fileURLWithPath: disk)) == onDisk)
  }

  @Test func whatIsNoDiskIsRefused() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let disk = "\(folder)/disk"
    try Data(count: 513).write(to: URL(fileURLWithPath: disk))
    let program = "sim/bare/programs/strings.c"
    let odd = try tool.keyline("run", program, "--disk", disk)
    #expect(odd.status == 2 && odd.complaint.contains("\(disk): cannot be read: its 513 bytes are not whole sectors"))
    #expect(try tool.keyline("run", program, "--disk", "/nonexistent/disk").status == 2)
    for arguments in [
      ["run"], ["run", "--boot", "disk"], ["run", "--boot", "disk", "--disk", disk, program],
      ["run", "--boot", "disk", "--disk", disk, "--protect"], ["run", "--boot", "tape", program],
      ["disk", program], ["disk", program, "-o", disk, "--sectors", "-1"],
    ] {
      #expect(try tool.keyline(arguments).status == 64, "\(arguments)")
    }
    #expect(try tool.keyline("disk", "/nonexistent/program.elf", "-o", disk).status == 2)
    #expect(try tool.keyline("disk", program, "-o", "/nonexistent/disk").status == 2)
  }

  @Test func theDeviceTreeIsShown() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try tool.keyline("device-tree", "--memory", "16")
    #expect(text.status == 0 && text.output.hasPrefix("/dts-v1/;\n\n/ {\n"))
    #expect(text.output.contains("\t\treg = <0x80000000 0x1000000>;\n"))
    #expect(try tool.keyline("device-tree", "--binary", "-o", "\(folder)/tree.dtb").status == 0)
    let binary = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/tree.dtb"))
    #expect(binary.starts(with: [0xd0, 0x0d, 0xfe, 0xed]))
    for arguments in [["--binary"], ["--memory", "0"], ["--frequency", "0"]] {
      #expect(try tool.keyline(["device-tree"] + arguments).status == 64)
    }
    #expect(try tool.keyline("device-tree", "-o", "/nonexistent/tree").status == 2)
  }
}
