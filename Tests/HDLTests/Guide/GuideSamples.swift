import HDL

// The samples of docs/hdl/language.md that are about one construct each.

final class Gain: Module {
  let sample = In(signed: 12)
  let factor = In(signed: 4)
  let amount = In(2)
  let scaled = Out(signed: 16)
  let isLoud = Out()

  override func build() {
    let product = (sample * factor).named("product")
    scaled <== product >> amount
    isLoud <== (sample > 1000) | (sample < -1000)
  }
}

final class InstructionDecoder: Module {
  let instruction = In(16)
  let isLoad = Out()
  let isBranch = Out()
  let target = Out(16)

  override func build() {
    isLoad <== instruction.matches("01??_????_????_0011")
    isBranch <== instruction.matches("1???_????_????_????")
    target <== instruction[0...14].signed.extended(to: 16).bits << 1
  }
}

final class RegisterRead: Module {
  let address = In(4, "byte address")
  let control = In(8)
  let status = In(8)
  let data = Out(8)
  let isKnown = Out()

  override func build() {
    match(
      address,
      [
        0x0: { [self] in data <== control },
        0x4: { [self] in data <== status },
      ]
    ) { data <== 0 }
    isKnown <== (address == 0x0) | (address == 0x4)
  }
}

final class Scratchpad: Module {
  let address = In(8)
  let store = In(32)
  let mask = In(4, "bytes to write")
  let write = In()
  let read = In()
  let load = Out(32, "a cycle after `read`")
  let words = Memory(depth: 256, width: 32, initial: [Constant(width: 32, 0x1234_5678)], readDuringWrite: .new)

  override func build() {
    when(write) { words.write(address, store, mask: mask) }
    load <== words.read(address, enable: read)
  }
}

extension ClockDomain {
  static let screen = ClockDomain("screen", reset: .asynchronous)
}

final class FrameCounter: Module {
  let clear = In("from the processor")
  let frameEnds = In(on: .screen)
  let frames = Out(8, on: .screen)
  let isEven = Out()
  let count = Reg(8, reset: 0, on: .screen)

  override func build() {
    let clearHere = synchronized(clear, to: .screen)
    when(clearHere) {
      count <== 0
    } otherwise: {
      when(frameEnds) { count <== count + 1 }
    }
    frames <== count
    isEven <== !synchronized(count[0], to: .main)
  }
}

final class ClockBuffer: BlackBox {
  let input = In().pin("I")
  let output = Out().pin("O")

  init() { super.init("BUFG") }

  override func model() -> Module? { Wires() }

  /// What it does, for simulations in this process and for proofs.
  final class Wires: Module {
    let input = In().pin("I")
    let output = Out().pin("O")
    override func build() { output <== input }
  }
}

final class Buffered: Module {
  let pin = In()
  let net = Out()
  let buffer = Instance(ClockBuffer())

  override func build() {
    buffer.input <== pin
    net <== buffer.output
  }
}
