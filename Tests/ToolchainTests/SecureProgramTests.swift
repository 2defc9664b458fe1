import Foundation
import Reference
import Testing

@testable import Toolchain

/// The programs of `sim/bare/secure` on the golden model, encrypted for a device. What they expect is written in them.
@Suite struct SecureProgramTests {
  static let folder = "\(Programs.root)/sim/bare"

  static let sources: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/secure")) ?? []
    return names.filter { $0.hasSuffix(".S") }.sorted()
  }()

  /// The same processor in every run.
  private static let device = Result {
    var random = SeededGenerator(seed: 2048)
    let identity = try DeviceIdentity.repeatable(bits: 2048, using: &random)
    return (fuses: try identity.fuses(), publicPEM: try RSAKey(identity).publicPEM())
  }

  /// - Parameter source: name of a file in `secure`; with a plan of its own beside it, or the common one.
  private func program(_ source: String) throws -> ProtectedProgram {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld")
      .build("\(Self.folder)/secure/\(source)")
    let own = "\(Self.folder)/secure/\(source.dropLast(2)).json"
    let plan = try ImagePlan(path: File.exists(own) ? own : "\(Self.folder)/secure/plan.json")
    return try ProtectedProgram(
      elf, plan: plan, keys: Programs.keys(for: plan), nonces: .seed(1),
      processor: PublicKey(name: "the device", pem: Self.device.get().publicPEM))
  }

  private func machine(_ elf: ELFFile) throws -> Machine {
    let machine = Machine(memory: 4 << 20, fuses: try Self.device.get().fuses) { _ in }
    for segment in elf.segments {
      #expect(machine.hart.memory.load(elf.contents(of: segment), at: segment.address))
    }
    machine.hart.start(at: elf.entry)
    return machine
  }

  @Test("every rule of encrypted execution that programs see holds", arguments: sources)
  func programs(source: String) throws {
    let machine = try machine(program(source).program)
    #expect(machine.run(limit: 1_000_000) == .finished(0))
    #expect(machine.hart.executed > 100)
  }

  @Test("one instruction at a time is the same as many", arguments: sources)
  func steps(source: String) throws {
    let elf = try program(source).program
    let (whole, stepped) = (try machine(elf), try machine(elf))
    _ = whole.run(limit: 1_000_000)
    while stepped.exitCode == nil, stepped.hart.executed < 1_000_000 { _ = stepped.step() }
    #expect(stepped.exitCode == 0)
    #expect((0..<32).allSatisfy { stepped.hart[register: $0] == whole.hart[register: $0] || $0 == 1 })
    let memories = [whole, stepped].map { $0.hart.memory.bytes(at: 0x8000_0000, count: 4 << 20) }
    #expect(memories[0] == memories[1])
  }

  @Test("regions are ciphertext in the program, and descriptors and entries are in their places")
  func contents() throws {
    let protected = try program("data.S")
    let elf = protected.program
    let secret = try #require(elf.section(named: ".secret.data"))
    #expect(!elf.contents(of: secret).starts(with: [0, 0, 0, 0]))
    for region in protected.table.regions {
      let descriptor = try #require(elf.fileRange(of: "descriptor_\(region.name)", count: 12))
      let bytes = Array(elf.bytes[descriptor])
      #expect(bytes[0] == region.segment && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 32)
      #expect(bytes[4..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) } == region.base.value)
      let entry = try #require(elf.fileRange(of: "entry_\(region.name)", count: 256))
      #expect(Array(elf.bytes[entry]) == Toolchain.bytes(hexadecimal: region.entry))
    }
  }

  @Test("a program without room for an entry is refused by name")
  func noPlace() throws {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld")
      .build("\(Self.folder)/secure/data.S")
    let plan = ImagePlan(regions: [
      PlannedRegion(
        segment: 0, name: "nameless", place: .sections([".secret.data"]), algorithm: "aes128-xts", key: "data",
        rights: .read)
    ])
    let device = try PublicKey(name: "the device", pem: Self.device.get().publicPEM)
    #expect {
      try ProtectedProgram(elf, plan: plan, keys: Programs.keys(for: plan), processor: device)
    } throws: {
      ($0 as? ImageError)?.problem == .noPlace(symbol: "descriptor_nameless", bytes: 12)
    }
  }
}
