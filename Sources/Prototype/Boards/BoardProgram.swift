import Cosimulation
import Hardware
import Reference
import Toolchain

/// What a processor on a board executes from power-on: the program in its main memory, and what it says.
public struct BoardProgram: Sendable {
  /// Main memory in words of 64 bits, from 0x8000_0000 on.
  public let contents: [UInt64]
  /// What the golden model says on the serial line until it waits for a key, and once more after a key.
  public let text: String
  /// Words of the program that only its own domain may see.
  public let plaintextWords: Set<UInt64>

  /// Main memory of a board.
  private static let start: UInt32 = 0x8000_0000
  /// The boot ROM of a board: a jump there.
  static let boot = words(ProcessorRun.boot(to: start))
  /// What the demonstration says last before it waits.
  static let prompt = "Press a key.\r\n"

  /// The demonstration in `sim/bare/board`, encrypted under keys that everybody can make for the processor of tests. The same
  /// sources and the same compiler give the same words.
  ///
  /// - Parameter folder: `sim/bare`.
  /// - Throws: `BuildError` when the compiler is missing or refuses a source, `PrototypeError.wrongProgram` when the golden model
  ///   does not run it as it should.
  public static func demonstration(tools: Tools, folder: String) throws -> BoardProgram {
    let identity = try DeviceIdentity.ofTests()
    let processor = try PublicKey(name: "the processor of tests", pem: RSAKey(identity).publicPEM())
    var generator = SeededGenerator(seed: 85)
    let program = try WholeProgramProtection(algorithm: .aes128XTS, processor: processor).build(
      "\(folder)/board/demonstration.c", greeting: "board/greeting.S", tools: tools, folder: folder, using: &generator)
    return try BoardProgram(program, fuses: identity.fuses())
  }

  private init(_ program: ProtectedProgram, fuses: [UInt64]) throws {
    let elf = program.program
    let size = 8 * ProcessorBoard.mainWords
    var bytes: [UInt8] = []
    for segment in elf.segments where segment.memorySize > 0 {
      guard segment.address >= Self.start, Int(segment.address - Self.start) + Int(segment.memorySize) <= size else {
        throw PrototypeError.wrongProgram(name: elf.name, reason: "it is not within \(size) bytes of main memory")
      }
      let end = Int(segment.address - Self.start) + Int(segment.memorySize)
      bytes += [UInt8](repeating: 0, count: max(0, end - bytes.count))
      bytes.replaceSubrange(Int(segment.address - Self.start)..<end, with: elf.contents(of: segment))
    }
    guard elf.entry == Self.start else {
      throw PrototypeError.wrongProgram(name: elf.name, reason: "it does not begin where main memory does")
    }
    contents = Self.words(bytes)
    plaintextWords = program.plaintextWords
    text = try Self.text(of: elf, fuses: fuses)
  }

  private static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// What the golden model says.
  private static func text(of elf: ELFFile, fuses: [UInt64]) throws -> String {
    var said: [UInt8] = []
    let machine = Machine(memory: 8 * ProcessorBoard.mainWords, fuses: fuses) { said.append($0) }
    for segment in elf.segments { _ = machine.hart.memory.load(elf.contents(of: segment), at: segment.address) }
    machine.hart.start(at: elf.entry)
    for round in 1...2 {
      let outcome = machine.run(limit: UInt64(round) * 10_000_000)
      guard outcome == .limit, String(decoding: said, as: UTF8.self).hasSuffix(prompt) else {
        let text = String(decoding: said, as: UTF8.self)
        throw PrototypeError.wrongProgram(
          name: elf.name, reason: "on the golden model it ends with \(outcome) and says '\(text)'")
      }
      machine.serialPort.receive(UInt8(ascii: " "))
    }
    return String(decoding: said, as: UTF8.self)
  }
}
