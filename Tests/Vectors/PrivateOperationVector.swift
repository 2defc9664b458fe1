import CGMP
import Foundation

/// A published result of the RSA private operation, from a vector of a signature scheme or of an encryption scheme whose
/// encoding leaves nothing open: `operand` to the power of the secret exponent is `result`.
public struct PrivateOperationVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let key: RSAKeyNumbers
  /// The encoded message of a signature, or a ciphertext.
  public let operand: [UInt64]
  /// The signature, or the encoded message of a ciphertext.
  public let result: [UInt64]

  public var description: String { source }
  /// The file that the vector is from.
  public var file: String { String(source.prefix { $0 != ":" }) }
  /// Bits of the modulus.
  public var bits: Int { key.bits }

  /// Every vector in the folder `asymmetric/RSA` with the public exponent 65537, a secret exponent or primes, and a modulus
  /// of a multiple of 128 bits.
  static func vectors(in folder: URL) throws(VectorError) -> [PrivateOperationVector] {
    try ofLaboratories(folder) + ofNIST(folder)
  }
}

// MARK: RSA Laboratories, for PKCS #1

extension PrivateOperationVector {
  private static func ofLaboratories(_ folder: URL) throws(VectorError) -> [PrivateOperationVector] {
    var vectors: [PrivateOperationVector] = []
    func take(
      _ path: String, _ last: String,
      _ encode: (CommentedFile.Record, Int) throws(VectorError) -> [UInt8]
    ) throws(VectorError) {
      for record in try CommentedFile(folder.appending(path: path), last: last).records {
        // Eight of the keys are a few bits longer than a whole number of words.
        guard try record.number("Modulus").bitCount % 128 == 0 else { continue }
        let key = try record.key()
        let encoded = try encode(record, key.bits / 8).numberWords
        let given = try record.number(last).words(key.bits / 64)
        let isSignature = last == "Signature"
        vectors.append(
          PrivateOperationVector(
            source: record.source, key: key, operand: isSignature ? encoded : given,
            result: isSignature ? given : encoded))
      }
    }
    try take("pkcs1v15sign-vectors.txt", "Signature") { (record, length) throws(VectorError) in
      MessageEncoding.signature(try record.bytes("Message to be signed"), .sha1, length: length)
    }
    try take("pkcs1v15crypt-vectors.txt", "Encryption") { (record, _) throws(VectorError) in
      MessageEncoding.encryption(try record.bytes("Message"), filling: try record.bytes("Seed"))
    }
    try take("pkcs-1v2-1d2-vec/pss-vect.txt", "Signature") { (record, length) throws(VectorError) in
      MessageEncoding.probabilistic(
        try record.bytes("Message to be signed"), salt: try record.bytes("Salt"), .sha1, length: length)
    }
    try take("pkcs-1v2-1d2-vec/oaep-vect.txt", "Encryption") { (record, length) throws(VectorError) in
      MessageEncoding.optimal(try record.bytes("Message"), seed: try record.bytes("Seed"), .sha1, length: length)
    }
    return vectors
  }
}

// MARK: NIST, for FIPS 186

extension PrivateOperationVector {
  private enum Scheme { case pkcs1, probabilistic, bracketed }

  private static func ofNIST(_ folder: URL) throws(VectorError) -> [PrivateOperationVector] {
    try vectors(in: folder, "FIPS_186-2/SigGen15_186-2.txt", .pkcs1)
      + vectors(in: folder, "FIPS_186-2/SigGenPSS_186-2.txt", .probabilistic)
      + vectors(in: folder, "FIPS_186-2/SigGenRSA_186-2.txt", .bracketed)
      + vectors(in: folder, "FIPS_186-2/SigVer15_186-3.rsp", .pkcs1)
      + vectors(in: folder, "FIPS_186-2/SigVerPSS_186-3.rsp", .probabilistic)
      + vectors(in: folder, "FIPS_186-2/SigVerRSA.rsp", .bracketed)
      + vectors(in: folder, "SigVer15EMTest.txt", .pkcs1)
  }

  private static func vectors(
    in folder: URL, _ path: String, _ scheme: Scheme
  ) throws(VectorError) -> [PrivateOperationVector] {
    let file = try PublishedVectors.file(folder.appending(path: path), recordsStartWith: ["N", "SHAALG"])
    // What stands once above many records.
    var common: [String: String] = [:]
    var keys: [String: RSAKeyNumbers] = [:]
    var vectors: [PrivateOperationVector] = []
    for record in file.records {
      if record.fields["N"] != nil { common = record.fields }
      guard record.fields["S"] != nil else { continue }
      let whole = ResponseRecord(
        line: record.line, heading: record.heading, fields: common.merging(record.fields) { $1 })
      guard try file.longNumber("E", of: whole).words(1) == [UInt64(RSAKeyNumbers.publicExponent)],
        let encoded = try encodedMessage(whole, in: file, scheme)
      else { continue }
      let modulus = try file.text("N", of: whole)
      let key: RSAKeyNumbers
      if let known = keys[modulus] { key = known } else { key = try keyPair(whole, in: file) }
      keys[modulus] = key
      let length = key.bits / 64
      let signature = try file.longNumber("S", of: whole)
      let number = Number(encoded)
      vectors.append(
        PrivateOperationVector(
          source: "\(file.name):\(record.line)", key: key, operand: number.words(length),
          result: (scheme == .bracketed ? unfolded(signature, of: number, key) : signature).words(length)))
    }
    return vectors
  }

  /// What was signed; nil for a signature that is meant to be wrong and does not say what it is of.
  private static func encodedMessage(
    _ record: ResponseRecord, in file: ResponseFile, _ scheme: Scheme
  ) throws(VectorError) -> [UInt8]? {
    if let field = record.fields.keys.first(where: { $0.hasPrefix("EMWITH") || $0.hasPrefix("IRWITH") }) {
      return try file.bytes(field, of: record)
    }
    if let result = record.fields["RESULT"], !result.hasPrefix("P") { return nil }
    let name = try file.text("SHAALG", of: record)
    guard let digest = MessageDigest(rawValue: name) else {
      throw .malformed(file: file.name, line: record.line, reason: "unknown digest function \(name)")
    }
    let message = try file.bytes("MSG", of: record)
    let length = try file.longNumber("N", of: record).bitCount / 8
    return switch scheme {
    case .pkcs1: MessageEncoding.signature(message, digest, length: length)
    case .probabilistic:
      MessageEncoding.probabilistic(message, salt: try file.bytes("SALTVAL", of: record), digest, length: length)
    case .bracketed: MessageEncoding.bracketed(message, digest, length: length)
    }
  }

  private static func keyPair(_ record: ResponseRecord, in file: ResponseFile) throws(VectorError) -> RSAKeyNumbers {
    if record.fields["P"] != nil {
      return RSAKeyNumbers(p: try file.longNumber("P", of: record), q: try file.longNumber("Q", of: record))
    }
    let modulus = try file.longNumber("N", of: record)
    guard let primes = RSAKeyNumbers.primes(modulus: modulus, secretExponent: try file.longNumber("D", of: record))
    else { throw .malformed(file: file.name, line: record.line, reason: "d is not the secret exponent of n") }
    return RSAKeyNumbers(p: primes.p, q: primes.q)
  }

  /// A signature of X9.31 is the lesser of a power and the modulus less it: the power.
  private static func unfolded(_ signature: Number, of encoded: Number, _ key: RSAKeyNumbers) -> Number {
    let modulus = Number(key.modulus.numberBytes)
    let exponent = Number.of { __gmpz_set_ui(&$0, RSAKeyNumbers.publicExponent) }
    return signature.power(exponent, modulo: modulus) == encoded ? signature : modulus.minus(signature)
  }
}
