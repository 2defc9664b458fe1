/// Puts words in order and gives each its place in the buffer. Words are sorted by levels: those of a level depend only on
/// lower ones, so their order within it is free, and equal operations stand side by side.
///
/// A word may depend on itself through other bits of a signal. Such words are computed together, again and again until
/// nothing changes: every pass settles at least one more bit.
struct Schedule {
  private let graph: WordGraph
  /// The contents of the buffer at the start.
  private(set) var image: [UInt64] = []
  /// The position of every word that has one, else -1.
  private(set) var positions: [Int]
  /// The position of a memory's first word.
  private let memories: [MemoryPlace]
  private var constants: [UInt64: Int] = [:]
  private var tables: [Int32: Int] = [:]
  private let feedbackValues: [Word: Word]

  struct MemoryPlace {
    let position: Int
    let depth: Int
    let stride: Int
  }

  /// Gives sources and memories their places.
  init(_ graph: WordGraph, memories: [(depth: Int, width: Int)]) {
    self.graph = graph
    positions = Array(repeating: -1, count: graph.vertices.count)
    feedbackValues = Dictionary(graph.feedbacks.map { ($0.feedback, $0.value) }) { first, _ in first }
    for (number, vertex) in graph.vertices.enumerated() where vertex.operation == .source {
      positions[number] = image.count
      image.append(0)
    }
    var places: [MemoryPlace] = []
    for memory in memories {
      let stride = WordGraph.wordCount(memory.width)
      places.append(MemoryPlace(position: image.count, depth: memory.depth, stride: stride))
      image += Array(repeating: 0, count: memory.depth * stride)
    }
    self.memories = places
  }

  func place(ofMemory number: Int) -> MemoryPlace { memories[number] }

  /// The position of a word that has been scheduled.
  func position(_ word: Word) -> Int { positions[Int(word)] }

  /// The code that computes the given words and has not been made before.
  mutating func code(for outputs: [Word]) -> MachineCode {
    let words = needed(for: outputs)
    let phases = phases(words)
    var level = [Int32](repeating: 0, count: graph.vertices.count)
    for word in words {
      var highest: Int32 = 0
      for argument in graph.arguments(of: word) where phases[argument] == phases[word] {
        highest = max(highest, level[Int(argument)])
      }
      // A part of a product stands where the product is.
      level[Int(word)] = graph[word].operation == .part ? highest : highest + 1
    }
    for word in words { allocateConstants(for: word) }
    let computed = words.filter { ![.constant, .feedback, .part].contains(graph[$0].operation) }
    let keys = computed.map { word in
      SortKey(
        phase: phases[word] ?? 0, level: level[Int(word)], operation: graph[word].operation.rawValue,
        size: Int32(size(of: word)), word: word)
    }
    let sorted = keys.sorted()
    for key in sorted {
      positions[Int(key.word)] = image.count
      let width = graph[key.word].operation == .multiplyWide ? Int(key.size) : 1
      image += Array(repeating: 0, count: width)
    }
    for word in words where graph[word].operation == .part {
      positions[Int(word)] = positions[Int(graph[word].a)] + Int(graph[word].value)
    }
    return encode(sorted, loops: words.filter { graph[$0].operation == .feedback })
  }

  /// The operations for batches, in their order.
  private struct SortKey: Comparable {
    let phase: Int
    let level: Int32
    let operation: UInt8
    let size: Int32
    let word: Word

    func isOneBatch(with other: SortKey) -> Bool {
      phase == other.phase && level == other.level && operation == other.operation && size == other.size
    }
    static func < (a: SortKey, b: SortKey) -> Bool {
      (a.phase, a.level, a.operation, a.size, a.word) < (b.phase, b.level, b.operation, b.size, b.word)
    }
  }

  private func size(of word: Word) -> Int {
    let vertex = graph[word]
    switch vertex.operation {
    case .gather: return graph.lists[Int(vertex.list)].count / 4
    case .multiplyWide: return graph.lists[Int(vertex.list)].count / 2
    default: return 0
    }
  }

  /// All words without a position on which the outputs depend, arguments first.
  private func needed(for outputs: [Word]) -> [Word] {
    var isNeeded = [Bool](repeating: false, count: graph.vertices.count)
    var open = outputs
    var found: [Word] = []
    while let word = open.popLast() {
      guard positions[Int(word)] < 0, !isNeeded[Int(word)] else { continue }
      isNeeded[Int(word)] = true
      found.append(word)
      open += graph.arguments(of: word)
      if let value = feedbackValues[word] { open.append(value) }
    }
    return found.sorted()
  }

  /// For every word whether it comes before (0), in (1) or after (2) the loops.
  private func phases(_ words: [Word]) -> [Word: Int] {
    var phases: [Word: Int] = [:]
    for word in words { phases[word] = 0 }
    let loops = words.filter { graph[$0].operation == .feedback }
    if loops.isEmpty { return phases }
    for word in words {
      let depends = graph[word].operation == .feedback || graph.arguments(of: word).contains { phases[$0] == 2 }
      if depends { phases[word] = 2 }
    }
    var leads = Set(loops.compactMap { feedbackValues[$0] })
    for word in words.reversed() where leads.contains(word) { leads.formUnion(graph.arguments(of: word)) }
    for word in words where phases[word] == 2 && (leads.contains(word) || graph[word].operation == .feedback) {
      phases[word] = 1
    }
    return phases
  }

  // MARK: Constants

  private mutating func allocate(_ constant: UInt64) {
    if constants[constant] == nil {
      constants[constant] = image.count
      image.append(constant)
    }
  }

  private func position(of constant: UInt64) -> UInt32 { UInt32(constants[constant] ?? 0) }

  private mutating func allocateConstants(for word: Word) {
    let vertex = graph[word]
    allocate(WordArithmetic.mask(Int(vertex.width)))
    switch vertex.operation {
    case .constant:
      allocate(vertex.value)
      positions[Int(word)] = constants[vertex.value] ?? -1
    case .gather, .shiftRightArithmetic: allocate(vertex.value)
    case .feedback:
      positions[Int(word)] = image.count
      image.append(0)
    case .table:
      if tables[vertex.list] == nil {
        tables[vertex.list] = image.count
        image += graph.tables[Int(vertex.list)]
      }
    default: break
    }
  }

  // MARK: Instructions

  private func encode(_ keys: [SortKey], loops: [Word]) -> MachineCode {
    var code = MachineCode()
    var loopStart: Int?
    func closeLoop() {
      guard let start = loopStart else { return }
      code.batches.append(
        Batch(operation: .feedback, count: loops.count, first: code.instructions.count, target: start, size: 0))
      for loop in loops {
        let value = feedbackValues[loop] ?? loop
        code.instructions.append(
          Instruction(a: UInt32(positions[Int(loop)]), b: UInt32(positions[Int(value)])))
      }
    }
    for (index, key) in keys.enumerated() {
      if key.phase == 1, loopStart == nil { loopStart = code.batches.count }
      if key.phase == 2, index > 0, keys[index - 1].phase < 2 { closeLoop() }
      if index == 0 || !key.isOneBatch(with: keys[index - 1]) {
        let operation = graph[key.word].operation
        code.batches.append(
          Batch(
            operation: operation, count: 0, first: code.instructions.count, target: positions[Int(key.word)],
            size: Int(key.size)))
      }
      code.batches[code.batches.count - 1].count += 1
      let instruction = instruction(key.word, &code)
      code.instructions.append(instruction)
    }
    if keys.last?.phase == 1 { closeLoop() }
    return code
  }

  private func instruction(_ word: Word, _ code: inout MachineCode) -> Instruction {
    let vertex = graph[word]
    func position(_ word: Word) -> UInt32 { word < 0 ? 0 : UInt32(positions[Int(word)]) }
    func addList(_ words: [Word]) -> UInt32 {
      let start = code.lists.count
      code.lists += words.map { position($0) }
      return UInt32(start)
    }
    var made = Instruction(
      a: position(vertex.a), b: position(vertex.b), c: position(vertex.c),
      mask: self.position(of: WordArithmetic.mask(Int(vertex.width))))
    switch vertex.operation {
    case .field: made.b = UInt32((64 - vertex.value) % 64)
    case .gather:
      made.a = UInt32(code.parts.count)
      made.c = self.position(of: vertex.value)
      for part in graph.parts(of: vertex) {
        code.parts.append(
          PartInstruction(
            source: position(part.word), rotation: UInt32((64 + part.position - part.low) % 64),
            mask: WordArithmetic.mask(part.width) << UInt64(part.position)))
      }
    case .table:
      made.b = UInt32(tables[vertex.list] ?? 0)
      made.c = UInt32(graph.tables[Int(vertex.list)].count - 1)
    case .pick:
      let words = graph.lists[Int(vertex.list)]
      made.b = addList(words)
      made.c = UInt32(words.count - 1)
    case .memoryRead:
      let place = memories[Int(vertex.list)]
      made.b = UInt32(place.position + Int(vertex.value))
      made.c = UInt32(place.stride)
      made.mask = UInt32(place.depth)
    case .shiftRightArithmetic: made.c = self.position(of: vertex.value)
    case .shiftWide, .shiftWideRight:
      made.b = addList(graph.lists[Int(vertex.list)])
      made.c = UInt32(vertex.value)
    case .multiplyWide: made.a = addList(graph.lists[Int(vertex.list)])
    default: break
    }
    return made
  }
}
