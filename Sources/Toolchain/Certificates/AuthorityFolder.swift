import Foundation

/// An authority on disk: its certificate, its private key, the list of what it has revoked, and everything that it has
/// issued (docs/authenticated-exchange.md, section 7).
public struct AuthorityFolder {
  /// The folder's path.
  public let path: String
  public let authority: CertificateAuthority
  public let revocations: RevocationList

  private enum Name {
    static let certificate = "authority.pem"
    static let key = "private.pem"
    static let revocations = "revoked.pem"
    static let issued = "issued"
  }

  /// How long a list of revoked certificates is good: who checks one needs a newer list then.
  public static let daysOfList = 30

  /// Makes a new authority in the folder `path`, which is made when it is missing. The private key has mode 0600.
  ///
  /// - Parameter replacing: whether an authority that is there may be lost.
  public static func create(
    at path: String, name: String, algorithm: SigningAlgorithm, days: Int, now: Date, replacing: Bool
  ) throws -> AuthorityFolder {
    let validity = try Self.validity(days, from: now)
    guard
      replacing || ![Name.certificate, Name.key, Name.revocations].contains(where: { File.exists("\(path)/\($0)") })
    else { throw CertificateError.exists(path) }
    var generator = SystemRandomNumberGenerator()
    let authority = try CertificateAuthority(
      name: name, key: .generate(algorithm), serial: .random(using: &generator), validity: validity)
    let list = try authority.revocationList([], number: 1, validity: try Self.validity(daysOfList, from: now))
    try File.createFolder("\(path)/\(Name.issued)")
    try File.write([
      File.Output(path: "\(path)/\(Name.key)", bytes: try authority.key.privatePEM(), mode: 0o600),
      File.Output(path: "\(path)/\(Name.certificate)", bytes: try authority.certificate.pem()),
      File.Output(path: "\(path)/\(Name.revocations)", bytes: try list.pem()),
    ])
    return AuthorityFolder(path: path, authority: authority, revocations: list)
  }

  private init(path: String, authority: CertificateAuthority, revocations: RevocationList) {
    self.path = path
    self.authority = authority
    self.revocations = revocations
  }

  /// Reads an authority, and checks that its files belong together.
  public init(_ path: String) throws {
    let (certificateFile, keyFile) = ("\(path)/\(Name.certificate)", "\(path)/\(Name.key)")
    let certificate = try Certificate(path: certificateFile)
    let key = try SigningKey(privatePEM: try File.read(keyFile), name: keyFile)
    guard try certificate.isSigned(by: key), try certificate.key().publicBytes() == key.publicBytes() else {
      throw CertificateError.otherKey(keyFile)
    }
    let listFile = "\(path)/\(Name.revocations)"
    let list = try RevocationList(try File.read(listFile), file: listFile)
    guard try list.isSigned(by: key) else {
      throw CertificateError.notAnAuthority(
        listFile, reason: "the authority has not signed the list of revoked certificates")
    }
    self.init(path: path, authority: CertificateAuthority(certificate: certificate, key: key), revocations: list)
  }

  /// Issues a certificate, keeps a copy, and writes it to `output` with other files.
  ///
  /// - Parameters:
  ///   - serial: a random one when there is none.
  ///   - more: files that are written only together with the certificate.
  package func issue(
    name: String, key: SigningKey, serial: SerialNumber?, days: Int, now: Date, to output: String,
    with more: [File.Output] = []
  ) throws -> Certificate {
    guard (1...8).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw CertificateError.badName(name, reason: "is not one of a process: give one to eight characters of ASCII")
    }
    var generator = SystemRandomNumberGenerator()
    let serial = serial ?? .random(using: &generator)
    let copy = issued(serial)
    guard !File.exists(copy) else { throw CertificateError.alreadyIssued(path, serial: "\(serial)") }
    let certificate = try authority.issue(
      name: name, key: key, serial: serial, validity: try Self.validity(days, from: now))
    let text = try certificate.pem()
    try File.write(more + [File.Output(path: copy, bytes: text), File.Output(path: output, bytes: text)])
    return certificate
  }

  /// Adds certificates to the list, all of them or none. Without any it is a new list of the same contents.
  ///
  /// - Parameter files: the certificates.
  /// - Returns: the authority with its new list.
  public func revoke(_ files: [String], now: Date) throws -> AuthorityFolder {
    var entries = revocations.entries
    for file in files {
      let certificate = try Certificate(path: file)
      guard try certificate.issuer == authority.certificate.name && certificate.isSigned(by: authority.key) else {
        throw CertificateError.notIssuedHere(file)
      }
      guard !entries.contains(where: { $0.serial == certificate.serial }) else {
        throw CertificateError.alreadyRevoked(file, serial: "\(certificate.serial)")
      }
      entries.append(.init(serial: certificate.serial, since: now))
    }
    let list = try authority.revocationList(
      entries, number: revocations.number + 1, validity: try Self.validity(Self.daysOfList, from: now))
    try File.write(try list.pem(), to: "\(path)/\(Name.revocations)")
    return AuthorityFolder(path: path, authority: authority, revocations: list)
  }

  private func issued(_ serial: SerialNumber) -> String { "\(path)/\(Name.issued)/\(serial).pem" }

  private static func validity(_ days: Int, from now: Date) throws(CertificateError) -> ClosedRange<Date> {
    guard (1...36500).contains(days) else { throw .badValidity(days) }
    return now...now.addingTimeInterval(TimeInterval(days) * 86400)
  }
}
