import HDL

/// A word of a line on its way through the engine. Before encryption and after decryption it is plaintext.
struct LineWord: Layout {
  let data = field(64).secret()
}

/// A line that is to pass the engine.
struct LineCommand: Layout {
  let decrypt = flag()
  let newKeys = flag("the keys are not those of the line before: expand them")
  let tweak = field(128, "line index in bits 63:0, nonce above").secret()
}

/// Encrypts or decrypts 64-byte lines with AES-XTS: for each command eight words go in and eight come out, in order. While
/// one line passes, the tweak of the next is prepared: lines under the same keys may follow one another without a gap.
/// IEEE 1619; SF-5, SF-6.
final class LineEngine: Module {
  enum Preparation: HardwareEnum { case none, tweak, encryptedTweak, done }

  let command = Sink(LineCommand())
  let aes256 = In("32-byte keys, else 16 bytes; constant, like the keys, from a command with new keys until `idle`")
  let keyWordIndex: Bits.Output
  let keyWord: Bits.Input
  let wipe = In("overwrite every key, tweak and data register with zeros; only while no line is in work")
  let idle = Out("no line is in work and nothing is being overwritten")
  let input = Sink(LineWord())
  let output = Source(LineWord())

  let preparation = Reg(reset: Preparation.none)
  let nextDecrypt = Reg(reset: false, "direction of the next line")
  let plainTweak = Reg(128, reset: 0, "its tweak, before it is encrypted")
  let nextTweak = Reg(128, reset: 0, "its tweak, encrypted")
  let streaming = Reg(reset: false, "words of a line are expected")
  let decrypt = Reg(reset: false, "its direction")
  let blockTweak = Reg(128, reset: 0, "tweak of its next block")
  let lowWord = Reg(64, reset: 0, "first word of the block being gathered")
  let wordsIn = Reg(3, reset: 0)
  let highWordLeaves = Reg(reset: false, "the first word of the block has left")

  let wiped = Reg(reset: false, "wiped in the cycle before")

  let parameters: UnitParameters
  let cipher: Instance<BlockCipher>

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    keyWordIndex = Out(parameters.keyWordIndexBits, "word of the keys to read: of Key1 of IEEE 1619, then of Key2")
    keyWord = In(parameters.keyWordBits, "the word, one cycle later").secret()
    cipher = Instance(parameters.blockCipher())
  }

  override var summary: String {
    """
    XTS line engine (IEEE 1619): 64-byte lines as eight 64-bit words in, eight out. \(parameters.cipherSummary)
    A command may bring new keys; the tweak of a line is encrypted while the line before it passes.
    """
  }

  override var latency: Latency? {
    guard let block = cipher.module.latency?.cycles else { return nil }
    let note = "from the second word of a block to its first word out, when tweak and keys are ready"
    return .cycles(block, parameters.aes256 ? "\(note): the lower with AES-128, the higher with AES-256" : note)
  }

  override func build() {
    cipher.expand <== command.fire & command.payload.newKeys
    cipher.aes256 <== aes256
    keyWordIndex <== cipher.keyWordIndex
    cipher.keyWord <== keyWord
    cipher.wipe <== wipe
    let quiet = ((preparation == .none) & !streaming & !highWordLeaves & cipher.idle).named("quiet")
    idle <== quiet

    // Words in. A line begins when its tweak is there and the line before has come in.
    let secondWord = wordsIn[0]
    let blockReady = cipher.blockOperation.ready
    input.ready <== streaming & (!secondWord | blockReady)
    let lastEnters = (input.fire & wordsIn.all).named("last_enters")
    let begins = ((preparation == .done) & (!streaming | lastEnters)).named("begins")
    cipher.blockOperation.valid <== streaming & input.valid & secondWord
    cipher.blockOperation.payload.block <== cat(input.payload.data, lowWord)
    cipher.blockOperation.payload.mask <== blockTweak
    cipher.blockOperation.payload.decrypt <== decrypt

    // Words out.
    let result = cipher.blockResult
    output.valid <== result.valid
    output.payload.data <== mux(highWordLeaves, result.payload.block[64...127], result.payload.block[0...63])
    result.ready <== output.ready & highWordLeaves
    when(output.fire) { highWordLeaves <== !highWordLeaves }

    // The next line. Its command may come in the cycle in which the prepared line begins.
    let free = ((preparation == .none) | begins).named("free")
    command.ready <== mux(command.payload.newKeys, quiet, free)
    cipher.tweakOperation.valid <== preparation == .tweak
    cipher.tweakOperation.payload.value <== plainTweak
    cipher.tweakResult.ready <== preparation == .encryptedTweak
    when(command.fire) {
      nextDecrypt <== command.payload.decrypt
      preparation <== .tweak
    } otherwise: {
      match(preparation) {
        switch $0 {
        case .none: break
        case .tweak:
          when(cipher.tweakOperation.ready) { preparation <== .encryptedTweak }
        case .encryptedTweak:
          when(cipher.tweakResult.valid) { preparation <== .done }
        case .done:
          when(begins) { preparation <== .none }
        }
      }
    }
    // Taken whenever a command may be accepted: whether it is would be known too late for so many registers.
    let mayTake = ((preparation == .none) | (preparation == .done)).named("may_take")
    when(wipe) {
      plainTweak <== 0
      nextTweak <== 0
    } otherwise: {
      when(command.valid & mayTake) { plainTweak <== command.payload.tweak }
      when(cipher.tweakResult.fire) { nextTweak <== cipher.tweakResult.payload.value }
    }

    // Multiplication by the primitive element of GF(2^128), IEEE 1619 5.2.
    let doubled = blockTweak.shiftedLeft(by: 1) ^ mux(blockTweak[127], Bits(0x87, width: 128), 0)
    streaming <== begins | streaming & !lastEnters
    when(input.fire) { wordsIn <== wordsIn + 1 }
    when(begins) { decrypt <== nextDecrypt }
    when(wipe) {
      blockTweak <== 0
      lowWord <== 0
    } otherwise: {
      when(begins) {
        blockTweak <== nextTweak
      } otherwise: {
        when(input.fire & secondWord) { blockTweak <== doubled }
      }
      when(input.fire & !secondWord) { lowWord <== input.payload.data }
    }

    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(plainTweak | nextTweak | blockTweak).any & !lowWord.any)
    always("wipes_no_line_in_work", !wipe | (preparation == .none) & !streaming & !highWordLeaves)
  }
}
