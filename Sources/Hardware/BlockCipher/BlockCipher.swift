import HDL

/// A tweak on its way through the cipher.
struct CipherTweak: Layout {
  let value = field(128).secret()
}

/// A 16-byte block that is to pass the cipher: result = AES(block ^ mask) ^ mask. IEEE 1619, 5.3.2.
struct CipherBlock: Layout {
  let block = field(128).secret()
  let mask = field(128, "tweak of the block").secret()
  let decrypt = flag()
}

/// A block that has passed the cipher.
struct CipheredBlock: Layout {
  let block = field(128).secret()
}

/// AES under the two keys of XTS: tweaks are encrypted under the one, blocks encrypted or decrypted under the other. Both
/// keys are expanded once and serve until the next `expand`. Results leave in the order of their operations, tweaks and
/// blocks each on a stream of their own. IEEE 1619, 5.3.
class BlockCipher: Module {
  let expand = In("expand both keys; only while `idle`")
  let aes256 = In("32-byte keys, else 16 bytes; constant from the cycle of `expand` to the last result")
  let keyWordIndex: Bits.Output
  let keyWord: Bits.Input
  let wipe = In("overwrite every key and block with zeros; only while no operation is in work")
  let idle = Out("no operation is in work and no key is being expanded or overwritten")
  let tweakOperation = Sink(CipherTweak())
  let tweakResult = Source(CipherTweak())
  let blockOperation = Sink(CipherBlock())
  let blockResult = Source(CipheredBlock())

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    keyWordIndex = Out(parameters.keyWordIndexBits, "word of the keys to read: of Key1 of IEEE 1619, then of Key2")
    keyWord = In(parameters.keyWordBits, "the word, one cycle later").secret()
    super.init(name: "block_cipher")
  }
}

extension UnitParameters {
  /// The block cipher that these parameters ask for.
  func blockCipher() -> BlockCipher {
    switch structure {
    case .interleaved: InterleavedCipher(self)
    case .unrolled: UnrolledCipher(self)
    }
  }
}
