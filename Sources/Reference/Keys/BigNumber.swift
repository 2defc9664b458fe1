import COpenSSL

/// A natural number for OpenSSL's keys, kept by OpenSSL and erased at its end. `LongNumber` is the one to compute with.
final class BigNumber {
  private let value: OpaquePointer

  init() throws(CipherError) {
    guard let value = BN_new() else { throw .lastOpenSSLError(of: "BN_new") }
    self.value = value
  }

  /// The number that `bytes` spell, most significant first.
  init(_ bytes: [UInt8]) throws(CipherError) {
    guard let value = BN_bin2bn(bytes, Int32(bytes.count), nil) else { throw .lastOpenSSLError(of: "BN_bin2bn") }
    self.value = value
  }

  /// Takes over a number that OpenSSL has made.
  init(adopting value: OpaquePointer) { self.value = value }

  deinit { BN_clear_free(value) }

  /// The number in `count` bytes, most significant first. Throws when it needs more.
  func bytes(_ count: Int) throws(CipherError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(value, &bytes, Int32(count)) == Int32(count) else {
      throw .dataLength(cipher: "number", requirement: "at most \(count)", actual: Int(BN_num_bits(value) + 7) / 8)
    }
    return bytes
  }

  var isZero: Bool { BN_is_zero(value) == 1 }

  /// Whether it is a prime, with an error below 2^-128.
  var isPrime: Bool {
    get throws(CipherError) {
      let verdict = BN_check_prime(value, nil, nil)
      guard verdict >= 0 else { throw .lastOpenSSLError(of: "BN_check_prime") }
      return verdict == 1
    }
  }

  static func * (a: BigNumber, b: BigNumber) throws(CipherError) -> BigNumber {
    try made("BN_mul") { result, context in BN_mul(result, a.value, b.value, context) }
  }

  static func % (a: BigNumber, modulus: BigNumber) throws(CipherError) -> BigNumber {
    try made("BN_mod") { result, context in BN_div(nil, result, a.value, modulus.value, context) }
  }

  /// The number less 1; it is not 0.
  func predecessor() throws(CipherError) -> BigNumber {
    let one = try BigNumber([1])
    return try BigNumber.made("BN_sub") { result, _ in BN_sub(result, value, one.value) }
  }

  /// Throws when there is none.
  func inverse(modulo modulus: BigNumber) throws(CipherError) -> BigNumber {
    try BigNumber.made("BN_mod_inverse") { result, context in
      BN_mod_inverse(result, value, modulus.value, context) == nil ? 0 : 1
    }
  }

  private static func made(
    _ call: String, _ operation: (OpaquePointer, OpaquePointer) -> Int32
  ) throws(CipherError) -> BigNumber {
    guard let context = BN_CTX_secure_new() else { throw .lastOpenSSLError(of: "BN_CTX_secure_new") }
    defer { BN_CTX_free(context) }
    let result = try BigNumber()
    guard operation(result.value, context) == 1 else { throw .lastOpenSSLError(of: call) }
    return result
  }
}

extension BigNumber {
  /// Numbers by OpenSSL's names, as a list of parameters while `body` runs.
  static func withParameters<Result>(
    _ numbers: [(name: StaticString, number: BigNumber)],
    _ body: (UnsafeMutablePointer<OSSL_PARAM>) throws(CipherError) -> Result
  ) throws(CipherError) -> Result {
    // The builder keeps pointers to names and numbers, and reads them only at its end.
    defer { withExtendedLifetime(numbers) {} }
    guard let builder = OSSL_PARAM_BLD_new() else { throw .lastOpenSSLError(of: "OSSL_PARAM_BLD_new") }
    defer { OSSL_PARAM_BLD_free(builder) }
    let pushed = numbers.allSatisfy { name, number in
      name.withUTF8Buffer { text in
        text.withMemoryRebound(to: CChar.self) { OSSL_PARAM_BLD_push_BN(builder, $0.baseAddress, number.value) == 1 }
      }
    }
    guard pushed, let parameters = OSSL_PARAM_BLD_to_param(builder) else {
      throw .lastOpenSSLError(of: "OSSL_PARAM_BLD_to_param")
    }
    defer { OSSL_PARAM_free(parameters) }
    return try body(parameters)
  }
}
