/// How long an operation takes, by carrying out its program with nothing but the sizes. `docs/exponentiation.md`, section 5.
struct MicroprogramCycles {
  let parameters: ExponentiationParameters
  let program = Microprogram()

  /// Cycles from the one after the command to the `end`, that one not counted.
  /// - Parameters:
  ///   - words: words of 64 bits in the modulus.
  ///   - exponentWords: words of 64 bits in the exponent of a `power`.
  func cycles(_ operation: ExponentiationOperation, words: Int, exponentWords: Int = 0) -> Int {
    var (position, back, count, half, total) = (program.entry(operation), 0, 0, false, 0)
    while true {
      let instruction = program.instructions[position]
      let present = half ? words / 2 : words
      position += 1
      switch instruction.opcode {
      case .end: return total
      case .half: half = true
      case .full: half = false
      case .jump: position = instruction.address
      case .call: (back, position) = (position, instruction.address)
      case .return: position = back
      case .loop:
        count -= 1
        if count > 0 { position = instruction.address }
      case .count:
        switch LoopCount(rawValue: instruction.a) {
        case .words: count = present
        case .bits: count = 64 * present
        case .digits: count = 16 * (operation == .power ? exponentWords : present)
        case .sixteen, nil: count = 16
        }
      case .load: total += present * (1 + parameters.lanes)
      default: total += cycles(instruction.opcode, words: 64 * present / parameters.wordBits)
      }
      // The cycle in which it is decoded.
      total += 1
    }
  }

  /// Cycles of an operation of the long arithmetic after its start.
  /// - Parameter s: words of the memory in the modulus.
  func cycles(_ opcode: Opcode, words s: Int) -> Int {
    let latency = parameters.productCycles
    let pass = s + 2
    let product = s * s + s * (s - 1) + (2 * latency + 3) * s + 2 + (latency + 2)
    switch opcode {
    case .multiply: return product + 2 * pass
    case .square: return product - s * (s - 1) / 2 + 2 * pass
    case .product: return s * s + 2 + (latency + 2)
    case .addModular, .subtractModular: return 3 * pass
    case .digit: return 2
    case .inverse: return 2 + parameters.wordBits
    default: return pass
    }
  }
}
