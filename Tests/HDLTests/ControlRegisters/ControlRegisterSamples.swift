import HDL

enum KeySize: HardwareEnum { case small, medium, large }

struct KeyControl: ControlRegister {
  let address = 0x00
  let summary = "What the key unit does."
  let enable = rw(0, "encrypt every line that leaves the cache")
  let start = command(1, "load the key")
  let slot = rw(4...7, reset: 1, "key slot in use")
  let size = rw(8...9, KeySize.self, reset: .medium, "key size")
}

struct KeyStatus: ControlRegister {
  let address = 0x04
  let isBusy = ro(0, "a key is being loaded")
  let failed = w1c(1, "a load failed")
  let flush = w1s(2, "flush the cache; clear when it is done")
  let version = constant(24...31, 3)
}

struct KeyWord: ControlRegister {
  let address: Int
  let summary = "A word of the key."
  let word = wo(0...31)
  init(_ number: Int) { address = 0x10 + 4 * number }
}

struct KeyRegisters: ControlRegisterMap {
  let control = KeyControl()
  let status = KeyStatus()
  let key = (0..<2).map { KeyWord($0) }
}

final class KeyUnit: Module {
  let address = In(8)
  let write = In()
  let data = In(32)
  let result = Out(32)
  let isKnown = Out()
  let load = In()
  let key = Out(64)
  let file = Instance(ControlRegisterFile(KeyRegisters(), addressWidth: 8))

  override func build() {
    file.address <== address
    file.read <== !write
    file.write <== write
    file.writeData <== data
    file.writeMask <== 0xf
    result <== file.readData
    isKnown <== !file.error

    let control = file.registers.control
    let status = file.registers.status
    status.isBusy <== load
    status.failed.set <== control.start & load
    status.flush.clear <== status.flush.value & !load
    let words = file.registers.key.map(\.word)
    key <== mux(control.enable & (control.size == .large), cat(words[1], words[0]), control.slot.extended(to: 64))
  }
}
