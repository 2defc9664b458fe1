import HDL

/// Sectors of 512 bytes on a medium, one at a time through a buffer. `docs/core.md`, section 2. While it is busy only `status` and
/// `interrupt enable` can be written, and the buffer reads as 0.
final class BlockDevice: Module {
  enum Phase: HardwareEnum { case idle, request, receive, fetch, send, finish }

  let access = In(DeviceAccess())
  let data = Out(32, "of a register; in the cycle of the access")
  let word = Out(32, "of the buffer; in the cycle after the access, else 0")
  let error = Out("not a whole word")
  let interrupt = Out()

  let sectors = In(32, "of the medium")
  let request = Source(MediumRequest())
  let toMedium = Source(MediumWord(), "after a request to write")
  let fromMedium = Sink(MediumWord(), "after a request to read")
  let answer = Sink(MediumAnswer(), "ends a transfer")

  let phase = Reg(reset: Phase.idle)
  let sector = Reg(32, reset: 0)
  let writesMedium = Reg(reset: false)
  let count = Reg(7, reset: 0, "words of the sector that were transferred")
  let isDone = Reg(reset: false)
  let hasFailed = Reg(reset: false)
  let interruptEnable = Reg(reset: false)
  let buffer = Memory(depth: 128, width: 32, readDuringWrite: .unspecified, style: .block)
  let showsWord = Reg(reset: false, "a word of the buffer was read")

  override var summary: String { "Reads and writes sectors of 512 bytes on a medium." }

  override func build() {
    let isBusy = (phase != .idle).named("is_busy")
    let isWord = access.size == 2
    error <== !isWord
    interrupt <== isDone & interruptEnable
    let active = (access.valid & isWord).named("active")
    let isBuffer = (access.offset[9...21] == 1).named("is_buffer")
    let writes = (active & access.write).named("writes")
    let writesIdle = (writes & !isBusy).named("writes_idle")

    let isSector = access.offset == 0
    let isStatus = access.offset == 12
    let isEnable = access.offset == 16
    let status = cat(hasFailed, isDone, isBusy)
    data
      <== mux(isSector, sector, 0) | mux(access.offset == 4, sectors, 0)
      | mux(isStatus, status.extended(to: 32), 0)
      | mux(isEnable, cat(Bits(0, width: 31), interruptEnable), 0)
    when(writesIdle & isSector) { sector <== access.store }
    when(writes & isEnable) { interruptEnable <== access.store[0] }

    // One port: the program's while no command is carried out, else the medium's.
    let place = mux(isBusy, count, access.offset[2...8]).named("place")
    let bufferWord = buffer.read(place).named("buffer_word")
    when((writesIdle & isBuffer) | fromMedium.fire) {
      buffer.write(place, mux(isBusy, fromMedium.payload.data, access.store))
    }
    showsWord <== active & !access.write & isBuffer & !isBusy
    word <== mux(showsWord, bufferWord, 0)

    let (reading, writing) = (access.store == 1, access.store == 2)
    let begins = (writesIdle & (access.offset == 8) & (reading | writing)).named("begins")
    let exists = (sector < sectors).named("exists")
    when(begins) {
      isDone <== !exists
      hasFailed <== !exists
    } otherwise: {
      when(answer.fire) {
        isDone <== true
        hasFailed <== answer.payload.error
      } otherwise: {
        when(writes & isStatus) {
          isDone <== isDone & !access.store[1]
          hasFailed <== hasFailed & !access.store[2]
        }
      }
    }
    transfer(when: begins & exists, isWrite: writing, bufferWord)
  }

  private func transfer(when begins: Bit, isWrite: Bit, _ bufferWord: Bits) {
    request.valid <== phase == .request
    request.payload.sector <== sector
    request.payload.write <== writesMedium
    toMedium.valid <== phase == .send
    toMedium.payload.data <== bufferWord
    fromMedium.ready <== phase == .receive
    // Not while a word is offered, which has to stay.
    answer.ready <== (phase == .receive) | (phase == .fetch) | (phase == .finish)

    let isLast = (count == 127).named("is_last")
    when(phase == .idle) {
      count <== 0
    } otherwise: {
      when(toMedium.fire | fromMedium.fire) { count <== count + 1 }
    }
    match(phase) {
      switch $0 {
      case .idle:
        writesMedium <== isWrite
        when(begins) { phase <== .request }
      case .request:
        when(request.fire) { phase <== mux(writesMedium, .fetch, Enum(.receive)) }
      case .receive:
        when(answer.fire) {
          phase <== .idle
        } otherwise: {
          when(fromMedium.fire & isLast) { phase <== .finish }
        }
      case .fetch:
        phase <== mux(answer.fire, .idle, Enum(.send))
      case .send:
        when(toMedium.fire) { phase <== mux(isLast, .finish, Enum(.fetch)) }
      case .finish:
        when(answer.fire) { phase <== .idle }
      }
    }
  }
}
