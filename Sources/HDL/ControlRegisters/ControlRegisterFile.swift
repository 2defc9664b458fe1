import CCallerAddress

/// The control registers of a unit with their decoder: flip-flops on one side, a simple bus on the other.
/// ```swift
/// let file = Instance(ControlRegisterFile(UnitRegisters(), addressWidth: 12))
/// …
/// when(file.registers.control.enable) { … }
/// file.registers.status.isBusy <== isBusy
/// ```
/// A write takes effect at the clock edge of the cycle in which `write` is high. `read_data` and `error` belong to the
/// address of the same cycle; `error` says that no register has it.
public final class ControlRegisterFile<Map: ControlRegisterMap>: Module {
  /// Where the access goes.
  public let address: Bits.Input
  public let read = In()
  public let write = In()
  public let writeData: Bits.Input
  /// Bit i says whether byte i of the register is written.
  public let writeMask: Bits.Input
  public let readData: Bits.Output
  public let error = Out("no register has the address")
  /// The fields, as the logic sees them.
  public let registers: ControlRegisterPorts<Map>
  /// What software must know, for manuals and headers.
  public let manual: ControlRegisterManual
  private let map: [(name: String, register: any ControlRegister)]
  private let isSound: Bool

  /// - Parameters:
  ///   - width: bits of a register, a multiple of 8.
  ///   - addressWidth: bits of an address.
  ///   - stride: distance of neighbouring registers; `width / 8` if a bus counts bytes, 1 if it counts registers.
  @inline(never) public convenience init(_ map: Map, width: Int = 32, addressWidth: Int = 32, stride: Int? = nil) {
    let bus = ControlBus(width: width, addressWidth: addressWidth, stride: max(1, stride ?? width / 8))
    self.init(map, bus, caller_address())
  }

  private init(_ map: Map, _ bus: ControlBus, _ location: UInt) {
    let width = max(8, bus.width / 8 * 8)
    address = In(bus.addressWidth)
    writeData = In(width)
    writeMask = In(width / 8, "one bit per byte")
    readData = Out(width)
    registers = ControlRegisterPorts(map, location)
    manual = ControlRegisterManual(map, bus)
    self.map = map.registers
    let problems = bus.problems(map)
    isSound = problems.isEmpty
    super.init(name: Module.name(of: Map.self))
    definition.controlRegisters = manual
    for problem in problems {
      complain(problem.message, at: problem.location == 0 ? location : problem.location)
    }
  }

  public override var summary: String { "Control registers: flip-flops, and a decoder for reads and writes." }

  public override func build() {
    guard isSound else { return leaveOut() }
    var selected: [Bit] = []
    var words: [(UInt64, () -> Void)] = []
    for (name, register) in map {
      let isSelected = (address == Bits(register.place, width: address.width)).named("selects_\(name)")
      selected.append(isSelected)
      let word = word(name, register, (write & isSelected).named("writes_\(name)"))
      if word.node.constant?.isZero != true { words.append((register.place, { [readData] in readData <== word })) }
    }
    match(address, words) { readData <== 0 }
    error <== (read | write) & !(selected.dropFirst().reduce(selected.first ?? false) { $0 | $1 })
    ignoreUnwritten()
  }

  /// Nothing more is to be said about a map that has been complained about.
  private func leaveOut() {
    for (_, node) in registers.leaves {
      if node.operation == .output { drive(node, openLiteral(0), node.location) } else { ignore(Bits(node)) }
    }
    readData <== 0
    error <== false
    ignore(address, read, write, writeData, writeMask)
  }

  /// Bits of the bus that no field takes are unused on purpose.
  private func ignoreUnwritten() {
    let fields = map.flatMap { $0.register.fields.map(\.field) }
    let taken = Set(fields.filter { $0.access != .readOnly && $0.access != .constant }.flatMap(\.bits))
    for lane in 0..<writeMask.width {
      let free = (8 * lane..<8 * lane + 8).filter { !taken.contains($0) }
      if free.count == 8 { ignore(writeMask[lane]) }
      for bit in free { ignore(writeData[bit]) }
    }
  }

  /// Makes a register's fields and gives what software reads.
  private func word(_ name: String, _ register: any ControlRegister, _ writes: Bit) -> Bits {
    var parts: [Bits] = []
    var changes: [(enable: Bit, value: Bits.Var, data: Bits)] = []
    var position = 0
    for (label, field) in register.fields.sorted(by: { $0.field.low < $1.field.low }) {
      let node = state(field, "\(name)_\(label)")
      switch field.access {
      case .readWrite, .writeOnly: changes.append(change(field, of: Bits.Var(node), writes))
      default: update(field, Bits.Var(node), writes)
      }
      if field.access == .writeOnly || field.access == .command { continue }
      if field.low > position { parts.append(Bits(0, width: field.low - position)) }
      parts.append(Bits(node))
      position = field.low + field.width
    }
    // Fields that are written under one condition stand in one `if`.
    while let enable = changes.first?.enable {
      when(enable) { for change in changes where change.enable.node === enable.node { change.value <== change.data } }
      changes.removeAll { $0.enable.node === enable.node }
    }
    if position < readData.width { parts.append(Bits(0, width: readData.width - position)) }
    return cat(parts.reversed())
  }

  /// What holds a field: flip-flops, the hardware's input or a constant.
  private func state(_ field: any AnyControlField, _ name: String) -> Node {
    let nodes = registers.nodes[ObjectIdentifier(field)] ?? ControlFieldNodes()
    if field.access == .readOnly, let input = nodes.drive { return input }
    guard let output = nodes.value else { return Bits(field.reset, width: field.width).node }
    let node = signal(.register, field.width, field.location, reset: field.reset)
    node.enumeration = field.enumeration
    node.isSecret = field.isSecret
    node.name = "\(name)_state"
    drive(output, node, field.location)
    return node
  }

  /// How a write changes a field that keeps what is written.
  private func change(
    _ field: any AnyControlField, of value: Bits.Var, _ writes: Bit
  ) -> (enable: Bit, value: Bits.Var, data: Bits) {
    let data = writeData.bits(from: field.low, width: field.width)
    guard field.low / 8 == (field.low + field.width - 1) / 8 else {
      let mask = writeBits.bits(from: field.low, width: field.width)
      return (writes, value, (data & mask) | (value & ~mask))
    }
    let enable = writes & writeMask[field.low / 8]
    guard let cases = field.enumeration?.cases.count, cases < 1 << field.width else { return (enable, value, data) }
    return (enable & (data < cases), value, data)
  }

  /// Fields that software changes bit by bit.
  private func update(_ field: any AnyControlField, _ value: Bits.Var, _ writes: Bit) {
    let nodes = registers.nodes[ObjectIdentifier(field)]
    guard let drive = nodes?.drive.map({ Bits($0) }) ?? (field.access == .command ? value : nil) else { return }
    switch field.access {
    case .command: value <== written(field, writes)
    case .writeOneToClear: value <== (value & ~written(field, writes)) | drive
    case .writeOneToSet: value <== (value & ~drive) | written(field, writes)
    default: break
    }
  }

  /// One bit for each of a register: whether it is written.
  private var writeBits: Bits {
    cat((0..<writeMask.width).reversed().map { replicate(writeMask[$0], 8) }).named("write_bits")
  }

  /// The bits to which software writes 1 in this cycle.
  private func written(_ field: any AnyControlField, _ writes: Bit) -> Bits {
    let data = writeData.bits(from: field.low, width: field.width)
    if field.low / 8 == (field.low + field.width - 1) / 8 {
      return data & replicate(writes & writeMask[field.low / 8], field.width)
    }
    return data & writeBits.bits(from: field.low, width: field.width) & replicate(writes, field.width)
  }
}
