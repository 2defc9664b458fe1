import HDL

/// Ends a simulation when a program writes to it: 0x5555 for success, code << 16 | 0x3333 for failure.
final class Finisher: Module {
  let access = In(DeviceAccess())
  let finished = Out("a program has ended; until reset")
  let code = Out(16, "its exit code; 0 for success")

  let isFinished = Reg(reset: false)
  let exitCode = Reg(16, reset: 0)

  override var summary: String { "Ends a simulation when a program writes to it." }

  override func build() {
    finished <== isFinished
    code <== exitCode
    let kind = access.store[0...15]
    let writes = (access.valid & access.write & (access.offset == 0)).named("writes")
    when(writes & ((kind == 0x5555) | (kind == 0x3333))) {
      isFinished <== true
      exitCode <== mux(kind == 0x3333, access.store[16...31], 0)
    }
    ignore(access.size)
  }
}
