import HDL

/// Main memory on the chip and the boot ROM behind AXI4, as they are on a board: bursts of the encryption unit, a whole line of eight
/// beats, one burst at a time. Anything else, and any line that is not there, is answered with an error (SLVERR). AMBA AXI4, A3.4.
/// `docs/core.md`, section 2.
final class OnChipMemory: Module {
  enum Phase: HardwareEnum { case idle, read, write, answer }

  let axiAr = Sink(AXIAddress(), "read address")
  let axiR = Source(AXIRead(), "read data")
  let axiAw = Sink(AXIAddress(), "write address")
  let axiW = Sink(AXIWrite(), "write data")
  let axiB = Source(AXIWriteResponse(), "write response")

  let phase = Reg(reset: Phase.idle)
  let line: Bits.Var
  let isBoot = Reg(reset: false, "the burst reads the boot ROM")
  let failed = Reg(reset: false, "the burst gets an error")
  let beat = Reg(4, reset: 0, "beats looked up or written")
  let isLookedUp = Reg(reset: false, "words come out of the memories")
  let isLast = Reg(reset: false, "they are those of the last beat")
  let main: Memory
  let boot: Memory
  /// A whole line: nothing between the memories and the bus has to wait.
  let answers = Instance(Queue(AXIRead(), depth: 8))

  /// Words of 64 bits in main memory.
  let words: Int
  /// The first byte of main memory, and that of the boot ROM, which is one line.
  static let mainAddress: UInt64 = 0x8000_0000
  static let bootAddress: UInt64 = 0x1000

  /// - Parameters:
  ///   - words: of 64 bits in main memory; a power of two, at least 16.
  ///   - contents: of main memory from its first word on; none leaves all of it undefined until it is written.
  ///   - boot: the boot ROM, at most 8 words.
  init(words: Int, contents: [UInt64], boot: [UInt64]) {
    self.words = words
    func constants(_ words: [UInt64]) -> [Constant] { words.map { Constant(width: 64, value: $0) } }
    // No word is written while words are looked up.
    main = Memory(
      depth: words, width: 64, initial: constants(contents), readDuringWrite: .unspecified, style: .block)
    self.boot = Memory(depth: 8, width: 64, initial: constants(boot))
    line = Reg(bitsToCount(words) - 3, reset: 0)
  }

  override var summary: String {
    "\(words / 128) KiB of main memory on the chip and a boot ROM behind AXI4, in bursts of a line."
  }

  override var latency: Latency? { .cycles(3, "from a read address to the first beat, then a beat in every cycle") }

  override func build() {
    let reading = (phase == .read).named("reading")
    let writing = (phase == .write).named("writing")
    axiAr.ready <== phase == .idle
    axiAw.ready <== (phase == .idle) & !axiAr.valid

    let number = beat[0...2]
    let looksUp = (reading & !beat[3]).named("looks_up")
    let mainWord = main.read(cat(line, number))
    let bootWord = boot.read(number)
    isLookedUp <== looksUp
    isLast <== beat == 7
    answers.input.valid <== isLookedUp
    answers.input.payload.data <== mux(isBoot, bootWord, mainWord)
    answers.input.payload.resp <== response
    answers.input.payload.last <== isLast
    ignore(answers.input.ready, answers.occupancy)
    axiR <== answers.output

    axiW.ready <== writing
    when(axiW.fire & !failed) { main.write(cat(line, number), axiW.payload.data) }
    axiB.valid <== phase == .answer
    axiB.payload.resp <== response

    match(phase) {
      switch $0 {
      case .idle:
        beat <== 0
        when(axiAr.fire) {
          let inBoot = isIn(Self.bootAddress, bits: 6, axiAr.payload.addr).named("in_boot")
          line <== lineNumber(axiAr.payload)
          isBoot <== inBoot
          failed <== !axiAr.payload.isWholeLine | !(isInMain(axiAr.payload) | inBoot)
          phase <== .read
        } otherwise: {
          when(axiAw.fire) {
            line <== lineNumber(axiAw.payload)
            failed <== !axiAw.payload.isWholeLine | !isInMain(axiAw.payload)
            phase <== .write
          }
        }
      case .read:
        when(looksUp) { beat <== beat + 1 }
        when(axiR.fire & axiR.payload.last) { phase <== .idle }
      case .write:
        when(axiW.fire) {
          beat <== beat + 1
          let lastBeat = number == 7
          when(!axiW.payload.strb.all | (axiW.payload.last != lastBeat)) { failed <== true }
          when(lastBeat) { phase <== .answer }
        }
      case .answer:
        when(axiB.fire) { phase <== .idle }
      }
    }
  }

  /// RRESP and BRESP: SLVERR for a burst that failed.
  private var response: Bits { mux(failed, Bits(2, width: 2), 0) }

  private func lineNumber(_ burst: View<AXIAddress>) -> Bits { burst.addr.bits(from: 6, width: line.width) }

  private func isInMain(_ burst: View<AXIAddress>) -> Bit { isIn(Self.mainAddress, bits: 6 + line.width, burst.addr) }

  private func isIn(_ first: UInt64, bits: Int, _ address: Bits) -> Bit {
    address.bits(from: bits, width: 32 - bits) == Int(first >> UInt64(bits))
  }
}
