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
    let chapters = book.entry.manual.map { chapter in
      Frame.section(chapter.title, lead: chapter.text, chapter.layouts.map(record) + chapter.codes.map(codes))
    }
    return frame.page(chapters + book.controlRegisters.map(registers))
  }

  private func registers(_ manual: ControlRegisterManual) -> HTML {
    let list = Frame.table(
      "Addresses", ["Address", "Register", "After reset", "What it is for"],
      manual.registers.map {
        [.code(hexadecimal($0.address)), .code($0.name), .code(hexadecimal($0.reset)), .prose($0.summary)]
      })
    return Frame.section(
      "Control registers of \(manual.name)", id: manual.name,
      lead: "\(counted(manual.registers.count, "register")) of \(bits(manual.width)). Reserved bits read 0.",
      [list] + manual.registers.map { register($0, in: manual) })
  }

  private func register(_ register: ControlRegisterManual.Register, in manual: ControlRegisterManual) -> HTML {
    Frame.group([
      .tag("h3", .text("\(register.name), \(hexadecimal(register.address))")),
      Frame.drawing(
        FieldPicture.draw(register, width: manual.width), file: "\(Self.fileName(register, in: manual)).svg"),
      Frame.table(
        "\(register.name), the lowest bits first", ["Field", "Bits", "Access", "After reset", "Meaning"], numeric: [1],
        register.fields.filter { !$0.isReserved }.map { field in
          let cases = field.cases.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
          let meaning = [field.summary, cases].filter { !$0.isEmpty }.joined(separator: "; ")
          return [
            .code(field.name), .text(field.range), .text(field.access?.rawValue ?? ""),
            field.reset.map { .code(hexadecimal($0)) } ?? "driven by hardware", .prose(meaning),
          ]
        }),
    ])
  }

  /// The name of a control register's picture without its ending.
  static func fileName(_ register: ControlRegisterManual.Register, in manual: ControlRegisterManual) -> String {
    "register-\(manual.name)-\(register.name)"
  }

  private func hexadecimal(_ value: UInt64) -> String { "0x\(String(value, radix: 16))" }

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
