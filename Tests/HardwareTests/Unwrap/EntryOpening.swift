import Simulation

/// A key entry on its way into a keyed unit, cycle by cycle.
final class EntryOpening {
  /// Cycles since the command.
  private(set) var cycle = 0
  /// When the unit had taken the last word of the entry.
  private(set) var lastWordTaken = 0

  private let fuses: [UInt64]
  private let entry: [UInt64]
  private var word = 0
  private let simulator: Simulator
  private let fuse: (address: Port<UInt8>, word: Port<UInt64>)
  private let port: (ready: Port<Bool>, valid: Port<Bool>, data: Port<UInt64>, last: Port<Bool>)
  private let answered: Port<Bool>

  /// Offers the command whose fields are driven already.
  /// - Parameter entry: its words as they lie in memory.
  init(_ entry: [UInt64], fuses: [UInt64], on simulator: Simulator) throws {
    self.entry = entry
    self.fuses = fuses
    self.simulator = simulator
    fuse = (try simulator.port("fuse_address"), try simulator.port("fuse"))
    port = (
      try simulator.port("key_entry_ready"), try simulator.port("key_entry_valid"),
      try simulator.port("key_entry_data"), try simulator.port("key_entry_last")
    )
    answered = try simulator.port("key_response_valid")
    try simulator.drive("key_command_valid", 1)
    offer()
    try simulator.evaluate()
  }

  var isAnswered: Bool { answered.value }

  private func offer() {
    port.valid.value = word < entry.count
    port.data.value = word < entry.count ? entry[word] : 0
    port.last.value = word == entry.count - 1
  }

  /// One cycle. All that is looked at follows from registers alone, so it is there after an edge.
  func tick() throws {
    let address = Int(fuse.address.value)
    let takes = port.ready.value && word < entry.count
    try simulator.tick()
    fuse.word.value = address < fuses.count ? fuses[address] : 0
    cycle += 1
    guard takes else { return }
    lastWordTaken = cycle
    word += 1
    offer()
  }
}
