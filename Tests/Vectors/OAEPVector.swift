import Foundation

/// A vector of RSAES-OAEP with SHA-256 for label and MGF1: an RSA pair, a message and its ciphertext, most significant byte
/// first.
public struct OAEPVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let key: RSAKeyNumbers
  public let message: [UInt8]
  public let ciphertext: [UInt8]

  public var description: String { source }

  static func vectors(in path: URL) throws(VectorError) -> [OAEPVector] {
    var vectors: [OAEPVector] = []
    for record in try CommentedFile(path, last: "Encryption").records {
      vectors.append(
        OAEPVector(
          source: record.source, key: try record.key(), message: try record.bytes("Message"),
          ciphertext: try record.bytes("Encryption")))
    }
    return vectors
  }
}
