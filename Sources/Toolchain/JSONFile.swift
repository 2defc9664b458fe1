import Foundation

/// JSON files whose every mistake is reported with the file and the path of the value at fault.
enum JSONFile {
  static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(FileError) -> Value {
    let bytes = try File.read(path)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw malformed(path, error)
    } catch {
      throw .malformed(path, field: "the file", reason: "\(error)")
    }
  }

  /// The text of `value`, the same for equal values.
  static func text(of value: some Encodable, for path: String) throws(FileError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      throw .unwritable(path, reason: "\(error)")
    }
  }

  private static func malformed(_ path: String, _ error: DecodingError) -> FileError {
    func field(_ codingPath: [any CodingKey]) -> String {
      let text = codingPath.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
      return text.isEmpty ? "the file" : String(text.drop { $0 == "." })
    }
    switch error {
    case .keyNotFound(let key, let context):
      return .malformed(path, field: field(context.codingPath + [key]), reason: "is missing; add it")
    case .valueNotFound(_, let context):
      return .malformed(path, field: field(context.codingPath), reason: "is null; give it a value")
    case .typeMismatch(let type, let context):
      return .malformed(path, field: field(context.codingPath), reason: "is not a JSON value of kind \(type)")
    case .dataCorrupted(let context):
      let reason = context.underlyingError.map { "\($0.localizedDescription)" } ?? context.debugDescription
      return .malformed(path, field: field(context.codingPath), reason: reason)
    @unknown default:
      return .malformed(path, field: "the file", reason: "\(error)")
    }
  }
}
