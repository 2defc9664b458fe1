/// A command that is offered at one of the unit's ports until the unit takes it.
struct Offer<Command> {
  private(set) var command: Command?
  /// Whether there is a command. Kept beside it: it is asked several times in every cycle, and commands are large.
  private(set) var isPending = false
  /// Cycles until valid rises.
  private var wait = 0

  mutating func make(_ command: Command, after delay: Int) {
    self.command = command
    isPending = true
    wait = delay
  }

  /// Ends the offer: the command was taken, or the unit is reset.
  mutating func end() {
    command = nil
    isPending = false
  }

  /// The valid signal of the cycle that begins.
  mutating func advance() -> Bool {
    if wait > 0 { wait -= 1 }
    return isPending && wait == 0
  }
}
