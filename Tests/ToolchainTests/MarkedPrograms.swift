import Foundation
import Reference
import Testing

@testable import Toolchain

/// Builds programs with marks, and runs them on the golden model.
protocol MarkedPrograms {}

extension MarkedPrograms {
  typealias Method = MarkedPartProtection.ModeShiftMethod

  static var folder: String { "\(Programs.root)/sim/bare" }
  static var methods: [Method] { Method.allCases }

  func protection(_ method: Method = .explicit, compressed: Bool = false) throws -> MarkedPartProtection {
    MarkedPartProtection(
      algorithm: .aes128XTS, processor: try PublicKey(name: "the device", pem: markedDevice.get().publicPEM),
      method: method, compressed: compressed)
  }

  func build(
    _ source: String, _ method: Method = .explicit, compressed: Bool = false
  ) throws -> (program: ProtectedProgram, part: MarkedPart) {
    try protection(method, compressed: compressed).build(source, tools: Tools(), folder: Self.folder)
  }

  /// A source that has the headers of `sim/bare`.
  func build(text: String, _ method: Method = .explicit) throws -> (program: ProtectedProgram, part: MarkedPart) {
    try withTemporaryFolder { folder in
      let source = "\(folder)/program.c"
      try "#include \"bare.h\"\n#include \"protected.h\"\n\(text)\n"
        .write(toFile: source, atomically: true, encoding: .utf8)
      return try build(source, method)
    }
  }

  func run(_ elf: ELFFile, compressed: Bool = false) throws -> (outcome: Machine.Outcome, console: String) {
    var console: [UInt8] = []
    let machine = Machine(memory: 4 << 20, fuses: try markedDevice.get().fuses, compressed: compressed) {
      console.append($0)
    }
    for segment in elf.segments {
      #expect(machine.hart.memory.load(elf.contents(of: segment), at: segment.address))
    }
    machine.hart.start(at: elf.entry)
    return (machine.run(limit: 1_000_000), String(decoding: console, as: UTF8.self))
  }
}

private let markedDevice = Result {
  var random = SeededGenerator(seed: 2048)
  let identity = try DeviceIdentity.repeatable(bits: 2048, using: &random)
  return (fuses: try identity.fuses(), publicPEM: try RSAKey(identity).publicPEM())
}
