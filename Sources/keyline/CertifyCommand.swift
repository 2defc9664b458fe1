import ArgumentParser
import Foundation
import Toolchain

/// The authority that says whose a public key is.
struct CertifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certify", abstract: "Certify processes: an authority, certificates of X.509, and their revocation.",
    discussion: "What the certificates are for: docs/authenticated-exchange.md.",
    subcommands: [Authority.self, Issue.self, Revoke.self, Show.self, Data.self])

  /// Runs what a subcommand does; what goes wrong is told, and ends the tool.
  static func complaining(_ body: () throws -> Void) throws {
    do { try body() } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }

  struct Authority: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an authority: a key, a certificate of its own, and an empty list of what it has revoked.",
      discussion: """
        Writes authority.pem, revoked.pem, and the secret private.pem, which only you can read (mode 0600). Who has authority.pem from a safe \
        place can check everything that the authority issues.
        """)

    @Option(name: .shortAndLong, help: "The folder of the authority; made when it is missing.", transform: path)
    var output: String

    @Option(name: .long, help: "Its name.")
    var name = "Keyline authority"

    @Option(name: .long, help: "By which it signs.")
    var algorithm = SigningAlgorithm.ed25519

    @Option(name: .long, help: "For how many days it is valid.")
    var days = 3650

    @Flag(name: .long, help: "Replace an authority that the folder holds. It can never issue or revoke anything again.")
    var force = false

    func run() throws {
      try complaining {
        let made = try AuthorityFolder.create(
          at: output, name: name, algorithm: algorithm, days: days, now: .now, replacing: force)
        describe(made.authority.certificate, as: "\(output)/authority.pem")
      }
    }
  }

  struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Issue a certificate for a process.",
      discussion:
        "The authority's folder keeps a copy as issued/SERIAL.pem. With --new-key the private key is written too (mode 0600)."
    )

    @Option(name: .long, help: "The authority's folder.", transform: path)
    var authority: String

    @Option(name: .long, help: "The name of the process: one to eight characters.")
    var name: String

    @Option(name: .long, help: "File of its public key, PEM.", transform: path)
    var publicKey: String?

    @Option(name: .long, help: "Make a key pair, and write the private key to this file.", transform: path)
    var newKey: String?

    @Option(name: .long, help: "Of a new key pair.")
    var algorithm = SigningAlgorithm.ed25519

    @Option(name: .long, help: "For how many days it is valid.")
    var days = 365

    @Option(name: .long, help: "Its serial number, hexadecimal (default: a random one).")
    var serial: String?

    @Option(name: .shortAndLong, help: "File for the certificate.", transform: path)
    var output: String

    func validate() throws {
      guard (publicKey == nil) != (newKey == nil) else {
        throw ValidationError("give --public-key with the key of the process, or --new-key for a fresh one")
      }
    }

    func run() throws {
      try complaining {
        let folder = try AuthorityFolder(authority)
        let number = try serial.map { try SerialNumber($0) }
        let key = try publicKey.map { try SigningKey(publicPEM: File.read($0), name: $0) } ?? .generate(algorithm)
        let secret = try newKey.map { File.Output(path: $0, bytes: try key.privatePEM(), mode: 0o600) }
        let certificate = try folder.issue(
          name: name, key: key, serial: number, days: days, now: .now, to: output, with: [secret].compactMap(\.self))
        describe(certificate, as: output)
        if let newKey { print("  secret        \(newKey)") }
      }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revoke certificates, or renew the list of those that are revoked.",
      discussion:
        "A list is good for \(AuthorityFolder.daysOfList) days; without a certificate a new one of the same contents is made."
    )

    @Option(name: .long, help: "The authority's folder.", transform: path)
    var authority: String

    @Argument(help: "A certificate; repeatable.", transform: path)
    var certificates: [String] = []

    func run() throws {
      try complaining {
        let folder = try AuthorityFolder(authority).revoke(certificates, now: .now)
        print(
          "\(authority)/revoked.pem: list \(folder.revocations.number), \(folder.revocations.entries.count) revoked, "
            + "good until \(text(folder.revocations.validity.upperBound))")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a certificate, or an authority with what it has revoked, whose files are checked.")

    @Argument(help: "A certificate, or an authority's folder.", transform: path)
    var file: String

    func run() throws {
      try complaining {
        guard File.isFolder(file) else { return describe(try Certificate(path: file), as: file) }
        let folder = try AuthorityFolder(file)
        describe(folder.authority.certificate, as: "\(file)/authority.pem")
        let list = folder.revocations
        print("  list          \(list.number), good until \(text(list.validity.upperBound))")
        for entry in list.entries { print("  revoked       \(entry.serial) since \(text(entry.since))") }
      }
    }
  }

  struct Data: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write keys, certificates and authorities as C data, for a process that includes them.",
      discussion: """
        Writes authority.h and NAME/identity.h, which has the private keys in plaintext until the process is encrypted (mode 0600). Time and revocations are those of \
        now: make them again when the list is out of date.
        """)

    @Option(name: .long, help: "An authority's folder; repeatable, one for each algorithm.", transform: path)
    var authority: [String]

    @Option(name: .long, help: "A private key; repeatable, with a certificate for each.", transform: path)
    var key: [String]

    @Option(name: .long, help: "The certificate of the key; repeatable, in the same order.", transform: path)
    var certificate: [String]

    @Option(name: .shortAndLong, help: "The folder, beside the source; made when it is missing.", transform: path)
    var output: String

    func validate() throws {
      guard !key.isEmpty, key.count == certificate.count, !authority.isEmpty else {
        throw ValidationError("give --authority, and a --certificate for every --key")
      }
    }

    func run() throws {
      try complaining {
        let files = try IdentityFiles(
          keys: key, certificates: certificate, authorities: authority.map { try AuthorityFolder($0) })
        for path in try files.write(to: output, now: .now) { print(path) }
      }
    }
  }

  private static func text(_ date: Date) -> String { date.formatted(.iso8601) }

  private static func describe(_ certificate: Certificate, as file: String) {
    print(
      """
      \(file):
        name          \(certificate.name)
        issuer        \(certificate.issuer)
        serial        \(certificate.serial)
        key           \(certificate.algorithm.rawValue)
        valid         \(text(certificate.validity.lowerBound)) to \(text(certificate.validity.upperBound))
      """)
  }
}

extension SigningAlgorithm: ExpressibleByArgument {}
