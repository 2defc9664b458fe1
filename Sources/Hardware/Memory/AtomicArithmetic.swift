import HDL

/// What a store, a swap or an atomic memory operation leaves in memory. Unprivileged specification, section 8.4.
final class AtomicArithmetic: Module {
  let operation = In(DataOperation.self)
  let memory = In(32, "the word in memory").secret()
  let operand = In(32).secret()
  let result = Out(32).secret()
  let keeps = Out("the word in memory stays, whatever `result` is").secret()

  override var latency: Latency? { .combinational }

  override func build() {
    func isAny(_ operations: DataOperation...) -> Bit { operations.reduce(false) { $0 | (operation == $1) } }
    let logic = select(
      cat(isAny(.and, .or), isAny(.xor, .or)), from: [operand, memory ^ operand, memory & operand, memory | operand])
    result <== mux(operation == .add, memory + operand, logic)

    // Signed numbers are ordered like unsigned ones with the sign turned around.
    let isSigned = isAny(.minimum, .maximum)
    func ordered(_ value: Bits) -> Bits { cat(value[31] ^ isSigned, value[0...30]) }
    let isLess = (ordered(memory) < ordered(operand)).named("is_less")
    keeps <== isAny(.minimum, .minimumUnsigned) & isLess | isAny(.maximum, .maximumUnsigned) & !isLess
  }
}
