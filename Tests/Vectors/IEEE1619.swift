/// Examples of IEEE Std 1619-2018, Annex B, both ways. The data units of 512 bytes are cut to their first 64: without
/// ciphertext stealing the blocks are independent. Vector 1 is absent, because its key halves are equal.
public enum IEEE1619 {
  /// Vectors 2, 3, 4 and 15 to 18 for AES-128, vector 10 for AES-256. Vectors 4 and 10 are whole lines, at index 0 and
  /// 255 of a region with nonce 0.
  public static let vectors: [XTSVector] = [
    (2, ones + twos, 0x33_3333_3333, fours, "c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0"),
    (3, descending + twos, 0x33_3333_3333, fours, "af85336b597afc1a900b2eb21ec949d292df4c047e0b21532186a5971a227a89"),
    (
      4, "2718281828459045235360287471352631415926535897932384626433832795", 0, counting(64),
      "27a7479befa1d476489f308cd4cfa6e2a96e4bbe3208ff25287dd3819616e89c"
        + "c78cf7f5e543445f8333d8fa7f56000005279fa5d8b5e4ad40e736ddb4d35412"
    ),
    (
      10,
      "2718281828459045235360287471352662497757247093699959574966967627"
        + "3141592653589793238462643383279502884197169399375105820974944592", 255, counting(64),
      "1c3b3a102f770386e4836c99e370cf9bea00803f5e482357a4ae12d414a3e63b"
        + "5d31e276f8fe4a8d66b317f9ac683f44680a86ac35adfc3345befecb4bb188fd"
    ),
    (15, descending + lower, 0x12_3456_789a, counting(17), "6c1625db4671522d3d7599601de7ca09ed"),
    (16, descending + lower, 0x12_3456_789a, counting(18), "d069444b7a7e0cab09e24447d24deb1fedbf"),
    (17, descending + lower, 0x12_3456_789a, counting(19), "e5df1351c0544ba1350b3363cd8ef4beedbf9d"),
    (18, descending + lower, 0x12_3456_789a, counting(20), "9d84c813f719aa2c7be3f66171c7c5c2edbf9dac"),
  ].flatMap { number, key, sequenceNumber, plaintext, ciphertext in
    [Direction.encrypt, .decrypt].map { direction in
      XTSVector(
        source: "IEEE 1619 vector \(number)", direction: direction, key: bytes(key),
        sequenceNumber: sequenceNumber, plaintext: plaintext, ciphertext: bytes(ciphertext))
    }
  }

  private static let ones = String(repeating: "11", count: 16)
  private static let twos = String(repeating: "22", count: 16)
  private static let descending = "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0"
  private static let lower = "bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0"
  private static let fours = [UInt8](repeating: 0x44, count: 32)

  private static func counting(_ count: UInt8) -> [UInt8] { Array(0..<count) }
  private static func bytes(_ text: String) -> [UInt8] { [UInt8](hexadecimal: text) ?? [] }
}
