extension DeviceTree {
  /// Devicetree Specification 0.4, section 5.4.1.
  private enum Token: UInt32 {
    case beginNode = 1
    case endNode = 2
    case property = 3
    case end = 9
  }

  /// Words of the header; section 5.2.
  private static let headerWords = 10
  private static let version: UInt32 = 17
  private static let lastCompatibleVersion: UInt32 = 16

  /// The flattened form: what a boot program hands over. Chapter 5; numbers are big-endian.
  public var flattened: [UInt8] {
    var strings = StringsBlock()
    var structure: [UInt8] = []
    Self.append(root, to: &structure, &strings)
    structure += Self.bigEndian(Token.end.rawValue)

    // No memory is reserved: the list has its end only.
    let reservations = [UInt8](repeating: 0, count: 16)
    let reservationStart = 4 * Self.headerWords
    let structureStart = reservationStart + reservations.count
    let stringsStart = structureStart + structure.count
    let header: [UInt32] = [
      0xd00d_feed, UInt32(stringsStart + strings.bytes.count), UInt32(structureStart), UInt32(stringsStart),
      UInt32(reservationStart), Self.version, Self.lastCompatibleVersion, 0, UInt32(strings.bytes.count),
      UInt32(structure.count),
    ]
    return header.flatMap(Self.bigEndian) + reservations + structure + strings.bytes
  }

  private static func append(_ node: Node, to structure: inout [UInt8], _ strings: inout StringsBlock) {
    structure += bigEndian(Token.beginNode.rawValue) + aligned(terminated(node.name))
    for property in node.properties {
      let value = bytes(of: property.value)
      structure += bigEndian(Token.property.rawValue) + bigEndian(UInt32(value.count))
      structure += bigEndian(strings.offset(of: property.name)) + aligned(value)
    }
    for child in node.children { append(child, to: &structure, &strings) }
    structure += bigEndian(Token.endNode.rawValue)
  }

  private static func bytes(of value: Value) -> [UInt8] {
    switch value {
    case .empty: []
    case .cells(let cells): cells.flatMap(bigEndian)
    case .strings(let strings): strings.flatMap(terminated)
    case .references(let references): references.flatMap { [$0.handle.number] + $0.cells }.flatMap(bigEndian)
    }
  }

  private static func terminated(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    (0..<4).reversed().map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }

  /// With zeros up to a multiple of 4 bytes.
  private static func aligned(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  /// The names of properties, each once; section 5.5.
  private struct StringsBlock {
    private(set) var bytes: [UInt8] = []
    private var offsets: [String: UInt32] = [:]

    mutating func offset(of name: String) -> UInt32 {
      if let known = offsets[name] { return known }
      let offset = UInt32(bytes.count)
      offsets[name] = offset
      bytes += terminated(name)
      return offset
    }
  }
}
