import HDL

/// Makes the reset of a board without a reset button: active for a number of cycles after the configuration of the FPGA.
/// The count lies in a memory of one word, because a memory has contents at power-up.
final class PowerOnReset: Module {
  let active = Out("resets the rest of the board")
  let count: Memory

  /// The length of the reset in clock cycles is 2^width - 1. The block memories of an iCE40 answer only some microseconds
  /// after its configuration.
  static let width = 9

  init() {
    count = Memory(depth: 1, width: Self.width, initial: [Constant(width: Self.width, value: 0)])
  }

  override var summary: String { "Reset for the first \((1 << Self.width) - 1) cycles after configuration." }

  override func build() {
    let only = Bits(0, width: 1)
    let now = count[only].named("now")
    active <== !now.all
    when(active) { count.write(only, now + 1) }
  }
}
