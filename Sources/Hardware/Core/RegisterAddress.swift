import HDL

/// What a control and status register's address says. Combinational.
///
/// Bits 11 to 5 choose a block of registers, bits 4 to 0 one of the block.
final class RegisterAddress: Module {
  let address = In(12)
  let isPlain = Out("it exists and has no state here: it reads as 0, or lies outside the core")
  let isStored = Out("a word of the trap memory")
  let storedAddress = Out(4)
  let isCounter = Out("cycle or instret, in any of their four places: a word of the trap memory, too")
  let isUserCounter = Out("one that mcounteren and scounteren can hide")

  override var summary: String { "Which control and status registers exist, and where they are kept." }

  override func build() {
    func block(_ first: UInt64) -> Bit { address[5...11] == Bits(first >> 5, width: 7) }
    let index = address[0...4]
    func isIndex(_ values: UInt64...) -> Bit {
      values.reduce(false) { $0 | (index == Bits($1, width: 5)) }
    }
    let isHandling = isIndex(0, 1, 2, 3)
    let protection = (address[8...11] == 3) & (address[7] & (!address[6] | !address[5] | !address[4]))
    isPlain
      <== block(0x300) & isIndex(0x10, 0x1a)
      | (block(0x320) | block(0xb00) | block(0xb80)) & !isIndex(0, 1, 2)
      | protection & (address[5] | address[6])
      | block(0xf00) & isIndex(0x11, 0x12, 0x14, 0x15)
      | (block(0xc00) | block(0xc80)) & isIndex(1) | block(0xdc0) & isIndex(0, 1, 2)
      | block(0x740) & isIndex(0x17)

    let isTrapBlock = !address[10...11].any & address[8] & !address[7] & !address[5]
    let isTrapRegister = mux(address[6], isHandling, isIndex(5) | address[9] & isIndex(2))
    let isAnyCounter = block(0xb00) | block(0xb80) | block(0xc00) | block(0xc80)
    isCounter <== isAnyCounter & isIndex(0, 2)
    isStored <== isCounter | isTrapBlock & isTrapRegister
    storedAddress
      <== mux(
        address[11], TrapRegister.counter(half: address[7], isInstructions: address[1]),
        TrapRegister.address(machine: address[9], handling: address[6], index: address[0...1]))
    isUserCounter <== address[10...11].all & !address[8]
    ignore(address)
  }
}

/// The registers that a trap writes or reads, and others that nothing but CSR instructions looks at, are words of a memory.
/// Bit 3 of the address is set for those of machine mode, bit 2 for scratch, epc, cause and tval. The halves of mcycle and
/// minstret are there as well.
enum TrapRegister: UInt64 {
  case vector = 0b0001
  case delegation = 0b0010
  case scratch = 0b0100
  case pc = 0b0101
  case cause = 0b0110
  case value = 0b0111

  static func address(machine: Bit, handling: Bit, index: Bits) -> Bits { cat(machine, handling, index) }

  /// Address of a half, 1 for the upper one, of mcycle or minstret.
  static func counter(half: Bit, isInstructions: Bit) -> Bits {
    cat(half, Bits(0, width: 1), isInstructions, isInstructions)
  }

  /// Its address for a mode.
  func address(machine: Bit) -> Bits { cat(machine, Bits(rawValue, width: 3)) }
}
