// A signal may depend on other bits of itself: `x <== cat(x[0...6] ^ a[0...6], p)` is no loop. Simulators do not see single
// bits, however: a process that reads the signal it drives misses the change, one unknown bit makes a whole sum unknown,
// and Verilator warns. So such a signal is taken apart into wires that do not depend on themselves.

/// Takes the signals of one module apart that depend on each other in a circle without being a loop of bits.
struct SignalSplitting {
  private let module: Module
  private let dependencies: Dependencies
  /// The values on circles, arguments before the operators that use them.
  private let members: [Node]
  private var isMember: [Bool]
  /// By index: the pieces of a member, the least significant first.
  private var pieces: [Int: [Piece]] = [:]

  private struct Piece {
    let bits: Range<Int>
    let node: Node
  }

  /// - Parameter members: the values on circles, in the order of their indices.
  init(_ members: [Node], of dependencies: Dependencies, in module: Module) {
    self.module = module
    self.dependencies = dependencies
    self.members = members
    isMember = Array(repeating: false, count: module.definition.nodes.count)
    for node in members { isMember[node.index] = true }
  }

  /// Rewrites the module's statements.
  mutating func run() {
    let definition = module.definition
    let cuts = findCuts()
    let ranges = members.map { node in
      let positions = [0] + (1..<max(1, node.width)).filter { cuts[node.index]?[$0] == true } + [node.width]
      return zip(positions, positions.dropFirst()).map { $0..<$1 }
    }
    var split: [Node] = []
    for (node, ranges) in zip(members, ranges) where node.operation.isSignal {
      if ranges.count == 1 || node.operation == .outputPin {
        pieces[node.index] = [Piece(bits: 0..<node.width, node: node)]
      } else {
        pieces[node.index] = ranges.map { Piece(bits: $0, node: makeWire(for: node, $0)) }
        split.append(node)
      }
    }
    for (node, ranges) in zip(members, ranges) where !node.operation.isSignal {
      pieces[node.index] = ranges.map { Piece(bits: $0, node: makePiece(of: node, $0)) }
    }
    for node in members { splitDefault(of: node) }
    definition.body.statements = rewritten(definition.body).statements
    join(split)
  }

  // MARK: Where to cut

  /// The positions at which values must be cut, so that no piece depends on itself: where slices and concatenations begin
  /// and end, carried on along operators that work bit by bit.
  private func findCuts() -> [Int: [Bool]] {
    /// Bit i of one value goes with bit i + offset of the other.
    var links: [Int: [(other: Node, offset: Int)]] = [:]
    func link(_ node: Node, _ source: Node, _ offset: Int) {
      guard contains(source) else { return }
      links[node.index, default: []].append((source, offset))
      links[source.index, default: []].append((node, -offset))
    }
    var cuts: [Int: [Bool]] = [:]
    var open: [(node: Node, position: Int)] = []
    func cut(_ node: Node, _ position: Int) {
      guard 0..<node.width ~= position, cuts[node.index]?[position] == false else { return }
      cuts[node.index]?[position] = true
      open.append((node, position))
    }
    for node in members {
      cuts[node.index] = Array(repeating: false, count: node.width)
      node.forEachRelation { source, relation in
        switch relation {
        case .aligned(let offset): link(node, source, offset)
        case .carries: link(node, source, 0)
        case .all: break
        }
      }
      for (value, _) in dependencies.drivers(of: node)?.values ?? [] { link(node, value, 0) }
    }
    for node in members {
      // An instance may connect any bits.
      let isCutEverywhere = node.operation == .inputPin || node.operation == .outputPin
      for position in isCutEverywhere ? Array(0..<node.width) : [0] { cut(node, position) }
      for (other, offset) in links[node.index] ?? [] { cut(other, node.width + offset) }
    }
    while let (node, position) = open.popLast() {
      for (other, offset) in links[node.index] ?? [] { cut(other, position + offset) }
    }
    return cuts
  }

  private func contains(_ node: Node) -> Bool {
    module.definition.owns(node) && node.index < isMember.count && isMember[node.index]
  }

  // MARK: Pieces

  private func pieceName(_ node: Node, _ bits: Range<Int>) -> String? {
    node.name.map { bits.count == 1 ? "\($0)_\(bits.lowerBound)" : "\($0)_\(bits.upperBound - 1)_\(bits.lowerBound)" }
  }

  private func makeWire(for node: Node, _ bits: Range<Int>) -> Node {
    let wire = signal(.wire, bits.count, node.location)
    wire.name = pieceName(node, bits)
    wire.isSecret = node.isSecret
    module.own(wire)
    return wire
  }

  private func makePiece(of node: Node, _ bits: Range<Int>) -> Node {
    var operands: [Node] = []
    // A sum needs its operands from bit 0 on; what does not work bit by bit is computed as a whole.
    var computed = 0..<node.width
    node.forEachRelation { source, relation in
      switch relation {
      case .aligned(let offset):
        computed = bits
        let first = max(0, bits.lowerBound + offset)
        let last = min(source.width, bits.upperBound + offset)
        if first < last { operands.append(value(of: source, first..<last)) }
      case .carries:
        computed = 0..<bits.upperBound
        operands.append(value(of: source, computed))
      case .all: operands.append(value(of: source, 0..<source.width))
      }
    }
    operands.reverse()
    let piece: Node
    switch node.operation {
    case .slice, .concatenate: piece = joined(operands, at: node.location)
    case .declassify, .crossing:
      piece = module.identity(node.operation, operands[0], at: node.location) {
        $0.note = node.note
        $0.domain = node.domain
      }
    default:
      let whole = module.intern(
        node.operation, width: computed.count, operands, at: node.location, low: node.low, memory: node.memory)
      piece = slice(whole, low: bits.lowerBound - computed.lowerBound, width: bits.count, node.location)
    }
    if piece.name == nil, !piece.operation.isSignal, piece.operation != .literal {
      piece.name = bits.count == node.width ? node.name : pieceName(node, bits)
    }
    return piece
  }

  /// Bits of a value, put together from pieces where it has some.
  private func value(of node: Node, _ bits: Range<Int>) -> Node {
    guard contains(node), let known = pieces[node.index] else {
      return slice(node, low: bits.lowerBound, width: bits.count, node.location)
    }
    let parts = known.filter { $0.bits.overlaps(bits) }.map { piece in
      let found = piece.bits.clamped(to: bits)
      return slice(piece.node, low: found.lowerBound - piece.bits.lowerBound, width: found.count, node.location)
    }
    return joined(parts.reversed(), at: node.location)
  }

  private func joined(_ parts: [Node], at location: UInt) -> Node {
    if parts.count == 1 { return parts[0] }
    return module.intern(.concatenate, width: parts.reduce(0) { $0 + $1.width }, parts, at: location)
  }

  // MARK: Statements

  private func wires(of node: Node) -> [Piece]? {
    guard contains(node), let known = pieces[node.index], known.first?.node !== node else { return nil }
    return known
  }

  private func splitDefault(of node: Node) {
    guard let fallback = node.fallback else { return }
    guard let wires = wires(of: node) else {
      node.fallback = value(of: fallback, 0..<node.width)
      return
    }
    for wire in wires { wire.node.fallback = value(of: fallback, wire.bits) }
    node.fallback = nil
  }

  private func rewritten(_ block: Block) -> Block {
    let result = Block()
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, let location):
        for wire in wires(of: target) ?? [Piece(bits: 0..<target.width, node: target)] {
          result.statements.append(
            .assign(target: wire.node, value: self.value(of: value, wire.bits), location: location))
        }
      case .when(let condition, let then, let otherwise):
        result.statements.append(
          .when(condition: value(of: condition, 0..<1), then: rewritten(then), otherwise: rewritten(otherwise)))
      case .match(let subject, let arms, let otherwise):
        result.statements.append(
          .match(
            subject: value(of: subject, 0..<subject.width),
            arms: arms.map { Arm(label: $0.label, block: rewritten($0.block)) }, otherwise: otherwise.map(rewritten)))
      case .write: result.statements.append(statement)
      }
    }
    return result
  }

  /// Drives the signals that were taken apart with their wires; a wire that nothing else reads is given up.
  private func join(_ split: [Node]) {
    let definition = module.definition
    let use = Use(definition)
    for node in split {
      let wires = wires(of: node) ?? []
      let place = definition.signals.firstIndex { $0 === node } ?? definition.signals.startIndex - 1
      definition.signals.insert(contentsOf: wires.map(\.node), at: place + 1)
      if node.operation == .wire, !use.isUsed(node) {
        definition.signals.remove(at: place)
        continue
      }
      let value = joined(wires.map(\.node).reversed(), at: node.location)
      definition.body.statements.append(.assign(target: node, value: value, location: node.location))
      if node.operation == .wire {
        // The other bits are read from the wires only.
        definition.ignored += use.unusedBits(of: node).map {
          slice(node, low: $0.lowerBound, width: $0.count, node.location)
        }
      }
    }
  }
}
