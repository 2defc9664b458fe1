import HDL
import Pages

/// The manual: records with their bits, codes with their meanings.
struct ManualPage {
  let book: DesignBook

  /// The name of a record's picture without its ending.
  static func fileName(_ layout: LayoutDescription) -> String { "record-\(layout.name)" }

  var html: String {
    let frame = Frame(
      trail: [("Documentation", "../index.html"), (book.name, "index.html")], title: "Manual",
      lead: "Records and codes that the surroundings of the design see.")
    return frame.page(
      book.entry.manual.map { chapter in
        Frame.section(
          chapter.title, lead: chapter.text, chapter.layouts.map(record) + chapter.codes.map(codes))
      })
  }

  private func record(_ layout: LayoutDescription) -> HTML {
    let picture = FieldPicture.draw(layout)
    return Frame.group([
      .tag("h3", .text(layout.name)), Frame.drawing(picture, file: "\(Self.fileName(layout)).svg"),
      Frame.table(
        "\(layout.name), \(bits(layout.width)), the highest first", ["Field", "Bits", "Width", "Type", "Meaning"],
        numeric: [1, 2],
        layout.fields.map { field in
          let name: HTML = .code(field.name)
          let shown: HTML =
            field.isSecret ? .group([name, .tag("span", ["class": "tag secret"], "secret")]) : name
          return [
            shown, .text(field.range), .number(field.width), .text(field.enumeration?.name ?? ""),
            .prose(field.comment),
          ]
        }),
    ])
  }

  private func codes(_ enumeration: EnumerationDescription) -> HTML {
    Frame.group([
      .tag("h3", .text("Codes of \(enumeration.name)")),
      Frame.table(
        "\(enumeration.name), \(bits(enumeration.width))", ["Code", "Name", "Meaning"], numeric: [0],
        zip(enumeration.cases, enumeration.meanings).enumerated().map { code, entry in
          [.number(code), .code(entry.0), .prose(entry.1)]
        }),
    ])
  }
}

extension LayoutDescription.Field {
  /// `31:0`, or `7` for a single bit.
  var range: String { width == 1 ? "\(low)" : "\(low + width - 1):\(low)" }
}
