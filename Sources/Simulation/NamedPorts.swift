import HDL

/// Access to ports by name, for diagnostics and reports: any width, but slow. Loops use `Port` and `WidePort`.
extension Simulator {
  /// The value of a port as 64-bit words, the least significant first.
  public func value(of name: String) throws(SimulationError) -> [UInt64] {
    let index = try index(name)
    let width = model.design.ports[index].width
    if width > 64 { return WidePort(simulator: self, index: index).words }
    let storage = storage(index)
    return switch width {
    case ...8: [UInt64(storage.load(as: UInt8.self))]
    case ...16: [UInt64(storage.load(as: UInt16.self))]
    case ...32: [UInt64(storage.load(as: UInt32.self))]
    default: [storage.load(as: UInt64.self)]
    }
  }

  /// The value of a port as hexadecimal digits, as many as its width needs.
  public func hexadecimal(_ name: String) throws(SimulationError) -> String {
    let digits = try value(of: name).reversed().map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    let width = model.design.ports[try index(name)].width
    return String(digits.suffix((width + 3) / 4))
  }

  /// Drives an input with 64-bit words, the least significant first.
  ///
  /// - Throws: `SimulationError.drive` at once, unlike the typed ports.
  public func drive(_ name: String, _ words: UInt64...) throws(SimulationError) { try drive(name, words: words) }

  /// Drives an input with 64-bit words, the least significant first.
  ///
  /// - Throws: `SimulationError.drive` at once, unlike the typed ports.
  public func drive(_ name: String, words: [UInt64]) throws(SimulationError) {
    let port = model.design.ports[try index(name)]
    guard port.direction == .input else { throw .drive(port: name, reason: "it is an output") }
    let expected = (port.width + 63) / 64
    guard words.count == expected else {
      throw .drive(port: name, reason: "it takes \(expected) 64-bit words, not \(words.count)")
    }
    let unused = port.width % 64 == 0 ? UInt64(0) : ~0 << UInt64(port.width % 64)
    guard words[expected - 1] & unused == 0 else {
      throw .drive(
        port: name, reason: "0x\(String(words[expected - 1], radix: 16)) has bits beyond its \(port.width)")
    }
    if port.width > 64 {
      try widePort(name).words = words
      return
    }
    let storage = storage(try index(name))
    switch port.width {
    case ...8: storage.storeBytes(of: UInt8(words[0]), as: UInt8.self)
    case ...16: storage.storeBytes(of: UInt16(words[0]), as: UInt16.self)
    case ...32: storage.storeBytes(of: UInt32(words[0]), as: UInt32.self)
    default: storage.storeBytes(of: words[0], as: UInt64.self)
    }
  }
}
