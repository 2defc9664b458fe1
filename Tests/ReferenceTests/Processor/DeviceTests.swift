import Reference
import Testing

/// The devices of the golden machine, register by register.
@Suite struct DeviceTests {
  @Test("the interrupt controller gives the highest priority first, and a source again only after completion")
  func interruptController() {
    let controller = InterruptController()
    func write(_ offset: UInt32, _ value: UInt32) { #expect(controller.write(offset, bytes: 4, value)) }
    for (source, priority) in [(3, 2), (7, 5), (10, 5)] as [(UInt32, UInt32)] { write(4 * source, priority) }
    write(0x2000, 1 << 3 | 1 << 7)
    write(0x2080, 1 << 10)
    controller.update(1 << 3 | 1 << 7 | 1 << 10 | 1)
    #expect(controller.interrupt(0) && controller.interrupt(1))
    #expect(controller.read(0x1000, bytes: 4) == 1 << 3 | 1 << 7 | 1 << 10)
    #expect(controller.read(0x20_0004, bytes: 4) == 7)
    #expect(controller.read(0x20_0004, bytes: 4) == 3)
    #expect(controller.read(0x20_0004, bytes: 4) == 0)
    // The level is still high, but the gateway waits.
    controller.update(1 << 7)
    #expect(!controller.interrupt(0))
    write(0x20_0004, 7)
    controller.update(1 << 7)
    #expect(controller.interrupt(0))
    // Not above the threshold.
    write(0x20_0000, 5)
    #expect(!controller.interrupt(0))
    // Of equal priorities the lower number; a context that does not enable a source cannot complete it.
    write(0x2080, 1 << 7 | 1 << 10)
    #expect(controller.read(0x20_1004, bytes: 4) == 7)
    #expect(controller.read(0x20_1004, bytes: 4) == 10)
    write(0x20_0004, 10)
    controller.update(1 << 10)
    #expect(!controller.interrupt(1))
    #expect(controller.read(0, bytes: 1) == nil && !controller.write(0, bytes: 2, 0))
  }

  @Test("the serial port has the registers of a 16550")
  func serialPort() {
    var sent: [UInt8] = []
    let port = SerialPort { sent.append($0) }
    func read(_ offset: UInt32) -> UInt32? { port.read(offset, bytes: 1) }
    func write(_ offset: UInt32, _ value: UInt32) { #expect(port.write(offset, bytes: 1, value)) }
    #expect(read(5) == 0x60 && read(2) == 1)
    write(0, 65)
    #expect(sent == [65])
    // The divisor hides the data registers.
    write(3, 0x83)
    write(0, 0x12)
    write(1, 0x34)
    #expect(read(0) == 0x12 && read(1) == 0x34 && sent == [65])
    write(3, 3)
    #expect(read(1) == 0 && read(3) == 3)
    port.receive(66)
    port.receive(67)
    #expect(read(5) == 0x61 && !port.interrupt)
    write(1, 1)
    #expect(port.interrupt && read(2) == 4)
    #expect(read(0) == 66 && port.interrupt)
    #expect(read(0) == 67 && !port.interrupt && read(5) == 0x60)
    // An empty transmitter interrupts once.
    write(1, 2)
    #expect(port.interrupt && read(2) == 2 && !port.interrupt)
    write(2, 1)
    #expect(read(2) == 0xc1)
    port.receive(1)
    write(2, 3)
    #expect(read(5) == 0x60)
    write(7, 0x5a)
    #expect(read(7) == 0x5a)
    #expect(port.read(0, bytes: 4) == nil)
  }

  @Test("the machine ends by the finisher, by tohost, at its limit, or in a trap without a handler")
  func endings() {
    func machine(_ words: [UInt32]) -> Machine {
      let machine = Machine(memory: 1 << 20) { _ in }
      let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
      #expect(machine.hart.memory.load(bytes, at: 0x8000_0000))
      machine.hart.start(at: 0x8000_0000)
      return machine
    }
    // lui a0, 0x100; lui a1, 0x70; addi a1, a1, 0x333; lui a2, 3; add a1, a1, a2; sw a1, 0(a0)
    let fails = machine([0x0010_0537, 0x0007_05b7, 0x3335_8593, 0x0000_3637, 0x00c5_85b3, 0x00b5_2023])
    #expect(fails.run(limit: 100) == .finished(7))
    // lui a0, 0x80001; addi a1, x0, 9; sw a1, 0(a0)
    let host = machine([0x8000_1537, 0x0090_0593, 0x00b5_2023, 0x0000_006f])
    host.toHost = 0x8000_1000
    #expect(host.run(limit: 100) == .finished(4))
    // jal x0, 0
    #expect(machine([0x0000_006f]).run(limit: 1000) == .limit)
    let nothing = machine([0])
    #expect(nothing.run(limit: 1000) == .trapped(pc: 0, cause: .fetchAccessFault))
    #expect(nothing.hart.exceptions[Int(ExceptionCause.illegalInstruction.rawValue)] == 1)
    #expect(!nothing.hart.memory.load([1, 2], at: 0x800f_ffff))
    #expect(nothing.hart.memory.bytes(at: 0x4000_0000, count: 1) == nil)
  }

  @Test("assembly language shows what an encoding is")
  func assembly() {
    let lines: [(UInt32, String)] = [
      (0x0000_0013, "addi zero, zero, 0"), (0xfe05_2e23, "sw zero, -4(a0)"), (0xfeb5_0ee3, "beq a0, a1, 0xffc"),
      (0x0000_006f, "jal zero, 0x1000"), (0x1234_5537, "lui a0, 0x12345"), (0x0085_a52f, "amoadd.w a0, s0, (a1)"),
      (0x1005_a52f, "lr.w a0, (a1)"), (0x3005_1073, "csrrw zero, 0x300, a0"), (0x02b5_0533, "mul a0, a0, a1"),
      (0x0000_600b, "illegal"), (0x0000_100f, "fence.i"), (0x1200_0073, "sfence.vma zero, zero"),
    ]
    for (encoding, text) in lines { #expect(DecodedInstruction(encoding).assembly(at: 0x1000) == text) }
  }
}
