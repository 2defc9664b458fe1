/// A layout as a reader sees it: its fields with their bits. `View.bits` puts the first field on top.
public struct LayoutDescription: Hashable, Sendable {
  /// The Swift type's name.
  public let name: String
  /// In the order of declaration, from the most significant down.
  public let fields: [Field]

  public struct Field: Hashable, Sendable {
    /// In snake case.
    public let name: String
    /// In bits.
    public let width: Int
    /// The lowest bit when all fields stand side by side.
    public let low: Int
    public let comment: String
    /// Whether it is meant as two's complement.
    public let isSigned: Bool
    /// Whether the designer declares that the field may be secret.
    public let isSecret: Bool
    public let enumeration: EnumerationDescription?
  }

  /// All bits.
  public var width: Int { fields.reduce(0) { $0 + $1.width } }

  /// Reads the fields of a layout, those of inner records and lists one by one, in time linear in their number.
  public init(_ layout: some Layout) {
    name = "\(type(of: layout))"
    let leaves = Record(layout, declare(.wire, 0)).leaves
    var low = leaves.reduce(0) { $0 + $1.node.width }
    fields = leaves.map { name, node in
      low -= node.width
      return Field(
        name: name, width: node.width, low: low, comment: node.comment, isSigned: node.isSigned,
        isSecret: node.isSecret, enumeration: node.enumeration.map(EnumerationDescription.init))
    }
  }
}
