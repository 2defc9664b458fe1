@testable import HDL

/// Evaluates an elaborated module node by node: what the emitted Verilog is compared with.
struct Interpreter {
  private let definition: Definition
  private let blocks: [ObjectIdentifier: Block]
  private var inputs: [ObjectIdentifier: Constant] = [:]
  private var registers: [ObjectIdentifier: Constant] = [:]
  private var memories: [ObjectIdentifier: [Constant]] = [:]
  private var values: [ObjectIdentifier: Constant] = [:]

  init(_ design: Design) {
    definition = design.definitions[design.definitions.count - 1]
    let processes = Processes(definition).combinational.map { ($0.target.id, $0.block) }
    blocks = Dictionary(uniqueKeysWithValues: processes)
    for node in definition.signals where node.operation == .register {
      registers[node.id] = Constant(width: node.width, value: 0)
    }
    for memory in definition.memories {
      memories[ObjectIdentifier(memory)] = Array(
        repeating: Constant(width: memory.width, value: 0), count: memory.depth)
    }
  }

  mutating func set(_ name: String, _ words: [UInt64]) {
    values = [:]
    for port in definition.ports where port.name == name { inputs[port.id] = Constant(width: port.width, words: words) }
  }

  mutating func value(of name: String) -> Constant? {
    definition.ports.first { $0.name == name }.map { value($0) }
  }

  /// One clock edge.
  mutating func tick(reset: Bool) {
    var next = registers
    var writes: [(ObjectIdentifier, Int, Constant)] = []
    run(definition.body) { machine, statement in
      switch statement {
      case .assign(let target, let node, _) where target.operation == .register: next[target.id] = machine.value(node)
      case .write(let memory, let address, let data, _):
        writes.append((ObjectIdentifier(memory), Int(machine.value(address).words[0]), machine.value(data)))
      default: break
      }
    }
    if reset {
      for node in definition.signals { if let value = node.reset { next[node.id] = value } }
    }
    registers = next
    for (memory, address, data) in writes where address < memories[memory]?.count ?? 0 {
      memories[memory]?[address] = data
    }
    values = [:]
  }

  /// Visits the statements whose conditions hold.
  private mutating func run(_ block: Block, _ visit: (inout Interpreter, Statement) -> Void) {
    for statement in block.statements {
      switch statement {
      case .when(let condition, let then, let otherwise): run(value(condition).isZero ? otherwise : then, visit)
      case .match(let subject, let arms, _):
        let code = value(subject)
        if let arm = arms.first(where: { $0.label.constant == code }) { run(arm.block, visit) }
      default: visit(&self, statement)
      }
    }
  }

  private mutating func value(_ node: Node) -> Constant {
    if let known = values[node.id] { return known }
    let result = compute(node)
    values[node.id] = result
    return result
  }

  private mutating func compute(_ node: Node) -> Constant {
    let zero = Constant(width: node.width, value: 0)
    switch node.operation {
    case .literal: return node.constant ?? zero
    case .input: return inputs[node.id] ?? zero
    case .register: return registers[node.id] ?? zero
    case .output, .wire: return driven(node)
    case .multiplex: return value(node.arguments[value(node.arguments[0]).isZero ? 2 : 1])
    case .lookup:
      let index = value(node.arguments[0]).words[0]
      return value(node.arguments[1 + Int(min(index, UInt64(node.arguments.count - 2)))])
    case .memoryRead:
      guard let memory = node.memory, let words = memories[ObjectIdentifier(memory)] else { return zero }
      let address = Int(value(node.arguments[0]).words[0])
      return address < words.count ? words[address] : zero
    default:
      let arguments = node.arguments.map { value($0) }
      return Constant.evaluate(node.operation, width: node.width, arguments, low: node.low) ?? zero
    }
  }

  private mutating func driven(_ node: Node) -> Constant {
    var result = node.fallback.map { value($0) } ?? Constant(width: node.width, value: 0)
    // Only what drives the node: the conditions of other statements may depend on it.
    run(blocks[node.id] ?? Block()) { machine, statement in
      if case .assign(_, let source, _) = statement { result = machine.value(source) }
    }
    return result
  }
}
