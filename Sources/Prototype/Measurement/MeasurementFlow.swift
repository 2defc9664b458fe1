import Foundation
import Simulation

/// Measures cores on the ECP5-85F, speed grade 6: the area of the core alone, and the clock frequency of the core between
/// shift registers (`ShiftRegisterWrap`). A result is kept in a folder that is named after everything it depends on, so
/// that measuring the same again costs nothing.
public struct MeasurementFlow: Sendable {
  /// Seeds of the placement; one place and route each.
  public var seeds = [1, 2, 3]
  /// The frequency in MHz that nextpnr strives for. What it achieves depends on it a little.
  public var frequency = 150
  /// What is known beforehand. What is measured is not added: `MeasurementRecord.add`.
  public var record = MeasurementRecord()
  /// Where the folders of results are.
  public var output: URL
  private let tools: PrototypeTools
  private let versions: [String]

  /// - Throws: `PrototypeError` when Yosys or nextpnr do not run.
  public init(_ tools: PrototypeTools, output: URL) throws(PrototypeError) {
    self.tools = tools
    self.output = output
    versions = [try tools.version(of: .yosys), try tools.version(of: .nextpnrECP5)]
  }

  /// Measures one core.
  ///
  /// - Parameter progress: called with what is being done, at least once for every program that runs.
  public func measure(_ core: Core, progress: @escaping (String) -> Void = { _ in }) throws(PrototypeError)
    -> CoreMeasurement
  {
    let identity = identity(core)
    let work = Work(folder: folder(identity), tools: tools, progress: progress)
    let area = try work.kept("area.result.json") { () throws(PrototypeError) in
      if let known = record.area(identity) { return known }
      return try measureArea(core, work)
    }
    var timing: [SeedTiming] = []
    for seed in seeds {
      timing.append(
        try work.kept("timing-\(seed).result.json") { () throws(PrototypeError) in
          if let known = record.timing(identity, seed: seed) { return known }
          return try measureTiming(core, seed, work)
        })
    }
    return CoreMeasurement(name: core.name, top: core.top, identity: identity, area: area, timing: timing)
  }

  /// Whether `measure` would find all results, of all seeds.
  public func isKnown(_ core: Core) -> Bool {
    let identity = identity(core)
    func isKept(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: folder(identity).appendingPathComponent(name).path)
    }
    return (record.area(identity) != nil || isKept("area.result.json"))
      && seeds.allSatisfy { record.timing(identity, seed: $0) != nil || isKept("timing-\($0).result.json") }
  }

  private func folder(_ identity: String) -> URL { output.appendingPathComponent(identity, isDirectory: true) }

  /// The module's name and a hash of everything that a result depends on but the seed: sources, scripts, wrap, frequency,
  /// versions of the tools.
  func identity(_ core: Core) -> String {
    let sample = [
      CorePort(name: "clk", isInput: true, width: 1), CorePort(name: "a", isInput: true, width: 2),
      CorePort(name: "b", isInput: false, width: 3),
    ]
    let wrap = try? ShiftRegisterWrap(ports: sample, instance: Script.coreName)
    let hash = ContentHash.of(
      core.files.flatMap { [$0.name, $0.text] } + [core.top] + core.clocks
        + core.ties.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        + [wrap?.core ?? "", wrap?.stub ?? "", wrap?.wrap ?? "", Script.read(core), Script.area, Script.wrap]
        + Script.pack + Script.place(seed: 0, frequency: frequency) + versions)
    return "\(core.top)-\(hash.prefix(16))"
  }

  private func measureArea(_ core: Core, _ work: Work) throws(PrototypeError) -> Area {
    for (number, file) in core.files.enumerated() {
      try work.write(file.text, Script.sourceName(number, file.name))
    }
    try work.run(.yosys, ["-p", Script.read(core)], log: "read.log", "reading Verilog")
    let wrap = try ShiftRegisterWrap(
      ports: Reports.ports(in: work.file("ports.txt")), instance: Script.coreName, clocks: core.clocks, ties: core.ties)
    try work.write(wrap.core, "mcore.v")
    try work.write(wrap.stub, "mstub.v")
    try work.write(wrap.wrap, "mwrap.v")
    try work.run(.yosys, ["-p", Script.area], log: "area.log", "synthesis")
    try work.run(.nextpnrECP5, Script.pack, log: "pack.log", "packing")
    let cells = try Reports.cells(in: work.file("area.txt"))
    let places = try Reports.utilization(in: work.file("pack.json"))
    work.remove("area.json", "core.il")
    func count(_ name: String) -> Int { cells[name] ?? 0 }
    return Area(
      lut4: count("LUT4"), flipFlops: count("TRELLIS_FF"), blockRAM: count("DP16KD"), dsp: count("MULT18X18D"),
      carry: count("CCU2C"), multiplexers: count("PFUMX"), lutRAM: count("TRELLIS_DPR16X4"),
      packedLUTs: places["TRELLIS_COMB"] ?? 0, packedFlipFlops: places["TRELLIS_FF"] ?? 0)
  }

  private func measureTiming(_ core: Core, _ seed: Int, _ work: Work) throws(PrototypeError) -> SeedTiming {
    func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: work.file(name).path) }
    if !isThere("wrap.json") {
      // The area may be known from a record, which has no netlist.
      if !isThere("mapped.il") { _ = try measureArea(core, work) }
      try work.run(.yosys, ["-p", Script.wrap], log: "wrap.log", "wrapping")
      // Only what is complete gets the name by which it is found again.
      try work.rename("wrap.partial.json", "wrap.json")
      work.remove("mapped.il")
    }
    try work.run(
      .nextpnrECP5, Script.place(seed: seed, frequency: frequency), log: "place-\(seed).log",
      "place and route, seed \(seed)")
    return try Reports.timing(seed: seed, in: work.file("place-\(seed).json"))
  }
}

/// What is said to Yosys and nextpnr.
private enum Script {
  /// The core after `read`.
  static let coreName = "mdut"

  static func sourceName(_ number: Int, _ name: String) -> String {
    "source-\(number)-\(name.split(separator: "/").last.map(String.init) ?? name)"
  }

  static func read(_ core: Core) -> String {
    let reads = core.files.enumerated().map { number, file in
      "read_verilog \(file.name.hasSuffix(".sv") ? "-sv " : "")\(sourceName(number, file.name))"
    }
    return
      (reads + [
        "hierarchy -top \(core.top)", "proc", "flatten", "opt_clean", "rename -top \(coreName)", "write_rtlil core.il",
        "tee -q -o ports.txt portlist \(coreName)",
      ]).joined(separator: "; ")
  }

  static let area = """
    scratchpad -set abc9.verify 0; read_rtlil core.il; read_verilog mcore.v; \
    synth_ecp5 -noiopad -top mcore -json area.json; \
    tee -q -o area.txt stat -json; select *; write_rtlil -selected mapped.il
    """

  static let pack = [
    "--85k", "--out-of-context", "--pack-only", "--json", "area.json", "--report", "pack.json",
  ]

  /// The core is not synthesised again: what was counted is what is placed.
  static let wrap = """
    read_verilog -lib mstub.v; read_verilog mwrap.v; synth_ecp5 -top mwrap; delete =mcore; read_rtlil mapped.il; \
    hierarchy -top mwrap; setattr -mod -unset keep_hierarchy *; flatten; clean; write_json wrap.partial.json
    """

  static func place(seed: Int, frequency: Int) -> [String] {
    [
      "--85k", "--package", "CABGA381", "--speed", "6", "--seed", "\(seed)", "--freq", "\(frequency)",
      "--timing-allow-fail", "--lpf-allow-unconstrained", "--json", "wrap.json", "--report", "place-\(seed).json",
    ]
  }
}
