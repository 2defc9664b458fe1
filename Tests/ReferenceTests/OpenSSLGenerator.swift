import COpenSSL

/// HMAC_DRBG with SHA-256 of OpenSSL, fed with a seed of one's own.
final class OpenSSLGenerator {
  struct Failure: Error { let call: String }

  private let parent: OpaquePointer
  private let generator: OpaquePointer

  init(entropy: [UInt8], nonce: [UInt8]) throws {
    parent = try OpenSSLGenerator.context("TEST-RAND", parent: nil)
    generator = try OpenSSLGenerator.context("HMAC-DRBG", parent: parent)
    var strength: UInt32 = 256
    try withUnsafeMutablePointer(to: &strength) { strength in
      try set("strength", of: parent) { OSSL_PARAM_construct_uint($0, strength) }
    }
    try feed(entropy, "test_entropy")
    try feed(nonce, "test_nonce")
    try check(EVP_RAND_instantiate(parent, 256, 0, nil, 0, nil), "EVP_RAND_instantiate of the source")
    try set("mac", of: generator, to: "HMAC")
    try set("digest", of: generator, to: "SHA256")
    // Without a pointer OpenSSL takes a personalisation string of its own.
    try check(EVP_RAND_instantiate(generator, 256, 0, [0], 0, nil), "EVP_RAND_instantiate")
  }

  deinit {
    EVP_RAND_CTX_free(generator)
    EVP_RAND_CTX_free(parent)
  }

  func reseed(entropy: [UInt8]) throws {
    try feed(entropy, "test_entropy")
    try check(EVP_RAND_reseed(generator, 0, nil, 0, nil, 0), "EVP_RAND_reseed")
  }

  func generate(_ count: Int) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    try check(EVP_RAND_generate(generator, &output, count, 256, 0, nil, 0), "EVP_RAND_generate")
    return output
  }

  private func feed(_ bytes: [UInt8], _ name: String) throws {
    var bytes = bytes
    try bytes.withUnsafeMutableBytes { bytes in
      try set(name, of: parent) { OSSL_PARAM_construct_octet_string($0, bytes.baseAddress, bytes.count) }
    }
  }

  private func set(_ name: String, of context: OpaquePointer, to text: String) throws {
    var characters = Array(text.utf8CString)
    try characters.withUnsafeMutableBufferPointer { characters in
      try set(name, of: context) { OSSL_PARAM_construct_utf8_string($0, characters.baseAddress, 0) }
    }
  }

  /// OpenSSL copies what the parameter points to before the call returns.
  private func set(
    _ name: String, of context: OpaquePointer, _ parameter: (UnsafePointer<CChar>) -> OSSL_PARAM
  ) throws {
    try name.withCString { name in
      try check(EVP_RAND_CTX_set_params(context, [parameter(name), OSSL_PARAM_construct_end()]), "setting a parameter")
    }
  }

  private func check(_ result: Int32, _ call: String) throws { if result != 1 { throw Failure(call: call) } }

  private static func context(_ algorithm: String, parent: OpaquePointer?) throws -> OpaquePointer {
    let kind = EVP_RAND_fetch(nil, algorithm, nil)
    defer { EVP_RAND_free(kind) }
    guard let kind, let context = EVP_RAND_CTX_new(kind, parent) else { throw Failure(call: algorithm) }
    return context
  }
}
