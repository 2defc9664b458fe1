import Pages

/// How diagrams look, in a page and alone.
enum DiagramStyle {
  /// Rules for diagrams in a page that has the common style sheet.
  static let rules = """
    svg.diagram { width: auto; max-width: none; height: auto; overflow: visible; }
    .diagram text { fill: var(--ink); stroke: none; }
    .diagram .title { font: 640 13px/1 "Inter", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
    .diagram .detail { font: 11.5px/1 "Inter", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      fill: var(--soft); }
    .diagram .name, .diagram .strong, .diagram .secret { font: 11.5px/1 ui-monospace, "SF Mono", "Cascadia Mono", Consolas,
      "DejaVu Sans Mono", monospace; }
    .diagram .strong { font-weight: 700; fill: var(--cipher-ink); }
    .diagram .secret { font-weight: 700; fill: var(--bad); }
    .diagram .frame { fill: var(--card); stroke: var(--event); stroke-width: 1.5; }
    .diagram rect.block { fill: var(--block); stroke: var(--cipher); stroke-width: 1.5; }
    .diagram rect.logic { fill: var(--card); stroke: var(--event); stroke-width: 1.25; stroke-dasharray: 5 3; }
    .diagram rect.registers { fill: var(--storage); stroke: var(--plain); stroke-width: 1.5; }
    .diagram rect.memory { fill: var(--storage); stroke: var(--plain); stroke-width: 2.5; }
    .diagram rect.machine, .diagram rect.state { fill: var(--machine); stroke: var(--tint1); stroke-width: 1.5; }
    .diagram rect.pseudo { fill: none; stroke: var(--event); stroke-dasharray: 3 3; }
    .diagram rect.target { fill: transparent; stroke: none; }
    .diagram a:hover rect, .diagram a:focus rect { stroke-width: 3; }
    .diagram .net path { fill: none; stroke: var(--wire); stroke-width: 1.25; stroke-linecap: square; }
    .diagram .net.strong path { stroke: var(--cipher); stroke-width: 2.5; }
    .diagram .net:hover path { stroke: var(--bad); stroke-width: 3; }
    .diagram .junction { fill: var(--wire); stroke: none; } .diagram .strong .junction { fill: var(--cipher); }
    .diagram .arrow { fill: var(--wire); stroke: none; } .diagram .arrow.strong { fill: var(--cipher); }
    .diagram rect.field { fill: var(--block); stroke: var(--cipher); stroke-width: 1.25; }
    .diagram rect.gap { fill: none; stroke: var(--event); stroke-dasharray: 3 3; }

    """

  private static let light = """
    --card: #ffffff; --ink: #16202c; --soft: #5a6878; --event: #8795a5; --plain: #e0a526; --cipher: #2f7d9d;
    --cipher-ink: #1d6480; --tint1: #8a5bb0; --bad: #b3261e;
    """
  private static let dark = """
    --card: #161e28; --ink: #e4eaf1; --soft: #98a6b6; --event: #6d7c8d; --plain: #e8b33a; --cipher: #4a9fc2;
    --cipher-ink: #7cc3e0; --tint1: #ad86d0; --bad: #ff8a80;
    """
  /// Colours that only diagrams have.
  static let colours = """
    :root { --block: #e9f3f7; --storage: #fdf6e3; --machine: #f4edf9; --wire: #53616f; }
    @media (prefers-color-scheme: dark) {
      :root { --block: #15303c; --storage: #332a12; --machine: #2c2138; --wire: #93a2b2; }
    }

    """

  /// A file of its own: the common colours are written into it.
  static func standalone(_ svg: String) -> String {
    let night = "@media (prefers-color-scheme: dark) { :root { \(dark) background: #161e28; } }"
    let style = ":root { \(light) background: #ffffff; }\n\(night)\n\(colours)\(rules)"
    guard let end = svg.firstIndex(of: ">") else { return svg }
    let inside = svg.index(after: end)
    // The style sheet is a constant of ours without anything that XML would read as markup.
    return
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- \(Documentation.mark). Do not edit. -->\n\(svg[..<inside])<style>\n\(style)</style>\(svg[inside...])\n"
  }
}
