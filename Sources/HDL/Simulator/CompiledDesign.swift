/// A design compiled for simulation: machine code and the places of everything that can be looked at or set.
final class CompiledDesign {
  /// The register words that one reset sets.
  struct Reset {
    /// The position of the reset.
    let condition: Int
    let words: [(position: Int, value: UInt64)]
  }

  /// A copy of a word at a clock edge.
  struct Move {
    let from: UInt32
    let to: UInt32
  }

  /// A write to a memory at a clock edge.
  struct Write {
    let enable: UInt32
    let address: UInt32
    let memory: Schedule.MemoryPlace
    /// Where the positions of the data's words begin in `writeData`, and those of the mask's, if there is one, else -1.
    let data: Int
    let mask: Int
  }

  /// A clock domain, and what happens at its edges.
  struct Domain {
    let domain: ClockDomain
    let hasClock: Bool
    /// The position of the reset input, where there is one.
    let reset: Int?
    var moves: [Move] = []
    var writes: [Write] = []
    var resets: [Reset] = []
    /// The numbers of the properties that must hold, and of those that are counted.
    var assertions: [Int] = []
    var coverPoints: [Int] = []
  }

  struct Register {
    let node: Node
    let instance: Int
    /// The positions of what it holds.
    let state: [Int]
  }

  struct MemoryState {
    let memory: Memory
    let instance: Int
    let place: Schedule.MemoryPlace
  }

  /// An assertion, an assumption or a point of coverage.
  struct Property {
    let name: String
    /// The instance that states it, from the top module down.
    let path: String
    let module: String
    let kind: Assertion.Kind
    /// The position of what `FlatProperty` calls the condition.
    let condition: Int
  }

  let top: String
  let instances: [FlatInstance]
  let domains: [Domain]
  let registers: [Register]
  let memories: [MemoryState]
  let properties: [Property]
  /// The positions of words that are written to memories, and of their masks.
  let writeData: [UInt32]
  /// Resets that take effect without a clock edge.
  let asynchronousResets: [Reset]

  /// The buffer's contents at the start.
  let image: [UInt64]
  /// Computes outputs, next values and properties.
  let cycleCode: MachineCode
  /// Computes everything else that has a name, for those who look.
  let inspectionCode: MachineCode
  private let positions: [Int]
  /// Words at and above this position are computed by the inspection code.
  let inspectionStart: Int

  init(_ design: Design) throws(CycleSimulationError) {
    var flat = try FlatDesign(design)
    flat.separateState()
    let outputs = flat.outputs
    let named = flat.instances.flatMap { $0.words.compactMap { $0 }.joined() }
    let graph = Tables.applied(to: flat.graph, outputs: outputs + named)
    var schedule = Schedule(graph, memories: flat.memories.map { ($0.memory.depth, $0.memory.width) })
    cycleCode = schedule.code(for: outputs)
    inspectionStart = schedule.image.count
    inspectionCode = schedule.code(for: named)
    positions = schedule.positions
    top = design.top
    instances = flat.instances

    var image = schedule.image
    memories = flat.memories.enumerated().map { number, memory in
      let place = schedule.place(ofMemory: number)
      for (address, constant) in memory.memory.initial.prefix(place.depth).enumerated() {
        for (index, word) in constant.words.enumerated() {
          image[place.position + address * place.stride + index] = word
        }
      }
      return MemoryState(memory: memory.memory, instance: memory.instance, place: place)
    }
    self.image = image
    registers = flat.registers.map {
      Register(node: $0.node, instance: $0.instance, state: $0.state.map { schedule.position($0) })
    }
    properties = flat.properties.map {
      let instance = flat.instances[$0.instance]
      return Property(
        name: $0.assertion.name, path: instance.path, module: instance.plan.definition.name, kind: $0.assertion.kind,
        condition: schedule.position($0.condition))
    }
    let edges = Edges(flat, schedule)
    domains = edges.domains
    writeData = edges.writeData
    asynchronousResets = edges.asynchronousResets
  }

  /// The positions of a node's words.
  func positions(of node: Node, in instance: Int) -> [Int]? {
    instances[instance].words[node.index].map { $0.map { positions[Int($0)] } }
  }
}

extension FlatDesign {
  /// Makes everything that is read at a clock edge a word of its own: registers change at the same edge.
  fileprivate mutating func separateState() {
    let states = Set(registers.flatMap(\.state))
    func copied(_ word: Word, _ graph: inout WordGraph) -> Word {
      states.contains(word) ? graph.operation(.field, width: graph.width(word), word) : word
    }
    for index in registers.indices {
      if registers[index].next != registers[index].state {
        registers[index].next = registers[index].next.map { copied($0, &graph) }
      }
      registers[index].reset = registers[index].reset.map { copied($0, &graph) }
    }
  }

  /// What every cycle needs.
  fileprivate var outputs: [Word] {
    var words: [Word] = []
    if let top = instances.first {
      for port in top.plan.definition.ports where port.operation == .output { words += top.words[port.index] ?? [] }
    }
    for register in registers {
      words += register.next
      if let reset = register.reset { words.append(reset) }
    }
    for memory in memories {
      for write in memory.writes { words += [write.enable, write.address] + write.data + (write.mask ?? []) }
    }
    return words + properties.map(\.condition)
  }
}

/// What happens at clock edges, sorted by clock domains.
private struct Edges {
  private(set) var domains: [CompiledDesign.Domain]
  private(set) var writeData: [UInt32] = []
  private(set) var asynchronousResets: [CompiledDesign.Reset] = []

  init(_ flat: FlatDesign, _ schedule: Schedule) {
    func position(_ word: Word) -> UInt32 { UInt32(schedule.position(word)) }
    domains = flat.domains.map {
      CompiledDesign.Domain(
        domain: $0.domain, hasClock: $0.hasClock, reset: $0.reset.map { schedule.position($0) })
    }
    struct Key: Hashable {
      let domain: Int
      let reset: Word
    }
    var order: [Key] = []
    var resets: [Key: [(position: Int, value: UInt64)]] = [:]
    for register in flat.registers {
      for (word, next) in zip(register.state, register.next) where word != next {
        domains[register.domain].moves.append(CompiledDesign.Move(from: position(next), to: position(word)))
      }
      guard let reset = register.reset, let value = register.node.reset else { continue }
      let key = Key(domain: register.domain, reset: reset)
      if resets[key] == nil { order.append(key) }
      resets[key, default: []] += zip(register.state, value.words).map { (schedule.position($0), $1) }
    }
    for key in order {
      let reset = CompiledDesign.Reset(condition: schedule.position(key.reset), words: resets[key] ?? [])
      domains[key.domain].resets.append(reset)
      if domains[key.domain].domain.reset == .asynchronous { asynchronousResets.append(reset) }
    }
    for (number, memory) in flat.memories.enumerated() {
      for write in memory.writes {
        let data = writeData.count
        writeData += write.data.map { position($0) }
        let mask = write.mask == nil ? -1 : writeData.count
        writeData += (write.mask ?? []).map { position($0) }
        domains[memory.domain].writes.append(
          CompiledDesign.Write(
            enable: position(write.enable), address: position(write.address),
            memory: schedule.place(ofMemory: number), data: data, mask: mask))
      }
    }
    for (number, property) in flat.properties.enumerated() {
      if property.assertion.kind == .cover {
        domains[property.domain].coverPoints.append(number)
      } else {
        domains[property.domain].assertions.append(number)
      }
    }
  }
}
