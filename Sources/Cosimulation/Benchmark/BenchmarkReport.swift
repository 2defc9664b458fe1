import Foundation

/// Everything that `keyline bench` measured.
public struct BenchmarkReport: Codable, Sendable {
  public var lines: [LineCost] = []
  public var simulation: [SimulationCost] = []
  public var processors: [ProcessorSimulationCost] = []
  /// Empty when cocotb was not measured.
  public var cocotb: [CocotbCost] = []
  public var elaboration: [ElaborationCost] = []

  public init() {}

  /// Whether everything that must be reached is reached.
  public var isReached: Bool { misses.isEmpty }

  /// What falls short, a sentence each.
  public var misses: [String] {
    simulation.filter { $0.typedPortsRatio.median < SimulationCost.requiredTypedPortsRatio }.map {
      "\($0.design): typed ports reach \(ratio($0.typedPortsRatio.median)) of the bare loop; required is "
        + ratio(SimulationCost.requiredTypedPortsRatio)
    }
      + simulation.filter { $0.cosimulationRatio.median < SimulationCost.requiredCosimulationRatio }.map {
        "\($0.design): the co-simulation reaches \(ratio($0.cosimulationRatio.median)) of the bare loop; required is "
          + ratio(SimulationCost.requiredCosimulationRatio)
      }
      + processors.filter { !$0.isReached }.map {
        "\($0.design): the processor in lockstep reaches \(ratio($0.lockstepRatio.median)) of the bare loop; required is "
          + ratio(ProcessorSimulationCost.requiredLockstepRatio)
      }
      + lines.filter(\.isMissed).map {
        "\($0.design): \($0.algorithm) takes \($0.beatToLastWord) cycles from the last beat to the last word; "
          + "required are at most \(LineCost.requiredBeatToLastWord)"
      } + elaboration.misses
  }

  /// Titled tables for a terminal.
  public var text: String {
    let tables = sections.map { "\($0.title)\n\n\($0.table.text)" }.joined(separator: "\n\n\n")
    let verdict = isReached ? "Everything that is required is reached." : misses.joined(separator: "\n")
    return tables + "\n\n\n" + verdict
  }

  /// The same as Markdown, for a page.
  public var markdown: String {
    sections.map { "### \($0.title)\n\n\($0.table.markdown)" }.joined(separator: "\n\n")
  }
}

// MARK: Tables

extension BenchmarkReport {
  private typealias Section = (title: String, table: TextTable)

  private var sections: [Section] {
    [
      lines.isEmpty ? nil : ("Cost of a line, in clock cycles", lineTable),
      simulation.isEmpty ? nil : ("Cost of simulation, in millions of clock cycles per CPU second", simulationTable),
      processors.isEmpty
        ? nil : ("Cost of simulating the processor, in millions of clock cycles per CPU second", processorTable),
      elaboration.isEmpty ? nil : ("Elaboration, checks and Verilog, in CPU seconds", elaborationTable),
    ].compactMap { $0 }
  }

  private var lineTable: TextTable {
    TextTable(
      [
        .text("design"), .text("algorithm"), .number("latency"), .number("load: first word"), .number("last word"),
        .number("beat to first word"), .number("to last word"), .number("load after load"), .number("write-back"),
        .number("after write-back"),
      ],
      rows: lines.map { cost in
        [cost.design, cost.algorithm]
          + [
            cost.latency, cost.loadToFirstWord, cost.loadToLastWord, cost.beatToFirstWord, cost.beatToLastWord,
            cost.loadInterval, cost.writeBackToAnswer, cost.writeBackInterval,
          ].map(String.init)
      })
  }

  private static let loopColumns: [TextTable.Column] = [
    .text("design"), .text("loop"), .number("Mcycles/s"), .number("of the bare loop"), .text("half of the rounds"),
    .number("required"),
  ]

  private var simulationTable: TextTable {
    var rows: [[String]] = []
    for cost in simulation {
      rows.append([cost.design, "bare C++ loop", millions(cost.bareLoop), "1"])
      rows.append([
        "", "typed Swift ports", millions(cost.typedPorts), ratio(cost.typedPortsRatio.median),
        half(cost.typedPortsRatio),
        ratio(SimulationCost.requiredTypedPortsRatio),
      ])
      rows.append([
        "", "co-simulation with golden model", millions(cost.cosimulation), ratio(cost.cosimulationRatio.median),
        half(cost.cosimulationRatio),
        ratio(SimulationCost.requiredCosimulationRatio),
      ])
      if let other = cocotb.first(where: { $0.design == cost.design }) {
        rows.append([
          "", "cocotb", millions(other.cyclesPerSecond), String(format: "%.3f", other.cyclesPerSecond / cost.bareLoop),
        ])
      }
    }
    return TextTable(Self.loopColumns, rows: rows)
  }

  private var processorTable: TextTable {
    TextTable(
      Self.loopColumns,
      rows: processors.flatMap { cost in
        [
          [cost.design, "bare C++ loop", millions(cost.bareLoop), "1"],
          ["", "programs on the hardware", millions(cost.alone), ratio(cost.aloneRatio.median), half(cost.aloneRatio)],
          [
            "", "in lockstep with the golden model", millions(cost.lockstep), ratio(cost.lockstepRatio.median),
            half(cost.lockstepRatio), ratio(ProcessorSimulationCost.requiredLockstepRatio),
          ],
        ]
      })
  }

  private var elaborationTable: TextTable {
    TextTable(
      [
        .text("design"), .number("Keyline"), .number("debug build"), .number("Amaranth 0.5.10"),
        .number("debug build faster by"), .number("modules"), .number("lines of Verilog"),
      ],
      rows: elaboration.map { cost in
        let other = cost.amaranthSeconds
        let debug = cost.debugSeconds
        return [
          cost.design, String(format: "%.3f", cost.seconds), debug.map { String(format: "%.3f", $0) } ?? "",
          other.map { String(format: "%.1f", $0) } ?? "",
          other.flatMap { other in debug.map { String(format: "%.0f", other / $0) } } ?? "", "\(cost.modules)",
          "\(cost.lines)",
        ]
      })
  }

  private func millions(_ speed: Double) -> String { String(format: speed < 1e5 ? "%.4f" : "%.2f", speed / 1e6) }
  private func half(_ spread: Spread) -> String { "\(ratio(spread.lower)) to \(ratio(spread.upper))" }
  private func ratio(_ value: Double) -> String { String(format: "%.2f", value) }
}

// MARK: A page with generated tables

extension BenchmarkReport {
  static let section = GeneratedSection("tables", author: "make bench")

  /// `page` with everything between the markers replaced by the tables.
  /// - Throws: `BenchmarkError.badFile` for a page without the two markers in order.
  public func insert(into page: String, path: String) throws(BenchmarkError) -> String {
    let section = Self.section
    guard let result = section.replace(in: page, with: markdown) else {
      throw .badFile(path: path, reason: "it lacks the lines '\(section.begin)' and '\(section.end)'")
    }
    return result
  }

  /// Replaces the tables in the file at `path`, as a whole.
  public func update(_ path: String) throws {
    let page: String
    do {
      page = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw BenchmarkError.badFile(path: path, reason: "cannot be read: \(error.localizedDescription)")
    }
    try Data(insert(into: page, path: path).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
