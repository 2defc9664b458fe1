import HDL
import Pages

/// What all pages have in common: the band at the top with the way back, and the foot.
struct Frame {
  /// Pages above this one with their addresses, the first page first.
  let trail: [(title: String, address: String)]
  let title: String
  let lead: String
  var facts: [(number: String, meaning: String)] = []

  func page(_ sections: [HTML]) -> String {
    let way = trail.flatMap { [HTML.tag("a", ["href": $0.address], .text($0.title)), " / "] } + [.text(title)]
    let shown = facts.map { fact in
      HTML.tag("div", .tag("dt", .text(fact.meaning)), .tag("dd", .text(fact.number)))
    }
    let header: HTML = .tag(
      "header", ["class": "document"],
      .tag(
        "div", ["class": "wrap"], .tag("p", ["class": "kicker"], .group(way)), .tag("h1", .text(title)),
        lead.isEmpty ? .group([]) : .tag("p", ["class": "lead"], .text(lead)),
        facts.isEmpty ? .group([]) : .tag("dl", ["class": "facts"], .group(shown))))
    let main: HTML = .tag("main", .tag("div", ["class": "wrap"], .group(sections)))
    let footer: HTML = .tag(
      "footer",
      .tag("div", ["class": "wrap"], .tag("p", .text("\(Documentation.mark) from the elaborated design. Do not edit.")))
    )
    return HTMLPage(
      title: "\(title) · \(trail.last?.title ?? "Documentation")",
      style: Self.style + DiagramStyle.colours + DiagramStyle.rules, body: .group([header, main, footer])
    ).text
  }

  /// A section with a heading that can be linked; nothing when there is nothing in it.
  static func section(_ title: String, id: String = "", lead: String = "", _ contents: [HTML?]) -> HTML {
    let contents = contents.compactMap(\.self)
    guard !contents.isEmpty else { return .group([]) }
    let anchor = id.isEmpty ? title.lowercased().split(separator: " ").joined(separator: "-") : id
    return .tag(
      "section", ["id": anchor], .tag("h2", .text(title)),
      lead.isEmpty ? .group([]) : .tag("p", ["class": "lead"], .text(lead)), .group(contents))
  }

  /// What is there of some elements.
  static func group(_ contents: [HTML?]) -> HTML { .group(contents.compactMap(\.self)) }

  /// A table in a card; nil when it has no rows.
  static func table(_ caption: String, _ columns: [String], numeric: Set<Int> = [], _ rows: [[HTML]]) -> HTML? {
    guard !rows.isEmpty else { return nil }
    return .tag(
      "div", ["class": "card"], .table(caption: caption, columns: columns, numeric: numeric, rows: rows))
  }

  /// A drawing that scrolls when it is wider than the page, with a link to it as a file.
  static func drawing(_ diagram: Diagram, file: String) -> HTML {
    .tag(
      "figure", ["class": "drawing"],
      .tag(
        "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": diagram.description], diagram.svg),
      .tag("figcaption", .tag("a", ["href": file], .text(file))))
  }

  private static let style = """
    .wrap { max-width: 82rem; }
    header .wrap { padding-top: 1.6rem; padding-bottom: 1.6rem; }
    .kicker a { color: inherit; }
    header .lead { max-width: 60rem; white-space: pre-line; }
    .facts { margin-top: 1.4rem; } .facts dd { font-size: 1.2rem; }
    section { padding-top: 2.2rem; } section p { max-width: 60rem; }
    main a { color: var(--cipher-ink); }
    .drawing { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem .6rem;
      box-shadow: var(--shadow); margin: 1rem 0; }
    .drawing figcaption { font-size: .85rem; margin-top: .4rem; } .drawing figcaption a { color: var(--soft); }
    td.words:not(:nth-child(2)) { white-space: normal; }
    tbody th.words { white-space: normal; font-weight: 600; } tbody th code { white-space: nowrap; }
    .tag { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 .4em; font-size: .8rem;
      color: var(--soft); margin-left: .4em; }
    .tag.secret { color: var(--bad); border-color: var(--bad); }
    details > summary { cursor: pointer; font-weight: 600; padding: .5rem 0; }

    """
}

extension HTML {
  static func link(_ text: String, _ address: String) -> HTML { .tag("a", ["href": address], .text(text)) }
  static func codeLink(_ text: String, _ address: String) -> HTML { .tag("a", ["href": address], .code(text)) }
  /// Text in which designers put code between backticks.
  static func prose(_ text: String) -> HTML {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 2, parts.count % 2 == 1 else { return .text(text) }
    return .group(parts.enumerated().map { $0 % 2 == 0 ? .text($1) : .code($1) })
  }
  static func number(_ value: Int) -> HTML { .text(grouped(value)) }
}

extension SourcePosition {
  /// The path from the folder of the sources on; what lies above differs from machine to machine.
  var shortPath: String {
    let parts = path.split(separator: "/")
    guard let root = parts.lastIndex(where: { $0 == "Sources" || $0 == "Tests" }) else { return file }
    return parts[root...].joined(separator: "/")
  }

  /// `Sources/Hardware/Unit/LineControl.swift:6`.
  var shown: String { "\(shortPath):\(line)" }
}
