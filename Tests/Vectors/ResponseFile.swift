/// A record of a NIST response file: one test.
struct ResponseRecord {
  /// Line of the file at which the record starts, from 1.
  let line: Int
  /// What stands in brackets above the record; nil when nothing does.
  let heading: String?
  /// The values by upper-case name: NIST writes both `KEY` and `Key`.
  let fields: [String: String]
}

/// Whether a vector encrypts or decrypts.
public enum Direction: String, Sendable {
  case encrypt = "ENCRYPT"
  case decrypt = "DECRYPT"
}

/// A response file of the NIST Cryptographic Algorithm Validation System (CAVS): headings in brackets, records of
/// `NAME = value`, comments behind `#`.
struct ResponseFile {
  let name: String
  let records: [ResponseRecord]

  /// - Parameter first: the fields with which records start.
  init(name: String, text: String, recordsStartWith first: Set<String>) throws(VectorError) {
    self.name = name
    var records: [ResponseRecord] = []
    var heading: String?
    var start = 0
    var fields: [String: String] = [:]

    func finish() {
      guard !fields.isEmpty else { return }
      records.append(ResponseRecord(line: start, heading: heading, fields: fields))
      fields = [:]
    }

    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      // One file has rows of nothing but exclamation marks.
      if line.hasPrefix("#") || line.allSatisfy({ $0.isWhitespace || $0 == "!" }) { continue }
      if line.hasPrefix("[") {
        finish()
        heading = String(line.dropFirst().prefix { $0 != "]" })
        continue
      }
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2 else {
        throw .malformed(file: name, line: index + 1, reason: "\"\(line)\" is not of the form NAME = value")
      }
      let field = parts[0].uppercased()
      if first.contains(field) { finish() }
      if fields.isEmpty { start = index + 1 }
      fields[field] = parts[1]
    }
    finish()
    self.records = records
  }
}

extension ResponseFile {
  /// What the heading of a record says about its direction.
  func direction(of record: ResponseRecord) throws(VectorError) -> Direction {
    guard let direction = record.heading.flatMap(Direction.init(rawValue:)) else {
      throw .malformed(file: name, line: record.line, reason: "a record before [ENCRYPT] or [DECRYPT]")
    }
    return direction
  }

  /// The text of a field.
  func text(_ field: String, of record: ResponseRecord) throws(VectorError) -> String {
    guard let value = record.fields[field] else {
      throw .malformed(file: name, line: record.line, reason: "the record has no \(field)")
    }
    return value
  }

  /// The bytes of a hexadecimal field.
  func bytes(_ field: String, of record: ResponseRecord) throws(VectorError) -> [UInt8] {
    let value = try text(field, of: record)
    guard let bytes = [UInt8](hexadecimal: value) else {
      throw .malformed(file: name, line: record.line, reason: "\(field) is not hexadecimal: \(value)")
    }
    return bytes
  }

  /// The value of a field of any length.
  func longNumber(_ field: String, of record: ResponseRecord, radix: Int32 = 16) throws(VectorError) -> Number {
    let value = try text(field, of: record)
    guard let number = Number(value, radix: radix) else {
      throw .malformed(file: name, line: record.line, reason: "\(field) is not a number of base \(radix): \(value)")
    }
    return number
  }

  /// The value of a decimal field.
  func number(_ field: String, of record: ResponseRecord) throws(VectorError) -> UInt64 {
    let value = try text(field, of: record)
    guard let number = UInt64(value) else {
      throw .malformed(file: name, line: record.line, reason: "\(field) is not a number: \(value)")
    }
    return number
  }
}

extension [UInt8] {
  /// The bytes that `text` writes with two hexadecimal digits each; nil when it does not.
  public init?(hexadecimal text: String) {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
