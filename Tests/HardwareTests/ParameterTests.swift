import Testing

@testable import Hardware

/// `docs/encryption-unit.md`, section 1.
@Suite struct ParameterTests {
  @Test func designPoints() {
    let table = DesignPoint.allCases.map { point in
      let parameters = point.parameters
      #expect(parameters.problem == nil, "\(point)")
      return [point.rawValue, "\(parameters.structure)", "\(parameters.lanes)", "\(parameters.substitution)"]
    }
    #expect(
      table == [
        ["minimal", "interleaved", "1", "blockMemory"], ["small", "interleaved", "1", "logic"],
        ["balanced", "interleaved", "2", "logic"], ["compact", "interleaved", "2", "blockMemory"],
        ["fast", "unrolled", "1", "logic"],
      ])
  }

  @Test func widths() {
    var parameters = UnitParameters()
    #expect(parameters.domainBits == 4 && parameters.attributeBits == 4 && parameters.slotBits == 4)
    #expect(parameters.keyBits == 512 && parameters.roundKeys == 15)
    parameters.attributes = 2
    parameters.domains = 256
    parameters.keySlots = 8
    parameters.aes256 = false
    #expect(parameters.attributeBits == 1 && parameters.domainBits == 8 && parameters.slotBits == 3)
    #expect(parameters.keyBits == 256 && parameters.roundKeys == 11)
  }

  static let tables: [(name: String, path: WritableKeyPath<UnitParameters, Int> & Sendable)] = [
    ("attributes", \.attributes), ("keySlots", \.keySlots), ("domains", \.domains), ("backLinks", \.backLinks),
  ]

  @Test("a table's size is a power of two, at least 2", arguments: tables)
  func tableSizes(name: String, path: WritableKeyPath<UnitParameters, Int> & Sendable) {
    for size in [Int.min, -16, -1, 0, 1, 3, 6, 12, 15, 17, 1000, Int.max] {
      var parameters = UnitParameters()
      parameters[keyPath: path] = size
      #expect(parameters.problem == "\(name) is \(size); it must be a power of two, at least 2")
    }
    for size in [2, 4, 8, 16, 32, 256] {
      var parameters = UnitParameters()
      parameters.images = 0
      parameters[keyPath: path] = size
      #expect(parameters.problem == nil)
    }
  }

  @Test func images() {
    for count in [Int.min, -1, 1, 3, 12, 512, Int.max] {
      var parameters = UnitParameters()
      parameters.images = count
      #expect(parameters.problem == "images is \(count); it must be 0 or a power of two, 2 to 256")
    }
    for count in [0, 2, 16, 256] {
      var parameters = UnitParameters()
      parameters.images = count
      #expect(parameters.problem == nil)
      parameters.backLinks = 16
      #expect(
        parameters.problem == (count == 0 ? nil : "backLinks is 16; the image of a context has room for 8"))
    }
  }

  @Test func lanes() {
    for count in [Int.min, -1, 0, 3, 5, 8, Int.max] {
      var parameters = UnitParameters()
      parameters.lanes = count
      #expect(parameters.problem == "lanes is \(count); it must be 1, 2 or 4")
    }
    for lanes in [1, 2, 4] {
      var parameters = UnitParameters()
      parameters.lanes = lanes
      #expect(parameters.problem == nil)
      parameters.structure = .unrolled
      #expect(parameters.problem == (lanes == 1 ? nil : "lanes is \(lanes); an unrolled cipher has 1"))
    }
  }
}
