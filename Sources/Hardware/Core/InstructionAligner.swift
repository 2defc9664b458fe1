import HDL

/// Instructions out of fetched words, for extension C: those of 16 bits expanded, those of 32 bits joined where their halves lie in two words.
///
/// It stands between fetch and decode, holds a word and perhaps the first half of an instruction from the word before, and gives decode an
/// instruction in each cycle: an upper half with which an instruction of 32 bits begins is saved in the cycle of the instruction before it.
///
/// What was predicted for a word belongs to the instruction that ends in the half that the entry names, and to no other one; the rest of the word is
/// not executed if it is taken. If no instruction ends there, the entry is another branch's. Then an instruction that begins in the word may have its second
/// half where fetch has not gone: a void one comes in its place, at which execute learns that nothing is to be taken, and goes back to it.
final class InstructionAligner: Module {
  let arrivingValid = In()
  /// The word at an address, of which what is before that is not wanted; `next` is the word behind it.
  let arriving = In(InstructionPlace())
  let arrivingEndsWord = In("what is predicted ends in the upper half of the word")
  let take = Out("there is room for `arriving`")
  let fetchedValid = In()
  /// The word that is here, or else at `arriving`.
  let fetched = In(FetchedInstruction())
  let takesWord = Out("`fetched` is taken")
  let returnsToUpper = In("the top back-link leads to the upper half of a word")
  let kill = In("nothing here and at `arriving` is to be executed")

  let taken = In("decode takes what is there")
  let valid = Out("the rest is there")
  /// Of what could not be fetched `next` is the address: that of the second half, if it is that.
  let place = Out(InstructionPlace())
  let instruction = Out(FetchedInstruction())
  let encoding = Out(32, "as it was fetched")
  let isVoid = Out("there is no instruction: `place` is to be fetched again")

  let isHere = Reg(reset: false, "a word is here")
  let waiting = Reg(reset: false, "the word at `word` has not come yet")
  let word = Reg(InstructionPlace())
  let wordEndsWord = Reg()
  let current = Reg(FetchedInstruction())
  let isSaved = Reg(reset: false, "the instruction that ends in the lower half of the word begins with `saved`")
  let saved = Reg(SavedHalf())
  let decoder = Instance(CompressedDecoder())

  override var summary: String {
    "Finds instructions in fetched words, and makes those of 16 bits ones of 32 bits."
  }

  override func build() {
    let (lower, upper) = (current.instruction[0...15], current.instruction[16...31])
    func isLong(_ half: Bits) -> Bit { half[0...1].all }
    let isUpper = word.pc[1]
    let half = mux(isUpper, upper, lower).named("half")
    let failed = current.cause[4]
    let predicted = (word.prediction.known & word.prediction.counter[1]).named("predicted")

    // What begins, or goes on, at the place that has been reached.
    let isShort = (!isSaved & !isLong(half)).named("is_short")
    let isWhole = (!isSaved & !isUpper & isLong(lower)).named("is_whole")
    let isCut = (!isSaved & isUpper & isLong(upper)).named("is_cut")
    let endsLower = (isSaved | isShort & !isUpper).named("ends_lower")
    let emits = (failed | !isCut | predicted).named("emits")
    let isOurs = (isWhole | isCut | (endsLower ^ wordEndsWord)).named("is_ours")
    let isTaken = (isOurs & predicted).named("is_taken")

    // The rest of the word: its upper half is saved, or stays for the next cycle. A prediction for what would end there is wrong if it is cut.
    let hasRest = (endsLower & !isTaken & !failed).named("has_rest")
    let saves = (!failed & !predicted & isLong(upper) & (isCut | hasRest)).named("saves")
    let stays = (hasRest & !saves).named("stays")
    let moves = (isHere & (taken | !emits)).named("moves")
    take <== !waiting & (!isHere | moves & !stays)
    takesWord <== take | waiting
    when(kill) {
      isHere <== false
      waiting <== false
      isSaved <== false
    } otherwise: {
      when(takesWord) {
        let isWanted = waiting | arrivingValid
        isHere <== isWanted & fetchedValid
        waiting <== isWanted & !fetchedValid
      }
      when(moves) { isSaved <== saves }
    }
    when(take) {
      word <== arriving
      wordEndsWord <== arrivingEndsWord
    } otherwise: {
      when(moves) { word.pc <== cat(word.pc[2...31], Bits(2, width: 2)) }
    }
    when(takesWord) { current <== fetched }
    when(moves) {
      saved.half <== upper
      saved.word <== word.pc[2...31]
      saved.isReturn <== word.isReturn
      saved.protected <== current.protected
      saved.attribute <== current.attribute
    }

    // No instruction is put together from what two keys have decrypted.
    let isForeign = (current.protected != saved.protected) | current.protected & (current.attribute != saved.attribute)
    let isMixed = (isSaved & isForeign).named("is_mixed")
    let isMissing = (failed | isMixed | isCut).named("is_missing")
    decoder.half <== half
    encoding <== mux(isSaved, cat(lower, saved.half), mux(isShort, half.extended(to: 32), current.instruction))
    instruction.instruction
      <== mux(isShort, decoder.instruction, mux(isSaved, cat(lower, saved.half), current.instruction))
    instruction.cause <== mux(failed, current.cause, cat(isMissing, Bits(0, width: 3), isMissing))
    instruction.protected <== mux(isSaved, saved.protected, current.protected)
    instruction.attribute <== mux(isSaved, saved.attribute, current.attribute)

    let line = word.pc[2...31]
    valid <== isHere & emits
    place.pc <== cat(mux(isSaved, saved.word, line), isSaved | isUpper, Bits(0, width: 1))
    place.next
      <== mux(
        isMissing | endsLower, cat(line, mux(isMissing, isUpper, true), Bits(0, width: 1)), word.next)
    place.prediction.known <== word.prediction.known & isOurs
    place.prediction.counter <== word.prediction.counter
    place.following <== word.following
    place.isReturn <== mux(isSaved, saved.isReturn, word.isReturn) & (returnsToUpper == (isSaved | isUpper))
    isVoid <== isCut & !failed
    always("halves_are_neighbours", !isHere | !isSaved | (!isUpper & (line == saved.word + 1)))
    ignore(word.pc[0])
  }
}
