import CCallerAddress

/// An array of words with combinational or clocked reads, and writes at the clock edge. A read in the cycle of a write to
/// the same address gives the old word. Contents without initial value are undefined until written; reset does not touch
/// them.
public final class Memory: Hardware {
  /// What a clocked read gives when the same edge writes the word.
  public enum ReadDuringWrite: Sendable {
    /// The word before the write: what block memories do without more logic.
    case old
    /// The word after the write, through a comparison of the addresses.
    case new
    /// It does not happen, so synthesis builds nothing for it. A property says so of every read of the same clock while it is
    /// enabled; simulations check it and give the old word.
    case excluded
    /// It happens, and whoever reads then makes no use of the word: synthesis builds nothing for it. Simulations give the old
    /// word.
    case unspecified
  }

  /// What synthesis is asked to build a memory of; simulations do not care.
  public enum Style: String, Sendable {
    /// What the synthesis tool finds cheapest.
    case automatic
    /// Block memories. They need clocked reads.
    case block
    /// The small memories of the logic fabric.
    case distributed
    /// Flip-flops.
    case registers
  }

  /// Number of words.
  public let depth: Int
  /// Bits of a word.
  public let width: Int
  /// What a clocked read gives when the same edge writes the word.
  public let readDuringWrite: ReadDuringWrite
  /// What synthesis is asked to build it of.
  public let style: Style
  /// The words at power-up, from address 0 on; empty where they are undefined.
  let initial: [Constant]
  /// The clock of the writes.
  let domain: ClockDomain
  let location: UInt
  /// What is wrong with the declaration.
  private(set) var problem: String?
  /// IEEE 1364-2005, 4.9.
  private static let possibleDepths = 1...16_777_216
  var name = "memory"
  var owner: Owner?
  /// Whether the declaration says that the contents may be secret.
  var isSecret = false
  /// Whether any statement writes it.
  var isWritten = false
  /// What the statements write, and when, for reads that must see it.
  private var writes: [(enable: Node, address: Node, data: Node, mask: Node?)] = []

  /// A memory whose contents are undefined until they are written.
  @inline(never)
  public convenience init(
    depth: Int, width: Int, readDuringWrite: ReadDuringWrite = .old, style: Style = .automatic,
    on domain: ClockDomain = .main
  ) {
    self.init(depth, width, readDuringWrite, style, [], domain, caller_address())
  }

  /// A memory with initial contents, from address 0 on; words that are not given are zero.
  @inline(never)
  public convenience init(
    depth: Int, width: Int, initial: [Constant], readDuringWrite: ReadDuringWrite = .old, style: Style = .automatic,
    on domain: ClockDomain = .main
  ) {
    self.init(depth, width, readDuringWrite, style, initial, domain, caller_address())
  }

  private init(
    _ depth: Int, _ width: Int, _ readDuringWrite: ReadDuringWrite, _ style: Style, _ initial: [Constant],
    _ domain: ClockDomain, _ location: UInt
  ) {
    self.depth = depth.clamped(to: Self.possibleDepths)
    self.width = width.clamped(to: possibleWidths)
    if self.depth != depth || self.width != width {
      problem =
        "a memory has 1 to \(Self.possibleDepths.upperBound) words of 1 to \(possibleWidths.upperBound) bits, not \(depth)"
        + " of \(width)"
    }
    self.readDuringWrite = readDuringWrite
    self.style = style
    self.initial = initial
    self.domain = domain
    self.location = location
  }

  /// Width of an address in bits.
  public var addressWidth: Int { bitsToCount(depth) }

  /// The word at `address`.
  public subscript(address: Bits) -> Bits {
    @inline(never) get { Bits(word(at: address.node, caller_address())) }
  }

  private func word(at address: Node, _ location: UInt) -> Node {
    guard let module = Module.current else {
      return Node(.memoryRead, width: width, arguments: [address], location: location, memory: self)
    }
    let node = check(address, in: module, location)
    return module.intern(.memoryRead, width: width, [node], at: location, memory: self)
  }

  /// The word at `address` from the next clock edge on: latency one cycle. While `enable` is low, or outside the `when`
  /// that the read stands in, the last word stays.
  @inline(never)
  public func read(_ address: Bits, enable: Bit? = nil, on domain: ClockDomain = .main) -> Bits {
    let location = caller_address()
    guard let module = Module.current else { return Bits(word(at: address.node, location)) }
    let register = signal(.register, width, location, domain: domain)
    let isTransparent = readDuringWrite == .new && domain == self.domain
    let word = isTransparent ? signal(.wire, width, location) : word(at: address.node, location)
    var reads: Node?
    func latch() {
      drive(register, word, location)
      if readDuringWrite == .excluded && domain == self.domain { reads = module.condition(at: location) }
    }
    if let enable {
      when(enable) { latch() }
    } else {
      latch()
    }
    module.unfinished.append { [self] in
      if register.name == nil { register.name = module.uniqueName("\(name)_word") }
      if let reads {
        exclude(module, reads, check(address.node, in: module, location), register.name ?? name, location)
      }
      guard isTransparent else { return }
      word.name = module.uniqueName("\(register.name ?? name)_next")
      drive(word, updated(module, address.node, location), location)
    }
    return Bits(register)
  }

  /// States that no write of this clock meets the read.
  private func exclude(_ module: Module, _ reads: Node, _ address: Node, _ read: String, _ location: UInt) {
    for (number, write) in writes.enumerated() {
      let same = module.intern(.equal, width: 1, [write.address, address], at: location)
      let meets = module.both(reads, module.both(write.enable, same, at: location), at: location)
      let never = module.intern(.not, width: 1, [meets], at: location)
      module.adopt(never, at: location)
      module.definition.assertions.append(
        Assertion(
          kind: .always, name: "\(read)_meets_no_write\(number == 0 ? "" : "_\(number)")", condition: never,
          location: location, domain: domain))
    }
  }

  /// The word at `address` as it will be after the writes of this cycle.
  private func updated(_ module: Module, _ address: Node, _ location: UInt) -> Node {
    let address = check(address, in: module, location)
    return writes.reduce(word(at: address, location)) { word, write in
      let hits = module.intern(.equal, width: 1, [write.address, address], at: location)
      let both = module.both(write.enable, hits, at: location)
      guard let mask = write.mask else { return multiplex(both, write.data, word, location) }
      let lane = width / mask.width
      let lanes = (0..<mask.width).reversed().map { position in
        let enable = module.both(both, slice(mask, low: position, width: 1, location), at: location)
        return multiplex(
          enable, slice(write.data, low: position * lane, width: lane, location),
          slice(word, low: position * lane, width: lane, location), location)
      }
      return lanes.count == 1 ? lanes[0] : module.intern(.concatenate, width: width, lanes, at: location)
    }
  }

  /// Writes `data` to `address` at the clock edge of this cycle.
  @inline(never) public func write(_ address: Bits, _ data: Bits) { write(address, data, nil, caller_address()) }

  /// Writes those parts of `data` whose bit of the mask is set: bit i stands for the i-th of `mask.width` equal parts of
  /// the word, the lowest first.
  @inline(never) public func write(_ address: Bits, _ data: Bits, mask: Bits) {
    write(address, data, mask.node, caller_address())
  }

  private func write(_ address: Bits, _ data: Bits, _ mask: Node?, _ location: UInt) {
    guard let module = Module.current else { return }
    let addressNode = check(address.node, in: module, location)
    let dataNode = module.fit(data.node, to: width, at: location)
    module.adopt(addressNode, at: location)
    module.adopt(dataNode, at: location)
    if dataNode.width != width {
      module.complain("words of `\(name)` have \(countOfBits(width)) and \(dataNode.width) are written", at: location)
    }
    if let mask {
      module.adopt(mask, at: location)
      if mask.width < 1 || width % mask.width != 0 {
        module.complain(
          "words of `\(name)` have \(countOfBits(width)): a mask of \(mask.width) does not divide them evenly",
          at: location)
        return
      }
    }
    isWritten = true
    if readDuringWrite == .new || readDuringWrite == .excluded {
      writes.append((module.condition(at: location), addressNode, dataNode, mask))
    }
    module.scope.statements.append(.write(memory: self, address: addressNode, data: dataNode, mask: mask))
  }

  /// Checks the initial contents when the memory joins its module.
  func settle(in module: Module) {
    if initial.count > depth {
      module.complain("`\(name)` has \(depth) words and \(initial.count) initial ones", at: location)
    }
    if let odd = initial.first(where: { $0.width != width }) {
      module.complain(
        "words of `\(name)` have \(countOfBits(width)) and an initial one has \(odd.width)", at: location)
    }
  }

  private func check(_ address: Node, in module: Module, _ location: UInt) -> Node {
    if owner == nil {
      module.complain("a memory must be a stored property of its module", at: self.location)
      owner = module.owner
    } else if owner !== module.owner {
      module.complain("memory `\(name)` belongs to another module than `\(module.moduleName)`", at: location)
    }
    let node = module.fit(address, to: addressWidth, at: location)
    if node.width != addressWidth {
      module.complain(
        "`\(name)` has \(depth) words: its address has \(countOfBits(addressWidth)), not \(node.width) (\(node.label))",
        at: location)
    }
    return node
  }
}
