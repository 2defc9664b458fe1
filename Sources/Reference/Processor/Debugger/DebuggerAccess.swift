/// What a debugger may see and change between two instructions.
extension Hart {
  /// A byte of memory as it is on the bus, at a virtual address translated as for a load; nil where a load would trap, and for devices, which reads may change.
  public func peek(_ address: UInt32) -> UInt8? {
    guard let physical = try? translate(address, .load), let page = memory.page(physical, toWrite: false) else {
      return nil
    }
    return page.load(fromByteOffset: Int(physical & 0xfff), as: UInt8.self)
  }

  /// Writes a byte of main memory; false where there is none.
  public func poke(_ address: UInt32, _ value: UInt8) -> Bool {
    guard let physical = try? translate(address, .load), let page = memory.page(physical, toWrite: true) else {
      return false
    }
    page.storeBytes(of: value, toByteOffset: Int(physical & 0xfff), as: UInt8.self)
    decoded.forget(physical)
    return true
  }

  /// A control or status register whatever the privilege; nil if it does not exist.
  public func controlRegister(_ number: UInt32) -> UInt32? { registers.read(number) }

  /// Goes on elsewhere.
  public func jump(to address: UInt32) { pc = address & instructionMask }
}
