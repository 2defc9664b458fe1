import HDL

/// The domain that runs, and what of its mode state decides where it may execute.
struct RunningDomain: Layout {
  let domain: Field<Bits>
  let encrypted = flag("its mode")
  let automatic = flag("its mode follows the regions")
  let closed = flag("in encrypted mode the lower half of its addresses has nothing but regions")
  let attribute: Field<Bits>
  let returnExpected = flag("it has a back-link")
  let returnAddress = field(32, "of that link")

  init(domainBits: Int, attributeBits: Int) {
    domain = field(domainBits)
    attribute = field(attributeBits, "under which it executes in encrypted mode")
  }
}

/// What the system unit asks for. One flag of the first four is high until the answer is `done`; the rest stays as it is meanwhile.
/// `docs/encrypted-execution.md`.
struct ProtectionOrder: Layout {
  let transfer = flag("judge the transfer to `pc`")
  let execute = flag("execute `instruction`, which is one of custom-0 and may be executed")
  let suspend = flag("a trap is taken: keep the context of an encrypted domain; domain 0 runs")
  let restore = flag("`domain` runs from now on, with its context if it is encrypted")
  let domain: Field<Bits>
  let instruction = field(32)
  let first = field(32, "operand rs1")
  let second = field(32, "operand rs2")
  let pc = field(32)
  let next = field(32, "the address behind it")
  let isCall = flag("suspend: the trap is a system call")
  let isUser = flag("execute: in user mode")

  init(domainBits: Int) { domain = field(domainBits, "restore: the domain; else of no meaning") }
}

/// The answer to an order, in the cycle in which `done` is high, and registers that are written while it is carried out.
struct ProtectionAnswer: Layout {
  let done = flag()
  let refused = flag("transfer: refused")
  let cause = field(5, "execute: 0, or 16 + the cause of an exception")
  let value = field(32, "execute: the result; before `done` what is written to a register; else 0")
  let hasTarget = flag("execution goes on at `target`")
  let target = field(32, "that address, or with a cause the one that the exception is about")
}

/// A register that is written while an order is carried out, with the value of the answer.
struct RegisterWrite: Layout {
  let valid = flag()
  let index = field(5)
}

/// An access to data that the core makes for an instruction in work, while nothing else is in its stages.
struct ProtectionAccess: Layout {
  let valid = flag("make it; one at a time. The others stay until the answer, and are 0 while no order is carried out")
  let operation = field(DataOperation.self, "as in a request to the memory unit")
  let address = field(32, "virtual, of a word")
}

/// An access to the context store while no order changes it.
struct ContextAccess: Layout {
  let read = flag("the word is there in the next cycle")
  let write = flag()
  let domain: Field<Bits>
  let index = field(5, "0 for pc, with bit 0 set after a system call; else the register")
  let value = field(32)

  init(domainBits: Int) { domain = field(domainBits) }
}

/// What everybody in supervisor and machine mode may know of a region: nothing of its key.
struct RegionView: Layout {
  let valid = flag()
  let base = field(32, "first byte")
  let limit = field(32, "first byte behind it, 0 for 2^32")
  let info = field(
    31, "algorithm, domain, segment: 7, 8 and 8 bits; then stack, shared, plain access, default key, closed, x, w, r")
}

/// The encodings of custom-0. `docs/encrypted-execution.md`, section 4.
enum ProtectionInstruction {
  /// Whether an instruction of custom-0 exists. funct3 is 0 in the group of keys, 2 in that of contexts and 1 in that of the modes, where
  /// bit 25 says that rs1 is a target; registers that are not named are x0.
  static func exists(_ instruction: Bits) -> Bit {
    let hasNoSecond = !instruction[20...24].any
    let key = instruction[25...27]
    func isKey(_ value: Key) -> Bit { key == Bits(value.rawValue, width: 3) }
    let isKeyInstruction =
      isKey(.setck) | isKey(.setk) | isKey(.keyclr) | isKey(.method) | isKey(.modexp)
      | (isKey(.setik) | isKey(.kill)) & hasNoSecond
    let isModeShift = hasNoSecond & (instruction[25] | !instruction[15...19].any)
    let isContextInstruction = !instruction[26...27].any
    return !instruction[28...31].any & !instruction[14]
      & mux(
        instruction[13], !instruction[12] & isContextInstruction,
        mux(instruction[12], isModeShift, isKeyInstruction))
  }

  /// Values of funct7 in the group of keys.
  enum Key: UInt64 { case setck, setk, setik, keyclr, kill, method, modexp }

  static func isModeShift(_ instruction: Bits) -> Bit { instruction[12] }

  /// `spill`, or with bit 25 set `fill`.
  static func isContext(_ instruction: Bits) -> Bit { instruction[13] }

  static func isKey(_ key: Key, _ instruction: Bits) -> Bit {
    !instruction[12] & !instruction[13] & (instruction[25...27] == Bits(key.rawValue, width: 3))
  }
}
