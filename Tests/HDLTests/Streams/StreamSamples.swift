import HDL

struct Message: Layout {
  let port = field(2, "who shall have it")
  let data = field(8)
}

struct Sum: Layout {
  let total = field(9)
}

/// Two producers share a way; what arrives there waits in a queue.
final class SharedWay: Module {
  let inputs = [Sink(Message()), Sink(Message())]
  let output = Source(Message())
  let arbiter = Instance(Arbiter(Message(), inputs: 2, .roundRobin))
  let queue = Instance(Queue(Message(), depth: 3))

  override func build() {
    for (target, origin) in zip(arbiter.inputs, inputs) { target <== origin }
    queue.input <== arbiter.output
    output <== queue.output
  }
}

/// Gives on what is meant for port 3, as its double.
final class Doubler: Module {
  let input = Sink(Message())
  let output = Source(Sum())

  override func build() {
    output <== input.filter { $0.port == 3 }.map(Sum()) { $1.total <== $0.data.extended(to: 9).shiftedLeft(by: 1) }
  }
}

/// Counts up and offers every number. The contract of its stream is stated, and so checked and provable.
final class Numbers: Module {
  let output = Source(Message())
  let isHasty: Bool
  let next = Reg(8, reset: 0)

  init(isHasty: Bool = false) {
    self.isHasty = isHasty
    super.init(name: isHasty ? "hasty_numbers" : "numbers")
  }

  override func build() {
    output.valid <== true
    output.payload.port <== 0
    output.payload.data <== next
    // A hasty source does not wait for its consumer.
    when(isHasty ? true : output.ready) { next <== next + 1 }
    alwaysStable(output)
  }
}

extension ClockDomain {
  static let bus = ClockDomain("bus", reset: .asynchronous)
}

/// Takes messages from the clock of a bus to the clock of the module.
final class ClockBridge: Module {
  let input = Sink(Message(), on: .bus)
  let output = Source(Message())
  let queue = Instance(AsynchronousQueue(Message(), depth: 4, from: .bus, to: .main))

  override func build() {
    queue.input <== input
    output <== queue.output
  }
}
