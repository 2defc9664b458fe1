/// Loads and stores where the translation is not known yet, or where more than memory is concerned.
extension Hart {
  /// A load of 1, 2 or 4 bytes; zero-extended.
  func load(_ address: UInt32, bytes: Int) throws(Trap) -> UInt32 {
    guard Int(address) & (bytes - 1) == 0 else { throw Trap(.misalignedLoad, address) }
    let physical = try translate(address, .load)
    guard let page = memory.page(physical, toWrite: false) else {
      mustLook = true
      guard let (device, offset) = memory.device(at: physical), let value = device.read(offset, bytes: bytes) else {
        throw Trap(.loadAccessFault, address)
      }
      return value
    }
    translations.keepLoad(address, page)
    return Self.read(page + Int(physical & 0xfff), bytes)
  }

  /// A store of 1, 2 or 4 bytes.
  func store(_ address: UInt32, bytes: Int, _ value: UInt32) throws(Trap) {
    guard Int(address) & (bytes - 1) == 0 else { throw Trap(.misalignedStore, address) }
    let physical = try translate(address, .store)
    guard let page = memory.page(physical, toWrite: true) else {
      mustLook = true
      guard let (device, offset) = memory.device(at: physical), device.write(offset, bytes: bytes, value) else {
        throw Trap(.storeAccessFault, address)
      }
      return
    }
    if decoded.hasInstructions(physical) {
      decoded.forget(physical)
    } else {
      translations.keepStore(address, page)
    }
    let place = page + Int(physical & 0xfff)
    switch bytes {
    case 1: place.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    case 2: place.storeBytes(of: UInt16(truncatingIfNeeded: value).littleEndian, as: UInt16.self)
    default: place.storeBytes(of: value.littleEndian, as: UInt32.self)
    }
  }

  /// The line of main memory, or for `lr.w` of the boot ROM, that an atomic access is to; devices have none.
  private func reservable(
    _ address: UInt32, _ access: Access
  ) throws(Trap) -> (place: UnsafeMutableRawPointer, physical: UInt32) {
    guard address & 3 == 0 else { throw Trap(access == .load ? .misalignedLoad : .misalignedStore, address) }
    let physical = try translate(address, access)
    guard let page = memory.page(physical, toWrite: access == .store) else { throw Trap(access.accessFault, address) }
    return (page + Int(physical & 0xfff), physical)
  }

  func loadReserved(_ address: UInt32) throws(Trap) -> UInt32 {
    let (place, physical) = try reservable(address, .load)
    reservation = physical >> 6
    return Self.read(place, 4)
  }

  /// 0 for success, 1 for failure.
  func storeConditional(_ address: UInt32, _ value: UInt32) throws(Trap) -> UInt32 {
    let (place, physical) = try reservable(address, .store)
    let succeeds = reservation == physical >> 6
    reservation = nil
    guard succeeds else { return 1 }
    decoded.forget(physical)
    place.storeBytes(of: value.littleEndian, as: UInt32.self)
    return 0
  }

  /// The old value.
  func atomicUpdate(_ operation: Operation, _ address: UInt32, _ operand: UInt32) throws(Trap) -> UInt32 {
    let (place, physical) = try reservable(address, .store)
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
    decoded.forget(physical)
    place.storeBytes(of: new.littleEndian, as: UInt32.self)
    return old
  }

  private static func read(_ place: UnsafeMutableRawPointer, _ bytes: Int) -> UInt32 {
    switch bytes {
    case 1: UInt32(place.load(as: UInt8.self))
    case 2: UInt32(UInt16(littleEndian: place.load(as: UInt16.self)))
    default: UInt32(littleEndian: place.load(as: UInt32.self))
    }
  }
}
