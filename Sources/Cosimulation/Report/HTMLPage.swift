import Foundation
import Toolchain

/// A whole HTML document in one file: no scripts, and nothing that is loaded from elsewhere.
public struct HTMLPage: Sendable {
  public let title: String
  public let body: HTML

  /// The document's text.
  public var text: String {
    let head = HTML.group([
      .tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("title", .text(title)),
    ])
    // The style sheet is a constant of ours, and escaping would break it.
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n\(head.text)\n<style>\n\(StyleSheet.text)</style>\n</head>\n"
      + "<body>\n\(body.text)\n</body>\n</html>\n"
  }

  /// Writes the file and the folders that it needs; it appears under its name only when it is complete.
  public func write(to url: URL) throws(FileError) {
    try File.createFolder(url.deletingLastPathComponent().path)
    try File.write(text.utf8, to: url.path)
  }
}
