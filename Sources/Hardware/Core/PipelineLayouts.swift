import HDL

/// What the branch predictor said of an instruction.
struct Prediction: Layout {
  let known = flag("the branch target buffer has an entry for it")
  let counter = field(2, "of that entry: 2 and 3 say taken")
}

/// Where an instruction is, as the fetch stage hands it to decode.
struct InstructionPlace: Layout {
  let pc = field(32)
  let next = field(32, "the address behind it")
  let prediction = field(Prediction())
  let following = field(32, "address that is fetched next")
  let isReturn = flag("a back-link leads to it")
}

/// What comes from memory for a place.
struct FetchedInstruction: Layout {
  let instruction = field(32)
  let cause = field(5, "0, or 16 + the cause why there is none")
  let protected = flag("it comes from a region")
  let attribute = field(8, "of that region")
}

/// The first half of an instruction whose second half is in the next word.
struct SavedHalf: Layout {
  let half = field(16)
  let word = field(30, "address of the word in whose upper half it was, divided by 4")
  let isReturn = flag("a back-link leads into that word")
  let protected = flag("it comes from a region")
  let attribute = field(8, "of that region")
}

/// What the branch predictor learns from a branch or jump, or from what it took for one.
struct PredictorUpdate: Layout {
  let valid = flag()
  let pc = field(32)
  let target = field(32)
  let counter = field(2)
}

/// A register that an instruction in work will write.
struct PendingResult: Layout {
  let writes = flag()
  let destination = field(5)
  let isLate = flag("the value is not there before write-back")
}

/// Why an instruction is not executed: an exception of its own, or an interrupt taken in its place.
struct TrapCause: Layout {
  let valid = flag()
  let interrupt = flag()
  let transfer = flag("it may not be executed before the mode port has judged; no exception yet")
  let cause = field(5)
}

/// An instruction with its operands, as decode hands it to execute.
struct IssuedInstruction: Layout {
  let pc = field(32)
  let next = field(32, "the address behind it")
  let target = field(32, "of a branch or jal; of jalr the predicted one")
  let link = field(32, "result of jumps and auipc; target of what may trap as a jump")
  let instruction = field(32)
  let first = field(32, "first operand; 0 if it is late")
  let second = field(32, "second operand, inverted for a difference; if it is late, 0 inverted")
  let store = field(32, "value to store")
  let firstIsLate = flag("the first operand is the result of the instruction in write-back")
  let secondIsLate = flag("the second operand is")
  let storeIsLate = flag("the value to store is")
  let destination = field(5)
  let control = field(DecodedInstruction())
  let trap = field(TrapCause())
  let prediction = field(Prediction())
  let wrongTarget = flag("predicted taken, to another address than `target`")
}

/// An executed instruction, as it goes on to the memory stage and to write-back.
struct ExecutedInstruction: Layout {
  let pc = field(32)
  let next = field(32, "the address behind it")
  let instruction = field(32)
  let value = field(32, "result, or address of its access, or what mtval will say")
  let store = field(32, "value to store")
  let destination = field(5)
  let writes = flag()
  let memory = flag("makes a request at the data port")
  let memoryOperation = field(4)
  let kind = field(3, "bits 14 to 12")
  let multiply = flag("the result is the product")
  let divide = flag("the result is that of the divider")
  let system = flag("the system unit has to do with it")
  let trap = field(TrapCause())
}

/// What the memory unit said to a request.
struct MemoryAnswer: Layout {
  let word = field(32, "the value, extended")
  let cause = field(5, "0, or 16 + the cause of its exception")
  let physical = field(32)
}
