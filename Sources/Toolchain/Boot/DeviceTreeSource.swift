extension DeviceTree {
  /// The tree as text: Devicetree Specification 0.4, chapter 6.
  public var source: String { "/dts-v1/;\n\n" + Self.text(of: root, indent: "") }

  private static func text(of node: Node, indent: String) -> String {
    let inner = indent + "\t"
    let properties = node.properties.map { "\(inner)\(text(of: $0));\n" }
    let children = node.children.map { text(of: $0, indent: inner) }
    let parts = [properties.joined()] + children
    let name = (node.handle.map { "\($0.label): " } ?? "") + (node.name.isEmpty ? "/" : node.name)
    return "\(indent)\(name) {\n\(parts.filter { !$0.isEmpty }.joined(separator: "\n"))\(indent)};\n"
  }

  private static func text(of property: Property) -> String {
    switch property.value {
    case .empty: property.name
    case .cells(let cells): "\(property.name) = <\(cells.map(text).joined(separator: " "))>"
    case .references(let references):
      "\(property.name) = "
        + references.map { "<\((["&\($0.handle.label)"] + $0.cells.map(text)).joined(separator: " "))>" }
        .joined(separator: ", ")
    case .strings(let strings): "\(property.name) = \(strings.map { "\"\($0)\"" }.joined(separator: ", "))"
    }
  }

  private static func text(_ cell: UInt32) -> String { "0x" + String(cell, radix: 16) }
}
