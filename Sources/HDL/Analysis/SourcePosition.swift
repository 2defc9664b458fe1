/// A place in the Swift source.
public struct SourcePosition: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The file's path as the compiler recorded it.
  public let path: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1; 0 when unknown.
  public let column: Int

  public init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// The name of the file without its folder.
  public var file: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}
