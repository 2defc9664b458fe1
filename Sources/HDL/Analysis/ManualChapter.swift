/// A chapter of a design's manual: what a programmer, or the designer of the block next to it, has to know about one
/// interface.
public struct ManualChapter: Sendable {
  public let title: String
  /// A sentence or two.
  public let text: String
  /// Records, drawn field by field.
  public let layouts: [LayoutDescription]
  /// Codes with their meanings.
  public let codes: [EnumerationDescription]

  public init(
    title: String, text: String, layouts: [LayoutDescription] = [], codes: [EnumerationDescription] = []
  ) {
    self.title = title
    self.text = text
    self.layouts = layouts
    self.codes = codes
  }
}
