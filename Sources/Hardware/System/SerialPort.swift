import HDL

/// A UART with the registers of the 16550, byte by byte at consecutive addresses: queues of 16 bytes, interrupts of the
/// receiver and of the empty transmitter, the divisor; no modem lines, no parity, always eight bits. `docs/core.md`, section 2.
final class SerialPort: Module {
  let access = In(DeviceAccess())
  let data = Out(32, "the register in every byte")
  let error = Out("not a single byte")
  let receiveLine = In("high while nothing is sent")
  let sendLine = Out("high while nothing is sent")
  let interrupt = Out()

  let interruptEnable = Reg(4, reset: 0)
  let lineControl = Reg(8, reset: 0)
  let modemControl = Reg(5, reset: 0)
  let scratch = Reg(8, reset: 0)
  let divisor: Bits.Var
  let usesQueues = Reg(reset: false, "FCR bit 0")
  let becameEmpty = Reg(reset: false, "the transmitter became empty, and nobody has looked since")
  let overrun = Reg(reset: false, "a byte came in with the queue full")
  let wasEmpty = Reg(reset: true)
  let prescale = Reg(16, reset: 0)

  let sender = Instance(SerialSender())
  let receiver = Instance(SerialReceiver())
  let toSend = Instance(Queue(SerialByte(), depth: 16))
  let received = Instance(Queue(SerialByte(), depth: 16))

  /// - Parameter divisor: of the clock for sixteen samples a bit, until a program sets another one; 1 to 65535.
  init(divisor: Int) {
    self.divisor = Reg(16, reset: UInt64(divisor))
  }

  override var summary: String { "A serial port with the registers of the 16550." }

  override func build() {
    let register = access.offset[0...2].named("register")
    let isByte = access.size == 0
    error <== !isByte
    let active = (access.valid & isByte & !access.offset[3...21].any).named("active")
    let reads = (active & !access.write).named("reads")
    let writes = (active & access.write).named("writes")
    let byte = access.store[0...7]
    ignore(access.store[8...31])
    let showsDivisor = lineControl[7].named("shows_divisor")

    let sample = (prescale == 0).named("sample")
    prescale <== mux(sample, divisor - 1, prescale - 1)
    sender.sample <== sample
    receiver.sample <== sample
    receiver.line <== receiveLine
    sendLine <== sender.line

    // Sending; what a program sends while the queue is full is lost.
    let sends = (writes & (register == 0) & !showsDivisor).named("sends")
    toSend.input.valid <== sends & (toSend.occupancy != 16)
    toSend.input.payload.value <== byte
    sender.input <== toSend.output
    let nothingQueued = (toSend.occupancy == 0).named("nothing_queued")
    wasEmpty <== nothingQueued
    ignore(toSend.input.ready)

    // Receiving; what comes in while the queue is full is lost.
    let isFull = (received.occupancy == 16).named("is_full")
    received.input.valid <== receiver.complete & !isFull
    received.input.payload.value <== receiver.value
    let isReceived = received.output.valid.named("is_received")
    let takes = reads & (register == 0) & !showsDivisor
    let clearsReceived = writes & (register == 2) & byte[1]
    received.output.ready <== takes | clearing
    when(clearsReceived) {
      clearing <== true
    } otherwise: {
      when(!isReceived) { clearing <== false }
    }
    ignore(received.input.ready)

    let receiverInterrupts = (interruptEnable[0] & isReceived).named("receiver_interrupts")
    let senderInterrupts = (interruptEnable[1] & becameEmpty).named("sender_interrupts")
    interrupt <== receiverInterrupts | senderInterrupts
    let cause = mux(receiverInterrupts, Bits(4, width: 4), mux(senderInterrupts, Bits(2, width: 4), Bits(1, width: 4)))
    let isLooked = reads & (register == 2) & !receiverInterrupts & senderInterrupts
    let isEnabled = writes & (register == 1) & !showsDivisor & byte[1] & !interruptEnable[1]
    when((nothingQueued & !wasEmpty) | isEnabled) {
      becameEmpty <== true
    } otherwise: {
      when(isLooked | sends) { becameEmpty <== false }
    }

    when(receiver.complete & isFull) {
      overrun <== true
    } otherwise: {
      when(reads & (register == 5)) { overrun <== false }
    }

    let lineStatus = cat(
      Bits(0, width: 1), nothingQueued & sender.idle, nothingQueued, Bits(0, width: 3), overrun, isReceived)
    let value = select(
      register,
      from: [
        mux(showsDivisor, divisor[0...7], mux(isReceived, received.output.payload.value, 0)),
        mux(showsDivisor, divisor[8...15], interruptEnable.extended(to: 8)),
        cat(replicate(usesQueues, 2), Bits(0, width: 2), cause), lineControl, modemControl.extended(to: 8), lineStatus,
        Bits(0xb0, width: 8), scratch,
      ]
    ).named("value")
    data <== cat([value, value, value, value])

    let setsLow = writes & (register == 0) & showsDivisor
    let setsHigh = writes & (register == 1) & showsDivisor
    divisor <== cat(mux(setsHigh, byte, divisor[8...15]), mux(setsLow, byte, divisor[0...7]))
    when(writes & (register == 1) & !showsDivisor) { interruptEnable <== byte[0...3] }
    when(writes & (register == 2)) { usesQueues <== byte[0] }
    when(writes & (register == 3)) { lineControl <== byte }
    when(writes & (register == 4)) { modemControl <== byte[0...4] }
    when(writes & (register == 7)) { scratch <== byte }
  }

  private let clearing = Reg(reset: false, "the receiver's queue is being emptied")
}
