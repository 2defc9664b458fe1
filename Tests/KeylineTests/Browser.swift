import Foundation
import Testing

/// Chromium without a window, which shows pages as a person sees them.
struct Browser {
  struct Missing: Error, CustomStringConvertible {
    let description =
      "Chromium is missing, and with it nobody sees what a page looks like: run scripts/setup.sh test, or install the package chromium"
  }

  /// What a page is like in a window.
  struct Measures: Decodable {
    /// Widths in pixels.
    let window: Int
    let page: Int
    /// Shapes that have a size, in drawings.
    let drawn: Int
    /// Elements that reach beyond the window, but in a place that can be scrolled.
    let outside: Int
  }

  private static let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  private let program: String
  private let folder: String

  /// - Parameter folder: for what the browser keeps.
  init(in folder: String) throws {
    guard let found = Self.places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw Missing()
    }
    program = found
    self.folder = folder
  }

  /// The text of a page with everything opened, as a person who selects all of it copies it.
  func text(of page: String) throws -> String {
    try answer(
      of: try contents(page),
      "document.querySelectorAll('details').forEach(d => d.open = true); show(document.body.innerText);")
  }

  /// The page in a window of a width, with everything opened.
  func measure(_ page: String, width: Int) throws -> Measures {
    // A frame is as narrow as it should be; a window is not.
    let inner =
      try contents(page) + """
        <script>onload = () => {
          document.querySelectorAll('details').forEach(d => d.open = true);
          const wide = document.documentElement.clientWidth;
          const scrolls = e => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
          const all = [...document.body.querySelectorAll('*')];
          const size = e => e.getBoundingClientRect();
          parent.postMessage(JSON.stringify({
            window: innerWidth, page: document.documentElement.scrollWidth,
            drawn: all.filter(e => ['path', 'rect'].includes(e.tagName) && size(e).width > 0).length,
            outside: all.filter(e => size(e).width > 0 && size(e).right > wide + 1 && !scrolls(e.parentElement)).length,
          }), '*');
        }</script>
        """
    let frame = "\(folder)/frame.html"
    try inner.write(toFile: frame, atomically: true, encoding: .utf8)
    let style = "width:\(width)px;height:900px;border:0"
    let outer = "<!DOCTYPE html><iframe src=\"file://\(frame)\" style=\"\(style)\"></iframe>"
    let answer = try answer(of: outer, "addEventListener('message', e => show(e.data));")
    return try JSONDecoder().decode(Measures.self, from: Data(answer.utf8))
  }

  private func contents(_ page: String) throws -> String { try String(contentsOfFile: page, encoding: .utf8) }

  /// What a script behind a page hands to `show`.
  private func answer(of page: String, _ script: String) throws -> String {
    let marked = """
      <script>
      const show = text => {
        const place = document.createElement('script');
        place.type = 'text/plain';
        place.textContent = '[answer ' + btoa(unescape(encodeURIComponent(text))) + ' answer]';
        document.head.append(place);
      };
      \(script)
      </script>
      """
    let file = "\(folder)/shown.html"
    try (page + marked).write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder)/profile", "--virtual-time-budget=10000",
      "--dump-dom", "file://\(file)",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let match = try #require(text.firstMatch(of: /\[answer (\S+) answer\]/), "the browser shows nothing of \(file)")
    return String(decoding: try #require(Data(base64Encoded: String(match.1))), as: UTF8.self)
  }
}
