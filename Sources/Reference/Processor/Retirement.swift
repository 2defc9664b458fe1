/// What an instruction did: what the retire port of the hardware tells. `docs/core.md`, section 4.
public struct Retirement: Equatable, Sendable {
  /// Its number since reset, from 0 on.
  public var order: UInt64
  public var pc: UInt32
  /// Its encoding; 0 when it could not be fetched.
  public var encoding: UInt32
  public var nextPC: UInt32
  /// Privilege before it.
  public var privilege: Privilege
  /// The domain that ran, and whether in encrypted mode.
  public var domain = 0
  public var isEncrypted = false
  /// The exception that it ended in, without having written anything.
  public var trap: ExceptionCause?
  /// The register that it wrote, and its value; 0 and 0 for none.
  public var destination = 0
  public var value: UInt32 = 0
  /// Virtual address of its access to memory; 0 for none.
  public var address: UInt32 = 0
  /// Bytes that it read and wrote, from its address on.
  public var readMask: UInt8 = 0
  public var writeMask: UInt8 = 0
  /// The bytes written, from bit 0 on.
  public var written: UInt32 = 0

  public init(order: UInt64, pc: UInt32, encoding: UInt32, nextPC: UInt32, privilege: Privilege) {
    self.order = order
    self.pc = pc
    self.encoding = encoding
    self.nextPC = nextPC
    self.privilege = privilege
  }
}

extension Hart {
  /// Executes one instruction, and takes no interrupt.
  public func step() -> Retirement {
    var retirement = Retirement(order: executed, pc: pc, encoding: 0, nextPC: 0, privilege: privilege)
    lastTrap = nil
    lastSpilled = nil
    let instruction = try? fetched()
    retirement.domain = encryptionUnit.runningDomain
    retirement.isEncrypted = encryptionUnit.runningMode.isEncrypted
    if let instruction { retirement.encoding = instruction.encoding }
    let operation = instruction?.decoded.operation ?? .unknown
    let base = instruction.map { self[register: Int($0.decoded.source1)] } ?? 0
    let stored = instruction.map { self[register: Int($0.decoded.source2)] } ?? 0
    let hadReservation = reservation

    execute(1)

    retirement.nextPC = pc
    retirement.trap = lastTrap?.cause
    guard lastTrap == nil, let decoded = instruction?.decoded else { return retirement }
    let destination = Int(decoded.destination)
    if operation.writesRegister, destination < 32 {
      retirement.destination = destination
      retirement.value = x[destination]
    }
    guard operation.loadedBytes | operation.storedBytes != 0 else { return retirement }
    let isAtomic = operation.isAtomicUpdate || operation == .loadReserved || operation == .storeConditional
    retirement.address = isAtomic ? base : base &+ decoded.immediate
    retirement.readMask = Self.mask(operation.loadedBytes)
    // The result of a failed sc.w may have gone to x0: the reservation tells.
    let stores = operation != .storeConditional || conditionalStoreSucceeded(hadReservation, retirement.address)
    retirement.writeMask = stores ? Self.mask(operation.storedBytes) : 0
    if operation.isAtomicUpdate {
      retirement.written = word(at: retirement.address)
    } else if retirement.writeMask != 0 {
      retirement.written = operation.storedBytes == 4 ? stored : stored & (1 << UInt32(8 * operation.storedBytes) - 1)
    }
    return retirement
  }

  private func fetched() throws(Trap) -> (decoded: DecodedInstruction, encoding: UInt32) {
    try transfer()
    _ = try code()
    let encoding = try wholeEncoding()
    return (DecodedInstruction(encoding, compressed: compressed), encoding)
  }

  private static func mask(_ bytes: Int) -> UInt8 { UInt8(1 << bytes - 1) }

  private func conditionalStoreSucceeded(_ reservation: UInt32?, _ address: UInt32) -> Bool {
    guard let reservation, let physical = try? translate(address, .store) else { return false }
    return reservation == physical >> 6
  }

  private func word(at address: UInt32) -> UInt32 { (try? load(address, bytes: 4)) ?? 0 }
}
