/// Loads and stores where the translation is not known yet, or where more than memory is concerned.
extension Hart {
  /// A load of 1, 2 or 4 bytes; zero-extended.
  func load(_ address: UInt32, bytes: Int) throws(Trap) -> UInt32 {
    guard Int(address) & (bytes - 1) == 0 else { throw Trap(.misalignedLoad, address) }
    let physical = try translate(address, .load)
    if let value = try reach(address, physical, .load, { Self.read($0, bytes) }) { return value }
    mustLook = true
    guard let (device, offset) = device(address, physical), let value = device.read(offset, bytes: bytes) else {
      throw Trap(.loadAccessFault, address)
    }
    return value
  }

  /// A program says that what lies at an address is secret. It is read as a load would read it, but for devices.
  func declareSecret(_ address: UInt32, bytes count: UInt32) {
    guard isEncrypted, let didDeclareSecret else { return }
    didDeclareSecret(
      (0..<count).compactMap { offset in
        let place = address &+ offset
        guard let physical = try? translate(place, .load) else { return nil }
        return (try? reach(place, physical, .load) { UInt8(truncatingIfNeeded: Self.read($0, 1)) }) ?? nil
      })
  }

  /// A store of 1, 2 or 4 bytes.
  func store(_ address: UInt32, bytes: Int, _ value: UInt32) throws(Trap) {
    guard Int(address) & (bytes - 1) == 0 else { throw Trap(.misalignedStore, address) }
    let physical = try translate(address, .store)
    if try reach(address, physical, .store, { Self.write($0, bytes, value) }) != nil { return }
    mustLook = true
    guard let (device, offset) = device(address, physical), device.write(offset, bytes: bytes, value) else {
      throw Trap(.storeAccessFault, address)
    }
  }

  /// What is at a physical address that is no memory. In encrypted mode a closed domain finds no device in the lower half of its addresses.
  private func device(_ address: UInt32, _ physical: UInt32) -> (device: any Device, offset: UInt32)? {
    let isShut = isEncrypted && encryptionUnit.isShut(encryptionUnit.runningDomain, address / 64)
    return isShut ? nil : memory.device(at: physical)
  }

  /// An atomic access, which is to main memory, or for `lr.w` to the boot ROM; devices have none.
  private func atomic<Result>(
    _ address: UInt32, _ access: Access, _ body: (_ place: UnsafeMutableRawPointer, _ line: UInt32) -> Result
  ) throws(Trap) -> Result {
    guard address & 3 == 0 else { throw Trap(access == .load ? .misalignedLoad : .misalignedStore, address) }
    let physical = try translate(address, access)
    guard let result = try reach(address, physical, access, { body($0, physical >> 6) }) else {
      throw Trap(access.accessFault, address)
    }
    return result
  }

  func loadReserved(_ address: UInt32) throws(Trap) -> UInt32 {
    try atomic(address, .load) { place, line in
      reservation = line
      return Self.read(place, 4)
    }
  }

  /// 0 for success, 1 for failure.
  func storeConditional(_ address: UInt32, _ value: UInt32) throws(Trap) -> UInt32 {
    try atomic(address, .store) { place, line in
      let succeeds = reservation == line
      reservation = nil
      if succeeds { Self.write(place, 4, value) }
      return succeeds ? 0 : 1
    }
  }

  /// The old value.
  func atomicUpdate(_ operation: Operation, _ address: UInt32, _ operand: UInt32) throws(Trap) -> UInt32 {
    try atomic(address, .store) { place, _ in
      let old = Self.read(place, 4)
      let (signed, signedOperand) = (Int32(bitPattern: old), Int32(bitPattern: operand))
      let new: UInt32 =
        switch operation {
        case .amoswap: operand
        case .amoadd: old &+ operand
        case .amoxor: old ^ operand
        case .amoand: old & operand
        case .amoor: old | operand
        case .amomin: signed < signedOperand ? old : operand
        case .amomax: signed > signedOperand ? old : operand
        case .amominu: min(old, operand)
        default: max(old, operand)
        }
      Self.write(place, 4, new)
      return old
    }
  }

  private static func read(_ place: UnsafeMutableRawPointer, _ bytes: Int) -> UInt32 {
    switch bytes {
    case 1: UInt32(place.load(as: UInt8.self))
    case 2: UInt32(UInt16(littleEndian: place.load(as: UInt16.self)))
    default: UInt32(littleEndian: place.load(as: UInt32.self))
    }
  }

  private static func write(_ place: UnsafeMutableRawPointer, _ bytes: Int, _ value: UInt32) {
    switch bytes {
    case 1: place.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    case 2: place.storeBytes(of: UInt16(truncatingIfNeeded: value).littleEndian, as: UInt16.self)
    default: place.storeBytes(of: value.littleEndian, as: UInt32.self)
    }
  }
}
