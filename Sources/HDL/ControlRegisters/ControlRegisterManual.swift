/// What software must know about the control registers of a unit: the data of manuals and headers.
public struct ControlRegisterManual: Hashable, Codable, Sendable {
  /// The unit's name in snake case.
  public let name: String
  /// Bits of a register.
  public let width: Int
  /// Bits of an address.
  public let addressWidth: Int
  /// In the order of their addresses.
  public let registers: [Register]

  /// One register.
  public struct Register: Hashable, Codable, Sendable {
    /// In snake case.
    public let name: String
    public let address: UInt64
    public let summary: String
    /// All fields together after reset; those that the hardware drives count as 0.
    public let reset: UInt64
    /// From the lowest bit up, gaps filled with reserved fields.
    public let fields: [Field]
  }

  /// One field, or bits without one.
  public struct Field: Hashable, Codable, Sendable {
    /// In snake case; empty for reserved bits.
    public let name: String
    /// The lowest bit.
    public let low: Int
    /// In bits.
    public let width: Int
    /// Nil for reserved bits, which read 0 and ignore writes.
    public let access: ControlAccess?
    /// Nil where the hardware drives the field.
    public let reset: UInt64?
    public let summary: String
    /// The cases of an enum, in the order of their codes 0, 1, 2, …
    public let cases: [String]

    public var isReserved: Bool { access == nil }
    /// `7:4`, or `3` for one bit.
    public var range: String { width == 1 ? "\(low)" : "\(low + width - 1):\(low)" }
  }

  init(_ map: some ControlRegisterMap, _ bus: ControlBus) {
    name = Module.name(of: type(of: map))
    width = bus.width
    addressWidth = bus.addressWidth
    registers = map.registers.map { Register($0.name, $0.register, bus.width) }.sorted { $0.address < $1.address }
  }
}

extension ControlRegisterManual.Register {
  fileprivate init(_ name: String, _ register: any ControlRegister, _ width: Int) {
    self.name = name
    address = register.place
    summary = register.summary
    var fields: [ControlRegisterManual.Field] = []
    var position = 0
    func reserve(to end: Int) {
      if end > position { fields.append(.init(low: position, width: end - position)) }
    }
    for (label, field) in register.fields.sorted(by: { $0.field.low < $1.field.low }) {
      reserve(to: field.low)
      fields.append(
        .init(
          name: label, low: field.low, width: field.width, access: field.access,
          reset: field.access == .readOnly ? nil : field.reset, summary: field.comment,
          cases: field.enumeration?.cases ?? []))
      position = field.low + field.width
    }
    reserve(to: width)
    self.fields = fields
    reset = fields.reduce(0) { sum, field in
      let isRead = field.access != .writeOnly && field.access != .command
      return field.low < 64 && isRead ? sum | (field.reset ?? 0) << UInt64(field.low) : sum
    }
  }
}

extension ControlRegisterManual.Field {
  fileprivate init(low: Int, width: Int) {
    self.init(name: "", low: low, width: width, access: nil, reset: nil, summary: "", cases: [])
  }
}
