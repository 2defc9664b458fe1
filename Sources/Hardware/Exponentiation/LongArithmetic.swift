import HDL

/// Carries out one operation on long numbers in the operand memory. A Montgomery multiplication or modular sum is made without
/// the modulus, then the modulus is subtracted (or added, for a difference), then one of both is chosen word by word: always all
/// three, so that the number of cycles depends on operation and size alone.
final class LongArithmetic: Module {
  /// Each pass ends with two cycles in which its last words are still on their way; `settle` is the same for products.
  enum Stage: HardwareEnum {
    case idle, scan, settle, first, firstEnds, second, secondEnds, third, thirdEnds, fetch, capture, invert
  }

  let start = In("take the operation and begin; only while nothing is in work")
  let started = In(Opcode.self, "operation to begin, of the first group")
  let startedTarget = In(OperandSlot.codeBits)
  let startedA = In(OperandSlot.codeBits)
  let startedB = In(OperandSlot.codeBits)
  let half = In("numbers and table are packed into half slots; constant, like the inputs below, from start to `done`")
  let last: Bits.Input
  let digitPosition: Bits.Input
  let clear = In("stop, and overwrite every register")
  let done = Out("the last cycle of the operation")

  let addressA: Bits.Output
  let addressB: Bits.Output
  let wordA: Bits.Input
  let wordB: Bits.Input
  let write = Out()
  let writeAddress: Bits.Output
  let writeWord: Bits.Output

  let carryOut = Out("after `compare`: a >= b").secret()
  let difference = Out("a and b of a `differ` differed").secret()
  let isOdd = Out("the modulus was, at the last `inverse`").secret()

  let stage = Reg(reset: Stage.idle)
  let operation = Reg(reset: Opcode.multiply)
  let target = Reg(OperandSlot.codeBits, reset: 0)
  let a = Reg(OperandSlot.codeBits, reset: 0)
  let b = Reg(OperandSlot.codeBits, reset: 0)
  let index: Bits.Var
  let waiting = Reg(4, reset: 0, "cycles left, less 1, until a product arrives")
  let digit = Reg(4, reset: 0, "digit of the exponent")
  let odd = Reg(reset: false)
  let differs = Reg(reset: false)
  let carry = Reg(reset: false, "of the sum or difference that is being made")
  let overflow = Reg(reset: false, "carry of the first pass, or bit above the Montgomery product")

  // One cycle after an address: the words are there.
  let atWords = ProductTags()
  let passAtWords = Reg(reset: false)
  let firstAtWords = Reg(reset: false)
  let indexAtWords: Bits.Var
  let sumAtWords = Reg(reset: false)
  let quotientAtWords = Reg(reset: false)
  let blankAtWords = Reg(reset: false)
  let constantA = Reg(reset: false)
  let constantB = Reg(reset: false)
  let oneA = Reg(reset: false)
  let oneB = Reg(reset: false)
  // Two cycles after: they are the factors or summands.
  let factorA: Bits.Var
  let factorB: Bits.Var
  let passAtFactors = Reg(reset: false)
  let firstAtFactors = Reg(reset: false)
  let indexAtFactors: Bits.Var
  /// What accompanies a product on its way.
  let onTheWay: [ProductTags]
  /// The sum of the products of a column.
  let accumulator: Bits.Var
  let resultIndex: Bits.Var

  let multiplier: Instance<WordMultiplier>
  let scan: Instance<ProductScan>
  let inverse: Instance<WordInverse>
  let parameters: ExponentiationParameters

  /// What is to be done with a product.
  struct ProductTags {
    let accumulates = Reg(reset: false)
    let starts = Reg(reset: false)
    let doubles = Reg(reset: false)
    let writes = Reg(reset: false)

    var all: [Bit.Var] { [accumulates, starts, doubles, writes] }
  }

  init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    let (width, indexBits) = (parameters.wordBits, parameters.indexBits)
    last = In(indexBits, "number of words less 1")
    digitPosition = In(parameters.digitBits, "for `digit`: the number of the digit, 0 for the least significant")
    addressA = Out(parameters.addressBits).secret()
    addressB = Out(parameters.addressBits).secret()
    wordA = In(width, "the word at `address_a` one cycle before").secret()
    wordB = In(width).secret()
    writeAddress = Out(parameters.addressBits)
    writeWord = Out(width).secret()
    index = Reg(indexBits, reset: 0)
    indexAtWords = Reg(indexBits, reset: 0)
    indexAtFactors = Reg(indexBits, reset: 0)
    factorA = Reg(width, reset: 0)
    factorB = Reg(width, reset: 0)
    onTheWay = (0...parameters.productCycles).map { _ in ProductTags() }
    // Both halves of at most 2s products of two words, each of them counted at most twice.
    accumulator = Reg(2 * width + parameters.indexBits + 3, reset: 0)
    resultIndex = Reg(indexBits, reset: 0)
    multiplier = Instance(WordMultiplier(width))
    scan = Instance(ProductScan(parameters))
    inverse = Instance(WordInverse(width))
  }

  override var summary: String {
    """
    Montgomery multiplication, modular and plain sums, comparisons of long numbers in words of \(parameters.wordBits) bits.
    The number of cycles depends on the operation and on the number of words alone.
    """
  }

  override var latency: Latency? { .described("see docs/exponentiation.md, section 5") }

  override func build() {
    when(clear) {
      operation <== .multiply
      target <== 0
      a <== 0
      b <== 0
    } otherwise: {
      when(start) {
        operation <== started
        target <== startedTarget
        a <== startedA
        b <== startedB
      }
    }
    let products: [Opcode] = [.multiply, .square, .product]
    let isScan = isOne(of: products).named("is_scan")
    let isModular = isOne(of: [.multiply, .square, .addModular, .subtractModular]).named("is_modular")
    let startsScan = isOne(of: products, started).named("starts_scan")
    sequence(isModular: isModular, startsScan: startsScan)
    let isLow = (stage == .scan).named("is_low")

    // Addresses.
    scan.start <== start & startsScan
    scan.last <== last
    scan.square <== (operation == .square)
    scan.plain <== (operation == .product)
    scan.wipe <== clear
    let isFirst = ((stage == .first) | isLow & !scan.usesModulus).named("is_first")
    let usesModulus = (isLow & scan.usesModulus).named("uses_modulus")
    let isInverse = (operation == .inverse).named("is_inverse")
    let fetches = (stage == .fetch).named("fetches")
    let codeA = mux(
      fetches, mux(isInverse, OperandSlot.modulus.bits, OperandSlot.exponent.bits),
      mux(usesModulus, OperandSlot.quotients.bits, mux(isFirst, a, OperandSlot.raw.bits))
    ).named("code_a")
    let codeB = mux(
      usesModulus, OperandSlot.modulus.bits,
      mux(
        isFirst, mux(operation == .square, a, b),
        mux(stage == .second, OperandSlot.modulus.bits, OperandSlot.reduced.bits))
    ).named("code_b")
    let digits = parameters.wordBits / 4
    let digitWord = digitPosition.bits(from: digits.trailingZeroBitCount, width: parameters.indexBits)
    let fetchedIndex = mux(isInverse, 0, digitWord)
    // The upper half begins where the lower one ends.
    let passIndex = mux((operation == .upper) & (stage == .first), index + last + 1, index)
    let indexA = mux(fetches, fetchedIndex, mux(isLow, scan.indexA, passIndex)).named("index_a")
    let indexB = mux(isLow, scan.indexB, index).named("index_b")
    addressA <== parameters.address(codeA, indexA, half: half, digit: digit)
    addressB <== parameters.address(codeB, indexB, half: half, digit: digit)

    // The words arrive.
    let isPass = ((stage == .first) | (stage == .second) | (stage == .third)).named("is_pass")
    passAtWords <== isPass
    firstAtWords <== (index == 0)
    indexAtWords <== mux(isLow, scan.indexA, index)
    sumAtWords <== isLow & scan.takesSum
    quotientAtWords <== isLow & scan.takesQuotient
    blankAtWords <== isLow & scan.isBlank
    for (tag, value) in zip(atWords.all, [scan.accumulates, scan.starts, scan.doubles, scan.writes]) {
      tag <== isLow & value
    }
    constantA <== parameters.isConstant(codeA)
    constantB <== parameters.isConstant(codeB)
    oneA <== codeA[0] & (indexA == 0)
    oneB <== codeB[0] & (indexB == 0)
    let sum = accumulator[0...(parameters.wordBits - 1)].named("sum")
    let quotient = multiplier.product[0...(parameters.wordBits - 1)].named("quotient")
    let width = parameters.wordBits
    // Without work they are given nothing that could stay in their registers.
    let takesWords = ((atWords.accumulates & !blankAtWords | passAtWords) & !clear).named("takes_words")
    func chosen(_ word: Bits, _ isConstant: Bit, _ isOne: Bit) -> Bits {
      let constant = cat(Bits(0, width: width - 1), isOne)
      return mux(isConstant, constant, word) & replicate(takesWords, width)
    }
    factorA
      <== mux(
        sumAtWords & !clear, sum, mux(quotientAtWords & !clear, quotient, chosen(wordA, constantA, oneA)))
    factorB <== mux(sumAtWords & !clear, inverse.result, chosen(wordB, constantB, oneB))

    multiply()
    let data = pass(isScan: isScan)

    // The memory is written by passes, with quotient digits and with words of a product: never two at once.
    let ending = onTheWay[parameters.productCycles]
    let writesWord = ending.writes.named("writes_word")
    let passWrites = (passAtFactors & (operation != .compare) & (operation != .differ)).named("pass_writes")
    let passTarget = mux(
      (stage == .second) | (stage == .secondEnds), OperandSlot.reduced.bits,
      mux(((stage == .first) | (stage == .firstEnds)) & isModular, OperandSlot.raw.bits, target))
    let code = mux(
      quotientAtWords, OperandSlot.quotients.bits,
      mux(writesWord, mux(isModular, OperandSlot.raw.bits, target), passTarget)
    ).named("write_code")
    let place = mux(quotientAtWords, indexAtWords, mux(writesWord, resultIndex, indexAtFactors)).named("write_index")
    write <== quotientAtWords | writesWord | passWrites
    writeAddress <== parameters.address(code, place, half: half, digit: nil)
    writeWord <== mux(quotientAtWords, quotient, mux(writesWord, sum, data))
    resultIndex <== mux(start, 0, mux(writesWord, resultIndex + 1, resultIndex))
    always("writes_one_word_at_a_time", !(quotientAtWords & writesWord | passWrites & (quotientAtWords | writesWord)))

    take(isInverse: isInverse)
    ignore(multiplier.product)
  }

  /// Products on their way through the multiplier, and their sum.
  private func multiply() {
    multiplier.a <== factorA
    multiplier.b <== factorB
    for (tag, value) in zip(onTheWay[0].all, atWords.all) { tag <== value }
    for position in 1...parameters.productCycles {
      for (tag, value) in zip(onTheWay[position].all, onTheWay[position - 1].all) { tag <== value }
    }
    let ending = onTheWay[parameters.productCycles]
    let wide = accumulator.width
    let product = mux(
      ending.doubles, cat(multiplier.product, false as Bit),
      multiplier.product.extended(to: 2 * parameters.wordBits + 1)
    ).named("counted_product")
    let before = mux(
      ending.starts, accumulator[parameters.wordBits...(wide - 1)].extended(to: wide), accumulator
    ).named("sum_before")
    when(stage == .idle) {
      accumulator <== 0
    } otherwise: {
      when(ending.accumulates) { accumulator <== before + product.extended(to: wide) }
    }
  }

  /// Sums, differences and choices, word by word; gives the word that is made.
  private func pass(isScan: Bit) -> Bits {
    passAtFactors <== passAtWords & !clear
    firstAtFactors <== firstAtWords
    indexAtFactors <== indexAtWords
    let isSecond = ((stage == .second) | (stage == .secondEnds)).named("is_second")
    let isThird = ((stage == .third) | (stage == .thirdEnds)).named("is_third")
    let isDifference = (operation == .subtractModular).named("is_difference")
    let subtracts = mux(
      isSecond, !isDifference, isOne(of: [.subtractModular, .subtract, .compare])
    ).named("subtracts")
    let width = parameters.wordBits
    let carryIn = mux(firstAtFactors, subtracts, carry).named("carry_in")
    let second = factorB ^ replicate(subtracts, width)
    let made =
      (factorA.extended(to: width + 1) + second.extended(to: width + 1)
      + carryIn.bits.extended(to: width + 1)).named("made")
    let takesReduced = mux(isDifference, !overflow, overflow | carry).named("takes_reduced")
    when(clear) {
      carry <== false
      overflow <== false
      differs <== false
    } otherwise: {
      when(passAtFactors & !isThird) { carry <== made[width] }
      when((stage == .second) & (index == 0)) { overflow <== mux(isScan, accumulator[0], carry) }
      when(start) {
        differs <== false
      } otherwise: {
        when(passAtFactors & (operation == .differ)) { differs <== differs | (factorA != factorB) }
      }
    }
    carryOut <== carry
    difference <== differs
    // Masks rather than a choice: both words are there in every case.
    let mask = replicate(takesReduced, width).named("mask")
    return mux(isThird, factorA ^ ((factorA ^ factorB) & mask), made[0...(width - 1)]).named("pass_word")
  }

  /// Takes the digit of the exponent, or the modulus' lowest word.
  private func take(isInverse: Bit) {
    let captures = (stage == .capture).named("captures")
    let digits = parameters.wordBits / 4
    let position = digitPosition.truncated(to: digits.trailingZeroBitCount)
    let nibble = select(position, from: (0..<digits).map { wordA.bits(from: 4 * $0, width: 4) })
    when(clear) {
      digit <== 0
      odd <== false
    } otherwise: {
      when(captures) {
        when(isInverse) {
          odd <== wordA[0]
        } otherwise: {
          digit <== nibble
        }
      }
    }
    isOdd <== odd
    inverse.start <== captures & isInverse
    inverse.word <== wordA
    inverse.wipe <== clear
  }

  /// The stages of an operation.
  private func sequence(isModular: Bit, startsScan: Bit) {
    let takesWord = isOne(of: [.digit, .inverse], started).named("takes_word")
    let isLast = (index == last).named("is_last")
    let ends = (waiting == 0).named("ends")
    let firstDone = ((stage == .firstEnds) & ends & !isModular).named("first_done")
    let productDone = ((stage == .settle) & ends & !isModular).named("product_done")
    let wordDone = ((stage == .capture) & (operation == .digit) | (stage == .invert) & inverse.done).named("word_done")
    done <== firstDone | productDone | wordDone | (stage == .thirdEnds) & ends

    let isPass = (stage == .first) | (stage == .second) | (stage == .third)
    index <== mux(isPass & !isLast, index + 1, 0)
    waiting
      <== mux(
        isPass, Bits(1, width: 4),
        mux(scan.done, Bits(UInt64(parameters.productCycles + 1), width: 4), waiting - 1))

    when(clear) {
      stage <== .idle
    } otherwise: {
      match(stage) {
        switch $0 {
        case .idle:
          when(start) {
            when(startsScan) {
              stage <== .scan
            } otherwise: {
              when(takesWord) {
                stage <== .fetch
              } otherwise: {
                stage <== .first
              }
            }
          }
        case .scan: when(scan.done) { stage <== .settle }
        case .settle:
          when(ends) {
            when(isModular) {
              stage <== .second
            } otherwise: {
              stage <== .idle
            }
          }
        case .first: when(isLast) { stage <== .firstEnds }
        case .firstEnds:
          when(ends) {
            when(isModular) {
              stage <== .second
            } otherwise: {
              stage <== .idle
            }
          }
        case .second: when(isLast) { stage <== .secondEnds }
        case .secondEnds: when(ends) { stage <== .third }
        case .third: when(isLast) { stage <== .thirdEnds }
        case .thirdEnds: when(ends) { stage <== .idle }
        case .fetch: stage <== .capture
        case .capture:
          when(operation == .inverse) {
            stage <== .invert
          } otherwise: {
            stage <== .idle
          }
        case .invert: when(inverse.done) { stage <== .idle }
        }
      }
    }
    assume("starts_only_when_idle", !start | (stage == .idle))
  }

  private func isOne(of operations: [Opcode], _ value: Enum<Opcode>? = nil) -> Bit {
    let value = value ?? operation
    return operations.dropFirst().reduce(value == operations[0]) { $0 | (value == $1) }
  }
}
