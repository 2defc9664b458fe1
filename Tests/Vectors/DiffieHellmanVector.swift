import Foundation

/// A published power of a Diffie-Hellman exchange: a public key, or the secret that both sides arrive at. Words are 64 bits,
/// the least significant first.
public struct DiffieHellmanVector: Sendable, CustomStringConvertible {
  /// File and line of the record, and what the power is.
  public let source: String
  public let base: [UInt64]
  public let exponent: [UInt64]
  public let modulus: [UInt64]
  public let result: [UInt64]

  public var description: String { source }

  /// Every right power in the folder `asymmetric/DH` whose modulus has at most 4096 bits.
  static func vectors(in folder: URL) throws(VectorError) -> [DiffieHellmanVector] {
    var vectors: [DiffieHellmanVector] = []
    let names = [
      "RFC5114.txt", "KASValidityTest_FFCStatic_NOKC_ZZOnly_init.fax",
      "KASValidityTest_FFCStatic_NOKC_ZZOnly_resp.fax", "dhkey.txt", "dhkey_rfc5114_2.txt", "vec.txt",
    ]
    for name in names {
      let file = try PublishedVectors.file(folder.appending(path: name), recordsStartWith: ["COUNT"])
      // The last comes from Botan, which writes decimal numbers but for the common secret.
      let radix: Int32 = name == "vec.txt" ? 10 : 16
      var group: [String: String] = [:]
      for record in file.records {
        if record.fields["P"] != nil { group = record.fields }
        if let result = record.fields["RESULT"], !result.hasPrefix("P") { continue }
        let whole = ResponseRecord(
          line: record.line, heading: record.heading, fields: group.merging(record.fields) { $1 })
        // Beside a common secret Y is the other side's.
        let hidden = whole.fields["K"] == nil ? nil : "G"
        for (base, exponent, result) in powers
        where base != hidden && [base, exponent, result].allSatisfy({ whole.fields[$0] != nil }) {
          let modulus = try file.longNumber("P", of: whole, radix: radix)
          let count = (modulus.bitCount + 63) / 64
          let power = try file.longNumber(exponent, of: whole, radix: radix)
          vectors.append(
            DiffieHellmanVector(
              source: "\(file.name):\(record.line) \(result)",
              base: try file.longNumber(base, of: whole, radix: radix).words(count),
              exponent: power.words((power.bitCount + 63) / 64), modulus: modulus.words(count),
              result: try file.longNumber(result, of: whole, radix: result == "K" ? 16 : radix).words(count)))
        }
      }
    }
    return vectors
  }

  /// Names of base, exponent and power in the files.
  private static let powers = [
    ("G", "XSTATCAVS", "YSTATCAVS"), ("G", "XSTATIUT", "YSTATIUT"), ("YSTATCAVS", "XSTATIUT", "Z"),
    ("YSTATIUT", "XSTATCAVS", "Z"), ("Y", "X", "K"), ("G", "X", "Y"),
  ]

  /// The moduli of RFC 3526 of at most 4096 bits. The file gives no powers.
  static func moduli(in folder: URL) throws(VectorError) -> [[UInt64]] {
    let file = try PublishedVectors.file(folder.appending(path: "rfc3526.txt"), recordsStartWith: ["COUNT"])
    var moduli: [[UInt64]] = []
    for record in file.records {
      let modulus = try file.longNumber("P", of: record)
      if modulus.bitCount <= 4096 { moduli.append(modulus.words(modulus.bitCount / 64)) }
    }
    return moduli
  }
}
