import Foundation

/// A file of RSA Laboratories' form: comments that name a value, each before the value's hexadecimal digits, which may be
/// spread over lines.
struct CommentedFile {
  /// A value that ends a vector, with everything that was said before it.
  struct Record {
    let file: String
    let line: Int
    fileprivate let digits: [String: String]

    var source: String { "\(file):\(line)" }

    func number(_ label: String) throws(VectorError) -> Number {
      guard let digits = digits[label], let number = Number(digits) else { throw missing(label) }
      return number
    }

    func bytes(_ label: String) throws(VectorError) -> [UInt8] {
      guard let digits = digits[label], let bytes = [UInt8](hexadecimal: digits) else { throw missing(label) }
      return bytes
    }

    /// The key pair before the vector.
    func key() throws(VectorError) -> RSAKeyNumbers {
      RSAKeyNumbers(
        modulus: try number("Modulus"), p: try number("Prime 1"), q: try number("Prime 2"),
        dP: try number("Prime exponent 1"), dQ: try number("Prime exponent 2"), qInv: try number("Coefficient"))
    }

    private func missing(_ label: String) -> VectorError {
      .malformed(file: file, line: line, reason: "there is no hexadecimal \(label) before this vector")
    }
  }

  let records: [Record]

  /// - Parameter last: the label of the value that ends a vector.
  init(_ path: URL, last: String) throws(VectorError) {
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { throw .missing("cannot read \(path.path)") }
    let name = path.lastPathComponent
    var digits: [String: String] = [:]
    var label = ""
    var start = 0
    var records: [Record] = []
    func finish() {
      guard label == last, digits[last] != nil else { return }
      records.append(Record(file: name, line: start, digits: digits))
      digits[last] = nil
    }
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.hasPrefix("#") {
        finish()
        label = line.dropFirst().trimmingCharacters(in: .whitespaces.union([":"]))
        start = index + 1
        digits[label] = nil
        continue
      }
      let part = line.filter { !$0.isWhitespace }
      guard !part.isEmpty, part.allSatisfy(\.isHexDigit) else { continue }
      // A single number may lack its leading zero.
      digits[label, default: ""] += part.count.isMultiple(of: 2) ? part : "0\(part)"
    }
    finish()
    guard !records.isEmpty else { throw .malformed(file: name, line: 1, reason: "it has no \(last)") }
    self.records = records
  }
}
