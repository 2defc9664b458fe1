import HDL

final class Counter: Module {
  let enable = In()
  let limit = In(8, "last value before the counter starts again")
  let value = Out(8)
  let wrapped = Out()
  let count = Reg(8, reset: 0)

  override var summary: String { "Counts enabled cycles from 0 to limit." }

  override func build() {
    wrapped <== enable & (count == limit)
    value <== count
    when(enable) {
      when(count == limit) {
        count <== 0
      } otherwise: {
        count <== count + 1
      }
    }
  }
}

final class Handshake: Module {
  enum State: HardwareEnum { case idle, request, wait, done }
  let start = In()
  let ack = In()
  let req = Out()
  let busy = Out()
  let state = Reg(reset: State.idle)
  let tries = Reg(4, reset: 0)

  override func build() {
    req <== (state == .request)
    busy <== (state != .idle)
    match(state) {
      switch $0 {
      case .idle:
        when(start) {
          state <== .request
          tries <== 0
        }
      case .request:
        state <== .wait
      case .wait:
        when(ack) {
          state <== .done
        } otherwise: {
          tries <== tries + 1
          when(tries == 15) { state <== .idle }
        }
      case .done:
        state <== .idle
      }
    }
  }
}

struct MemoryRequest: Layout {
  let address = field(32, "byte address")
  let data = field(32, "store data")
  let write = flag("store, not load")
}

final class RequestQueue: Module {
  let enq = Sink(MemoryRequest())
  let deq = Source(MemoryRequest())
  let store: Memory
  let head: Bits.Var
  let tail: Bits.Var
  let full = Reg(reset: false)
  let depth: Int

  init(depth: Int) {
    self.depth = depth
    store = Memory(depth: depth, width: 65)
    head = Reg(bitsToCount(depth), reset: 0)
    tail = Reg(bitsToCount(depth), reset: 0)
    super.init(name: "request_queue_\(depth)")
  }

  override func build() {
    func next(_ p: Bits) -> Bits { depth & (depth - 1) == 0 ? p + 1 : mux(p == depth - 1, 0, p + 1) }
    let empty = ((head == tail) & !full).named("empty")
    enq.ready <== !full
    deq.valid <== !empty
    let word = store[head]
    deq.payload.address <== word[33...64]
    deq.payload.data <== word[1...32]
    deq.payload.write <== word[0]
    when(enq.fire) {
      store.write(tail, enq.payload.bits)
      tail <== next(tail)
    }
    when(deq.fire) { head <== next(head) }
    when(enq.fire ^ deq.fire) { full <== enq.fire & (next(tail) == head) }
    always("never_full_and_empty", !(full & empty))
  }
}

final class TwoQueues: Module {
  let input = Sink(MemoryRequest())
  let output = Source(MemoryRequest())
  let first = Instance(RequestQueue(depth: 6))
  let second = Instance(RequestQueue(depth: 6))

  override func build() {
    first.enq <== input
    second.enq <== first.deq
    output <== second.deq
  }
}

enum Color: HardwareEnum { case red, green, blue }

final class Inverter: Module {
  let source = In()
  let result = Out()
  override func build() { result <== !source }
}
