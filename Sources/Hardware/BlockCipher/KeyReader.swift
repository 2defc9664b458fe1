import HDL

/// Says which word of the two keys of XTS is read next: first those of the tweak key, then those of the data key, then again.
/// Key1, the data key, comes first in the store, and a 16-byte key is followed by the other one at once.
final class KeyReader: Module {
  let take = In("the word that was read is taken")
  let aes256 = In("32-byte keys, else 16 bytes; constant from the first word to the last")
  let index: Bits.Output
  let isTweak = Out("the word that was read belongs to the tweak key")
  let first = Out("it is the first of its key")
  let last = Out("it is the last of its key")

  let isData = Reg(reset: false, "the word that was read belongs to the data key")
  /// Its number within its key, where a key may have more than one word.
  let number: Bits.Var?

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    index = Out(parameters.keyWordIndexBits, "the word to read in this cycle")
    let numberBits = parameters.keyWordIndexBits - 1
    number = numberBits > 0 ? Reg(numberBits, reset: 0, "its number in its key") : nil
  }

  override var summary: String { "Says which word of the two keys of XTS is read next, the tweak key first." }

  override var latency: Latency? { .described("combinational: the word that follows the one that is taken") }

  override func build() {
    let isTweak = (!isData).named("is_tweak_key")
    self.isTweak <== isTweak
    guard let number else {
      first <== true
      last <== true
      let nextIsTweak = isTweak ^ take
      isData <== !nextIsTweak
      index <== cat(nextIsTweak)
      ignore(aes256)
      return
    }
    // A 16-byte key has half of the words.
    let half = Bits(UInt64(parameters.keyWords / 4 - 1), width: number.width)
    let ends = (parameters.aes256 ? number.all | !aes256 & (number == half) : number.all).named("ends")
    first <== !number.any
    last <== ends
    let nextNumber = mux(take, mux(ends, 0, number + 1), number).named("next_number")
    let nextIsTweak = (isTweak ^ (take & ends)).named("next_is_tweak")
    number <== nextNumber
    isData <== !nextIsTweak
    let long = cat(nextIsTweak, nextNumber)
    guard parameters.aes256 else {
      index <== long
      ignore(aes256)
      return
    }
    let narrow = number.width - 1
    let position = narrow == 0 ? cat(nextIsTweak) : cat(nextIsTweak, nextNumber[0...narrow - 1])
    index <== mux(aes256, long, position.extended(to: long.width))
  }
}
