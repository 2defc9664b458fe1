import Foundation
import Testing

@testable import Toolchain

/// `keyline certify` as a user runs it, and the `openssl` command beside it.
@Suite final class CertifyTests {
  private let tool = Tool()
  private let folder: String

  init() throws {
    folder = try tool.temporaryFolder()
    for algorithm in ["ed25519", "rsa"] {
      try expect("certify", "authority", "-o", algorithm, "--algorithm", algorithm, "--name", "Authority \(algorithm)")
      for name in ["a", "b"] {
        try expect(
          "certify", "issue", "--authority", algorithm, "--name", name, "--new-key", "\(name)-\(algorithm).key",
          "--algorithm", algorithm, "-o", "\(name)-\(algorithm).pem")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @discardableResult private func expect(_ arguments: String...) throws -> String {
    let outcome = try tool.keyline(arguments, in: folder)
    #expect(outcome.status == 0, "\(arguments): \(outcome.complaint)")
    return outcome.output
  }

  /// Arguments that are refused with a message that has a text, and change no file.
  private func refuse(_ arguments: String..., saying text: String, status: Int32 = 2) throws {
    let before = try contents()
    let outcome = try tool.keyline(["certify"] + arguments, in: folder)
    #expect(outcome.status == status && outcome.complaint.contains(text), "\(arguments): \(outcome.complaint)")
    #expect(try contents() == before, "\(arguments)")
  }

  private func contents() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    }
    return files
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
  }

  /// A certificate that Keyline itself may not take.
  private func der(_ name: String) throws -> [UInt8] {
    _ = try shell("openssl x509 -in \(name) -outform der -out one.der")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/one.der")))
  }

  private func shell(_ script: String) throws -> String {
    let outcome = try tool.shell(script, in: folder)
    #expect(outcome.status == 0, "\(script): \(outcome.complaint)")
    return outcome.output
  }

  @Test func whatIsIssuedOpenSSLVerifies() throws {
    for algorithm in ["ed25519", "rsa"] {
      let verify =
        "openssl verify -x509_strict -CAfile \(algorithm)/authority.pem -CRLfile \(algorithm)/revoked.pem -crl_check"
      #expect(try shell("\(verify) a-\(algorithm).pem b-\(algorithm).pem").contains("b-\(algorithm).pem: OK"))
      #expect(
        try shell("openssl verify -x509_strict -CAfile \(algorithm)/authority.pem \(algorithm)/authority.pem").contains(
          "OK"))
      let text = try shell("openssl x509 -in a-\(algorithm).pem -noout -text")
      #expect(text.contains("Issuer: CN = Authority \(algorithm)") && text.contains("Subject: CN = a\n"))
      #expect(text.contains("Version: 3") && text.contains("Digital Signature"))
      #expect(text.contains(algorithm == "rsa" ? "Salt Length: 0x20" : "ED25519"))
      #expect(try shell("openssl pkey -in a-\(algorithm).key -pubout").contains("PUBLIC KEY"))
      #expect(try mode("a-\(algorithm).key") == 0o600 && mode("\(algorithm)/private.pem") == 0o600)
    }
  }

  @Test func publicKeysOfOpenSSLAreCertified() throws {
    _ = try shell("openssl genpkey -algorithm ed25519 -out own.key && openssl pkey -in own.key -pubout -out own.pub")
    let shown = try expect(
      "certify", "issue", "--authority", "rsa", "--name", "own", "--public-key", "own.pub", "--days", "2", "--serial",
      "0123", "-o", "own.pem")
    #expect(shown.contains("serial        0123") && shown.contains("key           ed25519"))
    #expect(try shell("openssl verify -CAfile rsa/authority.pem own.pem").contains("OK"))
    #expect(try shell("openssl x509 -in own.pem -noout -pubkey") == shell("cat own.pub"))
    #expect(try shell("cmp own.pem rsa/issued/0123.pem && openssl x509 -in own.pem -noout -checkend 172000") != "")
    let late = try tool.shell("openssl x509 -in own.pem -noout -checkend 173000", in: folder)
    #expect(late.status == 1)
  }

  @Test func whatIsRevokedOpenSSLRefuses() throws {
    let serial = try shell("openssl x509 -in a-rsa.pem -noout -serial").dropFirst("serial=".count).lowercased()
    #expect(try expect("certify", "revoke", "--authority", "rsa", "a-rsa.pem").contains("list 2, 1 revoked"))
    let verify = "openssl verify -CAfile rsa/authority.pem -CRLfile rsa/revoked.pem -crl_check"
    #expect(try shell("\(verify) b-rsa.pem").contains("OK"))
    let revoked = try tool.shell("\(verify) a-rsa.pem", in: folder)
    #expect(revoked.status != 0 && revoked.complaint.contains("certificate revoked"))
    #expect(
      try expect("certify", "show", "rsa").contains(
        "revoked       \(serial.trimmingCharacters(in: .whitespacesAndNewlines))"))
    #expect(try expect("certify", "revoke", "--authority", "rsa").contains("list 3, 1 revoked"))
    #expect(try shell("openssl crl -in rsa/revoked.pem -noout -crlnumber").contains("03"))
    try refuse("revoke", "--authority", "rsa", "a-rsa.pem", saying: "is revoked already")
    try refuse("revoke", "--authority", "rsa", "b-rsa.pem", "a-rsa.pem", saying: "is revoked already")
  }

  @Test func badInputIsNamedAndNothingIsWritten() throws {
    _ = try shell(
      """
      openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:3072 -out long.key && openssl pkey -in long.key -pubout -out long.pub
      openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out curve.key && openssl pkey -in curve.key -pubout -out curve.pub
      cp -r ed25519 mixed && cp a-ed25519.key mixed/private.pem
      cp -r ed25519 foreign && cp rsa/revoked.pem foreign/revoked.pem
      """)
    let issue = ["issue", "--authority", "ed25519", "-o", "new.pem"]
    func refuseIssue(_ more: String..., saying text: String, status: Int32 = 2) throws {
      let before = try contents()
      let outcome = try tool.keyline(["certify"] + issue + more, in: folder)
      #expect(outcome.status == status && outcome.complaint.contains(text), "\(more): \(outcome.complaint)")
      #expect(try contents() == before, "\(more)")
    }
    try refuseIssue("--name", "toolonganame", "--new-key", "k", saying: "one to eight characters")
    try refuseIssue("--name", "", "--new-key", "k", saying: "one to eight characters")
    try refuseIssue("--name", "c", saying: "--new-key", status: 64)
    try refuseIssue("--name", "c", "--public-key", "a-rsa.pem", saying: "a-rsa.pem: is not a key for signatures")
    try refuseIssue(
      "--name", "c", "--public-key", "long.pub",
      saying: "long.pub: is not a key for signatures in PEM (it is one of RSA with 3072 bits")
    try refuseIssue("--name", "c", "--public-key", "curve.pub", saying: "another algorithm")
    try refuseIssue("--name", "c", "--public-key", "none.pub", saying: "none.pub: no such file")
    for serial in ["0", "", "xyz", "80" + String(repeating: "00", count: 19), String(repeating: "11", count: 21)] {
      try refuseIssue("--name", "c", "--new-key", "k", "--serial", serial, saying: "serial number")
    }
    try refuseIssue("--name", "c", "--new-key", "k", "--days", "0", saying: "0 days")
    try refuseIssue("--name", "c", "--new-key", "nowhere/k", saying: "nowhere/k: cannot be written")
    try expect(
      "certify", "issue", "--authority", "ed25519", "--name", "c", "--new-key", "c.key", "--serial", "7", "-o", "c.pem")
    try refuseIssue(
      "--name", "c", "--new-key", "k", "--serial", "07", saying: "has issued a certificate with the serial number 07")
    try refuse("authority", "-o", "rsa", saying: "rsa: holds an authority already")
    try refuse("authority", "-o", "other", "--name", String(repeating: "n", count: 65), saying: "1 to 64 bytes")
    try refuse("show", "mixed", saying: "mixed/private.pem: is not the private key of its certificate")
    try refuse("show", "foreign", saying: "foreign/revoked.pem: is not an authority's")
    try refuse("show", "a-rsa.key", saying: "a-rsa.key: is not a certificate")
    try refuse("show", "nowhere.pem", saying: "nowhere.pem: no such file")
    try refuse("revoke", "--authority", "ed25519", "a-rsa.pem", saying: "a-rsa.pem: this authority has not issued it")
    try refuse(
      "data", "--authority", "rsa", "--key", "a-rsa.key", "--certificate", "b-rsa.pem", "-o", "data",
      saying: "a-rsa.key: is not the private key of its certificate")
    try refuse(
      "data", "--authority", "rsa", "--key", "a-ed25519.key", "--certificate", "a-ed25519.pem", "-o", "data",
      saying: "a-ed25519.pem: this authority has not issued it")
    try refuse(
      "data", "--authority", "rsa", "--authority", "ed25519", "--key", "a-ed25519.key", "--key", "b-rsa.key",
      "--certificate", "a-ed25519.pem", "--certificate", "b-rsa.pem", "-o", "data", saying: "is not \"a\"")
  }

  /// Certificates that OpenSSL makes under the authority's key, and lists: what a process says about each.
  @Test func processesTakeOnlyWhatTheyShould() throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/p", withIntermediateDirectories: false)
    _ = try shell(
      """
      issue() {
        request=$1.csr; ca=$2; out=$3.pem; shift 3
        openssl x509 -req -in $request -CA $ca/authority.pem -CAkey $ca/private.pem -out $out -days 9 -set_serial 99 "$@"
      }
      pss="-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
      printf 'keyUsage=critical,digitalSignature\\n' >sign; printf 'keyUsage=critical,keyEncipherment\\n' >encrypt
      printf 'nameConstraints=critical,permitted;DNS:a\\n' >unknown; printf 'basicConstraints=critical,CA:TRUE\\n' >authority
      openssl req -new -key a-rsa.key -subj /CN=a -out rsa.csr
      openssl req -new -key a-ed25519.key -subj /CN=a -out ed25519.csr
      openssl req -new -key a-rsa.key -subj /O=x/CN=a -out two.csr
      openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:3072 -out long.key
      openssl req -new -key long.key -subj /CN=a -out long.csr
      issue ed25519 ed25519 good -extfile sign; issue rsa rsa goodpss -extfile sign $pss
      issue ed25519 ed25519 encrypt -extfile encrypt; issue ed25519 ed25519 unknown -extfile unknown
      issue ed25519 ed25519 authority -extfile authority; issue ed25519 ed25519 first
      issue two ed25519 two -extfile sign; issue long ed25519 long -extfile sign
      issue rsa rsa old -extfile sign; issue rsa rsa salt -extfile sign -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20
      issue rsa rsa hash -extfile sign -sha384 $pss
      """)
    try expect("certify", "issue", "--authority", "ed25519", "--name", "a", "--new-key", "r.key", "-o", "revoked.pem")
    try expect("certify", "revoke", "--authority", "ed25519", "revoked.pem")
    try expect(
      "certify", "data", "--authority", "ed25519", "--authority", "rsa", "--key", "a-ed25519.key", "--key",
      "a-rsa.key", "--certificate", "a-ed25519.pem", "--certificate", "a-rsa.pem", "-o", "p")
    #expect(try mode("p/a/identity.h") == 0o600)
    let cases = [
      ("good", 2, "HOLDS"), ("goodpss", 1, "HOLDS"), ("encrypt", 2, "WRONG_USE"), ("authority", 2, "WRONG_USE"),
      ("unknown", 2, "MALFORMED"), ("first", 2, "MALFORMED"), ("two", 2, "MALFORMED"), ("long", 2, "MALFORMED"),
      ("old", 1, "MALFORMED"), ("salt", 1, "MALFORMED"), ("hash", 1, "MALFORMED"), ("revoked", 2, "REVOKED"),
      ("b-ed25519", 2, "WRONG_NAME"), ("a-ed25519", 1, "OTHER_AUTHORITY"),
    ]
    var source = "#include \"a/identity.h\"\n#include \"authority.h\"\n#include \"system.h\"\n"
    var checks = ""
    for (index, (name, suite, result)) in cases.enumerated() {
      let certificate = try der("\(name).pem")
      source += IdentityHeader.array("uint8_t case_\(index)[]", certificate)
      checks += """
          struct certificate found_\(index);
          if (certificate_check(&found_\(index), case_\(index), sizeof case_\(index), &authorities[\(suite)], "a", authority_time + 60) !=
              CERTIFICATE_\(result)) fail("\(name)");

        """
    }
    // A list is good for a month.
    source += """
      int main(void) {
      \(checks)
        struct certificate found;
        if (certificate_check(&found, case_0, sizeof case_0, &authorities[2], "a", authority_time + 8 * 86400)) fail("eight days");
        authorities[2].revocations_size--;
        if (certificate_check(&found, case_0, sizeof case_0, &authorities[2], "a", authority_time + 60) != CERTIFICATE_LIST_REFUSED) fail("list");
        authorities[2].revocations_size++;
        if (certificate_check(&found, certificate_ed25519_of_a, sizeof certificate_ed25519_of_a, &authorities[2], "a", authority_time + 31 * 86400) !=
            CERTIFICATE_LIST_OUTDATED) fail("a month");
        print("all as they should be\\n");
        return 0;
      }

      """
    try Data(source.utf8).write(to: URL(fileURLWithPath: "\(folder)/p/cases.c"))
    let outcome = try tool.keyline("run", "--system", "\(folder)/p/cases.c")
    #expect(
      outcome.status == 0 && outcome.output.contains("all as they should be"), "\(outcome.output)\(outcome.complaint)")
  }

  /// The example of docs/authenticated-exchange.md, command by command.
  @Test func theExampleOfTheDocumentationWorks() throws {
    let file = Tool.package.appendingPathComponent("docs/authenticated-exchange.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let script = try #require(page.components(separatedBy: "```sh\n").last?.components(separatedBy: "```").first)
    let place = "\(folder)/example"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let outcome = try tool.shell(script, in: place)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("b-rsa.pem: OK") && outcome.output.contains("programs/a/identity.h"))
    #expect(outcome.output.contains("list 2, 1 revoked"))

    let sources = page.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    try #require(sources.count == 2)
    for (name, source) in zip(["a", "b"], sources) {
      for folder in [place, "\(place)/programs"] {
        try source.write(toFile: "\(folder)/\(name).swift", atomically: true, encoding: .utf8)
      }
    }
    let run = try tool.keyline("run", "--system", "\(place)/programs/a.swift", "\(place)/programs/b.swift")
    #expect(run.status == 0 && run.output == "The ferry leaves at six, without lights.\n", "\(run.complaint)")
    let without = try tool.keyline("run", "--system", "\(place)/a.swift")
    #expect(
      without.status == 2 && without.complaint.contains("a.swift: has no credentials: a/identity.h and authority.h"),
      "\(without.complaint)")
  }
}
