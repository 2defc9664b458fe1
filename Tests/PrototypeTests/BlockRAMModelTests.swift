import Cosimulation
import Foundation
import HDL
import Prototype
import Simulation
import Testing

/// Memories of every shape that a block RAM of ECP5 can take, with contents at power-up: they are read and written at once.
private final class Memories: Module {
  static let widths = [1, 2, 4, 9, 18, 36]

  let address = In(4)
  let other = In(4)
  let data = In(36)
  let write = In()
  let read = In()
  let half = In(2)
  let words = Out(widths.reduce(0, +))
  let halves = Out(18)
  let single = Out(18)
  let memories: [Memory]
  let masked: Memory
  let onePort: Memory

  init() {
    func memory(_ depth: Int, _ width: Int) -> Memory {
      // Thousands of words with a value each are slow to read for Yosys.
      guard depth <= 1024 else { return Memory(depth: depth, width: width, style: .block) }
      var random = SeededGenerator(seed: UInt64(depth + width))
      let initial = (0..<depth).map { _ in Constant(width: width, words: [random.next()]) }
      return Memory(depth: depth, width: width, initial: initial, style: .block)
    }
    masked = memory(1024, 18)
    onePort = memory(1024, 18)
    memories = zip(Self.widths, [16384, 8192, 4096, 2048, 1024, 512]).map { memory($1, $0) }
  }

  override func build() {
    func place(_ address: Bits, in memory: Memory) -> Bits {
      let bits = bitsToCount(memory.depth)
      // The words at both ends: all address bits take part.
      return cat((0..<bits).map { address[$0 < 3 ? $0 : 3] })
    }
    var outputs: [Bit] = []
    for (number, memory) in memories.enumerated() {
      let word = memory.read(place(other, in: memory), enable: read).named("word_\(number)")
      outputs += (0..<memory.width).map { word[$0] }
      when(write) { memory.write(place(address, in: memory), data.bits(from: 0, width: memory.width)) }
    }
    words <== cat(outputs)
    halves <== masked.read(place(other, in: masked), enable: read)
    when(write) {
      masked.write(
        place(address, in: masked), data.bits(from: 0, width: 18), mask: cat((0..<18).map { half[$0 / 9] }))
    }
    single <== onePort.read(place(address, in: onePort), enable: read)
    when(write) { onePort.write(place(address, in: onePort), data.bits(from: 0, width: 18)) }
  }
}

@Suite struct BlockRAMModelTests {
  @Test("block RAMs of every width do what the memories do that they are made of")
  func everyWidth() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let flow = try NetlistFlow(PrototypeTools(), output: package.appending(path: "build/fpga/netlists"))
    let design = try Design(Memories()).verilog()
    let netlist = try flow.synthesised(design, for: .ecp5)
    let text = try #require(netlist.files.first { $0.name == "netlist.v" }).text
    for width in Memories.widths {
      #expect(text.contains(".DATA_WIDTH_B(32'd\(width))"), "no block RAM reads \(width) bits: adapt the test")
    }
    let original = try Simulator(SimulationModel(design))
    let simulator = try Simulator(SimulationModel(netlist, options: NetlistFlow.options))
    var random = SeededGenerator(seed: 0x36)
    let ports = design.ports.filter { $0.name != "clock" && $0.name != "reset" }
    for cycle in 0..<2000 {
      for port in ports where port.direction == .input {
        // First every word that takes part is written.
        let start: [String: UInt64] = cycle < 16 ? ["address": UInt64(cycle), "write": 1, "read": 1] : [:]
        let word = start[port.name] ?? Constant(width: port.width, words: [random.next()]).words[0]
        try original.drive(port.name, word)
        try simulator.drive(port.name, word)
      }
      try original.evaluate()
      try simulator.evaluate()
      for port in ports where port.direction == .output && cycle > 40 {
        let found = try simulator.value(of: port.name)
        let expected = try original.value(of: port.name)
        try #require(found == expected, "\(port.name) in cycle \(cycle)")
      }
      try original.tick()
      try simulator.tick()
    }
  }
}
