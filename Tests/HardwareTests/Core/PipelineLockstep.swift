import Reference
import Testing

@testable import Hardware

/// A pipeline and the golden model, side by side: after each instruction that retires, the model executes one and must have
/// done the same. An interrupt is taken in the model where the pipeline took it.
final class PipelineLockstep {
  let bench: PipelineBench
  private(set) var hart: Hart
  /// Instructions compared so far.
  private(set) var compared = 0
  private var interruptsSeen = 0

  init(_ bench: PipelineBench) {
    self.bench = bench
    hart = Self.newHart()
  }

  private static func newHart() -> Hart {
    let hart = Hart(memory: PhysicalMemory(size: 0x1_0000))
    hart.advancesTime = false
    return hart
  }

  /// Resets both.
  func restart() throws {
    try bench.restart()
    hart = Self.newHart()
    compared = 0
    interruptsSeen = 0
  }

  /// Puts words into both memories.
  func load(_ words: [UInt32], at address: UInt32) {
    for (index, word) in words.enumerated() { bench.memory.poke(address &+ 4 * UInt32(index), word) }
    let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(hart.memory.load(bytes, at: address))
  }

  /// One cycle; false when the two differ, which is reported.
  func tick(inputs: UInt32) throws -> Bool {
    try bench.tick()
    while compared < bench.retired.count {
      while interruptsSeen < bench.interrupts.count, bench.interrupts[interruptsSeen].before == compared {
        let cause = UInt32(bench.interrupts[interruptsSeen].cause)
        guard let interrupt = InterruptCause(rawValue: cause) else {
          Issue.record("there is no interrupt \(cause)")
          return false
        }
        hart.take(interrupt)
        interruptsSeen += 1
      }
      hart.interruptInputs = inputs
      hart.time = bench.time
      let expected = hart.step()
      let actual = bench.retired[compared]
      copyCounters(actual)
      if let difference = difference(expected, actual) {
        let before = bench.retired.prefix(compared).suffix(12)
        Issue.record(
          """
          instruction \(compared) in cycle \(bench.simulator.cycle): \(difference)
          model \(expected)
          pipeline \(actual)
          before: \(before.map { "\n  \(Self.hex($0.pc)) \(Self.hex($0.encoding)) x\($0.destination) = \(Self.hex($0.value)) \($0.trap.map { "trap \($0)" } ?? "")" }.joined())
          """)
        return false
      }
      compared += 1
    }
    return true
  }

  /// Cycles are the hardware's, and when an input is seen by a read of mip or sip.
  private func copyCounters(_ actual: RetiredInstruction) {
    guard actual.destination != 0, actual.trap == nil, actual.encoding & 0x7f == 0x73 else { return }
    switch actual.encoding >> 20 {
    case 0xb00, 0xb80, 0xc00, 0xc80, 0xc01, 0xc81, 0x344, 0x144:
      hart[register: Int(actual.destination)] = actual.value
    default: break
    }
  }

  private func isCopied(_ actual: RetiredInstruction) -> Bool {
    actual.encoding & 0x7f == 0x73 && actual.encoding >> 12 & 7 != 0
      && [0xb00, 0xb80, 0xc00, 0xc80, 0xc01, 0xc81, 0x344, 0x144].contains(actual.encoding >> 20)
  }

  private func difference(_ expected: Reference.Retirement, _ actual: RetiredInstruction) -> String? {
    let trap = expected.trap.map { UInt8($0.rawValue) }
    if trap != actual.trap {
      return "trap is \(actual.trap.map(String.init) ?? "none"), not \(trap.map(String.init) ?? "none")"
    }
    if actual.order != UInt64(compared) { return "its number is \(actual.order), not \(compared)" }
    let wordMask: UInt32 = expected.writeMask == 1 ? 0xff : expected.writeMask == 3 ? 0xffff : .max
    let values: [(String, UInt32, UInt32)] = [
      ("pc", expected.pc, actual.pc), ("encoding", expected.encoding, actual.encoding),
      ("privilege", UInt32(expected.privilege.rawValue), UInt32(actual.mode)),
      ("next pc", expected.nextPC, actual.next),
      ("destination", UInt32(expected.destination), UInt32(actual.destination)),
      ("value", isCopied(actual) ? actual.value : expected.value, actual.value),
      ("address", expected.address, actual.address),
      ("mask of bytes read", UInt32(expected.readMask), UInt32(actual.readMask)),
      ("mask of bytes written", UInt32(expected.writeMask), UInt32(actual.writeMask)),
      ("word written", expected.written & wordMask, actual.written),
    ]
    return values.first { $0.1 != $0.2 }.map { "\($0.0) is \(Self.hex($0.2)), not \(Self.hex($0.1))" }
  }

  static func hex(_ value: UInt32) -> String { String(value, radix: 16) }
}
