/// The stub of the GDB remote serial protocol for the golden machine: registers, memory, breakpoints, steps. Takes packets and
/// gives answers, wherever they come from. Debugging with GDB, appendix E.
///
/// Of a program in encrypted mode there is nothing to see (SF-28): registers and pc are 0 and cannot be written, memory is what is on
/// the bus, and neither breakpoints nor steps stop there.
public final class RemoteDebugger {
  /// What a packet leads to.
  public enum Reaction: Equatable, Sendable {
    case answer(String)
    /// The program runs until it stops by itself, or is interrupted: then `stopped` answers.
    case resume
    /// The debugger leaves; the program runs on.
    case detach
    /// The debugger ends the program.
    case kill
  }

  private let machine: Machine
  private var breakpoints: Set<UInt32> = []
  /// A step has led into encrypted mode, and ends behind it.
  private var isStepping = false
  private static let registers = 33

  public init(_ machine: Machine) { self.machine = machine }

  private var hart: Hart { machine.hart }

  /// Reacts to the contents of a packet. What is not known gets the empty answer, as the protocol wants.
  public func react(to packet: String) -> Reaction {
    let rest = String(packet.dropFirst())
    switch packet.first {
    case "?": return .answer("S05")
    case "g": return .answer((0..<Self.registers).map { hexadecimal(register($0) ?? 0) }.joined())
    case "G": return .answer(writeRegisters(rest))
    case "p": return .answer(Int(rest, radix: 16).flatMap(register).map(hexadecimal) ?? "E01")
    case "P": return .answer(writeRegister(rest))
    case "m": return .answer(readMemory(rest))
    case "M": return .answer(writeMemory(rest))
    case "c":
      if let address = UInt32(rest, radix: 16), !set(32, address) { return .answer("E03") }
      isStepping = false
      return .resume
    case "s":
      if let address = UInt32(rest, radix: 16), !set(32, address) { return .answer("E03") }
      _ = machine.step()
      isStepping = hart.isConcealed && !hasEnded
      return isStepping ? .resume : .answer(state)
    case "Z", "z": return .answer(setBreakpoint(packet))
    case "H", "T": return .answer("OK")
    case "D": return .detach
    case "k": return .kill
    case "q": return .answer(query(packet))
    default: return .answer("")
    }
  }

  /// Runs on by at most so many instructions; the answer when the program has stopped by itself.
  public func run(instructions: Int) -> String? {
    if breakpoints.isEmpty, !isStepping {
      switch machine.run(limit: hart.executed + UInt64(instructions)) {
      case .limit: return nil
      default: return state
      }
    }
    for _ in 0..<instructions {
      _ = machine.step()
      if hasEnded { return state }
      if !hart.isConcealed, isStepping || breakpoints.contains(hart.pc) { return state }
    }
    return nil
  }

  /// The answer for a program that was interrupted.
  public static let interrupted = "S02"

  private var hasEnded: Bool { machine.exitCode != nil || hart.endlessTrap != nil || hart.failure != nil }

  private var state: String {
    guard let code = machine.exitCode else { return "S05" }
    let digits = String(code & 0xff, radix: 16)
    return "W" + (digits.count < 2 ? "0" : "") + digits
  }

  // Registers 0 to 31 and pc; from 65 on the control and status registers, as GDB numbers them.
  private func register(_ number: Int) -> UInt32? {
    switch number {
    case 0...32 where hart.isConcealed: 0
    case 0..<32: hart[register: number]
    case 32: hart.pc
    case 65..<65 + 4096: hart.controlRegister(UInt32(number - 65))
    default: nil
    }
  }

  private func set(_ number: Int, _ value: UInt32) -> Bool {
    guard !hart.isConcealed else { return false }
    switch number {
    case 0..<32: hart[register: number] = value
    case 32: hart.jump(to: value)
    default: return false
    }
    return true
  }

  private func writeRegisters(_ text: String) -> String {
    guard let bytes = bytes(text), bytes.count == 4 * Self.registers else { return "E01" }
    guard !hart.isConcealed else { return "E03" }
    for number in 0..<Self.registers { _ = set(number, word(bytes[4 * number..<4 * number + 4])) }
    return "OK"
  }

  private func writeRegister(_ text: String) -> String {
    let parts = text.split(separator: "=")
    guard !hart.isConcealed else { return "E03" }
    guard parts.count == 2, let number = Int(parts[0], radix: 16), let bytes = bytes(String(parts[1])),
      bytes.count == 4, set(number, word(bytes[...]))
    else { return "E01" }
    return "OK"
  }

  private func readMemory(_ text: String) -> String {
    guard let (address, count) = range(text) else { return "E01" }
    var answer = ""
    for offset in 0..<count {
      guard let byte = hart.peek(address &+ UInt32(offset)) else { break }
      answer += hexadecimal(byte)
    }
    return answer.isEmpty && count > 0 ? "E02" : answer
  }

  private func writeMemory(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let (address, count) = range(String(parts[0])), let bytes = bytes(String(parts[1])),
      bytes.count == count
    else { return "E01" }
    for (offset, byte) in bytes.enumerated() where !hart.poke(address &+ UInt32(offset), byte) { return "E02" }
    return "OK"
  }

  /// Breakpoints in software and in hardware are the same here: the machine looks at every address.
  private func setBreakpoint(_ packet: String) -> String {
    let parts = packet.dropFirst().split(separator: ",")
    guard parts.count == 3, let address = UInt32(parts[1], radix: 16) else { return "E01" }
    guard parts[0] == "0" || parts[0] == "1" else { return "" }
    if packet.hasPrefix("Z") { breakpoints.insert(address) } else { breakpoints.remove(address) }
    return "OK"
  }

  private func query(_ packet: String) -> String {
    if packet.hasPrefix("qSupported") { return "PacketSize=4000;qXfer:features:read+" }
    if packet == "qAttached" { return "1" }
    if packet == "qC" { return "QC1" }
    if packet == "qfThreadInfo" { return "m1" }
    if packet == "qsThreadInfo" { return "l" }
    let features = "qXfer:features:read:target.xml:"
    guard packet.hasPrefix(features), let (offset, count) = range(String(packet.dropFirst(features.count))) else {
      return ""
    }
    let rest = Self.description.dropFirst(Int(offset))
    return rest.count <= count ? "l" + rest : "m" + rest.prefix(count)
  }

  private static let description = """
    <?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd"><target version="1.0">\
    <architecture>riscv:rv32</architecture></target>
    """

  /// `address,count` in hexadecimal.
  private func range(_ text: String) -> (UInt32, Int)? {
    let parts = text.split(separator: ",")
    guard parts.count == 2, let address = UInt32(parts[0], radix: 16), let count = Int(parts[1], radix: 16),
      (0...0x4000).contains(count)
    else { return nil }
    return (address, count)
  }

  private func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// Bytes of a register, the lowest first.
  private func hexadecimal(_ value: UInt32) -> String {
    (0..<4).map { hexadecimal(UInt8(truncatingIfNeeded: value >> (8 * UInt32($0)))) }.joined()
  }

  private func bytes(_ text: String) -> [UInt8]? {
    guard text.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
}
