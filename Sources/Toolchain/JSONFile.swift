import Foundation

/// JSON files whose every mistake is reported with the file and the path of the value at fault.
enum JSONFile {
  static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(FileError) -> Value {
    let bytes = try File.read(path)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw malformed(path, bytes, error)
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

  private static func malformed(_ path: String, _ bytes: [UInt8], _ error: DecodingError) -> FileError {
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
      // The decoder says "not valid JSON" for wrong syntax and for a number too large for its field, and no more.
      let isTopLevel = context.codingPath.isEmpty
      return .malformed(
        path, field: field(context.codingPath), reason: isTopLevel ? syntaxProblem(of: bytes) : context.debugDescription
      )
    @unknown default:
      return .malformed(path, field: "the file", reason: "\(error)")
    }
  }

  private static func syntaxProblem(of bytes: [UInt8]) -> String {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      return "a number is too large for its field, or is not whole; segments are 0 to 255"
    } catch {
      return (error as NSError).userInfo["NSDebugDescription"] as? String ?? "is not valid JSON"
    }
  }
}
