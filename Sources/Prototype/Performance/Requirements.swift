import Hardware

/// A figure that must be reached.
public struct Requirement: Hashable, Sendable {
  public var isReached: Bool
  /// What was found and what is required, a sentence.
  public var text: String
}

extension PerformanceReport {
  /// What is required of the rows that there are.
  public var requirements: [Requirement] {
    var requirements: [Requirement] = []
    func require(_ isReached: Bool, _ text: String) {
      requirements.append(Requirement(isReached: isReached, text: text))
    }

    for row in engines where row.measurement.name == DesignPoint.fast.rawValue {
      let name = "\(row.measurement.name), \(row.direction.rawValue)"
      if let cycles = row.cost.lastBeatToLastWord, row.direction == .decryption {
        require(cycles <= 6, "\(name): \(cycles) cycles from the last beat to the last word; required are at most 6")
      }
      if let cycles = row.cost.blockToFirstWord, row.direction == .decryption {
        require(
          cycles <= 3, "\(name): \(cycles) cycles from a block's second word to its first; required are at most 3")
      }
      let cycles = row.cost.cyclesPerLine
      require(cycles <= 8, "\(name): \(decimals(cycles, 1)) cycles per line; required are 8, the bus's own")
    }
    if let best = engines.map(\.bitsPerCyclePerKiloLUT).max(), Set(engines.map(\.measurement.name)).count > 1 {
      require(best >= 2.7, "the best point gives \(decimals(best, 2)) bits per cycle per kLUT; required are 2.70")
    }
    if let row = engines.first(where: { $0.measurement.name == DesignPoint.balanced.rawValue }),
      let fmax = row.measurement.fmax?.median, let peer = peers.first(where: \.hasBothDirections)?.megahertz
    {
      require(
        fmax >= 1.5 * peer,
        "balanced: \(decimals(fmax, 1)) MHz; required are \(decimals(1.5 * peer, 1)), half as much again as "
          + (peers.first(where: \.hasBothDirections)?.name ?? ""))
    }
    if let best = ciphers.map(\.bitsPerCyclePerKiloLUT).max() {
      require(best >= 5, "encryption alone gives \(decimals(best, 2)) bits per cycle per kLUT; required are 5.00")
    }
    func engine(_ point: DesignPoint) -> PerformanceRow? {
      engines.first { $0.measurement.name == point.rawValue && $0.direction == .decryption }
    }
    if let logic = engine(.balanced), let memory = engine(.compact) {
      let (most, needed) = (logic.measurement.area.lut4 / 2, memory.measurement.area.lut4)
      require(needed <= most, "compact: \(needed) LUT4; required are at most \(most), half of those of balanced")
      require(
        memory.cost.cyclesPerLine <= logic.cost.cyclesPerLine,
        "compact: \(decimals(memory.cost.cyclesPerLine, 1)) cycles per line; required are those of balanced, "
          + decimals(logic.cost.cyclesPerLine, 1))
    }
    for unit in units where unit.direction == .decryption {
      guard let fmax = unit.measurement.fmax?.median,
        DesignPoint(rawValue: unit.measurement.name)?.parameters == UnitParameters()
      else { continue }
      require(fmax >= 60, "\(unit.measurement.name): the unit reaches \(decimals(fmax, 1)) MHz; required are 60")
    }
    func requireTask(_ part: Part, _ start: String, _ limit: Int) {
      for row in parts where row.measurement.name == part.rawValue {
        for task in row.tasks where task.name.hasPrefix(start) {
          guard let cycles = task.cycles else { continue }
          require(cycles <= limit, "\(part.rawValue): \(task.name) in \(cycles) cycles; required are at most \(limit)")
        }
      }
    }
    requireTask(.exponentiator64, "RSA-2048 private", 2_000_000)
    requireTask(.exponentiator64, "RSA-3072 private", 6_000_000)
    requireTask(.exponentiator64, "RSA-2048 public", 60_000)
    requireTask(.sha256, "a block", 68)
    return requirements
  }

  /// What falls short, a sentence each.
  public var misses: [String] { requirements.filter { !$0.isReached }.map(\.text) }

  /// The same for people.
  var verdict: String {
    if requirements.isEmpty { return "No figure is required of these rows." }
    if misses.isEmpty { return "All \(requirements.count) figures that are required of these rows are reached." }
    return misses.joined(separator: "\n")
  }
}
