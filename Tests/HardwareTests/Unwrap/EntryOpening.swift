import Simulation

/// A key entry on its way into an unwrap unit, cycle by cycle. Set-up takes whatever it is given.
final class EntryOpening {
  /// What came out.
  struct Ending: Equatable, Sendable {
    /// Status, domain, attribute register.
    let answer: [UInt64]
    /// Every command that set-up got, field by field.
    let installed: [[[UInt64]]]
    /// Everything that is said about entry points.
    let points: [[UInt64]]
    /// Table of the domains.
    let domains: [[UInt64]]
  }

  /// Cycles since the command.
  private(set) var cycle = 0
  /// When the unit had taken the last word of the entry.
  private(set) var lastWordTaken = 0

  private let fuses: [UInt64]
  private let entry: [UInt64]
  private var word = 0
  private var installed: [[[UInt64]]] = []
  private var points: [[UInt64]] = []
  private let simulator: Simulator
  private let fuse: (address: Port<UInt8>, word: Port<UInt64>)
  private let port: (ready: Port<Bool>, valid: Port<Bool>, data: Port<UInt64>, last: Port<Bool>)
  private let setup: (valid: Port<Bool>, answers: Port<Bool>, taken: Port<Bool>)
  private let point: (write: Port<Bool>, restricts: Port<Bool>)
  private let answered: Port<Bool>
  private let fields: [String]

  /// Offers the command whose fields are driven already.
  /// - Parameter entry: its words as they lie in memory.
  init(_ entry: [UInt64], fuses: [UInt64], on simulator: Simulator) throws {
    self.entry = entry
    self.fuses = fuses
    self.simulator = simulator
    fuse = (try simulator.port("fuse_address"), try simulator.port("fuse"))
    port = (
      try simulator.port("entry_ready"), try simulator.port("entry_valid"), try simulator.port("entry_data"),
      try simulator.port("entry_last")
    )
    setup = (
      try simulator.port("setup_valid"), try simulator.port("setup_response_valid"),
      try simulator.port("setup_response_ready")
    )
    point = (try simulator.port("point_write"), try simulator.port("restricts"))
    answered = try simulator.port("response_valid")
    fields =
      simulator.model.design.ports.filter { $0.direction == .output && $0.name.hasPrefix("setup_") }.map(\.name)
      .filter { !["setup_valid", "setup_response_ready"].contains($0) }
    try simulator.drive("command_valid", 1)
    try simulator.drive("setup_ready", 1)
    try simulator.drive("setup_response_attribute", 3)
    offer()
    try simulator.evaluate()
  }

  var isAnswered: Bool { answered.value }

  func ending(domains: [[UInt64]]) throws -> Ending {
    let answer = try ["status", "domain", "attribute"].map { try simulator.value(of: "response_\($0)")[0] }
    return Ending(answer: answer, installed: installed, points: points, domains: domains)
  }

  private func offer() {
    port.valid.value = word < entry.count
    port.data.value = word < entry.count ? entry[word] : 0
    port.last.value = word == entry.count - 1
  }

  /// One cycle. All that is looked at follows from registers alone, so it is there after an edge.
  func tick() throws {
    let address = Int(fuse.address.value)
    let takes = port.ready.value && word < entry.count
    let installs = setup.valid.value
    let isTaken = setup.answers.value && setup.taken.value
    if isTaken { points.append([point.restricts.value ? 1 : 0]) }
    if point.write.value {
      points.append(try ["index", "is_used", "offset"].map { try simulator.value(of: "point_\($0)")[0] })
    }
    if installs { installed.append(try fields.map { try simulator.value(of: $0) }) }
    try simulator.tick()
    fuse.word.value = address < fuses.count ? fuses[address] : 0
    if installs { setup.answers.value = true } else if isTaken { setup.answers.value = false }
    cycle += 1
    guard takes else { return }
    lastWordTaken = cycle
    word += 1
    offer()
  }
}
