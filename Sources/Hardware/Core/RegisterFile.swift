import HDL

/// The integer registers x0 to x31: two reads within the cycle, one write. A read in the cycle of a write gives the old word.
final class RegisterFile: Module {
  let first = In(5)
  let second = In(5)
  let firstValue = Out(32)
  let secondValue = Out(32)
  let write = In("of x0: 0 only")
  let destination = In(5)
  let value = In(32)

  let words = Memory(depth: 32, width: 32, style: .distributed)

  override var summary: String { "The integer registers. Reset writes 0 to all of them, x0 included." }

  override func build() {
    firstValue <== words[first]
    secondValue <== words[second]
    when(write) { words.write(destination, value) }
  }
}
