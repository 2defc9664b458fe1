import HDL

/// GHASH with a bit of the sum in each cycle. SP 800-38D, 6.3 and 6.4.
final class GaloisHash: Module {
  let clear = In("the sum becomes zero")
  let setKey = In("`key` is the hash key from now on")
  let key = In(128, "byte 0 in bits 7:0").secret()
  let absorb = In("add `word` to the sum")
  let place = In(2, "number of that word in its block")
  let word = In(32, "byte 0 in bits 7:0").secret()
  let addLength = In("add the block of lengths to the sum")
  let multiply = In("multiply the sum by the key")
  let wipe = In("overwrite every register with zeros")
  let busy = Out("from the cycle after `multiply`")
  let sum = Out(128, "byte 0 in bits 7:0; while not `busy`").secret()

  // Coefficient of x^i in bit i.
  let hashKey = Reg(128, reset: 0)
  let total = Reg(128, reset: 0, "the sum, or the product so far")
  let factor = Reg(128, reset: 0, "the sum that is multiplied, its next coefficient on top")
  let running = Reg(reset: false)
  let step = Reg(7, reset: 0)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let addition = Instance(GaloisAddition())

  let bytes: Int

  /// - Parameter bytes: of all that is absorbed; nothing but it is authenticated.
  init(bytes: Int) { self.bytes = bytes }

  override var summary: String { "GHASH (SP 800-38D, 6.4) of \(bytes) bytes, a bit in a cycle." }

  override var latency: Latency? { .cycles(128, "from the cycle after `multiply` until `busy` falls") }

  override func build() {
    // In a byte the coefficient of the lowest power is the bit on top.
    func reordered(_ value: Bits) -> Bits {
      cat((0..<value.width).map { value[$0 & ~7 | 7 - $0 & 7] }.reversed())
    }

    // The number of bits, most significant byte first, ends the block of lengths.
    let length = cat((0..<8).map { Bits(UInt64(8 * bytes) >> UInt64(8 * $0) & 0xff, width: 8) })
    let lengthNow = (cat(length, Bits(0, width: 64)) & replicate(addLength, 128)).named("length_now")
    addition.key <== hashKey
    addition.takesKey <== running & factor[127]
    addition.word <== reordered(word)
    addition.takesWord <== cat((0..<4).reversed().map { (absorb & (place == $0)).bits })

    // Horner: from the highest power down.
    let reduced = Bits(0x87, width: 128) & replicate(total[127] & running, 128)
    let moved = mux(running, total.shiftedLeft(by: 1), total)
    let next = (moved ^ reduced ^ addition.sum ^ reordered(lengthNow)).named("next")

    busy <== running
    sum <== reordered(total)

    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(hashKey.any | total.any | factor.any | running))

    when(wipe) {
      running <== false
      for register in [hashKey, total, factor] { register <== 0 }
    } otherwise: {
      when(setKey) { hashKey <== reordered(key) }
      when(clear | multiply) {
        total <== 0
      } otherwise: {
        when(running | absorb | addLength) { total <== next }
      }
      when(multiply) {
        running <== true
        step <== 0
        factor <== total
      } otherwise: {
        when(running) {
          step <== step + 1
          factor <== factor.shiftedLeft(by: 1)
          running <== !step.all
        }
      }
    }
    always("nothing_changes_the_sum_in_work", !running | !(clear | absorb | addLength | multiply | setKey))
  }
}

/// What is added to the sum in a cycle: the key, or a word in its place. Kept by itself, this is one look-up table a bit; together with
/// what follows synthesis makes one of seven inputs, which takes four times as many.
final class GaloisAddition: Module {
  let key = In(128).secret()
  let takesKey = In().secret()
  let word = In(32).secret()
  let takesWord = In(4, "as word 0 to 3; else all 0")
  let sum = Out(128).secret()

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() {
    let words = cat((0..<4).reversed().map { word & replicate(takesWord[$0], 32) })
    sum <== key & replicate(takesKey, 128) | words
  }
}
