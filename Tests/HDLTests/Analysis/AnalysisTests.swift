import HDL
import Testing

/// Adds with a register behind it, and says a lot about itself.
private final class Adder: Module {
  struct Sizes {
    let bits: Int
    let stages = 1
  }
  let a: Bits.Input
  let b: Bits.Input
  let sum: Bits.Output
  let early = Out(8, "before the register")
  let total: Bits.Var
  let sizes: Sizes

  init(bits: Int) {
    sizes = Sizes(bits: bits)
    a = In(bits, "first operand")
    b = In(bits)
    sum = Out(bits)
    total = Reg(bits, reset: 5, "the sum")
    super.init(name: "adder\(bits)")
  }

  override var summary: String { "Adds." }
  override var latency: Latency? { .cycles(1, "from operands to sum") }

  override func build() {
    early <== (a + b).bits(from: 0, width: min(8, a.width)).extended(to: 8)
    total <== a + b
    sum <== total
    always("below_limit", total < 200)
  }
}

/// Holds a secret in a clock domain of its own.
private final class SlowSecret: Module {
  static let slow = ClockDomain("slow")
  let key = In(8, on: slow)
  let keyBit = Out()
  let held = Reg(8, on: slow).secret()

  override func build() {
    held <== key
    keyBit <== crossing(declassify(held[0], "one bit says little"), to: .main, "it never changes")
    ignore(held[1...7])
  }
}

private struct TaggedByte: Layout {
  let value = field(8, "a byte")
  let kind = field(Handshake.State.self)
  let last = flag().secret()
}

/// Two adders in a chain, a memory and a stream.
private final class Pair: Module {
  let x = In(8)
  let y = In(8)
  let address = In(2)
  let write = In()
  let input = Sink(TaggedByte())
  let result = Out(8)
  let stored = Out(8)
  let first = Instance(Adder(bits: 8))
  let second = Instance(Adder(bits: 8))
  let words = Memory(depth: 4, width: 8)

  override func build() {
    first.a <== x
    first.b <== y
    second.a <== first.sum
    second.b <== first.early
    result <== second.early
    stored <== words[address] ^ x
    input.ready <== true
    when(write) { words.write(address, input.payload.value) }
    ignore(second.sum, input.valid, input.payload.kind, input.payload.last)
  }
}

@Suite struct AnalysisTests {
  private func analysis() throws -> Analysis { Analysis(try Design(Pair())) }

  @Test func describesAModule() throws {
    let adder = try #require(try analysis().module("adder8"))
    #expect(adder.summary == "Adds.")
    #expect(adder.latency?.description == "1 cycle from operands to sum")
    #expect(adder.swiftType == "Adder")
    #expect(adder.parameters.map { "\($0.name)=\($0.value)" } == ["sizes.bits=8", "sizes.stages=1"])
    #expect(adder.ports.map(\.name) == ["a", "b", "sum", "early"])
    #expect(adder.ports.map(\.kind) == [.input, .input, .output, .output])
    #expect(adder.ports.map(\.combinationalInputs) == [[], [], [], ["a", "b"]])
    #expect(adder.ports[3].comment == "before the register")
    #expect(adder.registers.map(\.name) == ["total"])
    #expect(adder.registers[0].reset == Constant(width: 8, value: 5))
    #expect(adder.clocks.map(\.clock) == ["clock"])
    #expect(adder.clocks.map(\.reset) == ["reset"])
    #expect(adder.assertions.map(\.name) == ["below_limit"])
    #expect(adder.assertions[0].kind == .always)
    #expect(!adder.isBlackBox)
  }

  #if DEBUG
    @Test func namesThePlacesInTheSource() throws {
      let adder = try #require(try analysis().module("adder8"))
      let place = try #require(adder.registers[0].location)
      #expect(place.file == "AnalysisTests.swift")
      #expect(place.path.hasSuffix("/Tests/HDLTests/Analysis/AnalysisTests.swift"))
      #expect(place.line == 22)
    }
  #endif

  @Test func describesInstancesAndConnections() throws {
    let analysis = try analysis()
    #expect(analysis.modules.map(\.name) == ["adder8", "pair"])
    #expect(analysis.top == "pair")
    let pair = try #require(analysis.module("pair"))
    #expect(pair.instances.map(\.name) == ["first", "second"])
    #expect(
      pair.instances[1].connections.map { "\($0.port) \($0.direction) \($0.width) \($0.value)" } == [
        "a input 8 first_sum", "b input 8 first_early", "sum output 8 second_sum", "early output 8 second_early",
      ])
    #expect(analysis.users(of: "adder8").map(\.module) == ["pair"])
    #expect(analysis.users(of: "adder8").map(\.instances) == [["first", "second"]])
    #expect(analysis.users(of: "pair").isEmpty)
  }

  @Test func describesMemoriesAndBundles() throws {
    let pair = try #require(try analysis().module("pair"))
    #expect(pair.memories.map { "\($0.name) \($0.depth) \($0.width) \($0.isInitialized)" } == ["words 4 8 false"])
    #expect(pair.bundles.map(\.name) == ["input"])
    #expect(pair.bundles[0].kind == .sink)
    #expect(pair.bundles[0].signals == ["input_valid", "input_ready", "input_value", "input_kind", "input_last"])
  }

  @Test func describesSecretsClocksAndExceptions() throws {
    let vault = try #require(Analysis(try Design(SlowSecret())).module("slow_secret"))
    #expect(
      vault.ports.map { "\($0.name) \($0.isSecret) \($0.domain.name)" } == ["key false slow", "key_bit false main"])
    #expect(vault.registers.map { "\($0.name) \($0.isSecret) \($0.domain.name)" } == ["held true slow"])
    #expect(vault.clocks.map { "\($0.clock ?? "-") \($0.reset ?? "-")" } == ["slow_clock -"])
    #expect(
      vault.exceptions.map { "\($0.kind) \($0.value): \($0.reason)" } == [
        "declassify held[0]: one bit says little", "crossing held[0]: it never changes",
      ])
  }

  @Test func countsWhatIsThere() throws {
    let analysis = try analysis()
    let adder = try #require(analysis.module("adder8"))
    // The sum, shared by both places; `total < 200`.
    #expect(adder.ownCounts.operators == 2)
    #expect(adder.ownCounts.registers == 1)
    #expect(adder.ownCounts.registerBits == 8)
    #expect(adder.ownCounts == adder.totalCounts)
    let pair = try #require(analysis.module("pair"))
    // The read of the memory and the exclusive or.
    #expect(pair.ownCounts.operators == 2)
    #expect(pair.ownCounts.registerBits == 0)
    #expect(pair.ownCounts.memoryBits == 32)
    #expect(pair.totalCounts.operators == 6)
    #expect(pair.totalCounts.registers == 2)
    #expect(pair.totalCounts.registerBits == 16)
    #expect(pair.totalCounts.assertions == 2)
    #expect(pair.totalCounts.instances == 2)
  }

  @Test func findsCones() throws {
    let analysis = try analysis()
    let result = try #require(analysis.cone(of: "result", in: "pair"))
    #expect(result.inputs == ["x", "y"])
    #expect(result.registers == ["first.total"])
    #expect(result.memories == [])
    #expect(result.instanceOutputs == [])
    #expect(result.operators == 2)
    let near = try #require(analysis.cone(of: "result", in: "pair", reach: .module))
    #expect(near.instanceOutputs == ["second_early"])
    #expect(near.inputs == [] && near.registers == [] && near.operators == 0)
    let stored = try #require(analysis.cone(of: "stored", in: "pair"))
    #expect(stored.inputs == ["address", "x"])
    #expect(stored.memories == ["words"])
    let words = try #require(analysis.cone(of: "words", in: "pair"))
    #expect(words.inputs == ["address", "input_value", "write"])
    let total = try #require(analysis.cone(of: "total", in: "adder8"))
    #expect(total.inputs == ["a", "b"])
    #expect(total.registers == [])
    let pin = try #require(analysis.cone(of: "second_b", in: "pair"))
    #expect(pin.inputs == ["x", "y"])
    #expect(analysis.cone(of: "nothing", in: "pair") == nil)
    #expect(analysis.cone(of: "result", in: "nothing") == nil)
  }

  @Test func findsTheLongestPath() throws {
    let analysis = try analysis()
    let path = try #require(analysis.longestPath(in: "pair"))
    // Through both adders: to the output, or to the register behind the second sum.
    #expect(path.operators == 2)
    #expect(path.steps.first?.operators == 0)
    #expect(path.steps.last?.operators == 2)
    #expect(path.steps.filter { $0.operation == "add" }.map(\.operators) == [1, 2])
    #expect(path.steps.compactMap(\.name).contains("first.early"))
    #expect(analysis.longestPath(in: "adder8")?.operators == 1)
    #expect(analysis.longestPath(in: "nothing") == nil)
  }

  @Test func choicesCountOnAPath() throws {
    let analysis = Analysis(try Design(Counter()))
    // count + 1 behind two nested choices; the comparison behind the inner one is as long.
    #expect(analysis.longestPath(in: "counter")?.operators == 3)
  }

  @Test func tellsWiresFromLogic() throws {
    let flow = try #require(try analysis().dataFlow(in: "pair"))
    func text(_ endpoint: DataFlow.Endpoint) -> String {
      switch endpoint {
      case .port(let name), .register(let name), .memory(let name): name
      case .pin(let instance, let port): "\(instance).\(port)"
      }
    }
    #expect(
      Set(flow.wires.map { "\(text($0.source)) -> \(text($0.sink))" }) == [
        "x -> first.a", "y -> first.b", "first.sum -> second.a", "first.early -> second.b", "second.early -> result",
        "address -> words", "write -> words", "input_value -> words",
      ])
    #expect(flow.logicInputs.map(text).sorted() == ["words", "x"])
    #expect(flow.logicOutputs.map(text) == ["stored"])
  }

  @Test func readsLayouts() {
    let layout = LayoutDescription(TaggedByte())
    #expect(layout.name == "TaggedByte")
    #expect(layout.width == 11)
    #expect(layout.fields.map { "\($0.name) \($0.low) \($0.width)" } == ["value 3 8", "kind 1 2", "last 0 1"])
    #expect(layout.fields[0].comment == "a byte")
    #expect(layout.fields[1].enumeration?.cases == ["idle", "request", "wait", "done"])
    #expect(layout.fields.map(\.isSecret) == [false, false, true])
  }

  @Test(arguments: [
    (Latency.combinational, "combinational"), (.cycles(1), "1 cycle"),
    (.cycles(3, "to the end"), "3 cycles to the end"),
    (.cycles(2...4), "2 to 4 cycles"), (.cycles(0...1), "0 to 1 cycles"), (.described("it depends"), "it depends"),
  ])
  func latencyReadsWell(latency: Latency, text: String) { #expect(latency.description == text) }

  @Test func latencyStandsInTheVerilog() throws {
    let text = try Design(Adder(bits: 9)).verilog().files[0].text
    #expect(text.hasPrefix("// adder9\n//\n// Adds.\n//\n// Latency: 1 cycle from operands to sum.\n//\n// Written by"))
  }
}

/// Deeper than a thread's stack would allow a search that calls itself.
private final class Deep: Module {
  let start = In(8)
  let result = Out(8)
  override func build() {
    result <== (0..<60_000).reduce(start as Bits) { value, step in value + (step % 2 == 0 ? 1 : 3) }
  }
}

@Suite struct DeepAnalysisTests {
  @Test func aLongChainIsNoProblem() throws {
    let analysis = Analysis(try Design(Deep()))
    #expect(analysis.longestPath(in: "deep")?.operators == 60_000)
    #expect(analysis.cone(of: "result", in: "deep")?.operators == 60_000)
    #expect(analysis.dataFlow(in: "deep")?.logicOutputs == [.port("result")])
  }
}
