import Reference
import Testing

@testable import Toolchain

/// The golden model of the encryption unit takes the manifest's regions and decrypts the program.
@Suite struct InstallCommandTests {
  @Test(arguments: ["figure3", "sha256"]) func theUnitRunsTheEncryptedProgram(name: String) throws {
    let built = try Programs.builder().build(name)
    let plan = built.description.plan
    let keys = Programs.keys(for: plan)
    let image = try EncryptedImage(encrypting: built.program, plan: plan, keys: keys)
    var unit = EncryptionUnit()
    for (index, command) in try image.manifest.installCommands(domain: 3, keys: keys).enumerated() {
      #expect(try unit.setup(command) == SetupResponse(.ok, attribute: index))
    }
    #expect(unit.keySlots.count { $0 != nil } == keys.names.count)
    _ = unit.mode(ModeCommand(.select, domain: 3))

    for region in image.manifest.regions {
      for sectionName in region.sections {
        let section = try #require(built.program.section(named: sectionName))
        let plain = built.program.contents(of: section)
        for start in stride(from: 0, to: plain.count, by: 64) {
          let bus = try #require(Line(bytes: image.program.bytes[section.fileRange].dropFirst(start).prefix(64)))
          let number = (section.address + UInt32(start)) / 64
          let kind: LineKind = region.rights.contains(.execute) ? .fetch : .load
          let decision = unit.decide(LineRequest(kind, encrypted: true, domain: 3, virtualLine: number))
          #expect(decision.status == .ok)
          #expect(try decision.decrypt(bus).bytes == Array(plain[start..<start + 64]))
        }
      }
    }
  }

  @Test func sharedKeysTravelOnce() throws {
    let built = try Programs.figure3()
    let plan = built.description.plan
    let keys = Programs.keys(for: plan)
    let image = try EncryptedImage(encrypting: built.program, plan: plan, keys: keys)
    let commands = try image.manifest.installCommands(domain: 1, keys: keys)
    #expect(commands.map(\.shareKey) == [false, true, false, false, false])
    #expect(commands.map(\.keySegment) == [0, 1, 0, 0, 0])
    #expect(commands.map(\.keyBytes) == [32, 0, 64, 32, 32])
    #expect(
      commands.map(\.rights) == [[.read, .execute], [.read, .write], [.read, .execute], .read, [.read, .write]])
    #expect(commands.map(\.flags) == [[], [], [], [], .stack])
    #expect(throws: ImageError.self) {
      try image.manifest.installCommands(domain: 1, keys: KeyFile(name: "k", keys: [:]))
    }
    // Even a manifest that was changed since it was read cannot bring an impossible base to the port.
    var changed = image.manifest
    changed.regions[0].base = Hexadecimal(1 << 33)
    #expect(throws: ImageError(file: "figure3.elf", region: "Ta", problem: .empty)) {
      try changed.installCommands(domain: 1, keys: keys)
    }
  }
}
