import HDL
import Pages

/// The fields of a record or register as boxes in rows of 32 bits, the highest bit at the left, as data sheets draw registers. Rows in
/// the middle of a long field are left out.
enum FieldPicture {
  private static let bit = 30.0
  private static let margin = 34.0
  private static let perRow = 32

  /// Some bits with a name; without one they are reserved.
  private struct Field: Equatable {
    let name: String
    let low: Int
    let width: Int
    let comment: String
  }

  /// A part of a field in one row.
  private struct Piece {
    let field: Field
    /// Bits of the record.
    let bits: ClosedRange<Int>
  }

  static func draw(_ layout: LayoutDescription) -> Diagram {
    let fields = layout.fields.map { Field(name: $0.name, low: $0.low, width: $0.width, comment: $0.comment) }
    return draw(layout.name, layout.width, fields)
  }

  static func draw(_ register: ControlRegisterManual.Register, width: Int) -> Diagram {
    let fields = register.fields.map { Field(name: $0.name, low: $0.low, width: $0.width, comment: $0.summary) }
    return draw(register.name, width, fields.reversed())
  }

  private static func draw(_ name: String, _ total: Int, _ fields: [Field]) -> Diagram {
    var diagram = Diagram()
    let columns = min(perRow, max(1, total))
    diagram.width = Double(columns) * bit + 2 * margin
    diagram.description = "Fields of \(name), \(bits(total))"
    var y = 4.0
    let rows = rows(total, fields)
    var index = 0
    while index < rows.count {
      let number = rows.count - 1 - index
      draw(rows[index], row: number, columns: columns, y: &y, into: &diagram)
      // What only repeats the same field is shown by its first and its last row.
      var last = index
      while last + 1 < rows.count, isWhole(rows[last + 1], of: rows[index]) { last += 1 }
      if isWhole(rows[index], of: rows[index]), last > index + 1 {
        let text = "… \(last - index - 1) rows …"
        let frame = Rectangle(x: 0, y: y, width: diagram.width, height: 16)
        diagram.labels.append(
          Diagram.Label(text: text, lettering: .detail, frame: frame, anchor: .middle, box: nil))
        y += 24
        index = last
      } else {
        index += 1
      }
    }
    diagram.height = y
    return diagram
  }

  /// The pieces of every row, the highest bits first.
  private static func rows(_ total: Int, _ fields: [Field]) -> [[Piece]] {
    let count = (total + perRow - 1) / perRow
    return (0..<count).reversed().map { row in
      let bits = row * perRow...row * perRow + perRow - 1
      return fields.compactMap { field in
        let low = max(field.low, bits.lowerBound)
        let high = min(field.low + field.width - 1, bits.upperBound)
        return low <= high ? Piece(field: field, bits: low...high) : nil
      }
    }
  }

  private static func isWhole(_ row: [Piece], of other: [Piece]) -> Bool {
    row.count == 1 && other.count == 1 && row[0].field == other[0].field && row[0].bits.count == perRow
  }

  private static func draw(
    _ pieces: [Piece], row: Int, columns: Int, y: inout Double, into diagram: inout Diagram
  ) {
    func left(_ piece: Piece) -> Double {
      margin + Double(columns - 1 - (piece.bits.upperBound - row * perRow)) * bit
    }
    func fits(_ piece: Piece) -> Bool {
      Lettering.name.width(piece.field.name) + 8 <= Double(piece.bits.count) * bit
    }
    // The numbers of the bits stand above, the names inside, upright where the field is narrow.
    let upright = pieces.filter { !fits($0) }.map { Lettering.name.width($0.field.name) + 14 }.max() ?? 0
    let height = max(30, upright)
    for piece in pieces {
      let width = Double(piece.bits.count) * bit
      let frame = Rectangle(x: left(piece), y: y + 15, width: width, height: height)
      let box = diagram.boxes.count
      diagram.boxes.append(
        Diagram.Box(
          frame: frame, style: piece.field.name.isEmpty ? .gap : .field, link: nil,
          hint: piece.field.comment.isEmpty ? piece.field.name : "\(piece.field.name): \(piece.field.comment)",
          isStack: false))
      let line = Lettering.name.lineHeight
      let textWidth = Lettering.name.width(piece.field.name)
      diagram.labels.append(
        Diagram.Label(
          text: piece.field.name, lettering: .name,
          frame: fits(piece)
            ? Rectangle(middle: frame.middle, width: textWidth, height: line)
            : Rectangle(middle: frame.middle, width: line, height: textWidth),
          anchor: .middle, box: box, isUpright: !fits(piece)))
      number(piece.bits.upperBound, at: frame.x, y, .start, single: piece.bits.count == 1, frame, &diagram)
      if piece.bits.count > 1 { number(piece.bits.lowerBound, at: frame.maxX, y, .end, single: false, frame, &diagram) }
    }
    y += height + 24
  }

  private static func number(
    _ bit: Int, at x: Double, _ y: Double, _ anchor: Diagram.Label.Anchor, single: Bool, _ frame: Rectangle,
    _ diagram: inout Diagram
  ) {
    let text = "\(bit)"
    let width = Lettering.detail.width(text)
    let left = single ? frame.middle.x - width / 2 : anchor == .start ? x + 1 : x - width - 1
    diagram.labels.append(
      Diagram.Label(
        text: text, lettering: .detail, frame: Rectangle(x: left, y: y, width: width, height: 14),
        anchor: single ? .middle : anchor, box: nil))
  }
}
