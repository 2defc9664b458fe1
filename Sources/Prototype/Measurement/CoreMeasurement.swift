/// What a core needs of an ECP5 after synthesis on its own, without pins.
public struct Area: Codable, Hashable, Sendable {
  /// Look-up tables of four inputs: cells LUT4 of the netlist.
  public var lut4: Int
  /// Flip-flops: cells TRELLIS_FF.
  public var flipFlops: Int
  /// Block RAMs of 18 kbit: cells DP16KD.
  public var blockRAM: Int
  /// Multipliers: cells MULT18X18D.
  public var dsp: Int
  /// Two-bit carry cells, CCU2C, each of which takes the place of two look-up tables.
  public var carry: Int
  /// Multiplexers that join two look-up tables into one of five inputs: cells PFUMX.
  public var multiplexers: Int
  /// Memories of 16 words of four bits in look-up tables: cells TRELLIS_DPR16X4.
  public var lutRAM: Int
  /// Places for look-up tables, flip-flops, after nextpnr has packed the netlist: carry cells and memories included.
  public var packedLUTs: Int
  public var packedFlipFlops: Int
}

/// The timing of one placement and routing.
public struct SeedTiming: Codable, Hashable, Sendable {
  public var seed: Int
  /// The highest clock frequency in MHz at which every path is fast enough.
  public var megahertz: Double
  /// The path that limits it.
  public var criticalPath: CriticalPath?
}

/// The slowest path from register to register.
public struct CriticalPath: Codable, Hashable, Sendable {
  /// The cells at its ends, by the names that nextpnr gives them.
  public var from: String
  public var to: String
  /// Cells that it goes through between them.
  public var levels: Int
  /// How much of it cells take, in nanoseconds, registers included.
  public var logicNanoseconds: Double
  /// How much wires take.
  public var routingNanoseconds: Double
}

/// Area and timing of a core.
public struct CoreMeasurement: Codable, Hashable, Sendable {
  public var name: String
  public var top: String
  /// Names everything that the results depend on but the seed.
  public var identity: String
  public var area: Area
  /// One for every seed, in the order of the seeds; empty when only the area was measured.
  public var timing: [SeedTiming]

  /// In MHz, over the seeds; nil when there are none. With an even number of seeds the lower of the two in the middle.
  public var fmax: (least: Double, median: Double, greatest: Double)? {
    let sorted = timing.map(\.megahertz).sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return nil }
    return (least, sorted[(sorted.count - 1) / 2], greatest)
  }
}
