/// Runs machine code. This is the only place where unchecked memory is used: every position was computed by `Schedule` for
/// a buffer of exactly this size, and indices that come from the simulated design are limited here before they are used.
struct Machine {
  let words: UnsafeMutablePointer<UInt64>
  let count: Int

  init(image: [UInt64]) {
    count = max(1, image.count)
    words = .allocate(capacity: count)
    words.initialize(repeating: 0, count: count)
    for (position, word) in image.enumerated() { words[position] = word }
  }

  func deallocate() { words.deallocate() }

  /// Runs all batches in order.
  ///
  /// - Returns: whether every loop settled, which it does unless bits depend on themselves.
  func run(_ code: MachineCode) -> Bool {
    code.instructions.withUnsafeBufferPointer { instructions in
      code.batches.withUnsafeBufferPointer { batches in
        code.parts.withUnsafeBufferPointer { parts in
          code.lists.withUnsafeBufferPointer { lists in
            guard let instructions = instructions.baseAddress else { return true }
            return run(batches, instructions, parts, lists)
          }
        }
      }
    }
  }

  private func run(
    _ batches: UnsafeBufferPointer<Batch>, _ instructions: UnsafePointer<Instruction>,
    _ parts: UnsafeBufferPointer<PartInstruction>, _ lists: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    var passes = 0
    var next = 0
    while next < batches.count {
      let batch = batches[next]
      next += 1
      let first = instructions + batch.first
      if batch.operation == .feedback {
        if settle(first, batch.count) { continue }
        passes += 1
        // A pass settles at least one bit of those that are fed back.
        if passes > 64 * batch.count + 1 { return false }
        next = batch.target
        continue
      }
      execute(batch, first, parts, lists)
    }
    return true
  }

  /// Takes the new values of the words that are fed back.
  ///
  /// - Returns: whether they were the same before.
  private func settle(_ instructions: UnsafePointer<Instruction>, _ count: Int) -> Bool {
    var isSettled = true
    for index in 0..<count {
      let (feedback, value) = (Int(instructions[index].a), Int(instructions[index].b))
      if words[feedback] != words[value] {
        words[feedback] = words[value]
        isSettled = false
      }
    }
    return isSettled
  }

  @inline(__always)
  private func execute(
    _ batch: Batch, _ instructions: UnsafePointer<Instruction>, _ parts: UnsafeBufferPointer<PartInstruction>,
    _ lists: UnsafeBufferPointer<UInt32>
  ) {
    let words = words
    let target = words + batch.target
    @inline(__always) func each(_ body: (Instruction) -> UInt64) {
      for index in 0..<batch.count { target[index] = body(instructions[index]) }
    }
    @inline(__always) func a(_ instruction: Instruction) -> UInt64 { words[Int(instruction.a)] }
    @inline(__always) func b(_ instruction: Instruction) -> UInt64 { words[Int(instruction.b)] }
    @inline(__always) func c(_ instruction: Instruction) -> UInt64 { words[Int(instruction.c)] }
    @inline(__always) func mask(_ instruction: Instruction) -> UInt64 { words[Int(instruction.mask)] }
    switch batch.operation {
    case .and: each { a($0) & b($0) }
    case .or: each { a($0) | b($0) }
    case .xor: each { a($0) ^ b($0) }
    case .add: each { (a($0) &+ b($0) &+ c($0)) & mask($0) }
    case .subtract: each { (a($0) &- b($0) &- c($0)) & mask($0) }
    case .carry: each { WordArithmetic.carry(a($0), b($0), c($0)) }
    case .borrow: each { WordArithmetic.borrow(a($0), b($0), c($0)) }
    case .multiply: each { (a($0) &* b($0)) & mask($0) }
    case .equal: each { WordArithmetic.flag(a($0) == b($0)) }
    case .notEqual: each { WordArithmetic.flag(a($0) != b($0)) }
    case .less: each { WordArithmetic.flag(a($0) < b($0)) }
    case .lessOrEqual: each { WordArithmetic.flag(a($0) <= b($0)) }
    case .multiplex: each { WordArithmetic.multiplex(a($0), b($0), c($0)) }
    case .field: each { WordArithmetic.rotate(a($0), $0.b) & mask($0) }
    case .gather:
      guard let parts = parts.baseAddress else { return }
      each { instruction in
        var sum = c(instruction)
        let first = parts + Int(instruction.a)
        for index in 0..<batch.size {
          let part = first[index]
          sum |= WordArithmetic.rotate(words[Int(part.source)], part.rotation) & part.mask
        }
        return sum
      }
    case .parity: each { WordArithmetic.parity(a($0)) }
    case .table: each { words[Int($0.b) &+ Int(min(a($0), UInt64($0.c)))] }
    case .pick:
      guard let lists = lists.baseAddress else { return }
      each { words[Int(lists[Int($0.b) &+ Int(min(a($0), UInt64($0.c)))])] }
    case .memoryRead:
      each {
        let address = a($0)
        return address < UInt64($0.mask) ? words[Int($0.b) &+ Int(address) &* Int($0.c)] : 0
      }
    case .shiftLeft: each { WordArithmetic.shiftLeft(a($0), b($0)) & mask($0) }
    case .shiftRight: each { WordArithmetic.shiftRight(a($0), b($0)) & mask($0) }
    case .shiftRightArithmetic: each { WordArithmetic.shiftRightArithmetic(a($0), b($0), sign: c($0)) & mask($0) }
    case .shiftWide:
      guard let lists = lists.baseAddress else { return }
      each {
        let (near, far) = neighbours(lists + Int($0.b), $0.c, distance: a($0) / 64)
        let count = a($0) % 64
        return (near &<< count | WordArithmetic.shiftRight(far, 64 &- count)) & mask($0)
      }
    case .shiftWideRight:
      guard let lists = lists.baseAddress else { return }
      each {
        let (near, far) = neighbours(lists + Int($0.b), $0.c, distance: a($0) / 64)
        let count = a($0) % 64
        return (near &>> count | WordArithmetic.shiftLeft(far, 64 &- count)) & mask($0)
      }
    case .multiplyWide:
      guard let lists = lists.baseAddress else { return }
      for index in 0..<batch.count {
        multiplyWide(lists + Int(instructions[index].a), target + index * batch.size, batch.size)
      }
    case .constant, .source, .feedback, .part: break
    }
  }

  /// The two words that come to the place of word `index` when words move by a distance. The list holds what comes in, then
  /// the words.
  @inline(__always)
  private func neighbours(_ list: UnsafePointer<UInt32>, _ index: UInt32, distance: UInt64) -> (UInt64, UInt64) {
    // Position 0 is what comes in, so that whatever lies beyond the first word is found there.
    let place = UInt64(index) &+ 1
    let near = distance < place ? place &- distance : 0
    let far = near > 0 ? near &- 1 : 0
    return (words[Int(list[Int(near)])], words[Int(list[Int(far)])])
  }

  /// The lower half of a product, word by word.
  private func multiplyWide(_ list: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt64>, _ size: Int) {
    for index in 0..<size { target[index] = 0 }
    for row in 0..<size {
      let factor = words[Int(list[row])]
      if factor == 0 { continue }
      var carry: UInt64 = 0
      for column in 0..<(size - row) {
        let (high, low) = factor.multipliedFullWidth(by: words[Int(list[size + column])])
        let (first, overflow) = target[row + column].addingReportingOverflow(low)
        let (sum, second) = first.addingReportingOverflow(carry)
        target[row + column] = sum
        carry = high &+ (overflow ? 1 : 0) &+ (second ? 1 : 0)
      }
    }
  }
}
