import Foundation

/// What a process needs to prove who it is, as C data beside its source: its own keys and certificates, and whom it
/// believes.
public struct IdentityFiles {
  private let name: String
  private let credentials: [IdentityHeader.Credential]
  private let believed: [SigningAlgorithm: (authority: CertificateAuthority, list: RevocationList)]

  /// Reads keys and certificates, and checks that they belong together.
  ///
  /// - Parameters:
  ///   - keys: files of private keys.
  ///   - certificates: files of their certificates, in the same order, all for one name.
  ///   - authorities: for each algorithm that of the same one is believed, else the first.
  public init(keys: [String], certificates: [String], authorities: [AuthorityFolder]) throws {
    var credentials: [IdentityHeader.Credential] = []
    var believed: [SigningAlgorithm: (authority: CertificateAuthority, list: RevocationList)] = [:]
    for algorithm in SigningAlgorithm.allCases {
      let fitting = authorities.first { $0.authority.key.algorithm == algorithm } ?? authorities.first
      believed[algorithm] = fitting.map { ($0.authority, $0.revocations) }
    }
    for (keyFile, file) in zip(keys, certificates) {
      let certificate = try Certificate(path: file)
      let key = try SigningKey(privatePEM: try File.read(keyFile), name: keyFile)
      guard try certificate.key().publicBytes() == key.publicBytes() else { throw CertificateError.otherKey(keyFile) }
      guard let authority = believed[key.algorithm]?.authority, try certificate.isSigned(by: authority.key) else {
        throw CertificateError.notIssuedHere(file)
      }
      if let first = credentials.first?.certificate.name, first != certificate.name {
        throw CertificateError.badName(
          certificate.name, reason: "of \(file) is not \"\(first)\", that of the other certificate")
      }
      credentials.append(IdentityHeader.Credential(key: key, certificate: certificate))
    }
    (name, self.credentials, self.believed) = (credentials.first?.certificate.name ?? "", credentials, believed)
  }

  /// Writes `authority.h` and `NAME/identity.h`, which only you can read (mode 0600).
  ///
  /// - Returns: their paths.
  public func write(to folder: String, now: Date) throws -> [String] {
    try File.createFolder("\(folder)/\(name)")
    let outputs = [
      File.Output(
        path: "\(folder)/authority.h", bytes: Array(try IdentityHeader.authorities(believed, now: now).utf8)),
      File.Output(
        path: "\(folder)/\(name)/identity.h", bytes: Array(try IdentityHeader.identity(of: name, credentials).utf8),
        mode: 0o600),
    ]
    try File.write(outputs)
    return outputs.map(\.path)
  }
}
