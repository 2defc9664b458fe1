import Hardware
import Reference

extension SelfTestRegion {
  /// The regions of a board's self-test, one for each cipher of the unit, with the ciphertext of the golden model.
  public static func golden(for parameters: Hardware.UnitParameters) throws(CipherError) -> [SelfTestRegion] {
    let algorithms: [Algorithm] = parameters.aes256 ? [.aes128XTS, .aes256XTS] : [.aes128XTS]
    var regions: [SelfTestRegion] = []
    for algorithm in algorithms {
      // Bytes that are easy to recognise in a waveform.
      let key = (0..<UInt8(algorithm.keyLength)).map { $0 &+ 0x40 &* UInt8(algorithm.rawValue) }
      let nonce = 0x0123_4567_89ab_cdef &* UInt64(algorithm.rawValue)
      let cipher = try LineCipher(algorithm, key: key)
      var lines: [SelfTestLine] = []
      for (index, plaintext) in [(0, (0..<64).map { UInt8($0) }), (13, (0..<64).map { 0xff - UInt8($0) })] {
        guard let line = Line(bytes: plaintext) else { continue }
        let encrypted = try cipher.encrypt(line, tweak: Tweak(lineIndex: UInt64(index), nonce: nonce))
        lines.append(SelfTestLine(index: index, plaintext: line.allWords, ciphertext: encrypted.allWords))
      }
      regions.append(SelfTestRegion(algorithm: Int(algorithm.rawValue), key: key, nonce: nonce, lines: lines))
    }
    return regions
  }
}

extension Line {
  fileprivate var allWords: [UInt64] { (0..<Line.wordCount).map { self[$0] } }
}
