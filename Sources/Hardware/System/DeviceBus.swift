import HDL

/// Leads accesses that are not cached to the devices, one at a time: answered in the second cycle. `docs/core.md`, section 2.
final class DeviceBus: Module {
  let request = Sink(DeviceRequest())
  let responseValid = Out("one cycle")
  let responseData = Out(32, "word of the aligned address")
  let responseError = Out("there is nothing, or the device does not have such an access")

  let finisher = Out(DeviceAccess())
  let localInterruptor = Out(DeviceAccess())
  let interruptController = Out(DeviceAccess())
  let serialPort = Out(DeviceAccess())
  let blockDevice = Out(DeviceAccess())
  let localInterruptorData = In(32)
  let interruptControllerData = In(32)
  let interruptControllerError = In()
  let serialPortData = In(32)
  let serialPortError = In()
  let blockDeviceData = In(32)
  let blockDeviceWord = In(32, "of its buffer; a cycle later, and 0 else")
  let blockDeviceError = In()

  let accepted = Reg(DeviceRequest())
  let isWaiting = Reg(reset: false)
  let isAnswered = Reg(reset: false)
  let data = Reg(32, reset: 0)
  let failed = Reg(reset: false)

  override var summary: String { "Leads single accesses to the devices of the system." }
  override var latency: Latency? { .cycles(2, "from an access to its answer") }

  override func build() {
    request.ready <== !isWaiting & !isAnswered
    isWaiting <== request.fire
    isAnswered <== isWaiting
    when(request.fire) { accepted <== request.payload }

    let address = accepted.address.named("address")
    let isFinisher = (address[12...31] == 0x100).named("is_finisher")
    let isLocal = (address[16...31] == 0x200).named("is_local")
    let isController = (address[22...31] == 0x30).named("is_controller")
    let isSerial = (address[8...31] == 0x10_0000).named("is_serial")
    let isBlock = (address[12...31] == 0x1_0001).named("is_block")
    lead(finisher, isFinisher, bits: 12)
    lead(localInterruptor, isLocal, bits: 16)
    lead(interruptController, isController, bits: 22)
    lead(serialPort, isSerial, bits: 8)
    lead(blockDevice, isBlock, bits: 12)

    data
      <== mux(isLocal, localInterruptorData, 0) | mux(isController, interruptControllerData, 0)
      | mux(isSerial, serialPortData, 0) | mux(isBlock, blockDeviceData, 0)
    failed
      <== !(isFinisher | isLocal | isController | isSerial | isBlock) | isController & interruptControllerError
      | isSerial & serialPortError | isBlock & blockDeviceError
    responseValid <== isAnswered
    responseData <== data | blockDeviceWord
    responseError <== failed
  }

  private func lead(_ device: View<DeviceAccess>.Output, _ isHere: Bit, bits: Int) {
    device.valid <== isWaiting & isHere
    device.write <== accepted.write
    device.offset <== accepted.address.bits(from: 0, width: bits).extended(to: 22)
    device.size <== accepted.size
    device.store <== accepted.store
  }
}
