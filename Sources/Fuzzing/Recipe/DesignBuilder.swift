import HDL

/// States the behaviour of one module of a recipe.
struct DesignBuilder {
  let module: RandomDesign
  private let recipe: Recipe
  private let isTop: Bool
  private var pool = ValuePool()
  private var memories = 0
  private var units = 0

  init(_ module: RandomDesign) {
    self.module = module
    recipe = module.contents.recipe
    isTop = module.index == 0
  }

  mutating func build() {
    let own = recipe.modules[module.index]
    var position: [Kind: Int] = [:]
    for input in own.inputs {
      let number = position[input.kind, default: 0]
      position[input.kind] = number + 1
      let value: Bits =
        switch input.kind {
        case .bits: module.bits[number]
        case .signed: module.numbers[number].bits
        case .three: module.threes[number].bits
        case .five: module.fives[number].bits
        }
      add(value, isSigned: input.kind == .signed, in: domain(input.domain))
    }
    ignore(cat(module.setups), cat(module.sweeps), cat(module.secrets))
    for item in own.items { build(item) }
    for (output, recipe) in zip(module.outputs, own.outputs) {
      output <== builder(recipe.domain).bits(recipe.value, output.width)
    }
  }

  // MARK: Domains

  /// Instances have one domain only.
  private func domain(_ wanted: DomainRecipe) -> DomainRecipe { isTop ? wanted : .main }
  /// The domain for something that an instance does, whose clock rises.
  private func instanceDomain(_ wanted: DomainRecipe) -> DomainRecipe { isTop && wanted == .slow ? .slow : .main }
  private func setup(_ domain: DomainRecipe) -> Bit { isTop ? module.setups[domain.rawValue] : module.setups[0] }
  private func sweep(_ domain: DomainRecipe) -> Bits { isTop ? module.sweeps[domain.rawValue] : module.sweeps[0] }
  private func secret(_ domain: DomainRecipe) -> Bit { isTop ? module.secrets[domain.rawValue] : module.secrets[0] }
  private func builder(_ wanted: DomainRecipe) -> ExpressionBuilder {
    ExpressionBuilder(pool: pool, domain: domain(wanted), secret: secret(domain(wanted)))
  }

  private mutating func add(_ value: Bits, isSigned: Bool = false, in domain: DomainRecipe) {
    ignore(value)
    pool.add(value, isSigned: isSigned, in: domain)
  }

  // MARK: Items

  private mutating func build(_ item: Item) {
    switch item {
    case .value(let width, let isNamed, let expression, let wanted):
      let value = builder(wanted).bits(expression, width)
      if isNamed {
        units += 1
        value.named("value_\(units)")
      }
      add(value, in: domain(wanted))
    case .block(let targets, let statements, let wanted): block(targets, statements, domain(wanted))
    case .memory(let memory, let wanted): self.memory(memory, domain(wanted))
    case .instance(let number, let arguments, let wanted): instance(number, arguments, instanceDomain(wanted))
    case .stream(let stream, let wanted): self.stream(stream, instanceDomain(wanted))
    case .synchronized(let expression, let from, let to):
      guard domain(from) != domain(to) else { return }
      let flag = registered(builder(from).bits(expression, 1), domain(from))[0]
      add(synchronized(flag, to: domain(to).clock).bits, in: domain(to))
    case .crossing(let width, let expression, let from, let to):
      guard domain(from) != domain(to) else { return }
      add(crossing(builder(from).bits(expression, width), to: domain(to).clock, "random"), in: domain(to))
    }
  }

  private mutating func registered(_ value: Bits, _ domain: DomainRecipe) -> Bits {
    units += 1
    let register = Reg(value.width, reset: 0, on: domain.clock).named("sent_\(units)")
    register <== value
    return register
  }

  private mutating func block(_ targets: [Target], _ statements: [Statement], _ domain: DomainRecipe) {
    if targets.isEmpty { return }
    units += 1
    let driven = targets.enumerated().map { DrivenSignal($1, name: "signal_\(units)_\($0)", domain.clock) }
    for signal in driven where signal.isRegister { add(signal.value, isSigned: signal.isSigned, in: domain) }
    let statementBuilder = StatementBuilder(
      signals: driven, expressions: builder(domain), setup: setup(domain),
      threes: isTop && domain != .main ? [] : zip(module.threes, inputDomains(.three)).filter { $1 == domain }.map(\.0),
      fives: isTop && domain != .main ? [] : zip(module.fives, inputDomains(.five)).filter { $1 == domain }.map(\.0))
    statementBuilder.build(statements, sweep: sweep(domain))
    for signal in driven where !signal.isRegister { add(signal.value, isSigned: signal.isSigned, in: domain) }
  }

  private func inputDomains(_ kind: Kind) -> [DomainRecipe] {
    recipe.modules[module.index].inputs.filter { $0.kind == kind }.map { domain($0.domain) }
  }

  private mutating func memory(_ recipe: MemoryRecipe, _ domain: DomainRecipe) {
    let memory = module.memories[memories]
    memories += 1
    let expressions = builder(domain)
    /// Reads beyond the depth are undefined in Verilog.
    func inside(_ address: Bits) -> Bits {
      recipe.depth == 1 << memory.addressWidth
        ? address : mux(address < recipe.depth, address, Bits(0, width: memory.addressWidth))
    }
    let setup = setup(domain)
    if recipe.isWritten || recipe.contents == nil {
      when(setup) {
        let address = inside(sweep(domain).truncated(to: memory.addressWidth))
        memory.write(address, resize(address, to: recipe.width, isSigned: true))
      } otherwise: {
        let address = inside(expressions.bits(recipe.address, memory.addressWidth))
        let data = expressions.bits(recipe.data, recipe.width)
        when(expressions.bit(recipe.enable)) {
          if recipe.lanes > 0 {
            memory.write(address, data, mask: expressions.bits(recipe.mask, recipe.lanes))
          } else {
            memory.write(address, data)
          }
        }
      }
    }
    for read in recipe.reads {
      let address = inside(expressions.bits(read.address, memory.addressWidth))
      if read.isClocked {
        let enable = read.enable.map { expressions.bit($0) | setup }
        add(memory.read(address, enable: enable, on: domain.clock), in: domain)
      } else {
        add(memory[address], in: domain)
      }
    }
  }

  private func clocks(_ domain: DomainRecipe) -> [ClockDomain: ClockDomain] {
    domain == .main ? [:] : [.main: domain.clock]
  }

  private mutating func instance(_ number: Int, _ arguments: [Expression], _ domain: DomainRecipe) {
    let behind = recipe.modules.count - module.index - 1
    guard behind > 0 else { return }
    let index = module.index + 1 + number.remainder(of: behind)
    units += 1
    let unit = Instance(RandomDesign(recipe, index: index), name: "unit_\(units)", clocks: clocks(domain))
    unit.setups[0] <== setup(domain)
    unit.sweeps[0] <== sweep(domain)
    unit.secrets[0] <== secret(domain)
    let expressions = builder(domain)
    var position: [Kind: Int] = [:]
    for (place, input) in recipe.modules[index].inputs.enumerated() {
      let number = position[input.kind, default: 0]
      position[input.kind] = number + 1
      let argument = arguments.isEmpty ? .value(place) : arguments[place % arguments.count]
      switch input.kind {
      case .bits: unit.bits[number] <== expressions.bits(argument, input.width)
      case .signed:
        unit[dynamicMember: \RandomDesign.numbers[number]] <== expressions.bits(argument, input.width).signed
      case .three:
        unit[dynamicMember: \RandomDesign.threes[number]]
          <== Enum<Three>(code: expressions.bits(argument, 2), otherwise: .first)
      case .five:
        unit[dynamicMember: \RandomDesign.fives[number]]
          <== Enum<Five>(code: expressions.bits(argument, 3), otherwise: .fifth)
      }
    }
    for output in unit.outputs { add(output, in: domain) }
  }

  private mutating func stream(_ stream: StreamRecipe, _ domain: DomainRecipe) {
    units += 1
    let layout = Word(name: recipe.name, width: stream.width)
    switch stream.unit {
    case .queue, .pipe, .flow, .pipeFlow:
      let queue = Queue(
        layout, depth: stream.depth, pipe: stream.unit == .pipe || stream.unit == .pipeFlow,
        flow: stream.unit == .flow || stream.unit == .pipeFlow)
      let unit = Instance(queue, name: "queue_\(units)", clocks: clocks(domain))
      connect(unit.input, unit.output, stream, domain)
      add(unit.occupancy, in: domain)
    case .forward, .backward, .full:
      let kind = RegisterSliceKind(rawValue: stream.unit.rawValue) ?? .full
      let unit = Instance(RegisterSlice(layout, kind), name: "slice_\(units)", clocks: clocks(domain))
      connect(unit.input, unit.output, stream, domain)
    }
  }

  private mutating func connect(
    _ input: Source<Word>, _ output: Sink<Word>, _ stream: StreamRecipe, _ domain: DomainRecipe
  ) {
    let expressions = builder(domain)
    let pending = Reg(reset: false, on: domain.clock).named("pending_\(units)")
    let held = Reg(stream.width, reset: 0, on: domain.clock).named("held_\(units)")
    input.valid <== pending
    input.payload.data <== held
    when(!pending | input.ready) {
      pending <== expressions.bit(stream.valid)
      held <== expressions.bits(stream.data, stream.width)
    }
    output.ready <== expressions.bit(stream.ready)
    add(output.valid.bits, in: domain)
    // What an empty queue offers is undefined.
    add(output.payload.data & replicate(output.valid, stream.width), in: domain)
  }
}
