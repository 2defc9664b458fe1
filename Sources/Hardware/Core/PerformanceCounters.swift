import HDL

/// Counts cycles and retired instructions.
///
/// Here are only the counts of the last time; mcycle and minstret are words of the trap memory. From time to time, and when an
/// instruction is about to access them, a sequence of four cycles adds to the words what has been counted since.
final class PerformanceCounters: Module {
  enum Phase: HardwareEnum { case idle, cycleLow, cycleHigh, instructionsLow, instructionsHigh }

  let cycle = In("a cycle is to be counted")
  let retired = In("a retired instruction is to be counted")
  let mayStart = In("the trap memory is not needed in the next cycle; nor after it, while `busy`")
  let wanted = In("the words shall be up to date")
  let busy = Out("the trap memory is used")
  let done = Out("the words are up to date: those of a wanted sequence, in its last cycle")
  let address = Out(4, "of the word")
  let word = In(32)
  let offset = In(7, "added to the word unless `busy`, for others")
  let sum = Out(32, "what the word becomes")

  let phase = Reg(reset: Phase.idle)
  let cycles = Reg(7, reset: 0)
  let instructions = Reg(7, reset: 0)
  let carry = Reg(reset: false)

  override var summary: String { "Counts cycles and retired instructions, and adds them to words of the trap memory." }

  override var latency: Latency? { .cycles(4, "from the start to words that are up to date") }

  override func build() {
    func isPhase(_ value: Phase) -> Bit { phase == value }
    let takesCycles = isPhase(.cycleLow)
    let takesInstructions = isPhase(.instructionsLow)
    let isLow = (takesCycles | takesInstructions).named("is_low")
    busy <== phase != .idle
    done <== isPhase(.instructionsHigh)

    // With the half of the counter in bit 3.
    let isInstructions = takesInstructions | isPhase(.instructionsHigh)
    address <== TrapRegister.counter(half: !isLow, isInstructions: isInstructions)
    let addend = mux(
      busy, mux(isLow, mux(takesCycles, cycles, instructions), cat(Bits(0, width: 6), carry)), offset
    ).named("addend")
    let total = (word.extended(to: 33) + addend.extended(to: 33)).named("total")
    sum <== total[0...31]
    carry <== total[32]

    cycles <== mux(takesCycles, Bits(0, width: 7), cycles) + cat(Bits(0, width: 6), cycle)
    instructions <== mux(takesInstructions, Bits(0, width: 7), instructions) + cat(Bits(0, width: 6), retired)
    match(phase) {
      switch $0 {
      case .idle: when(mayStart & (wanted | cycles[6] | instructions[6])) { phase <== .cycleLow }
      case .cycleLow: phase <== .cycleHigh
      case .cycleHigh: phase <== .instructionsLow
      case .instructionsLow: phase <== .instructionsHigh
      case .instructionsHigh: phase <== .idle
      }
    }
    // What trap and CSR instructions take is short enough: no count overflows before the next sequence.
    always("counts_are_added_in_time", !cycles.all)
  }
}
