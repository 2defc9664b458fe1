/// A mutation as the copy of a definition applies it.
struct Mutation {
  /// What is changed. Statements are numbered in the order in which they are written, outer ones first.
  enum Change {
    case node(index: Int, Variant)
    case condition(statement: Int, Variant)
    case value(statement: Int, Constant)
    case dropped(statement: Int)
  }
  /// How an expression is changed.
  enum Variant: Equatable {
    case operation(Operation)
    /// The opposite of the value.
    case complement
    /// The arms of a multiplexer exchanged.
    case swapped
    /// The argument of a negation.
    case argument
    /// Another constant as one of the arguments.
    case constant(argument: Int, Constant)
    /// The value with one bit inverted while the index is `entry`.
    case entry(Int, bit: Int)
    /// A fixed bit.
    case stuck(Bool)
  }

  let change: Change
  let kind: MutationSite.Kind
  let signal: String
  let original: String
  let mutant: String
  let location: UInt
}

/// Walks through a definition's behaviour and lists what can be broken.
struct MutationSearch {
  private(set) var mutations: [Mutation] = []
  private var visited = Set<Int>()
  private var statements = 0

  private static let levels = 3
  private static let entriesPerTable = 4

  init(_ definition: Definition) {
    walk(definition.body)
    for (signal, value) in definition.defaults { expression(value, for: signal.name ?? "signal") }
  }

  private mutating func walk(_ block: Block) {
    for statement in block.statements {
      let number = statements
      statements += 1
      switch statement {
      case .assign(let target, let value, let location): assignment(number, target, value, location)
      case .write(let memory, let address, let data, let mask):
        let text = "\(memory.name)[\(address.brief(levels: 1))] <= \(data.brief(levels: 1))"
        add(.dropped(statement: number), .hold, memory.name, text, "no write", memory.location)
        expression(address, for: memory.name)
        expression(data, for: memory.name)
        if let mask { expression(mask, for: memory.name) }
      case .when(let condition, let then, let otherwise):
        let signal = then.roots().first?.target ?? otherwise.roots().first?.target ?? "nothing"
        let text = condition.brief(levels: Self.levels)
        for (variant, mutant) in [
          (Mutation.Variant.stuck(true), "1"), (.stuck(false), "0"), (.complement, "!(\(text))"),
        ] {
          add(
            .condition(statement: number, variant), .condition, signal, "if (\(text))", "if (\(mutant))",
            condition.location)
        }
        expression(condition, for: signal)
        walk(then)
        walk(otherwise)
      case .match(let subject, let arms, let otherwise):
        expression(subject, for: arms.lazy.compactMap { $0.block.roots().first?.target }.first ?? "nothing")
        for arm in arms { walk(arm.block) }
        if let otherwise { walk(otherwise) }
      }
    }
  }

  private mutating func assignment(_ number: Int, _ target: Node, _ value: Node, _ location: UInt) {
    // What only properties read is no part of the design.
    if target.isGhost { return }
    let name = target.name ?? "signal"
    if target.operation == .register {
      add(
        .dropped(statement: number), .hold, name, "\(name) <= \(value.brief(levels: Self.levels))", "\(name) holds",
        location)
    }
    guard value.operation == .literal, let constant = value.constant else {
      expression(value, for: name)
      return
    }
    let other = changed(value, constant, seed: number)
    add(
      .value(statement: number, other), value.enumeration == nil ? .constant : .transition, name,
      "\(name) <= \(value.brief(levels: 1))", "\(name) <= \(text(other, like: value))", location)
  }

  /// Lists the mutations of an expression's operators, arguments first, each operator once.
  private mutating func expression(_ root: Node, for signal: String) {
    var path: [(node: Node, next: Int)] = []
    func enter(_ node: Node) {
      if !node.operation.isSignal, node.operation != .literal, visited.insert(node.index).inserted {
        path.append((node, 0))
      }
    }
    enter(root)
    while let (node, next) = path.last {
      if next < node.arguments.count {
        path[path.count - 1].next += 1
        enter(node.arguments[next])
      } else {
        path.removeLast()
        operation(node, signal)
      }
    }
  }

  private mutating func operation(_ node: Node, _ signal: String) {
    for (kind, variant) in Self.variants(of: node) {
      add(
        .node(index: node.index, variant), kind, signal, node.unnamed.brief(levels: Self.levels),
        text(variant, of: node), node.location)
    }
  }

  private static func variants(of node: Node) -> [(MutationSite.Kind, Mutation.Variant)] {
    var variants: [(MutationSite.Kind, Mutation.Variant)] = []
    switch node.operation {
    case .and: variants.append((.operation, .operation(.or)))
    case .or: variants.append((.operation, .operation(.and)))
    case .add: variants.append((.operation, .operation(.subtract)))
    case .subtract: variants.append((.operation, .operation(.add)))
    case .equal: variants.append((.operation, .operation(.notEqual)))
    case .notEqual: variants.append((.operation, .operation(.equal)))
    case .any: variants.append((.operation, .operation(.all)))
    case .all: variants.append((.operation, .operation(.any)))
    case .multiply: variants.append((.operation, .operation(.add)))
    case .shiftLeft: variants.append((.operation, .operation(.shiftRight)))
    case .shiftRight: variants.append((.operation, .operation(.shiftLeft)))
    case .shiftRightArithmetic: variants.append((.operation, .operation(.shiftRight)))
    case .xor, .less, .lessOrEqual, .signedLess, .signedLessOrEqual, .parity: variants.append((.operation, .complement))
    case .multiplex: variants.append((.operation, .swapped))
    case .not: variants.append((.operation, .argument))
    default: break
    }
    let values = node.arguments.dropFirst()
    if node.operation == .lookup, values.allSatisfy({ $0.operation == .literal }) {
      // Spread over the table: neighbours are often used by the same test.
      let entries = Set((0..<entriesPerTable).map { (node.index * 37 + $0 * 101) % values.count })
      for entry in entries.sorted() { variants.append((.table, .entry(entry, bit: (node.index + entry) % node.width))) }
      return variants
    }
    for (position, argument) in node.arguments.enumerated() {
      guard argument.operation == .literal, let constant = argument.constant else { continue }
      let other = changed(argument, constant, seed: node.index + position)
      variants.append((.constant, .constant(argument: position, other)))
    }
    return variants
  }

  /// The next case of an enum, or the constant with one bit inverted.
  private static func changed(_ node: Node, _ constant: Constant, seed: Int) -> Constant {
    if let code = node.caseCode, let enumeration = node.enumeration, enumeration.cases.count > 1 {
      return Constant(width: constant.width, value: UInt64((code + 1) % enumeration.cases.count))
    }
    return constant.flipping(bit: (seed * 7 + 3) % constant.width)
  }
  private func changed(_ node: Node, _ constant: Constant, seed: Int) -> Constant {
    Self.changed(node, constant, seed: seed)
  }

  private func text(_ constant: Constant, like node: Node) -> String {
    node.enumeration?.label(Int(constant.words[0])) ?? constant.verilog
  }

  private func text(_ variant: Mutation.Variant, of node: Node) -> String {
    let levels = Self.levels
    switch variant {
    case .operation(let other): return Node(other, width: node.width, arguments: node.arguments).brief(levels: levels)
    case .complement: return "\(node.width == 1 ? "!" : "~")(\(node.unnamed.brief(levels: levels)))"
    case .swapped:
      let arguments = [node.arguments[0], node.arguments[2], node.arguments[1]]
      return Node(.multiplex, width: node.width, arguments: arguments).brief(levels: levels)
    case .argument: return node.arguments[0].brief(levels: levels)
    case .constant(let position, let constant):
      var arguments = node.arguments
      let literal = Node(.literal, width: constant.width, constant: constant)
      literal.name = arguments[position].enumeration.map { $0.label(Int(constant.words[0])) }
      arguments[position] = literal
      return Node(node.operation, width: node.width, arguments: arguments, low: node.low, memory: node.memory)
        .brief(levels: levels)
    case .entry(let entry, let bit): return "entry \(entry) with bit \(bit) inverted"
    case .stuck(let value): return value ? "1" : "0"
    }
  }

  private mutating func add(
    _ change: Mutation.Change, _ kind: MutationSite.Kind, _ signal: String, _ original: String, _ mutant: String,
    _ location: UInt
  ) {
    mutations.append(
      Mutation(change: change, kind: kind, signal: signal, original: original, mutant: mutant, location: location))
  }
}

extension Node {
  /// The same operator without its name, to be written as an expression.
  fileprivate var unnamed: Node {
    Node(operation, width: width, arguments: arguments, low: low, constant: constant, memory: memory)
  }
}
