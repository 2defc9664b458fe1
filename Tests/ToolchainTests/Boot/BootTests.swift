import Foundation
import Reference
import Testing

@testable import Toolchain

/// The boot ROM on the golden machine: what it hands over, and what it refuses to start.
@Suite struct BootTests {
  private static let folder = "\(Programs.root)/sim/bare"
  private static let memory = 4 << 20

  /// Sectors in memory, of which one may not be readable.
  private final class Sectors: Medium {
    private let bytes: [UInt8]
    var unreadable: UInt32?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var sectors: UInt32 { UInt32(bytes.count / 512) }
    func read(_ sector: UInt32) -> [UInt8]? {
      sector == unreadable ? nil : Array(bytes[512 * Int(sector)..<512 * Int(sector) + 512])
    }
    func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool { false }
  }

  private func program(_ source: String) throws -> ELFFile {
    try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/\(source)")
  }

  private func machine(
    _ start: BootROM.Start, medium: any Medium = NoMedium(), output: @escaping (UInt8) -> Void = { _ in }
  ) throws -> (machine: Machine, rom: BootROM) {
    let rom = try BootROM(tools: Tools(), folder: Self.folder)
    let machine = Machine(memory: Self.memory, medium: medium, output: output)
    let contents = try rom.contents(start, deviceTree: .processor(memory: Self.memory))
    #expect(contents.count == 4096 && machine.hart.memory.load(contents, at: 0x1000))
    return (machine, rom)
  }

  /// Runs up to the first instruction of the program, and looks at what it has.
  private func expectHandover(_ machine: Machine, _ rom: BootROM, at entry: UInt32) throws {
    while machine.hart.pc < 0x8000_0000, machine.hart.executed < 1_000_000 { _ = machine.step() }
    #expect(machine.hart.pc == entry && machine.exitCode == nil)
    #expect(machine.hart[register: 10] == 0 && machine.hart[register: 11] == rom.deviceTreeAddress)
    #expect(machine.hart.privilege == .machine && machine.hart.controlRegister(0x305) == 0)
    let tree = DeviceTree.processor(memory: Self.memory).flattened
    #expect(rom.deviceTreeAddress % 8 == 0)
    #expect(machine.hart.memory.bytes(at: rom.deviceTreeAddress, count: tree.count) == tree)
    #expect(machine.blockDevice.read(12, bytes: 4) == 0 && machine.blockDevice.read(0, bytes: 4) == 0)
  }

  @Test("a program in memory is started with the number of the hart and the device tree")
  func inMemory() throws {
    let (machine, rom) = try machine(.program(at: 0x8000_1234))
    try expectHandover(machine, rom, at: 0x8000_1234)
    #expect(machine.hart.executed < 20)
  }

  @Test("a program on the medium is loaded and started")
  func onMedium() throws {
    let program = try program("programs/strings.c")
    let medium = try BootMedium(program)
    #expect(medium.bytes.count % 512 == 0 && medium.bytes.starts(with: Array("KEYL".utf8)))
    var text: [UInt8] = []
    let (machine, rom) = try machine(.blockDevice, medium: Sectors(medium.bytes)) { text.append($0) }
    try expectHandover(machine, rom, at: program.entry)
    for segment in program.segments where segment.memorySize > 0 {
      #expect(
        machine.hart.memory.bytes(at: segment.address, count: Int(segment.memorySize)) == program.contents(of: segment))
    }
    #expect(machine.run(limit: 10_000_000) == .finished(0))
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("It is a truth"))
  }

  /// The header's words, with a checksum that is right for the rest.
  private func medium(_ words: [UInt32], program: [UInt8], sum: UInt32 = 0) -> [UInt8] {
    let all = (words + [0]).reduce(0, &+)
    let total = stride(from: 0, to: program.count, by: 4).reduce(all) {
      $0 &+ UInt32(littleEndian(program[$1..<$1 + 4]))
    }
    let header = (words + [0 &- total &+ sum]).flatMap { littleEndian($0) }
    return header + [UInt8](repeating: 0, count: 512 - header.count) + program
  }

  private func expectRefusal(_ code: Int, _ message: String, of medium: any Medium) throws {
    var text: [UInt8] = []
    let (machine, _) = try machine(.blockDevice, medium: medium) { text.append($0) }
    #expect(machine.run(limit: 1_000_000) == .finished(code), "\(message)")
    #expect(String(decoding: text, as: UTF8.self) == "boot: \(message)\n")
  }

  @Test("what is wrong is refused with a message and a code")
  func refusals() throws {
    // jal zero, 0 and nothing else.
    let program = [0x6f, 0, 0, 0] + [UInt8](repeating: 0, count: 1020)
    let magic = BootMedium.magic
    let right: [UInt32] = [magic, 2, 0x8000_0000, 0x8000_0000]
    let good = medium(right, program: program)
    let (machine, rom) = try machine(.blockDevice, medium: Sectors(good))
    try expectHandover(machine, rom, at: 0x8000_0000)

    try expectRefusal(1, "there is no medium", of: NoMedium())
    for sector in [0, 2] as [UInt32] {
      let medium = Sectors(good)
      medium.unreadable = sector
      try expectRefusal(2, "the medium cannot be read", of: medium)
    }
    try expectRefusal(3, "sector 0 is no boot header", of: Sectors([UInt8](repeating: 0, count: 1536)))
    for sectors in [0, 3, 0xffff_ffff] as [UInt32] {
      let wrong = medium([magic, sectors, 0x8000_0000, 0x8000_0000], program: program)
      try expectRefusal(4, "the program is empty or longer than the medium", of: Sectors(wrong))
    }
    let places: [(load: UInt32, entry: UInt32)] = [
      (0x8000_0002, 0x8000_0004), (0x8000_0000, 0x8000_0002), (0x8000_0000, 0x8000_0400), (0x8000_0004, 0x8000_0000),
      (0x1000, 0x1000), (0xffff_fe00, 0xffff_fe00),
    ]
    for (load, entry) in places {
      let wrong = medium([magic, 2, load, entry], program: program)
      try expectRefusal(5, "load address or entry is wrong", of: Sectors(wrong))
    }
    // The second sector is behind the end of main memory.
    let end = 0x8000_0000 + UInt32(Self.memory) - 512
    try expectRefusal(
      6, "the program does not fit into main memory", of: Sectors(medium([magic, 2, end, end], program: program)))
    try expectRefusal(7, "the checksum is wrong", of: Sectors(medium(right, program: program, sum: 1)))
    for place in [20, 511] {
      // Behind the header nothing is looked at.
      var other = good
      other[place] ^= 1
      let (machine, rom) = try self.machine(.blockDevice, medium: Sectors(other))
      try expectHandover(machine, rom, at: 0x8000_0000)
    }
    for place in [512, 1535] {
      var other = good
      other[place] ^= 0x80
      try expectRefusal(7, "the checksum is wrong", of: Sectors(other))
    }
  }

  @Test("a program that cannot be booted from a medium is refused by name")
  func programs() throws {
    func elf(_ changes: (inout [UInt8]) -> Void) throws -> ELFFile {
      var bytes = try program("tests/branches.S").bytes
      changes(&bytes)
      return try ELFFile(name: "program", bytes: bytes)
    }
    // The entry of the file; then the address of its first segment.
    let elsewhere = try elf { $0.replaceSubrange(24..<28, with: [0, 0, 0, 0x90]) }
    #expect(throws: BootError.entryOutside(program: "program", entry: 0x9000_0000)) { try BootMedium(elsewhere) }
    let start = try Int(UInt32(littleEndian(program("tests/branches.S").bytes[28..<32])))
    let below = try elf { $0.replaceSubrange(start + 8..<start + 16, with: [0, 0x10, 0, 0, 0, 0x10, 0, 0]) }
    let size = below.segments.first?.memorySize ?? 0
    #expect(throws: BootError.notInMemory(program: "program", address: 0x1000, bytes: size)) { try BootMedium(below) }
  }

  @Test("a device tree for which there is no room is refused")
  func largeTree() throws {
    let rom = try BootROM(tools: Tools(), folder: Self.folder)
    let text = String(repeating: "x", count: 4000)
    let tree = DeviceTree(root: DeviceTree.Node("", [DeviceTree.Property("model", .strings([text]))]))
    let room = 4096 - Int(rom.deviceTreeAddress - 0x1000)
    #expect(throws: BootError.treeTooLarge(bytes: tree.flattened.count, room: room)) {
      try rom.contents(.blockDevice, deviceTree: tree)
    }
  }
}
