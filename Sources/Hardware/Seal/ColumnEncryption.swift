import HDL

/// AES-128 encryption of one block, a column at a time, with round keys made on the way: a small data path for what is not done often.
/// FIPS 197, 5.1 and 5.2.
///
/// A round takes six cycles, in which four S-boxes with a register get the last word of the round key, and then the columns. The words of the
/// next round key come one by one, each a cycle before its column.
final class ColumnEncryption: Module {
  let start = In("encrypt `block` under `key`; what is in work is dropped")
  let block = In(128, "byte 0 in bits 7:0").secret()
  let key = In(128, "byte 0 in bits 7:0").secret()
  let wipe = In("overwrite every register with zeros")
  let busy = Out("from the cycle after `start`")
  let result = Out(128, "of the last block, while not `busy`, until `start` or `wipe`").secret()

  let running = Reg(reset: false)
  let step = Reg(3, reset: 0, "of the round, 0 to 5")
  let round = Reg(4, reset: 0, "1 to 10")
  let constant = Reg(8, reset: 0, "round constant")
  let state = Reg(128, reset: 0, "the block before the round")
  let columns = Reg(96, reset: 0, "columns behind the round so far, the newest on top")
  let roundKey = Reg(128, reset: 0)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let substitution: [Instance<SubstitutionPair>]
  let mixColumn = Instance(AESMixColumn(.encryption))
  let keySum = Instance(ChosenSum())
  let columnSum = Instance(ChosenSum())

  init(_ form: SubstitutionForm) {
    substitution = (0..<2).map { _ in Instance(SubstitutionPair(form, .encryption)) }
  }

  override var summary: String { "AES-128 encryption (FIPS 197), a column in a cycle." }

  override var latency: Latency? { .cycles(60, "from the cycle after `start` until `busy` falls") }

  override func build() {
    func word(_ value: Bits, _ index: Int) -> Bits { value.bits(from: 32 * index, width: 32) }

    // ShiftRows: row r of column c comes from column c + r. Step 1 is the one of column 0.
    let shifted = (0..<4).map { column in
      cat((0..<4).map { row in state.bits(from: 32 * ((column + row) % 4) + 8 * row, width: 8) }.reversed())
    }
    let entering = select(step[0...1], from: [3, 0, 1, 2].map { shifted[$0] }).named("entering")
    let isKeyStep = (step == 0).named("is_key_step")
    // Without work they are given nothing that could stay in their registers.
    let substituting = (mux(isKeyStep, word(roundKey, 3), entering) & replicate(running, 32)).named("substituting")
    for (index, pair) in substitution.enumerated() {
      pair.values <== substituting.bits(from: 16 * index, width: 16)
      pair.enable <== true
    }
    let substituted = cat(substitution.map { $0.results }.reversed()).named("substituted")

    // The next round key, in steps 1 to 4, a word behind which the others move up.
    let rotated = cat(substituted[0...7], substituted[8...31]) ^ constant.extended(to: 32)
    let isFirstWord = (step == 1).named("is_first_word")
    let newWord = keySum.sum(of: word(roundKey, 0), if: isFirstWord, rotated, otherwise: word(roundKey, 3))

    // A column, in steps 2 to 5, with the word of the round key that came in the step before.
    let isLastRound = (round == 10).named("is_last_round")
    mixColumn.column <== substituted
    let column = columnSum.sum(of: word(roundKey, 3), if: isLastRound, substituted, otherwise: mixColumn.mixed)
    let isLastStep = (step == 5).named("is_last_step")

    busy <== running
    result <== state

    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(state.any | columns.any | roundKey.any | running))

    when(wipe) {
      running <== false
      state <== 0
      columns <== 0
      roundKey <== 0
    } otherwise: {
      when(start) {
        running <== true
        state <== block ^ key
        roundKey <== key
        step <== 0
        round <== 1
        constant <== 1
      } otherwise: {
        when(running) {
          step <== mux(isLastStep, 0, step + 1)
          columns <== cat(column, columns[32...95])
          when(!isKeyStep & !isLastStep) { roundKey <== cat(newWord, roundKey[32...127]) }
          when(isFirstWord) {
            constant <== constant.shiftedLeft(by: 1) ^ mux(constant[7], Bits(0x1b, width: 8), 0)
          }
          when(isLastStep) {
            state <== cat(column, columns)
            round <== round + 1
            running <== !isLastRound
          }
        }
      }
    }
  }
}

/// A word plus one of two. Kept by itself, this is one look-up table a bit; together with what follows synthesis makes one of seven
/// inputs, which takes eight times as many.
final class ChosenSum: Module {
  let word = In(32).secret()
  let first = In(32).secret()
  let second = In(32).secret()
  let isSecond = In()
  let sum = Out(32).secret()

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { sum <== word ^ mux(isSecond, second, first) }
}

extension Instance where M == ChosenSum {
  /// The word plus the second one or the first.
  fileprivate func sum(of word: Bits, if isSecond: Bit, _ second: Bits, otherwise first: Bits) -> Bits {
    self.word <== word
    self.first <== first
    self.second <== second
    self.isSecond <== isSecond
    return self.sum
  }
}
