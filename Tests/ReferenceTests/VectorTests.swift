import Foundation
import Reference
import Testing
import Vectors

/// The golden model against the outside: NIST and IEEE vectors.
@Suite struct VectorTests {
  @Test("every NIST vector of AES, all key lengths")
  func aes() throws {
    let vectors = try PublishedVectors.load().aes
    #expect(vectors.count == 2138)
    for vector in vectors {
      let aes = try AESBlock(key: vector.key)
      let output = try vector.direction == .encrypt ? aes.encrypt(vector.input) : aes.decrypt(vector.input)
      #expect(output == vector.expected, "\(vector)")
    }
  }

  @Test("every byte-aligned NIST vector of XTS-AES, ciphertext stealing included")
  func xts() throws {
    let vectors = try PublishedVectors.load().xts
    #expect(vectors.count == 2800)
    #expect(vectors.count { $0.bitCount % 128 != 0 } == 400)
    for vector in vectors + IEEE1619.vectors {
      let xts = try XTSCipher(key: vector.key)
      let tweak = try #require(Tweak(bytes: vector.tweak))
      let output =
        try vector.direction == .encrypt
        ? xts.encrypt(dataUnit: vector.input, tweak: tweak) : xts.decrypt(dataUnit: vector.input, tweak: tweak)
      #expect(output == vector.expected, "\(vector)")
    }
  }

  @Test("the same vectors, computed with whole lines only")
  func xtsThroughLines() throws {
    let vectors = try PublishedVectors.load().xts + IEEE1619.vectors
    #expect(IEEE1619.vectors.count == 16)
    for vector in vectors {
      #expect(vector.fitsLine, "\(vector)")
      let cipher = try LineCipher(vector.key.count == 32 ? .aes128XTS : .aes256XTS, key: vector.key)
      let tweak = try #require(Tweak(bytes: vector.tweak))
      let output = try vector.throughLines { bytes in
        let line = try #require(Line(bytes: bytes))
        return try vector.direction == .encrypt
          ? cipher.encrypt(line, tweak: tweak).bytes : cipher.decrypt(line, tweak: tweak).bytes
      }
      #expect(output == vector.expected, "\(vector)")
    }
  }

  @Test("every NIST vector of SHA-256 with whole bytes, and the Monte Carlo test")
  func hash() throws {
    let vectors = try PublishedVectors.load()
    #expect(vectors.sha256.count == 129)
    for vector in vectors.sha256 { #expect(try sha256(vector.message) == vector.digest, "\(vector)") }
    let monteCarlo = vectors.sha256MonteCarlo
    #expect(monteCarlo.digests.count == 100)
    #expect(try MonteCarloVector.digests(100, from: monteCarlo.seed) { try sha256($0) } == monteCarlo.digests)
  }

  @Test("every vector of HMAC-SHA-256 in RFC 4231, and keys of the lengths at which HMAC treats them differently")
  func hmac() throws {
    let vectors = try PublishedVectors.load().hmacSHA256
    #expect(vectors.count == 6)
    for vector in vectors {
      #expect(try hmacSHA256(key: #require(vector.key), vector.message) == vector.digest, "\(vector)")
    }
    // FIPS 198-1, 4, written out.
    let message = [UInt8]("Keyline".utf8)
    for length in [0, 1, 31, 32, 63, 64, 65, 200] {
      let key = [UInt8](repeating: 0xa7, count: length)
      var block = length > 64 ? try sha256(key) : key
      block += [UInt8](repeating: 0, count: 64 - block.count)
      let inner = try sha256(block.map { $0 ^ 0x36 } + message)
      #expect(try hmacSHA256(key: key, message) == sha256(block.map { $0 ^ 0x5c } + inner), "\(length) bytes")
    }
  }

  @Test("a file that is not a response file is refused by name and line")
  func malformedFile() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID().uuidString)")
    let folder = directory.appending(path: "ciphers/AES/ECB")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }

    func message(_ text: String) throws -> String {
      try text.write(to: folder.appending(path: "A.rsp"), atomically: true, encoding: .utf8)
      let error = #expect(throws: VectorError.self) { try PublishedVectors(in: directory) }
      return try #require(error).description
    }
    #expect(try message("[ENCRYPT]\nCOUNT = 0\nnonsense\n").hasPrefix("ECB/A.rsp:3: \"nonsense\""))
    #expect(try message("COUNT = 0\nKEY = 00\n").hasPrefix("ECB/A.rsp:1: a record before [ENCRYPT]"))
    #expect(try message("[DECRYPT]\n\nCOUNT = 0\nKEY = 0g\n").hasPrefix("ECB/A.rsp:3: KEY is not hexadecimal"))
    #expect(try message("[DECRYPT]\nCOUNT = 0\n").hasPrefix("ECB/A.rsp:2: the record has no KEY"))
  }

  @Test("missing vectors say how to get them")
  func missingVectors() throws {
    let error = #expect(throws: VectorError.self) { try PublishedVectors(in: URL(filePath: "/nowhere")) }
    #expect(try #require(error).description.contains("scripts/vectors.sh"))
  }
}
