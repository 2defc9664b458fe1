/// Instructions that read or change the state of the hart itself.
extension Hart {
  /// An instruction of Zicsr: the old value for the destination. Unprivileged specification 20191213, chapter 9.
  func accessControlRegister(_ instruction: DecodedInstruction, _ encoding: UInt32) throws(Trap) -> UInt32 {
    let number = instruction.immediate & 0xfff
    let illegal = Trap(.illegalInstruction, encoding)
    let operand =
      switch instruction.operation {
      case .csrrw, .csrrs, .csrrc: self[register: Int(instruction.source1)]
      default: UInt32(instruction.source1)
      }
    let writes = instruction.writesControlRegister
    if number == Self.seedRegister {
      // Reading takes the random bits away: who reads must write. What is written has no effect.
      guard writes, registers.isAccessible(number, at: privilege) else { throw illegal }
      return seed()
    }
    guard registers.isAccessible(number, at: privilege), let old = registers.read(number) ?? regionView(number),
      !writes || number >> 10 != 3
    else { throw illegal }
    guard writes else { return old }
    // Setting and clearing bits of `mip` goes by what software wrote, not by the input of the interrupt controller.
    let base = number == 0x344 ? registers.softwarePending : old
    switch instruction.operation {
    case .csrrw, .csrrwi: registers.write(number, operand)
    case .csrrs, .csrrsi: registers.write(number, base | operand)
    default: registers.write(number, base & ~operand)
    }
    mustLook = true
    if [0x100, 0x180, 0x300].contains(number) { translations.forget() }
    return old
  }

  /// Number of `seed`, extension Zkr.
  static var seedRegister: UInt32 { 0x015 }

  /// `ecall`, `ebreak`, `mret`, `sret`, `wfi` and `sfence.vma`; what returns goes on behind itself, unless it set `pc`.
  func executePrivileged(_ operation: Operation, _ encoding: UInt32) throws(Trap) {
    let isAllowed =
      switch operation {
      case .mret: privilege == .machine
      case .sret: privilege == .machine || privilege == .supervisor && !registers.status.trapsSupervisorReturn
      case .wfi: privilege == .machine || privilege == .supervisor && !registers.status.trapsWait
      case .sfence: privilege == .machine || privilege == .supervisor && !registers.status.trapsVirtualMemory
      default: true
      }
    guard isAllowed else { throw Trap(.illegalInstruction, encoding) }
    switch operation {
    case .ecall:
      switch privilege {
      case .user: throw Trap(.callFromUser, 0)
      case .supervisor: throw Trap(.callFromSupervisor, 0)
      case .machine: throw Trap(.callFromMachine, 0)
      }
    case .ebreak: throw Trap(.breakpoint, pc)
    case .mret: leave(.machine)
    case .sret: leave(.supervisor)
    case .sfence:
      translations.forget()
      pc &+= 4
    default:
      mustLook = true
      pc &+= 4
    }
  }

  /// The encoding of an instruction that is known to be there.
  func encoding(at address: UInt32) -> UInt32 {
    guard compressed else { return (try? fetched(address, as: UInt32.self)) ?? 0 }
    guard let low = (try? fetched(address, as: UInt16.self)).map(UInt32.init) else { return 0 }
    guard !CompressedInstruction.isCompressed(low) else { return low }
    return low | UInt32((try? fetched(address &+ 2, as: UInt16.self)) ?? 0) << 16
  }

  /// The encoding of the instruction at `pc`. A second half in another page has to be there, too; one that another region decrypts
  /// is an access fault. `docs/encrypted-execution.md`, section 2.
  func wholeEncoding() throws(Trap) -> UInt32 {
    guard compressed else { return try fetched(pc, as: UInt32.self) }
    let low = UInt32(try fetched(pc, as: UInt16.self))
    guard !CompressedInstruction.isCompressed(low) else { return low }
    let high = UInt32(try fetched(pc &+ 2, as: UInt16.self))
    guard encryptionUnit.runningDomain == 0 || fetchIdentity(pc) == fetchIdentity(pc &+ 2) else {
      throw Trap(.fetchAccessFault, pc &+ 2)
    }
    return low | high << 16
  }

  private func fetched<Value: FixedWidthInteger>(_ address: UInt32, as type: Value.Type) throws(Trap) -> Value {
    let physical = try translate(address, .fetch)
    let found = try reach(address, physical, .fetch) { Value(littleEndian: $0.load(as: Value.self)) }
    guard let found else { throw Trap(.fetchAccessFault, address) }
    return found
  }
}

extension Hart {
  /// Executes the instruction at `pc` that needs more than registers and known pages.
  func executeWholly(_ instruction: DecodedInstruction) {
    do { try executeOrTrap(instruction) } catch {
      count(1, trapped: 1)
      take(error)
    }
  }

  private func executeOrTrap(_ instruction: DecodedInstruction) throws(Trap) {
    let operation = instruction.operation
    let address = self[register: Int(instruction.source1)]
    let value = self[register: Int(instruction.source2)]
    let destination = Int(instruction.destination)
    switch operation {
    case .illegal: throw Trap(.illegalInstruction, encoding(at: pc))
    case .lb:
      x[destination] = UInt32(
        bitPattern: Int32(Int8(truncatingIfNeeded: try load(address &+ instruction.immediate, bytes: 1))))
    case .lh:
      x[destination] = UInt32(
        bitPattern: Int32(Int16(truncatingIfNeeded: try load(address &+ instruction.immediate, bytes: 2))))
    case .lw, .lbu, .lhu: x[destination] = try load(address &+ instruction.immediate, bytes: operation.loadedBytes)
    case .sb, .sh, .sw: try store(address &+ instruction.immediate, bytes: operation.storedBytes, value)
    case .loadReserved: x[destination] = try loadReserved(address)
    case .storeConditional: x[destination] = try storeConditional(address, value)
    case .fenceInstructions: break
    case .slti: declareSecret(address, bytes: instruction.immediate)
    case .csrrw, .csrrs, .csrrc, .csrrwi, .csrrsi, .csrrci: return try executeControlRegisterAccess(instruction)
    case .ecall, .ebreak, .mret, .sret, .wfi, .sfence:
      try executePrivileged(operation, encoding(at: pc))
      count(1, trapped: 0)
      return
    case .setck, .setk, .setik, .keyclr, .kill, .method, .modexp, .spill, .fill, .cryptomode, .retmode:
      x[destination] = try executeProtection(instruction, encoding(at: pc))
      count(1, trapped: 0)
      return
    default: x[destination] = try atomicUpdate(operation, address, value)
    }
    pc &+= UInt32(instruction.length)
    count(1, trapped: 0)
  }

  /// Whether a counter counts this instruction is decided by `mcountinhibit` before it; a counter that it writes does not.
  private func executeControlRegisterAccess(_ instruction: DecodedInstruction) throws(Trap) {
    var inhibited = registers.counterInhibit
    x[Int(instruction.destination)] = try accessControlRegister(instruction, encoding(at: pc))
    if instruction.writesControlRegister {
      switch instruction.immediate & 0xfff {
      case 0xb00, 0xb80: inhibited |= 1
      case 0xb02, 0xb82: inhibited |= 4
      default: break
      }
    }
    pc &+= 4
    swap(&inhibited, &registers.counterInhibit)
    count(1, trapped: 0)
    registers.counterInhibit = inhibited
  }
}
