import HDL

/// Commands to the caches and translation buffers, and their emptying after reset: one set, one entry after the other.
final class MaintenanceControl: Module {
  enum Phase: HardwareEnum { case reset, idle, caches, translations }

  let commandValid = In()
  let commandReady = Out("the command is done")
  let command = In("0 fence.i, 1 sfence.vma")

  let isQuiet = In("no access, no walk and no fill is in work")
  let hold = Out("begin nothing but what is already waiting on the data side")
  let sweepsLines = Out("`index` selects sets")
  let writesBack = Out("what is dirty is to be written back, until `set_is_clean`")
  let setIsClean = In()
  let forgetLines = Out("drop all lines of the sets")
  let forgetTranslation = Out("drop the entries")
  let index: Bits.Output

  let phase = Reg(reset: Phase.reset)
  let count: Bits.Var

  let translationBits: Int

  init(_ parameters: MemoryParameters) {
    translationBits = parameters.translationBits
    let bits = max(parameters.instructionCache.setBits, parameters.dataCache.setBits, parameters.translationBits)
    index = Out(bits, "of a set or an entry; the low bits where there are fewer")
    count = Reg(bits, reset: 0)
  }

  override var summary: String {
    "Empties caches and translation buffers: after reset, at fence.i with all that is dirty written back, at sfence.vma."
  }

  override func build() {
    let isReset = phase == .reset
    let isCaches = phase == .caches
    let isTranslations = phase == .translations
    index <== count
    hold <== (phase != .idle) | commandValid
    sweepsLines <== isReset | isCaches
    writesBack <== isCaches
    forgetLines <== isReset | isCaches & setIsClean
    forgetTranslation <== isReset | isTranslations
    let isLast = mux(isTranslations, count[0...translationBits - 1].all, count.all).named("is_last")
    let steps = (isReset | isTranslations | isCaches & setIsClean).named("steps")
    commandReady <== steps & isLast & !isReset

    when(steps) { count <== mux(isLast, 0, count + 1) }
    match(phase) {
      switch $0 {
      case .idle:
        when(commandValid & isQuiet) {
          when(command) {
            phase <== .translations
          } otherwise: {
            phase <== .caches
          }
        }
      case .reset, .caches, .translations:
        when(steps & isLast) { phase <== .idle }
      }
    }
  }
}
