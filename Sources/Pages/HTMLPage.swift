/// A whole HTML document in one file: no scripts, and nothing that is loaded from elsewhere.
package struct HTMLPage: Sendable {
  package let title: String
  package let body: HTML
  /// Rules that the page needs besides the common ones.
  package let style: String

  package init(title: String, style: String = "", body: HTML) {
    self.title = title
    self.style = style
    self.body = body
  }

  /// The document's text.
  package var text: String {
    let head = HTML.group([
      .tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("title", .text(title)),
    ])
    // The style sheet is a constant of ours, and escaping would break it.
    return
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n\(head.text)\n<style>\n\(StyleSheet.text)\(style)</style>\n</head>\n"
      + "<body>\n\(body.text)\n</body>\n</html>\n"
  }
}
