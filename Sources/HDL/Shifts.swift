import CCallerAddress

extension Bits {
  /// The value moved up by `count` bits, zeros coming in below; the top bits fall off.
  @inline(never) public func shiftedLeft(by count: Int) -> Bits {
    let location = caller_address()
    guard let module = Module.current else {
      return Bits(Node(.concatenate, width: width, arguments: [node], location: location))
    }
    guard count > 0, count < width else {
      if count != 0 {
        module.complain("\(node.label) has \(countOfBits(width)): it cannot be shifted by \(count)", at: location)
      }
      return self
    }
    let kept = slice(node, low: 0, width: width - count, location)
    let zeros = module.literal(Constant(width: count, value: 0))
    return Bits(module.intern(.concatenate, width: width, [kept, zeros], at: location))
  }

  /// The value with its top `count` bits moved to the bottom.
  @inline(never) public func rotatedLeft(by count: Int) -> Bits {
    let location = caller_address()
    guard let module = Module.current else {
      return Bits(Node(.concatenate, width: width, arguments: [node], location: location))
    }
    guard count > 0, count < width else {
      if count != 0 {
        module.complain("\(node.label) has \(countOfBits(width)): it cannot be rotated by \(count)", at: location)
      }
      return self
    }
    let kept = slice(node, low: 0, width: width - count, location)
    let moved = slice(node, low: width - count, width: count, location)
    return Bits(module.intern(.concatenate, width: width, [kept, moved], at: location))
  }
}
