import ArgumentParser
import Foundation
import Reference
import Toolchain

/// Makes a key entry.
struct WrapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wrap", abstract: "Make a key entry: a key and what it may be used for, encrypted for one processor.",
    discussion: """
      keyline image makes the entries of a whole program. This is for one alone: of a region that a program creates when \
      it runs, or of a maker who keeps his keys to himself. docs/key-entries.md has the format.
      """)

  @Option(
    name: .customLong("for"), help: "The processor: its public key (PEM), its folder or device.json.", transform: path)
  var processor: String?

  @Option(name: .long, help: "The key file, which has the owner secret and keys by name (JSON).", transform: path)
  var keys: String?

  @Option(name: .long, help: "The name of the key in the key file.")
  var key: String?

  @Option(name: .long, help: "A file with the key as hexadecimal digits, instead of --key.", transform: path)
  var keyFile: String?

  @Flag(name: .long, help: "A new random key that nobody else will have, instead of --key.")
  var newKey = false

  @Option(
    name: .long, help: "A file with the owner secret as hexadecimal digits, instead of the key file's.", transform: path
  )
  var ownerFile: String?

  @Option(name: .long, help: "none, aes128-xts or aes256-xts.", transform: { try Algorithm(named: $0) })
  var algorithm: Algorithm = .aes128XTS

  @Option(name: .long, help: "What the region may be used for: letters of rwx.", transform: parseRights)
  var rights: Rights = []

  @Option(
    name: .long, help: "A flag: default_key, plain_access, shared, stack or closed; may be repeated.",
    transform: parseFlag)
  var flag: [RegionFlags] = []

  @Option(
    name: .long, help: "Size of the region in lines of 64 bytes; none for a default key.", transform: parseNumber32)
  var lines: UInt32 = 0

  @Option(
    name: .long, help: "First byte of a region with the flag closed: the processor takes it nowhere else.",
    transform: parseNumber32)
  var base: UInt32?

  @Option(name: .long, help: "Nonce of the region, such as 0x1234; random when absent.", transform: parseNumber)
  var nonce: UInt64?

  @Option(
    name: .long, help: "An offset from the base of the region at which encrypted mode may be entered; up to 8.",
    transform: parseNumber32)
  var entryPoint: [UInt32] = []

  @Flag(name: .long, help: "Write the 184 bytes before encryption, for openssl pkeyutl. They hold the key: mode 0600.")
  var plaintextOnly = false

  @Option(name: .shortAndLong, help: "The key entry.", transform: path)
  var output: String

  func validate() throws {
    guard !flag.contains(.closed) || base != nil else {
      throw ValidationError("--flag closed fixes the place of the region: say --base ADDRESS")
    }
    guard plaintextOnly != (processor != nil) else {
      throw ValidationError("say --for PROCESSOR, or --plaintext-only")
    }
    guard [key != nil, keyFile != nil, newKey].count(where: \.self) == (algorithm == .none ? 0 : 1) else {
      throw ValidationError(
        algorithm == .none ? "algorithm none takes no key" : "say one of --key NAME, --key-file FILE and --new-key")
    }
    guard key == nil || keys != nil else { throw ValidationError("--key NAME needs --keys FILE") }
    guard keys != nil || ownerFile != nil else {
      throw ValidationError("say where the owner secret is: --keys FILE or --owner-file FILE")
    }
  }

  func run() throws {
    do {
      let processor = try processor.map(PublicKey.init(path:))
      try refuseSameFile([keys, keyFile, ownerFile, processor?.name, output].compactMap(\.self))
      let file = try keys.map(KeyFile.init(path:))
      let entry = KeyEntry(
        algorithm: algorithm.rawValue, rights: rights, flags: flag.reduce([]) { $0.union($1) }, lines: lines,
        base: base ?? 0, nonce: nonce ?? .random(in: .min ... .max), owner: try owner(file), key: try secret(file),
        entryPoints: entryPoint)
      if let processor {
        try File.write(try processor.wrap(entry), to: output)
        print("\(output): key entry of \(processor.entryLength) bytes for \(processor.name)")
      } else {
        try File.write([File.Output(path: output, bytes: try entry.plaintext(), mode: 0o600)])
        print("\(output): \(KeyEntry.byteCount) bytes, not encrypted yet")
      }
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }

  private func owner(_ file: KeyFile?) throws -> [UInt8] {
    if let ownerFile { return try digits(ownerFile) }
    guard let file, let owner = file.owner else {
      throw Console.Failure("\(keys ?? ""): has no owner secret; add \"owner\", or say --owner-file FILE")
    }
    return owner
  }

  private func secret(_ file: KeyFile?) throws -> [UInt8] {
    if let keyFile { return try digits(keyFile) }
    if newKey { return (0..<algorithm.keyLength).map { _ in .random(in: .min ... .max) } }
    guard let key, let file else { return [] }
    guard let secret = file[key] else {
      throw Console.Failure(
        "\(file.name): there is no key \"\(key)\"; the keys are \(file.names.joined(separator: ", "))")
    }
    return secret
  }

  private func digits(_ path: String) throws -> [UInt8] {
    guard let bytes = try File.hexadecimalDigits(path) else {
      throw Console.Failure("\(path): is not an even number of hexadecimal digits")
    }
    return bytes
  }
}

/// Opens key entries as the processor does.
struct UnwrapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unwrap", abstract: "Open key entries with the secret of a test processor, and show what they hold.",
    discussion: "Says what the processor would answer. Takes an entry, or a program image with entries.")

  @Argument(help: "The key entry, or an image that keyline image made.", transform: path)
  var file: String

  @Option(name: .long, help: "The processor's folder, with its secret.", transform: path)
  var device: String

  @Flag(name: .long, help: "Show key and owner secret too.")
  var showKey = false

  @Flag(name: .long, help: "Print the fields as JSON.")
  var json = false

  func run() throws {
    do {
      let unit = try UnwrapUnit(fuses: try DeviceFolder(device).fuses())
      let opened = try EntryDescription.entries(in: file).map { name, entry in
        switch try unit.open(entry) {
        case .success(let entry): return EntryDescription(entry, name: name, secrets: showKey)
        case .failure(let status):
          throw Console.Failure("\(name): the processor answers \(status) (\(status.rawValue))")
        }
      }
      if json { try printJSON(opened) } else { print(opened.map(\.text).joined(separator: "\n\n")) }
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }
}

private func parseRights(_ letters: String) throws -> Rights {
  guard let rights = Rights(letters: letters) else {
    throw ValidationError("\"\(letters)\" is not made of the letters r, w and x")
  }
  return rights
}

private func parseFlag(_ name: String) throws -> RegionFlags {
  guard let flag = RegionFlags(named: name) else { throw ValidationError("there is no flag \"\(name)\"") }
  return flag
}

/// A decimal number, or a hexadecimal one behind 0x.
private func parseNumber(_ text: String) throws -> UInt64 {
  let isHexadecimal = text.hasPrefix("0x")
  let digits = isHexadecimal ? text.dropFirst(2) : text[...]
  guard digits.first?.isHexDigit == true, let value = UInt64(digits, radix: isHexadecimal ? 16 : 10) else {
    throw ValidationError("\"\(text)\" is not a number of 64 bits, such as 12 or 0x0c")
  }
  return value
}

private func parseNumber32(_ text: String) throws -> UInt32 {
  guard let value = UInt32(exactly: try parseNumber(text)) else {
    throw ValidationError("\"\(text)\" does not fit 32 bits")
  }
  return value
}
