import Foundation
import Reference

/// Processes of a scenario that can prove who they are: an authority for each algorithm, and for each process a key and
/// a certificate by either. Everything follows from a generator, and holds at one fixed time.
public struct CertifiedProcesses {
  public struct Member {
    public let name: String
    public let credentials: [IdentityHeader.Credential]
  }

  /// With its list, in the order of `SigningAlgorithm`.
  public let authorities: [(authority: CertificateAuthority, list: RevocationList)]
  public let members: [Member]

  /// What the processes take for now: the first of July 2026. Certificates are valid in that year.
  public static let now = Date(timeIntervalSince1970: 1_782_864_000)
  public static let year = Date(timeIntervalSince1970: 1_767_225_600)...Date(timeIntervalSince1970: 1_798_761_599)

  /// - Throws: `CertificateError`, `CipherError`.
  public init(_ names: [String], using generator: inout some RandomNumberGenerator) throws {
    func salt() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    authorities = try SigningAlgorithm.allCases.map { algorithm in
      let authority = try CertificateAuthority(
        name: "Authority of tests", key: .repeatable(algorithm, using: &generator),
        serial: .random(using: &generator), validity: Self.year, salt: salt())
      return (authority, try authority.revocationList([], number: 1, validity: Self.year, salt: salt()))
    }
    let authorities = authorities
    members = try names.map { name in
      let credentials = try authorities.map { authority, _ in
        let key = try SigningKey.repeatable(authority.key.algorithm, using: &generator)
        let certificate = try authority.issue(
          name: name, key: key, serial: .random(using: &generator), validity: Self.year, salt: salt())
        return IdentityHeader.Credential(key: key, certificate: certificate)
      }
      return Member(name: name, credentials: credentials)
    }
  }

  /// Writes `authority.h`, and `identity.h` in a folder for each process.
  func writeHeaders(to folder: String) throws {
    try File.createFolder(folder)
    let believed = Dictionary(uniqueKeysWithValues: authorities.map { ($0.authority.key.algorithm, $0) })
    var outputs = [
      File.Output(
        path: "\(folder)/authority.h",
        bytes: Array(try IdentityHeader.authorities(believed, now: Self.now).utf8))
    ]
    for member in members {
      try File.createFolder("\(folder)/\(member.name)")
      outputs.append(
        File.Output(
          path: "\(folder)/\(member.name)/identity.h",
          bytes: Array(try IdentityHeader.identity(of: member.name, member.credentials).utf8), mode: 0o600))
    }
    try File.write(outputs)
  }
}
