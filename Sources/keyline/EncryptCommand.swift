import ArgumentParser
import Foundation
import Toolchain

/// Encrypts sections of a program.
struct EncryptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encrypt", abstract: "Encrypt chosen sections of a RISC-V program under chosen keys.",
    discussion: """
      Reads an ELF32 RISC-V program, a plan and a key file, and writes the encrypted program and its public manifest, or \
      nothing. docs/program-images.md has the formats.
      """)

  @Argument(help: "The program in plaintext.", transform: path)
  var program: String

  @Option(
    name: .long, help: "Which regions consist of which sections, under which algorithm and key (JSON).", transform: path
  )
  var plan: String

  @Option(name: .long, help: "The keys by name (JSON).", transform: path)
  var keys: String

  @Flag(name: .long, help: "Make random keys for the plan and write them to the key file, which must not exist yet.")
  var newKeys = false

  @Option(
    name: .shortAndLong, help: "The encrypted program; by default the program's path with .enc before its ending.",
    transform: path)
  var output: String?

  @Option(
    name: .long, help: "The manifest; by default the encrypted program's path with the ending .json.", transform: path)
  var manifest: String?

  @Option(name: .long, help: "Derive the nonces from a number, so that the build can be repeated; random when absent.")
  var nonceSeed: UInt64?

  @Flag(name: .long, help: "Print the manifest as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      let base = URL(fileURLWithPath: program).deletingPathExtension().relativePath
      let ending = URL(fileURLWithPath: program).pathExtension
      let programPath = output ?? "\(base).enc\(ending.isEmpty ? "" : "." + ending)"
      let manifestPath = manifest ?? URL(fileURLWithPath: programPath).deletingPathExtension().relativePath + ".json"
      try refuseSameFile([program, plan, keys, programPath, manifestPath])
      let elf = try ELFFile(path: program)
      let plan = try ImagePlan(path: plan)
      let keyFile = try keyFile(for: plan)
      let image = try EncryptedImage(
        encrypting: elf, plan: plan, keys: keyFile, nonces: nonceSeed.map(NonceSource.seed) ?? .random)
      try image.write(programPath: programPath, manifestPath: manifestPath, newKeys: newKeys ? keyFile : nil)
      if json {
        try printJSON(image.manifest)
      } else {
        print("\(programPath): \(image.manifest.regions.count) regions encrypted; manifest \(manifestPath)")
      }
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func keyFile(for plan: ImagePlan) throws -> KeyFile {
    guard newKeys else { return try KeyFile(path: keys) }
    if FileManager.default.fileExists(atPath: keys) {
      throw Console.Failure("\(keys) exists already: keys are never overwritten. Leave out --new-keys to use it.")
    }
    return KeyFile(name: keys, generatedFor: plan)
  }
}

/// Decrypts an encrypted program.
struct DecryptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decrypt", abstract: "Turn an encrypted program back into plaintext, with its manifest and keys.")

  @Argument(help: "The encrypted program.", transform: path)
  var program: String

  @Option(name: .long, help: "Its manifest.", transform: path)
  var manifest: String

  @Option(name: .long, help: "The keys by name (JSON).", transform: path)
  var keys: String

  @Option(name: .shortAndLong, help: "The program in plaintext.", transform: path)
  var output: String

  func run() throws {
    do {
      try refuseSameFile([program, manifest, keys, output])
      let image = try EncryptedImage(programPath: program, manifestPath: manifest)
      let plain = try image.decrypted(keys: KeyFile(path: keys))
      try File.write(plain.bytes, to: output)
      print("\(output): \(image.manifest.regions.count) regions decrypted")
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }
}

/// Nothing that is read may be overwritten, least of all keys, and two results need two files.
func refuseSameFile(_ paths: [String]) throws {
  var seen: Set<String> = []
  for path in paths where !seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted {
    throw Console.Failure("\(path) is named for two files: give each a name of its own")
  }
}
