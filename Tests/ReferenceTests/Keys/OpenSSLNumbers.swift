import COpenSSL
import Vectors

/// base^exponent mod modulus by OpenSSL; nil when it fails. Words are 64 bits, the least significant first.
func opensslPower(_ base: [UInt64], _ exponent: [UInt64], _ modulus: [UInt64]) -> [UInt64]? {
  let numbers = [base, exponent, modulus].map { BN_bin2bn($0.numberBytes, Int32(8 * $0.count), nil) }
  let (result, context) = (BN_new(), BN_CTX_new())
  defer {
    for number in numbers + [result] { BN_free(number) }
    BN_CTX_free(context)
  }
  guard BN_mod_exp(result, numbers[0], numbers[1], numbers[2], context) == 1 else { return nil }
  return words(of: result, count: modulus.count)
}

/// The modulus of a group for Diffie-Hellman that OpenSSL knows by name.
func opensslModulus(group name: String) -> [UInt64]? {
  guard let context = EVP_PKEY_CTX_new_from_name(nil, "DH", nil) else { return nil }
  defer { EVP_PKEY_CTX_free(context) }
  var key: OpaquePointer?
  guard EVP_PKEY_paramgen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, name) == 1,
    EVP_PKEY_paramgen(context, &key) == 1, let key
  else { return nil }
  defer { EVP_PKEY_free(key) }
  var number: OpaquePointer?
  guard EVP_PKEY_get_bn_param(key, "p", &number) == 1 else { return nil }
  defer { BN_free(number) }
  return words(of: number, count: Int(BN_num_bits(number) + 63) / 64)
}

private func words(of number: OpaquePointer?, count: Int) -> [UInt64]? {
  var bytes = [UInt8](repeating: 0, count: 8 * count)
  return BN_bn2binpad(number, &bytes, Int32(bytes.count)) == Int32(bytes.count) ? bytes.numberWords : nil
}
