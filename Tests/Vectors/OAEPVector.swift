import Foundation

/// A vector of RSAES-OAEP with SHA-256 for label and MGF1: an RSA pair, a message and its ciphertext. Numbers are bytes, most
/// significant first.
public struct OAEPVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let modulus: [UInt8]
  public let p: [UInt8]
  public let q: [UInt8]
  public let dP: [UInt8]
  public let dQ: [UInt8]
  public let qInv: [UInt8]
  public let message: [UInt8]
  public let ciphertext: [UInt8]

  public var description: String { source }

  /// The file is a sequence of comments that name a value and lines with the value; each `Encryption` ends a vector.
  static func vectors(in path: URL) throws(VectorError) -> [OAEPVector] {
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { throw .missing("cannot read \(path.path)") }
    let name = path.lastPathComponent
    var values: [String: [UInt8]] = [:]
    var label = ""
    var vectors: [OAEPVector] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      func malformed(_ reason: String) -> VectorError { .malformed(file: name, line: index + 1, reason: reason) }
      func value(_ label: String) throws(VectorError) -> [UInt8] {
        guard let value = values[label] else { throw malformed("there is no \(label) before this vector") }
        return value
      }
      if line.hasPrefix("#") {
        label = line.dropFirst().trimmingCharacters(in: .whitespaces.union([":"]))
        continue
      }
      guard !line.isEmpty else { continue }
      let digits = line.count.isMultiple(of: 2) ? String(line) : "0\(line)"
      guard let bytes = [UInt8](hexadecimal: digits) else { throw malformed("\(label) is not hexadecimal: \(line)") }
      values[label] = bytes
      guard label == "Encryption" else { continue }
      vectors.append(
        OAEPVector(
          source: "\(name):\(index + 1)", modulus: try value("Modulus"), p: try value("Prime 1"),
          q: try value("Prime 2"), dP: try value("Prime exponent 1"), dQ: try value("Prime exponent 2"),
          qInv: try value("Coefficient"), message: try value("Message"), ciphertext: bytes))
    }
    return vectors
  }
}
