import ArgumentParser
import Toolchain

/// Identities of processors.
struct DeviceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device", abstract: "Make and show the identity of a processor.",
    subcommands: [New.self, Show.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the identity of a new processor: a key pair as fuses hold it, and its public half.",
      discussion: """
        Writes device.json, public.pem, and the secrets private.pem and fuses.hex, which only you can read (mode 0600). \
        docs/key-entries.md has the formats.
        """)

    @Option(name: .long, help: "Bits of the modulus: 2048 or 3072.")
    var bits = 2048

    @Option(name: .shortAndLong, help: "The folder of the identity; made when it is missing.", transform: path)
    var output: String

    @Flag(
      name: .long, help: "Replace an identity that the folder holds. Entries made for it can never be opened again.")
    var force = false

    @Flag(name: .long, help: "Print the description as JSON.")
    var json = false

    func run() throws {
      do {
        let made = try DeviceFolder.create(
          at: output, bits: bits, creator: "keyline \(Keyline.configuration.version)", replacing: force)
        try report(made, json: json)
      } catch {
        Console().complain(error)
        throw Exit.unfit
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the identity of a processor, and check that its files belong together.")

    @Argument(help: "Its folder.", transform: path)
    var folder: String

    @Flag(name: .long, help: "Print the description as JSON.")
    var json = false

    func run() throws {
      do {
        let found = try DeviceFolder(folder)
        try found.check()
        try report(found, json: json)
      } catch {
        Console().complain(error)
        throw Exit.unfit
      }
    }
  }

  private static func report(_ folder: DeviceFolder, json: Bool) throws {
    let device = folder.device
    if json { return try printJSON(device) }
    print(
      """
      \(folder.path): RSA key of \(device.bits) bits, made by \(device.createdBy)
      fingerprint \(device.fingerprint)
      public key \(device.publicKey); secret: \(device.privateKey), \(device.fuses)
      """)
  }
}
