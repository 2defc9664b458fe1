import HDL

/// Major opcodes: bits 6 to 2 of an instruction.
enum MajorOpcode: Int {
  case load = 0b00000
  case protection = 0b00010
  case miscellaneousMemory = 0b00011
  case operationImmediate = 0b00100
  case addUpperToPC = 0b00101
  case store = 0b01000
  case atomic = 0b01011
  case operation = 0b01100
  case loadUpper = 0b01101
  case branch = 0b11000
  case jumpRegister = 0b11001
  case jump = 0b11011
  case system = 0b11100
}

/// What an instruction asks of the stages behind the decoder.
struct DecodedInstruction: Layout {
  let givesSum = flag("the result is the sum, as of everything that makes an access")
  let givesBitwise = flag("the result is that of bitwise logic")
  let givesRight = flag("the result is shifted right")
  let givesLeft = flag("the result is shifted left")
  let givesLess = flag("the result is that of the comparison")
  let givesLink = flag("the result is the link")
  let subtract = flag("second operand inverted, carry in")
  let bitwise = field(2, "0 xor, 1 second operand, 2 or, 3 and")
  let arithmetic = flag("right shift copies the sign")
  let kind = field(3, "bits 14 to 12: condition of a branch, size of an access, kind of a product or quotient")
  let usesFirst = flag("reads the register of bits 19 to 15")
  let usesSecond = flag("reads the register of bits 24 to 20")
  let usesImmediate = flag("second operand is the immediate")
  let writes = flag("writes a register other than x0")
  let branch = flag("conditional branch")
  let jump = flag("jal or jalr")
  let indirect = flag("jalr")
  let memory = flag("makes a request at the data port")
  let memoryOperation = field(4, "of the data port")
  let multiply = flag()
  let divide = flag()
  let system = flag("executed by the system unit: CSR instructions, returns, wfi, fence.i, sfence.vma, custom-0")
  let environmentCall = flag()
  let breakpoint = flag()
  let illegal = flag("no instruction of the core")
}

/// The immediates of an instruction.
struct Immediates: Layout {
  let operand = field(32, "of arithmetic, loads and stores (I, S and U); 0 for atomics and CSR instructions")
  let target = field(32, "distance of a jump or branch target, or of auipc (J, B and U)")
}
