import Foundation
import Reference
import Testing

@testable import Toolchain

/// A file as the medium of the golden machine's block device.
@Suite struct DiskTests {
  private static let folder = "\(Programs.root)/sim/bare"

  /// A file with these contents, for as long as `body` runs.
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("a program reads and writes sectors, and those that it writes are in the file")
  func sectors() throws {
    let before = (0..<8).flatMap { [UInt8](repeating: $0, count: 512) }
    try withFile(before) { path in
      let elf = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/disk/sectors.S")
      let machine = try Machine(memory: 4 << 20, medium: DiskFile(path: path)) { _ in }
      for segment in elf.segments {
        #expect(machine.hart.memory.load(elf.contents(of: segment), at: segment.address))
      }
      machine.hart.start(at: elf.entry)
      #expect(machine.run(limit: 1_000_000) == .finished(0))
      var expected = before
      expected.replaceSubrange(512 * 5..<512 * 6, with: (0..<128).flatMap { [$0, 0, 0x0c, 0xb1] })
      expected.replaceSubrange(512 * 6..<512 * 7, with: [UInt8](repeating: 2, count: 512))
      #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) == expected)
    }
  }

  @Test("a page of a domain comes back from the medium, to any frame, and is ciphertext there (SF-31)")
  func swap() throws {
    var random = SeededGenerator(seed: 2048)
    let identity = try DeviceIdentity.repeatable(bits: 2048, using: &random)
    let plan = try ImagePlan(path: "\(Self.folder)/secure/plan.json")
    let program = try ProtectedProgram(
      BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld").build("\(Self.folder)/disk/swap.S"),
      plan: plan, keys: Programs.keys(for: plan), nonces: .seed(1),
      processor: PublicKey(name: "the device", pem: RSAKey(identity).publicPEM()))
    try withFile([UInt8](repeating: 0, count: 4096)) { path in
      let machine = try Machine(memory: 4 << 20, fuses: identity.fuses(), medium: DiskFile(path: path)) { _ in }
      for segment in program.program.segments {
        #expect(machine.hart.memory.load(program.program.contents(of: segment), at: segment.address))
      }
      machine.hart.start(at: program.program.entry)
      #expect(machine.run(limit: 1_000_000) == .finished(0))
      // The page is on the medium as it is in memory.
      let disk = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
      let frame = try #require(program.program.address(of: "other_frame"))
      #expect(machine.hart.memory.bytes(at: frame, count: 4096) == disk)
      #expect(program.plaintextWords.count > 100)
      #expect(program.plaintextWords.isDisjoint(with: littleEndianWords(disk)))
      #expect(Set(littleEndianWords(disk)).count == 512)
    }
  }

  @Test("without a medium there is no sector")
  func noMedium() {
    let device = Machine(memory: 4096) { _ in }.blockDevice
    #expect(device.read(4, bytes: 4) == 0)
    #expect(device.write(8, bytes: 4, 1) && device.read(12, bytes: 4) == 6)
  }

  @Test("what is no medium is refused, and says why")
  func refusals() throws {
    try withFile([UInt8](repeating: 0, count: 1000)) { path in
      #expect {
        _ = try DiskFile(path: path)
      } throws: {
        "\($0)".hasPrefix("\(path): cannot be read: its 1000 bytes are not whole sectors of 512")
      }
    }
    #expect(throws: FileError.missing("/nonexistent/disk")) { try DiskFile(path: "/nonexistent/disk") }
    #expect(throws: FileError.unreadable("/dev/zero", reason: "it is no file")) { try DiskFile(path: "/dev/zero") }
    #expect(throws: FileError.self) { try DiskFile(path: "/tmp") }
    try withFile([]) { path in
      let sectors = try DiskFile(path: path).sectors
      #expect(sectors == 0)
    }
  }
}
