import Reference
import Testing

/// The stub of the debugger, packet by packet.
@Suite struct RemoteDebuggerTests {
  let machine = Machine(memory: 1 << 16) { _ in }
  let debugger: RemoteDebugger

  init() {
    // addi a0, x0, 5; addi a0, a0, 1; jal x0, -4
    let words: [UInt32] = [0x0050_0513, 0x0015_0513, 0xffdf_f06f]
    let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(machine.hart.memory.load(bytes, at: 0x8000_0000))
    machine.hart.start(at: 0x8000_0000)
    debugger = RemoteDebugger(machine)
  }

  private func answer(_ packet: String) -> String? {
    if case .answer(let text) = debugger.react(to: packet) { text } else { nil }
  }

  @Test("registers are read and written, alone and together")
  func registers() {
    #expect(answer("?") == "S05")
    #expect(answer("p20") == "00000080")
    #expect(answer("s") == "S05" && answer("pa") == "05000000" && answer("p20") == "04000080")
    #expect(answer("Pa=78563412") == "OK" && answer("pa") == "78563412")
    #expect(answer("P20=00000080") == "OK" && answer("p20") == "00000080")
    // misa is register 0x301 of the control registers.
    #expect(answer("p342") == "01111440")
    let all = answer("g")
    #expect(all?.count == 33 * 8 && all?.hasSuffix("00000080") == true)
    #expect(answer("G" + String(repeating: "01000000", count: 33)) == "OK" && answer("p5") == "01000000")
    #expect(answer("p0") == "00000000")
    for wrong in ["P", "Pa", "Pa=12", "G00", "pzz", "p2000"] { #expect(answer(wrong) == "E01", "\(wrong)") }
  }

  @Test("memory is read and written, and instructions with it")
  func memory() {
    #expect(answer("m80000000,4") == "13055000")
    #expect(answer("M80000004,4:13052500") == "OK")
    #expect(answer("s") == "S05" && answer("s") == "S05" && answer("pa") == "07000000")
    #expect(answer("m8000fffe,8") == "0000")
    #expect(answer("m40000000,4") == "E02" && answer("M40000000,1:00") == "E02")
    for wrong in ["m80000000", "m80000000,zz", "m80000000,fffff", "M80000000,2:00", "M0,1"] {
      #expect(answer(wrong) == "E01", "\(wrong)")
    }
  }

  @Test("a program stops at a breakpoint, runs on without it, and tells its exit code")
  func breakpoints() {
    #expect(answer("Z0,80000008,4") == "OK")
    #expect(debugger.react(to: "c") == .resume)
    #expect(debugger.run(instructions: 100) == "S05" && answer("p20") == "08000080")
    #expect(debugger.run(instructions: 100) == "S05" && answer("pa") == "07000000")
    #expect(answer("z0,80000008,4") == "OK" && debugger.run(instructions: 1000) == nil)
    #expect(answer("Z2,80000008,4") == "" && answer("Z0") == "E01")
    #expect(machine.finisher.write(0, bytes: 4, 0x0007_3333))
    #expect(debugger.run(instructions: 1) == "W07")
    #expect(debugger.react(to: "D") == .detach && debugger.react(to: "k") == .kill)
  }

  @Test("what GDB asks for first is answered, and what is not known gets nothing")
  func queries() {
    #expect(answer("qSupported:multiprocess+") == "PacketSize=4000;qXfer:features:read+")
    #expect(answer("qXfer:features:read:target.xml:0,ffb")?.contains("riscv:rv32") == true)
    #expect(answer("qXfer:features:read:target.xml:5,10")?.first == "m")
    #expect(answer("qAttached") == "1" && answer("vMustReplyEmpty") == "" && answer("") == "")
    #expect(answer("Hg0") == "OK")
  }

  @Test("packets are found in what comes in, and a wrong sum is noticed")
  func packets() {
    var reader = PacketReader()
    func events(_ text: String) -> [PacketReader.Event] { text.utf8.compactMap { reader.take($0) } }
    #expect(events("+$m0,4#fd") == [.packet("m0,4")])
    #expect(events("$m0,4#fe$g#67") == [.damaged, .packet("g")])
    #expect(events("\u{3}") == [.interrupt])
    #expect(PacketReader.packet("OK") == Array("$OK#9a".utf8))
  }
}
