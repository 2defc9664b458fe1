import CCallerAddress

extension Bits {
  /// The value moved up by `count` bits, zeros coming in below; the top bits fall off.
  @inline(never) public func shiftedLeft(by count: Int) -> Bits {
    moved(by: count, "shifted", caller_address()) { module in module.literal(Constant(width: count, value: 0)) }
  }

  /// The value with its top `count` bits moved to the bottom.
  @inline(never) public func rotatedLeft(by count: Int) -> Bits {
    let location = caller_address()
    return moved(by: count, "rotated", location) { _ in slice(node, low: width - count, width: count, location) }
  }

  /// The low bits moved up by `count`, with `filling` below them.
  private func moved(by count: Int, _ verb: String, _ location: UInt, filling: (Module) -> Node) -> Bits {
    guard let module = Module.current else {
      return Bits(Node(.concatenate, width: width, arguments: [node], location: location))
    }
    guard count > 0, count < width else {
      if count != 0 {
        module.complain("\(node.label) has \(countOfBits(width)): it cannot be \(verb) by \(count)", at: location)
      }
      return self
    }
    let kept = slice(node, low: 0, width: width - count, location)
    return Bits(module.intern(.concatenate, width: width, [kept, filling(module)], at: location))
  }
}
