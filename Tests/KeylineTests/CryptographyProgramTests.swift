import Foundation
import Testing
import Toolchain

/// The cryptographic library of protected programs (`sim/system/cryptography`) on the golden model.
@Suite struct CryptographyProgramTests {
  private static let folder = "\(Tool.package.path)/sim/system/cryptography"

  private let tool = Tool()

  /// Sources in the library's folder or one below it, by name.
  private static func sources(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)").filter { $0.hasSuffix(".c") }.sorted()
  }

  /// Each program checks published vectors and what has to be refused. Those with the instruction `modexp` need encrypted mode; the
  /// others count the instructions of secret operations, which encrypted mode does not show.
  @Test(arguments: try sources(in: "tests"))
  func passes(_ program: String) throws {
    let path = "\(Self.folder)/tests/\(program)"
    let protection = try String(contentsOfFile: path, encoding: .utf8).contains("../modular.c") ? ["--protect"] : []
    let outcome = try tool.keyline(["run"] + protection + [path])
    #expect(outcome.status == 0 && outcome.output == "", "\(outcome.output)\(outcome.complaint)")
  }

  /// Each file is compiled by itself, and all of them need nothing but the four functions for memory: no compiler's library.
  @Test func needsNothingElse() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let runtime = "\(Tool.package.path)/sim/bare/runtime.c"
    for source in try Self.sources().map({ "\(Self.folder)/\($0)" }) + [runtime] {
      let options = BareProgram.compilerOptions.joined(separator: " ")
      let compiled = try tool.shell("clang \(options) -march=rv32ima_zicsr_zifencei '\(source)'", in: folder)
      #expect(compiled.status == 0, "\(compiled.complaint)")
    }
    let linked = try tool.shell("ld.lld -m elf32lriscv -e 0 -o all.elf *.o", in: folder)
    #expect(linked.status == 0, "\(linked.complaint)")
  }

  /// Signatures that OpenSSL makes, with new keys in every run, are verified; altered ones are refused; Ed25519 gives the same one.
  @Test func agreesWithOpenSSL() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let message = Data((0..<1000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) })
    try message.write(to: URL(fileURLWithPath: "\(folder)/message"))
    let made = try tool.shell(
      """
      openssl genpkey -algorithm ed25519 -out ed25519.pem
      openssl pkey -in ed25519.pem -outform der | tail -c 32 >seed
      openssl pkey -in ed25519.pem -pubout -outform der | tail -c 32 >public
      openssl pkeyutl -sign -rawin -inkey ed25519.pem -in message -out ed25519
      openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
      # The modulus, then the exponent in five bytes.
      openssl rsa -in rsa.pem -RSAPublicKey_out -outform der | tail -c 261 | head -c 256 >modulus
      openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -out rsa message
      """, in: folder)
    #expect(made.status == 0, "\(made.complaint)")
    let includes = try Self.sources().map { "#include \"\(Self.folder)/\($0)\"\n" }.joined()
    let files = ["message", "seed", "public", "ed25519", "modulus", "rsa"]
    let arrays = files.map { "static uint8_t \($0)_bytes[] = {\n#embed \"\($0)\"\n};\n" }.joined()
    let program = """
      \(includes)
      \(arrays)
      static enum cryptography_result ed25519_again(void) {
        return ed25519_verify(ed25519_bytes, message_bytes, sizeof message_bytes, public_bytes);
      }

      static enum cryptography_result rsa_again(void) {
        return rsa_pss_verify(rsa_bytes, sizeof rsa_bytes, message_bytes, sizeof message_bytes, modulus_bytes,
                              sizeof modulus_bytes);
      }

      int main(void) {
        struct ed25519_key key;
        uint8_t signature[ED25519_SIGNATURE_SIZE];
        ed25519_key(&key, seed_bytes);
        ed25519_sign(signature, message_bytes, sizeof message_bytes, &key);
        if (!equal_bytes(key.public_key, public_bytes, sizeof public_bytes)) return 1;
        if (!equal_bytes(signature, ed25519_bytes, sizeof ed25519_bytes)) return 2;
        if (ed25519_again() != CRYPTOGRAPHY_DONE) return 3;
        if (rsa_again() != CRYPTOGRAPHY_DONE) return 4;
        message_bytes[999] ^= 1;
        if (ed25519_again() != CRYPTOGRAPHY_BAD_SIGNATURE) return 5;
        if (rsa_again() != CRYPTOGRAPHY_BAD_SIGNATURE) return 6;
        return 0;
      }

      """
    try program.write(toFile: "\(folder)/program.c", atomically: true, encoding: .utf8)
    let outcome = try tool.keyline("run", "--protect", "\(folder)/program.c")
    #expect(outcome.status == 0, "\(outcome.complaint)")
  }
}
