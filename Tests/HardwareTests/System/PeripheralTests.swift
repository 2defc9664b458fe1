import HDL
import Reference
import Testing

@testable import Hardware

/// The devices of the system against the golden machine's, access by access.
@Suite struct PeripheralTests {
  let devices: CycleSimulator<Peripherals>
  let machine = Machine(memory: 4096) { _ in }

  init() throws {
    devices = try simulateHere(Peripherals(), seed: 3)
    devices.receiveLine = true
    try devices.reset()
  }

  /// What the serial port sends comes back to it.
  private func tick(_ cycles: Int = 1) throws {
    for _ in 0..<cycles {
      devices.receiveLine = devices.sendLine
      try devices.tick()
    }
  }

  /// One access; nil for an error. A read gives the bytes that were asked for.
  private func access(_ address: UInt32, bytes: Int, write value: UInt32? = nil) throws -> UInt32? {
    #expect(devices.request.ready)
    devices.request.valid = true
    devices.request.payload.write = value != nil
    devices.request.payload.address = UInt64(address)
    devices.request.payload.size = UInt64(bytes == 4 ? 2 : bytes - 1)
    let word = value ?? 0
    devices.request.payload.store = UInt64(
      bytes == 4 ? word : bytes == 2 ? (word & 0xffff) * 0x1_0001 : (word & 0xff) * 0x101_0101)
    try tick()
    devices.request.valid = false
    try tick()
    #expect(devices.responseValid)
    let answer =
      devices.responseError
      ? nil : UInt32(devices.responseData) >> (8 * (address & 3)) & (bytes == 4 ? .max : 1 << UInt32(8 * bytes) - 1)
    try tick()
    #expect(!devices.responseValid)
    return answer
  }

  private func golden(_ address: UInt32, bytes: Int, write value: UInt32? = nil) -> UInt32? {
    let device: (any Device, UInt32)? =
      switch address {
      case 0x10_0000..<0x10_1000: (machine.finisher, 0x10_0000)
      case 0x200_0000..<0x201_0000: (machine.localInterruptor, 0x200_0000)
      case 0xc00_0000..<0xc40_0000: (machine.interruptController, 0xc00_0000)
      case 0x1000_0000..<0x1000_0100: (machine.serialPort, 0x1000_0000)
      case 0x1000_1000..<0x1000_2000: (machine.blockDevice, 0x1000_1000)
      default: nil
      }
    guard let (device, base) = device else { return nil }
    guard let value else { return device.read(address - base, bytes: bytes) }
    return device.write(address - base, bytes: bytes, value) ? 0 : nil
  }

  @Test("random accesses to all registers answer as the golden machine's", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Everything but what depends on time and on the serial line, which have tests of their own.
    let local: [UInt32] = [0x200_0000, 0x200_4000, 0x200_4004, 0x200_0004]
    let controller: [UInt32] =
      (0..<16).map { 0xc00_0000 + 4 * $0 } + [
        0xc00_1000, 0xc00_2000, 0xc00_2080, 0xc20_0000, 0xc20_0004, 0xc20_1000, 0xc20_1004, 0xc00_3000,
      ]
    let serial = ([1, 3, 4, 7] as [UInt32]).map { 0x1000_0000 + $0 }
    // Without a medium every command is an error.
    let block = ([0, 4, 8, 12, 16] as [UInt32]).map { 0x1000_1000 + $0 }
    let nothing: [UInt32] = [0x1000_0100, 0x3000_0000, 0x10_1000, 0xc40_0000, 0x1000_2000]
    for step in 0..<1500 {
      let address = (local + controller + controller + serial + block + nothing).randomElement(using: &generator) ?? 0
      let isSerial = address >> 8 == 0x10_0000
      let bytes = Int.random(in: 0..<16, using: &generator) == 0 ? 4 : isSerial ? 1 : 4
      guard address & UInt32(bytes - 1) == 0 else { continue }
      var value: UInt32?
      if Bool.random(using: &generator) {
        value = generator.next()
        // Sources that the hardware has.
        if (0xc00_2000..<0xc00_3000).contains(address) { value = (value ?? 0) & 0xfffe }
        // The divisor stays where it is, and the interrupts of the serial port can be seen.
        if address == 0x1000_0003 { value = (value ?? 0) & 0x7f }
        if address == 0xc20_0004 || address == 0xc20_1004 { value = [10, 10, 1, 3, 40][Int((value ?? 0) % 5)] }
        if block.contains(address) { value = (value ?? 0) % 8 }
      }
      let expected = golden(address, bytes: bytes, write: value)
      let found = try access(address, bytes: bytes, write: value)
      let isRead = value == nil
      #expect(
        (isRead ? found == expected : (found == nil) == (expected == nil)),
        "step \(step), \(bytes) bytes at \(String(address, radix: 16)), seed \(seed)")
      machine.interruptController.update(
        (machine.serialPort.interrupt ? 1 << 10 : 0) | (machine.blockDevice.interrupt ? 1 << 1 : 0))
      try devices.tick(3)
      #expect(devices.machineSoftwareInterrupt == machine.localInterruptor.softwareInterrupt)
      #expect(
        devices.machineExternalInterrupt == machine.interruptController.interrupt(0), "step \(step), seed \(seed)")
      #expect(devices.supervisorExternalInterrupt == machine.interruptController.interrupt(1), "step \(step)")
    }
  }

  @Test("time goes on, and the timer interrupt comes when it is reached")
  func timer() throws {
    #expect(try access(0x200_4004, bytes: 4, write: 0) != nil)
    let now = try #require(try access(0x200_bff8, bytes: 4))
    _ = try access(0x200_4000, bytes: 4, write: now + 50)
    var cycles = 0
    while !devices.machineTimerInterrupt {
      try devices.tick()
      cycles += 1
      try #require(cycles < 100)
    }
    #expect(devices.currentTime == UInt64(now + 51))
    _ = try access(0x200_bff8, bytes: 4, write: 0xffff_fffe)
    try devices.tick(5)
    #expect(try access(0x200_bffc, bytes: 4) == 1)
    #expect(devices.machineTimerInterrupt)
    _ = try access(0x200_4004, bytes: 4, write: 2)
    #expect(!devices.machineTimerInterrupt)
  }

  @Test("bytes go over the line and come back, with interrupts, and what is too much is lost and noted")
  func line() throws {
    for (register, value) in [(3, 0x83), (0, 2), (1, 0), (3, 3), (1, 1)] as [(UInt32, UInt32)] {
      _ = try access(0x1000_0000 + register, bytes: 1, write: value)
    }
    var generator = SeededGenerator(seed: 9)
    let sent = generator.bytes(20)
    var received: [UInt8] = []
    var next = 0
    for _ in 0..<200 where received.count < sent.count {
      if next < sent.count, try access(0x1000_0005, bytes: 1).map({ $0 & 0x20 != 0 }) == true {
        _ = try access(0x1000_0000, bytes: 1, write: UInt32(sent[next]))
        next += 1
      }
      try tick(100)
      while try access(0x1000_0005, bytes: 1).map({ $0 & 1 != 0 }) == true {
        #expect(try access(0x1000_0002, bytes: 1) == 4)
        received.append(UInt8(try #require(try access(0x1000_0000, bytes: 1))))
      }
      #expect(try access(0x1000_0002, bytes: 1) == 1)
    }
    #expect(received == sent)
    // Eighteen bytes that nobody takes: two are lost.
    for byte in 0..<16 { _ = try access(0x1000_0000, bytes: 1, write: UInt32(byte)) }
    try tick(700)
    for byte in 16..<18 { _ = try access(0x1000_0000, bytes: 1, write: UInt32(byte)) }
    try tick(10_000)
    #expect(try access(0x1000_0005, bytes: 1) == 0x63)
    #expect(try access(0x1000_0005, bytes: 1) == 0x61)
    for byte in 0..<16 { #expect(try access(0x1000_0000, bytes: 1) == UInt32(byte)) }
    #expect(try access(0x1000_0005, bytes: 1) == 0x60)
  }

  @Test("the finisher tells the exit code")
  func finisher() throws {
    _ = try access(0x10_0004, bytes: 4, write: 0x5555)
    _ = try access(0x10_0000, bytes: 4, write: 0x1234)
    #expect(!devices.finished)
    _ = try access(0x10_0000, bytes: 4, write: 0x0007_3333)
    #expect(devices.finished && devices.exitCode == 7)
  }
}
