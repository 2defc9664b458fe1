extension Drawing {
  /// The drawing as a file of its own, with its colours for light and dark.
  package var file: String {
    let size =
      "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
      + " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" \(size) role="img" aria-label="\(HTML.escaped(description))"><style>
      \(Self.style)
      </style><title>\(HTML.escaped(description))</title>\(contents.text)</svg>

      """
  }

  /// The rules of `StyleSheet` for drawings. A file in a page does not see the page's own.
  private static let style = """
    :root { --ink: #16202c; --soft: #5a6878; --line: #dde3ea; --event: #8795a5; --plain: #e0a526; --cipher: #2f7d9d;
      background: #ffffff; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4eaf1; --soft: #98a6b6; --line: #2a3542; --event: #6d7c8d;
      --plain: #e8b33a; --cipher: #4a9fc2; background: #161e28; } }
    text { font: 13px/1 "Inter", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
    .label { font-weight: 600; font-size: 13.5px; } .tick { fill: var(--soft); font-size: 12px; }
    .grid { stroke: var(--line); } .axis { stroke: var(--event); }
    .plain { fill: var(--plain); } .cipher { fill: var(--cipher); } .event { fill: var(--event); }
    """
}
