import HDL

/// What the tutorial does wrong, to see what is said about it.
final class WrongBlinker: Module {
  let enable = In()
  let lamp = Out()
  let level = Out(8)
  let step = In(4)
  let count = Reg(8, reset: 0)

  override func build() {
    when(enable) {
      count <== count + step
      lamp <== count[7]
    }
    level <== count + 256
  }
}
