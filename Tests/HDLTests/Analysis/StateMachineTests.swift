import HDL
import Testing

@Suite struct StateMachineTests {
  /// A machine with everything that a transition can be.
  private final class Machine: Module {
    enum State: HardwareEnum { case idle, work, done }
    let go = In()
    let fast = In()
    let stop = In()
    let next = In(State.self)
    let mode = In(Handshake.State.self)
    let busy = Out()
    let state = Reg(reset: State.idle)
    let free = Reg(State.self)

    override func build() {
      busy <== state != .idle
      free <== next
      ignore(free)
      when(stop) {
        state <== .idle
      } otherwise: {
        match(state) {
          switch $0 {
          case .idle: when(go) { state <== mux(fast, .done, Enum(.work)) }
          case .work:
            match(mode) {
              switch $0 {
              case .wait: break
              case .done: state <== .done
              case .idle, .request: state <== next
              }
            }
          case .done: state <== .idle
          }
        }
      }
    }
  }

  private func text(_ machine: StateMachine) -> [String] {
    machine.transitions.map {
      "\($0.from ?? "any") -> \($0.to ?? "computed"): \($0.conditions.joined(separator: ", "))"
    }
  }

  @Test func findsStatesAndTransitions() throws {
    let module = try #require(Analysis(try Design(Machine())).module("machine"))
    // `free` is of the same type, but nothing distinguishes its values.
    #expect(module.stateMachines.map(\.register) == ["state"])
    let machine = try #require(module.stateMachines.first)
    #expect(machine.states == ["idle", "work", "done"])
    #expect(machine.reset == "idle")
    #expect(
      text(machine) == [
        "any -> idle: stop", "idle -> done: !stop, go, fast", "idle -> work: !stop, go, !fast",
        "work -> computed: !stop, mode == STATE_IDLE", "work -> computed: !stop, mode == STATE_REQUEST",
        "work -> done: !stop, mode == STATE_DONE", "done -> idle: !stop",
      ])
  }

  @Test func readsTheSampleMachine() throws {
    let module = try #require(Analysis(try Design(Handshake())).module("handshake"))
    let machine = try #require(module.stateMachines.first)
    #expect(machine.states == ["idle", "request", "wait", "done"])
    #expect(text(machine).first == "idle -> request: start")
    #expect(machine.transitions.allSatisfy { $0.from != nil && $0.to != nil })
  }
}
