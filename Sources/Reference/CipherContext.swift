import COpenSSL

/// Why a cipher could not be set up or run.
public enum CipherError: Error, Equatable, CustomStringConvertible {
  /// The key of `cipher` must have one of the `expected` lengths in bytes.
  case keyLength(cipher: String, expected: [Int], actual: Int)
  /// The two halves of an XTS key are equal (FIPS 140-3 implementation guidance C.I).
  case equalKeyHalves
  /// The data has a length in bytes that the cipher does not take.
  case dataLength(cipher: String, requirement: String, actual: Int)
  /// libcrypto refused; `reason` is its own message.
  case openSSL(call: String, reason: String)

  public var description: String {
    switch self {
    case .keyLength(let cipher, let expected, let actual):
      let lengths = expected.map(String.init).joined(separator: " or ")
      return "\(cipher): the key has \(actual) bytes, but must have \(lengths)"
    case .equalKeyHalves:
      return "XTS: data key and tweak key are equal; choose two independent halves"
    case .dataLength(let cipher, let requirement, let actual):
      return "\(cipher): the data has \(actual) bytes, but must have \(requirement)"
    case .openSSL(let call, let reason):
      return "OpenSSL \(call) failed: \(reason)"
    }
  }
}

extension CipherError {
  /// What libcrypto says about a call that has just failed.
  static func lastOpenSSLError(of call: String) -> CipherError {
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(ERR_get_error(), &text, text.count)
    // A later failure must not report what is left in libcrypto's queue.
    ERR_clear_error()
    let reason = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return .openSSL(call: call, reason: reason)
  }
}

/// One libcrypto cipher context: a cipher, a key and a direction, for as many messages as wanted.
struct CipherContext: ~Copyable {
  enum Direction: Int32 {
    case decrypt = 0
    case encrypt = 1
  }

  private let context: OpaquePointer

  /// `key` must have the length that `cipher` takes.
  init(_ cipher: OpaquePointer?, key: [UInt8], direction: Direction) throws(CipherError) {
    guard let context = EVP_CIPHER_CTX_new() else {
      throw CipherError.lastOpenSSLError(of: "EVP_CIPHER_CTX_new")
    }
    guard EVP_CipherInit_ex(context, cipher, nil, key, nil, direction.rawValue) == 1,
      EVP_CIPHER_CTX_set_padding(context, 0) == 1
    else {
      EVP_CIPHER_CTX_free(context)
      throw CipherError.lastOpenSSLError(of: "EVP_CipherInit_ex")
    }
    self.context = context
  }

  deinit {
    EVP_CIPHER_CTX_free(context)
  }

  /// Starts a new message under the same key. Costs far less than a new context: the round keys stay.
  @inline(__always)
  func restart(initialVector: UnsafePointer<UInt8>) throws(CipherError) {
    guard EVP_CipherInit_ex(context, nil, nil, nil, initialVector, -1) == 1 else {
      throw CipherError.lastOpenSSLError(of: "EVP_CipherInit_ex")
    }
  }

  /// Processes `count` bytes; `input` and `output` are the same place or do not overlap.
  @inline(__always)
  func process(
    _ input: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(CipherError) {
    var written: Int32 = 0
    guard EVP_CipherUpdate(context, output, &written, input, Int32(count)) == 1, Int(written) == count else {
      throw CipherError.lastOpenSSLError(of: "EVP_CipherUpdate")
    }
  }

  /// Encrypting with an authenticated mode: the tag of 16 bytes over what was processed since `restart`, which ends there.
  func tag() throws(CipherError) -> [UInt8] {
    var tag = [UInt8](repeating: 0, count: 16)
    var written: Int32 = 0
    guard EVP_CipherFinal_ex(context, &tag, &written) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1
    else { throw CipherError.lastOpenSSLError(of: "EVP_CIPHER_CTX_ctrl") }
    return tag
  }

  /// Decrypting with an authenticated mode: whether `tag`, of 16 bytes, is that of what was processed since `restart`, which ends there.
  func accepts(tag: [UInt8]) throws(CipherError) -> Bool {
    var (tag, rest) = (tag, [UInt8](repeating: 0, count: 16))
    var written: Int32 = 0
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1 else {
      throw CipherError.lastOpenSSLError(of: "EVP_CIPHER_CTX_ctrl")
    }
    // A wrong tag is an answer, and no failure.
    return EVP_CipherFinal_ex(context, &rest, &written) == 1
  }
}
