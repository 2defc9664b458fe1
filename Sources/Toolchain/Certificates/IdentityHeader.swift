import Foundation

/// Keys and certificates as C data, for the programs of `sim/system` (credential.h and certificate.h): who a process
/// is, and whom it believes.
public enum IdentityHeader {
  /// Key and certificate of a process for one suite.
  public struct Credential {
    let key: SigningKey
    let certificate: Certificate

    public init(key: SigningKey, certificate: Certificate) {
      self.key = key
      self.certificate = certificate
    }
  }

  /// `identity_of_NAME`: the credentials of a process, with its private keys; what is no letter or digit in the name is
  /// `_`.
  public static func identity(of name: String, _ credentials: [Credential]) throws -> String {
    var text =
      "/* Made by keyline: who the process \"\(name)\" is. Its private keys are in it. */\n#include \"suite.h\"\n"
    text += "#include \"credential.h\"\n"
    var entries = ""
    for credential in credentials {
      let (key, suffix) = (credential.key, "\(credential.key.algorithm.rawValue)_of_\(identifier(name))")
      text += array("PUBLIC uint8_t certificate_\(suffix)[]", credential.certificate.bytes)
      text += """
        [[maybe_unused]] static struct private_key key_\(suffix) = {
            .public_key = \(try publicKey(key)),
            .secret = {\(list(try key.secretBytes()))}};

        """
      entries += """
            [\(suite(key.algorithm))] = {certificate_\(suffix), sizeof certificate_\(suffix), &key_\(suffix)},

        """
    }
    return text
      + "[[maybe_unused]] static struct credential identity_of_\(identifier(name))[SUITES + 1] = {\n\(entries)};\n"
  }

  /// `authorities`: those that are believed, one for each suite, and `authority_time`, which the process takes for now.
  ///
  /// - Parameter believed: for each algorithm of processes' keys who is believed about them, and what it has revoked.
  public static func authorities(
    _ believed: [SigningAlgorithm: (authority: CertificateAuthority, list: RevocationList)], now: Date
  ) throws -> String {
    var text = "/* Made by keyline: who is believed. */\n#include \"certificate.h\"\n#include \"suite.h\"\n"
    var entries = ""
    for (algorithm, (authority, list)) in believed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let revocations = "revocations_for_\(algorithm.rawValue)"
      text += array("uint8_t \(revocations)[]", list.bytes)
      entries += """
            [\(suite(algorithm))] = {\(literal(authority.certificate.name)), \(try publicKey(authority.key)),
                \(revocations), sizeof \(revocations)},

        """
    }
    return text + """
      [[maybe_unused]] static struct authority authorities[SUITES + 1] = {
      \(entries)};
      [[maybe_unused]] static int64_t authority_time = \(Int(now.timeIntervalSince1970));

      """
  }

  /// A source in C that gives a process in Swift what stands in its two headers: `sim/system/swift/identity.h`.
  static func ownIdentity(of name: String) -> String {
    """
    #include "\(name)/identity.h"
    #include "authority.h"
    #include "identity.h"
    struct identity own_identity(void) {
      return (struct identity){identity_of_\(identifier(name)), authorities, authority_time};
    }

    """
  }

  /// A name as part of an identifier of C.
  private static func identifier(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// A text of any bytes.
  private static func literal(_ text: String) -> String {
    let bytes = text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      let digits = String(byte, radix: 8)
      let isPlain = character.isASCII && (character.isLetter || character.isNumber || character == " ")
      return isPlain ? String(character) : "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "\"" + bytes.joined() + "\""
  }

  private static func suite(_ algorithm: SigningAlgorithm) -> String {
    algorithm == .rsa ? "SUITE_FFDHE2048_RSA_PSS" : "SUITE_X25519_ED25519"
  }

  private static func publicKey(_ key: SigningKey) throws -> String {
    "{\(key.algorithm == .rsa ? "SIGNING_RSA_PSS" : "SIGNING_ED25519"), {\(list(try key.publicBytes()))}}"
  }

  /// An array with contents, which lies in encrypted data.
  public static func array(_ declaration: String, _ bytes: [UInt8]) -> String {
    "[[maybe_unused]] static \(declaration) = {\(list(bytes))};\n"
  }

  private static func list(_ bytes: [UInt8]) -> String { bytes.map(String.init).joined(separator: ", ") }
}
