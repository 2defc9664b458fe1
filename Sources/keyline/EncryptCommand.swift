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

  @Argument(help: "The program in plaintext.")
  var program: String

  @Option(name: .long, help: "Which regions consist of which sections, under which algorithm and key (JSON).")
  var plan: String

  @Option(name: .long, help: "The keys by name (JSON).")
  var keys: String

  @Flag(name: .long, help: "Make random keys for the plan and write them to the key file, which must not exist yet.")
  var newKeys = false

  @Option(
    name: .shortAndLong, help: "The encrypted program; by default the program's path with .enc before its ending.")
  var output: String?

  @Option(name: .long, help: "The manifest; by default the encrypted program's path with the ending .json.")
  var manifest: String?

  @Option(name: .long, help: "Derive the nonces from a number, so that the build can be repeated; random when absent.")
  var nonceSeed: UInt64?

  @Flag(name: .long, help: "Print the manifest as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      let elf = try ELFFile(path: program)
      let plan = try ImagePlan(path: plan)
      let keyFile = try keyFile(for: plan)
      let image = try EncryptedImage(
        encrypting: elf, plan: plan, keys: keyFile, nonces: nonceSeed.map(NonceSource.seed) ?? .random)
      let base = URL(fileURLWithPath: program).deletingPathExtension().relativePath
      let ending = URL(fileURLWithPath: program).pathExtension
      let programPath = output ?? "\(base).enc\(ending.isEmpty ? "" : "." + ending)"
      let manifestPath = manifest ?? URL(fileURLWithPath: programPath).deletingPathExtension().relativePath + ".json"
      // The key first: an encrypted program without its key is lost.
      if newKeys { try keyFile.write(to: keys) }
      try image.write(programPath: programPath, manifestPath: manifestPath)
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
      throw ValidationError("\(keys) exists already: keys are never overwritten. Leave out --new-keys to use it.")
    }
    return KeyFile(name: keys, generatedFor: plan)
  }
}

/// Decrypts an encrypted program.
struct DecryptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decrypt", abstract: "Turn an encrypted program back into plaintext, with its manifest and keys.")

  @Argument(help: "The encrypted program.")
  var program: String

  @Option(name: .long, help: "Its manifest.")
  var manifest: String

  @Option(name: .long, help: "The keys by name (JSON).")
  var keys: String

  @Option(name: .shortAndLong, help: "The program in plaintext.")
  var output: String

  func run() throws {
    do {
      let image = try EncryptedImage(programPath: program, manifestPath: manifest)
      let plain = try image.decrypted(keys: KeyFile(path: keys))
      try Data(plain.bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
      print("\(output): \(image.manifest.regions.count) regions decrypted")
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }
}
