/// The instructions that bring and end keys, and where each of custom-0 may be executed. `docs/encrypted-execution.md`, section 4.
extension Hart {
  /// Executes an instruction of custom-0; the value for its destination. `pc` goes on.
  func executeProtection(_ instruction: DecodedInstruction, _ encoding: UInt32) throws(Trap) -> UInt32 {
    let operation = instruction.operation
    guard isAllowed(operation) else { throw Trap(.illegalInstruction, encoding) }
    observer?.willExecute(operation)
    let (first, second) = (self[register: Int(instruction.source1)], self[register: Int(instruction.source2)])
    let result: UInt32
    switch operation {
    case .setck: result = try installEntry(.setck, first, second)
    case .setk: result = try installEntry(.setk, first, second)
    case .setik: result = try installKey(first)
    case .keyclr: result = clear(segment: first, domain: privilege == .user ? runningDomain : second)
    case .kill: result = kill(first)
    case .method: result = chooseMethod(first, isAutomatic: second & 1 == 1)
    case .modexp: result = try exponentiate(first, second)
    case .spill: result = UInt32(try spill(first, to: second).rawValue)
    case .fill: result = UInt32(try fill(first, from: second).rawValue)
    default:
      result = changeMode(instruction)
      observer?.didExecute(operation, answer: result)
      return result
    }
    pc &+= 4
    observer?.didExecute(operation, answer: result)
    return result
  }

  private func isAllowed(_ operation: Operation) -> Bool {
    switch operation {
    case .setck, .setk, .keyclr: privilege > .user || runningDomain != 0
    case .setik, .modexp: isEncrypted
    case .kill, .method, .spill, .fill: privilege > .user
    default: true
    }
  }

  private var runningDomain: UInt32 { UInt32(encryptionUnit.runningDomain) }

  /// The number of a domain that there can be.
  func number(_ domain: UInt32) -> Int? {
    domain < UInt32(encryptionUnit.parameters.domains) ? Int(domain) : nil
  }

  /// `setck` and `setk`.
  private func installEntry(
    _ instruction: KeyCommand.Instruction, _ address: UInt32, _ entryAddress: UInt32
  ) throws(Trap) -> UInt32 {
    for address in [address, entryAddress] where address & 3 != 0 { throw Trap(.misalignedLoad, address) }
    let descriptor = RegionDescriptor(try bytes(at: address, words: RegionDescriptor.words))
    let entry = try bytes(at: entryAddress, words: 2 * descriptor.entryUnits)
    startSetup()
    guard let domain = number(privilege == .user ? runningDomain : descriptor.domain) else {
      return UInt32(UnwrapStatus.unknownDomain.rawValue)
    }
    let command = KeyCommand(
      instruction, domain: domain, segment: descriptor.segment, base: descriptor.base, bound: descriptor.bound,
      boundIsLimit: descriptor.boundIsLimit, entry: entry)
    let response = cipherFailure.attempt(otherwise: KeyResponse(.fault)) { () throws(CipherError) in
      try unwrapUnit.execute(command, on: &encryptionUnit)
    }
    return UInt32(response.status.code) | UInt32(response.domain) << 8 | UInt32(response.attribute) << 16
  }

  /// `setik`.
  private func installKey(_ address: UInt32) throws(Trap) -> UInt32 {
    guard address & 3 == 0 else { throw Trap(.misalignedLoad, address) }
    let descriptor = KeyDescriptor(try bytes(at: address, words: KeyDescriptor.words))
    let response = setup(descriptor.command(domain: encryptionUnit.runningDomain))
    return UInt32(response.status.rawValue) | UInt32(response.attribute) << 16
  }

  private func clear(segment: UInt32, domain: UInt32) -> UInt32 {
    guard let domain = number(domain) else { return refused(.noDomain) }
    guard let segment = UInt8(exactly: segment) else { return refused(.unknownSegment) }
    return UInt32(setup(SetupCommand(.clear, domain: domain, segment: segment)).status.rawValue)
  }

  private func kill(_ domain: UInt32) -> UInt32 {
    guard let domain = number(domain) else { return refused(.noDomain) }
    contexts[domain] = DomainContext()
    images.end(domain)
    return UInt32(setup(SetupCommand(.clearDomain, domain: domain)).status.rawValue)
  }

  private func chooseMethod(_ domain: UInt32, isAutomatic: Bool) -> UInt32 {
    guard let domain = number(domain) else { return UInt32(ModeStatus.noDomain.rawValue) }
    return UInt32(command(ModeCommand(.configure, domain: domain, automatic: isAutomatic)).status.rawValue)
  }

  private func refused(_ status: SetupStatus) -> UInt32 {
    startSetup()
    return UInt32(status.rawValue)
  }

  private func setup(_ command: SetupCommand) -> SetupResponse {
    startSetup()
    return cipherFailure.attempt(otherwise: SetupResponse(.noDomain)) { () throws(CipherError) in
      try unwrapUnit.execute(command, on: &encryptionUnit)
    }
  }

  /// Regions may change: everything goes back to memory under those that there are, and nothing is known about addresses.
  private func startSetup() {
    plaintextPages.giveBackAll()
    translations.forget()
    stretch = nil
  }

  /// What loads of words read, upwards.
  func bytes(at address: UInt32, words: Int) throws(Trap) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in 0..<UInt32(words) {
      bytes += littleEndian(try load(address &+ 4 * number, bytes: 4))
    }
    return bytes
  }
}

extension Hart {
  /// `sregionbase`, `sregionlimit` and `sregioninfo`: what everybody may know of a region. Zero of a free attribute register; nil for other
  /// numbers.
  func regionView(_ number: UInt32) -> UInt32? {
    guard (0xdc0...0xdc2).contains(number) else { return nil }
    guard let view = encryptionUnit.view(Int(registers.shownRegion)) else { return 0 }
    switch number {
    case 0xdc0: return view.baseLine << 6
    case 0xdc1: return view.limitLine << 6
    default:
      let name = UInt32(view.algorithm.rawValue) << 24 | UInt32(view.domain) << 16 | UInt32(view.segment) << 8
      let flags = UInt32(view.flags.rawValue & 15) << 4 | (view.flags.contains(.closed) ? 8 : 0)
      return 1 << 31 | name | flags | UInt32(view.rights.rawValue)
    }
  }
}
