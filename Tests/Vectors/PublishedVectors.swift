import Foundation

/// The published vectors of AES, XTS-AES, SHA-256, HMAC-SHA-256, RSA and Diffie-Hellman, from the Python package that
/// requirements.txt pins. docs/vectors.md
public struct PublishedVectors: Sendable {
  /// All known-answer and multi-block vectors of AES in mode ECB, for keys of 16, 24 and 32 bytes.
  public let aes: [AESVector]
  /// All XTS-AES vectors whose data unit is a whole number of bytes, for both forms of the tweak.
  public let xts: [XTSVector]
  /// All SHA-256 vectors with messages of whole bytes: NIST's short and long ones.
  public let sha256: [HashVector]
  /// NIST's Monte Carlo test of SHA-256.
  public let sha256MonteCarlo: MonteCarloVector
  /// The vectors of HMAC-SHA-256 of RFC 4231, 4.
  public let hmacSHA256: [HashVector]
  /// The vectors of RSAES-OAEP with SHA-256 for label and MGF1: six messages for each of ten pairs of 2048 bits.
  public let oaep: [OAEPVector]
  /// All results of the RSA private operation with the public exponent 65537, for moduli of 1024 to 4096 bits.
  public let privateOperations: [PrivateOperationVector]
  /// All powers of Diffie-Hellman exchanges, for moduli of 256 to 2048 bits.
  public let diffieHellman: [DiffieHellmanVector]
  /// The moduli of RFC 3526 of 1536 to 4096 bits. Words are 64 bits, the least significant first.
  public let groupModuli: [[UInt64]]

  /// The vectors, read once in a process. Runs scripts/vectors.sh, which installs them when they are missing.
  public static func load() throws(VectorError) -> PublishedVectors {
    try loaded.get()
  }

  private static let loaded = Result { () throws(VectorError) in try PublishedVectors(in: installed()) }

  /// Reads the vectors in `package`, the folder `cryptography_vectors`.
  public init(in package: URL) throws(VectorError) {
    let directory = package.appending(path: "ciphers/AES")
    var aes: [AESVector] = []
    for file in try PublishedVectors.files(in: directory.appending(path: "ECB")) {
      for record in file.records { aes.append(try AESVector(record, in: file)) }
    }
    self.aes = aes

    var xts: [XTSVector] = []
    for folder in ["tweak-128hexstr", "tweak-dataunitseqno"] {
      for file in try PublishedVectors.files(in: directory.appending(path: "XTS/\(folder)")) {
        for record in file.records { xts.append(try XTSVector(record, in: file)) }
      }
    }
    self.xts = xts.filter { $0.bitCount % 8 == 0 }

    func hashes(_ path: String) throws(VectorError) -> [HashVector] {
      let file = try PublishedVectors.file(package.appending(path: path), recordsStartWith: ["LEN"])
      var vectors: [HashVector] = []
      for record in file.records { vectors.append(try HashVector(record, in: file)) }
      return vectors
    }
    sha256 = try hashes("hashes/SHA2/SHA256ShortMsg.rsp") + hashes("hashes/SHA2/SHA256LongMsg.rsp")
    sha256MonteCarlo = try MonteCarloVector(
      PublishedVectors.file(package.appending(path: "hashes/SHA2/SHA256Monte.rsp"), recordsStartWith: ["COUNT"]))
    hmacSHA256 = try hashes("HMAC/rfc-4231-sha256.txt")
    oaep = try OAEPVector.vectors(in: package.appending(path: "asymmetric/RSA/oaep-custom/oaep-sha256-sha256.txt"))
    privateOperations = try PrivateOperationVector.vectors(in: package.appending(path: "asymmetric/RSA"))
    diffieHellman = try DiffieHellmanVector.vectors(in: package.appending(path: "asymmetric/DH"))
    groupModuli = try DiffieHellmanVector.moduli(in: package.appending(path: "asymmetric/DH"))
  }

  static func file(_ path: URL, recordsStartWith first: Set<String>) throws(VectorError) -> ResponseFile {
    guard let text = try? String(contentsOf: path, encoding: .utf8) else {
      throw .missing("cannot read \(path.path)")
    }
    let folder = path.deletingLastPathComponent().lastPathComponent
    return try ResponseFile(name: "\(folder)/\(path.lastPathComponent)", text: text, recordsStartWith: first)
  }

  private static func files(in directory: URL) throws(VectorError) -> [ResponseFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    let responses = names.filter { $0.hasSuffix(".rsp") }.sorted()
    guard !responses.isEmpty else { throw .missing("no .rsp file in \(directory.path)") }
    return try responses.map { name throws(VectorError) in
      try file(directory.appending(path: name), recordsStartWith: ["COUNT"])
    }
  }

  /// The folder of the vectors, as scripts/vectors.sh prints it.
  private static func installed() throws(VectorError) -> URL {
    let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let script = Process()
    script.executableURL = URL(filePath: "/bin/sh")
    script.arguments = [checkout.appending(path: "scripts/vectors.sh").path]
    let output = Pipe()
    script.standardOutput = output
    let printed: Data?
    do {
      try script.run()
      printed = try output.fileHandleForReading.readToEnd()
    } catch {
      throw .missing("cannot run scripts/vectors.sh: \(error)")
    }
    script.waitUntilExit()
    let path = String(decoding: printed ?? Data(), as: UTF8.self).trimmingCharacters(in: .newlines)
    guard script.terminationStatus == 0, !path.isEmpty else {
      throw .missing("scripts/vectors.sh failed with exit code \(script.terminationStatus)")
    }
    return URL(filePath: path)
  }
}

/// Why the published vectors cannot be used.
public enum VectorError: Error, CustomStringConvertible {
  case missing(String)
  case malformed(file: String, line: Int, reason: String)

  public var description: String {
    switch self {
    case .missing(let reason):
      "the published vectors are missing: \(reason). Run `make test` or `scripts/vectors.sh` and read what it says"
    case .malformed(let file, let line, let reason):
      "\(file):\(line): \(reason)"
    }
  }
}
