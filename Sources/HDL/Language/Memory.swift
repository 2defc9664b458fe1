import CCallerAddress

/// An array of words with combinational reads and writes at the clock edge. A read in the cycle of a write to the same
/// address gives the old word. The contents are undefined until written; reset does not touch them.
public final class Memory: Hardware {
  /// Number of words.
  public let depth: Int
  /// Bits of a word.
  public let width: Int
  let location: UInt
  var name = "memory"
  var owner: Owner?

  @inline(never) public convenience init(depth: Int, width: Int) {
    self.init(depth: depth, width: width, location: caller_address())
  }

  private init(depth: Int, width: Int, location: UInt) {
    self.depth = depth
    self.width = width
    self.location = location
  }

  /// Width of an address in bits.
  public var addressWidth: Int { bitsToCount(depth) }

  /// The word at `address`.
  public subscript(address: Bits) -> Bits {
    @inline(never) get {
      let location = caller_address()
      guard let module = Module.current else { return self[unowned: address, location] }
      let node = check(address.node, in: module, location)
      return Bits(module.intern(.memoryRead, width: width, [node], at: location, memory: self))
    }
  }

  private subscript(unowned address: Bits, location: UInt) -> Bits {
    Bits(Node(.memoryRead, width: width, arguments: [address.node], location: location, memory: self))
  }

  /// Writes `data` to `address` at the clock edge of this cycle.
  @inline(never) public func write(_ address: Bits, _ data: Bits) {
    let location = caller_address()
    guard let module = Module.current else { return }
    let addressNode = check(address.node, in: module, location)
    let dataNode = module.fit(data.node, to: width, at: location)
    module.adopt(addressNode, at: location)
    module.adopt(dataNode, at: location)
    if dataNode.width != width {
      module.complain("words of `\(name)` have \(countOfBits(width)) and \(dataNode.width) are written", at: location)
    }
    module.scope.statements.append(.write(memory: self, address: addressNode, data: dataNode))
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
