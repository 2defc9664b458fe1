import HDL

/// GHASH with a bit of the sum in each cycle. SP 800-38D, 6.3 and 6.4.
final class GaloisHash: Module {
  let clear = In("the sum becomes zero")
  let setKey = In("`key` is the hash key from now on")
  let key = In(128, "byte 0 in bits 7:0").secret()
  let absorb = In("add `word` to the next word of the sum; four make a block")
  let word = In(32, "byte 0 in bits 7:0").secret()
  let addLength = In("add the block of lengths to the sum")
  let multiply = In("multiply the sum by the key")
  let wipe = In("overwrite every register with zeros")
  let busy = Out("from the cycle after `multiply`")
  let sum = Out(128, "byte 0 in bits 7:0; while not `busy`").secret()

  let hashKey = Reg(128, reset: 0)
  let total = Reg(128, reset: 0, "the sum; four turns bring every word back to its place")
  let product = Reg(128, reset: 0, "coefficient of x^i in bit i")
  let running = Reg(reset: false)
  let step = Reg(7, reset: 0)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let bytes: Int

  /// - Parameter bytes: of all that is absorbed; nothing but it is authenticated.
  init(bytes: Int) { self.bytes = bytes }

  override var summary: String { "GHASH (SP 800-38D, 6.4) of \(bytes) bytes, a bit in a cycle." }

  override var latency: Latency? { .cycles(128, "from the cycle after `multiply` until `busy` falls") }

  override func build() {
    // In a byte the coefficient of the lowest power is the bit on top.
    func place(_ coefficient: Int) -> Int { coefficient & ~7 | 7 - coefficient & 7 }
    func reordered(_ value: Bits) -> Bits { cat((0..<128).map { value[place($0)] }.reversed()) }

    // Horner: from the highest power down.
    let factor = select(step, from: (0..<128).map { total[place(127 - $0)] }).named("factor")
    let top = product[127]
    let multiplied = (product.shiftedLeft(by: 1) ^ (Bits(0x87, width: 128) & replicate(top, 128))).named("multiplied")
    let next = (multiplied ^ (reordered(hashKey) & replicate(factor, 128))).named("next")
    // The number of bits, most significant byte first, ends the block.
    let length = cat((0..<8).map { Bits(UInt64(8 * bytes) >> UInt64(8 * $0) & 0xff, width: 8) })

    busy <== running
    sum <== total

    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(hashKey.any | total.any | product.any | running))

    when(wipe) {
      running <== false
      for register in [hashKey, total, product] { register <== 0 }
    } otherwise: {
      when(running) {
        step <== step + 1
        product <== next
        running <== !step.all
        when(step.all) { total <== reordered(next) }
      } otherwise: {
        when(setKey) { hashKey <== key }
        when(clear) {
          total <== 0
        } otherwise: {
          when(absorb) {
            total <== cat(total[0...31] ^ word, total[32...127])
          } otherwise: {
            when(addLength) { total <== cat(total[64...127] ^ length, total[0...63]) }
          }
        }
        when(multiply) {
          running <== true
          step <== 0
          product <== 0
        }
      }
    }
    always("nothing_changes_the_sum_in_work", !running | !(clear | absorb | addLength | multiply | setKey))
  }
}
