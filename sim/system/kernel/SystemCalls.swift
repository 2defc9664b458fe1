/// What processes ask of the kernel: `system_calls.h`.
extension Kernel {
  /// Carries out the call that the process has trapped with.
  func call(_ process: Process) {
    let name = Name(low: process[.a0], high: process[.a1])
    var result: Int32 = 0
    switch system_call(rawValue: process[.a7]) {
    case SYSTEM_EXIT: end(process, code: Int(Int32(bitPattern: process[.a0])))
    case SYSTEM_WRITE: result = write(process)
    case SYSTEM_YIELD: yielded(process)
    case SYSTEM_TIME:
      let now = time_now()
      result = Int32(truncatingIfNeeded: now)
      process[.a1] = UInt32(truncatingIfNeeded: now >> 32)
    case SYSTEM_ALLOCATE: result = allocate(process)
    case SYSTEM_SHARE: result = share(process, name)
    case SYSTEM_MAP: result = map(process, name)
    case SYSTEM_SEND: result = send(process)
    case SYSTEM_RECEIVE:
      process.state = .receiving(address: process[.a0], room: process[.a1])
      deliver(to: process)
      return
    case SYSTEM_FIND:
      result = lookUp(name, for: process).map { Int32($0.number) } ?? SYSTEM_UNKNOWN.rawValue
    case SYSTEM_SELF: result = Int32(process.number)
    case SYSTEM_ARGUMENT: result = argument
    case SYSTEM_METHOD:
      result = set_method(process.domain, process[.a0]) == 0 ? 0 : SYSTEM_REFUSED.rawValue
    case SYSTEM_SHOW_REGIONS: showRegions()
    case SYSTEM_START: result = start(name, as: process)
    case SYSTEM_MAKE_ROOM: result = makeRoom(for: process.domain) ? 0 : SYSTEM_REFUSED.rawValue
    default: result = SYSTEM_NO_CALL.rawValue
    }
    if !process.hasEnded { process.answer(result) }
  }

  private func write(_ process: Process) -> Int32 {
    guard process[.a1] <= 4096, let bytes = process.space.read(process[.a0], process[.a1]) else {
      return SYSTEM_BAD_OPERAND.rawValue
    }
    for byte in bytes { console.write(byte: byte) }
    return 0
  }

  private func allocate(_ process: Process) -> Int32 {
    let (bytes, half) = Kernel.size(process[.a0])
    guard bytes > 0, bytes <= half.addresses.count else { return SYSTEM_BAD_OPERAND.rawValue }
    guard frames.haveRoom(forPages: (bytes + 4095) / 4096) else { return SYSTEM_NO_MEMORY.rawValue }
    guard let address = process.reserve(bytes, half) else { return SYSTEM_BAD_OPERAND.rawValue }
    for page in stride(from: address, to: address + bytes, by: 4096) {
      guard process.space.map(page, [.read, .write]) != nil else { return SYSTEM_NO_MEMORY.rawValue }
    }
    return Int32(bitPattern: address)
  }

  private func send(_ process: Process) -> Int32 {
    let (number, count) = (Int(process[.a0]), process[.a2])
    guard number < processes.count, !processes[number].hasEnded else { return SYSTEM_UNKNOWN.rawValue }
    guard count <= SYSTEM_MESSAGE_BYTES, let bytes = process.space.read(process[.a1], count) else {
      return SYSTEM_BAD_OPERAND.rawValue
    }
    let receiver = processes[number]
    guard receiver.messages.count < Process.mailbox else { return SYSTEM_BUSY.rawValue }
    receiver.messages.append(Process.Message(sender: process.number, bytes: bytes))
    deliver(to: receiver)
    return 0
  }

  /// The oldest message, if the process waits for one.
  func deliver(to process: Process) {
    guard case .receiving(let address, let room) = process.state, let message = process.messages.first else { return }
    process.messages.removeFirst()
    process.state = .ready
    let isThere = message.bytes.withUnsafeBytes { bytes in
      bytes.count <= room && process.space.write(bytes, at: address)
    }
    guard isThere else {
      return process.answer(SYSTEM_BAD_OPERAND.rawValue)
    }
    process.answer(Int32(message.bytes.count))
    process[.a1] = UInt32(message.sender)
  }
}

extension Process {
  /// What the system call gives. The pc of a domain in encrypted mode is behind the call already, and is not the
  /// kernel's to move.
  fileprivate func answer(_ result: Int32) {
    self[.a0] = UInt32(bitPattern: result)
    if context.pointee.domain >> 31 == 0 { self[.pc] &+= 4 }
  }
}
