import HDL

/// A register in the way from the unwrap unit to the set-up port: it holds a command until that is answered. Opened entries
/// come from far, and the tables that a command is compared with and written to are wide.
final class SetupRegister: Module {
  let input: Sink<SetupCommand>
  let output: Source<SetupCommand>
  let hold = In("take no command")
  let answered = In("the answer to the command is taken")
  let busy = Out("there is a command that is not answered; `output` has it all the time")

  let isFull = Reg(reset: false)
  let isSent = Reg(reset: false, "the set-up port has accepted it")
  let held: View<SetupCommand>.Var

  private let layout: SetupCommand

  init(_ parameters: UnitParameters) {
    layout = SetupCommand(parameters)
    input = Sink(layout)
    output = Source(layout)
    held = Reg(layout, reset: .zero)
  }

  override var summary: String {
    "Holds a set-up command until it is answered, and nothing of it afterwards."
  }

  override var latency: Latency? { .cycles(1, "from command to offer") }

  override func build() {
    input.ready <== !isFull & !hold
    output.valid <== isFull & !isSent
    output.payload <== held
    busy <== isFull
    isFull <== !answered & (isFull | input.fire)
    isSent <== !answered & (isSent | output.fire)
    // Neither handshake is early enough to reach so many registers in its cycle. Emptying is stated first: then synthesis
    // uses the registers' reset inputs for it.
    let nothing = View(layout, from: Bits(0, width: held.bits.width))
    when(!isFull & !input.valid) {
      held <== nothing
    } otherwise: {
      when(!isFull) { held <== input.payload }
    }
    alwaysStable(output)
    always("only_what_was_sent_is_answered", !answered | isSent)
  }
}
