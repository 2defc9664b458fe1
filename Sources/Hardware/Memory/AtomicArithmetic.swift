import HDL

/// What a store, a swap or an atomic memory operation leaves in memory. Unprivileged specification, section 8.4.
final class AtomicArithmetic: Module {
  let operation = In(DataOperation.self)
  let memory = In(32, "the word in memory").secret()
  let operand = In(32).secret()
  let result = Out(32).secret()

  override var latency: Latency? { .combinational }

  override func build() {
    let sum = memory + operand
    let isSigned = (operation == .minimum) | (operation == .maximum)
    // Signed numbers are ordered like unsigned ones with the sign turned around.
    func ordered(_ value: Bits) -> Bits { cat(value[31] ^ isSigned, value[0...30]) }
    let isLess = (ordered(memory) < ordered(operand)).named("is_less")
    match(operation) {
      switch $0 {
      case .load, .store, .loadReserved, .storeConditional, .swap: result <== operand
      case .add: result <== sum
      case .xor: result <== memory ^ operand
      case .and: result <== memory & operand
      case .or: result <== memory | operand
      case .minimum, .minimumUnsigned: result <== mux(isLess, memory, operand)
      case .maximum, .maximumUnsigned: result <== mux(isLess, operand, memory)
      }
    }
  }
}
