import Cosimulation
import Foundation
import Hardware

/// Area, clock frequency and throughput of the design points, beside other cores.
public struct PerformanceReport: Codable, Sendable {
  /// The line engines alone, which is what compares with other cipher cores.
  public var engines: [PerformanceRow] = []
  /// Cores that encrypt single blocks.
  public var ciphers: [PerformanceRow] = []
  /// The whole encryption units.
  public var units: [PerformanceRow] = []
  /// What else the processor consists of.
  public var parts: [PartRow] = []
  public var peers = Peer.measured
  public var partPeers = Peer.measuredParts

  public init() {}

  public static let section = GeneratedSection("hardware", author: "make bench")

  /// Titled tables for a terminal.
  public var text: String {
    sections.map { "\($0.title)\n\n\($0.table.text)" }.joined(separator: "\n\n\n") + "\n\n\n"
      + verdict
  }

  /// The same as Markdown, for a page.
  public var markdown: String {
    sections.map { "### \($0.title)\n\n\($0.table.markdown)" }.joined(separator: "\n\n")
  }

  private var sections: [(title: String, table: TextTable)] {
    [
      engines.isEmpty ? nil : ("The line engine alone, aes128-xts", table(engines)),
      ciphers.isEmpty ? nil : ("Encryption of a block per cycle, AES-128 with its key schedule", table(ciphers)),
      units.isEmpty ? nil : ("The whole encryption unit, aes128-xts", table(units)),
      parts.isEmpty ? nil : ("Parts beside the line engine, and other cores with one seed", partTable),
      ("Other ciphers, measured beforehand with the same flow and one seed", peerTable),
    ].compactMap { $0 }
  }

  private func table(_ rows: [PerformanceRow]) -> TextTable {
    TextTable(
      [
        .text("design"), .text("direction"), .number("LUT4"), .number("FF"), .number("block RAM"), .number("DSP"),
        .number("Fmax min"), .number("median"), .number("max MHz"), .number("block to first word"),
        .number("last beat to first word"), .number("to last word"), .number("cycles per line"),
        .number("bytes per cycle"), .number("MB/s"), .number("bits per cycle per kLUT"),
      ],
      rows: rows.map { row in
        let area = row.measurement.area
        let fmax = row.measurement.fmax
        let start = [row.measurement.name, row.direction.rawValue]
        let areas = [area.lut4, area.flipFlops, area.blockRAM, area.dsp].map(String.init)
        let frequencies = [fmax?.least, fmax?.median, fmax?.greatest].map { decimals($0, 1) }
        let cycles = [row.cost.blockToFirstWord, row.cost.lastBeatToFirstWord, row.cost.lastBeatToLastWord]
          .map { $0.map(String.init) ?? "" }
        return start + areas + frequencies + cycles + [
          decimals(row.cost.cyclesPerLine, row.cost.cyclesPerLine.rounded() == row.cost.cyclesPerLine ? 0 : 1),
          decimals(row.cost.bytesPerCycle, 2), decimals(row.megabytesPerSecond, 0),
          decimals(row.bitsPerCyclePerKiloLUT, 2),
        ]
      })
  }

  private var partTable: TextTable {
    let rows = parts.flatMap { row -> [[String]] in
      let area = row.measurement.area
      let fmax = row.measurement.fmax
      return row.tasks.map { task -> [String] in
        let rate = row.rate(of: task)
        return [row.measurement.name] + [area.lut4, area.flipFlops, area.blockRAM, area.dsp].map(String.init)
          + [fmax?.least, fmax?.median, fmax?.greatest].map { decimals($0, 1) }
          + [task.name, task.cycles.map(String.init) ?? "", decimals(rate, (rate ?? 0) < 1000 ? 1 : 0)]
      }
    }
    let others = partPeers.map { peer -> [String] in
      let areas = ["\(peer.lut4)", peer.flipFlops.map(String.init) ?? "", peer.blockRAM.map(String.init) ?? "", ""]
      return [peer.name] + areas + ["", decimals(peer.megahertz, 1), "", peer.configuration, "", ""]
    }
    return TextTable(
      [
        .text("core"), .number("LUT4"), .number("FF"), .number("block RAM"), .number("DSP"), .number("Fmax min"),
        .number("median"), .number("max MHz"), .text("what it does"), .number("cycles"), .number("per second"),
      ],
      rows: rows + others)
  }

  private var peerTable: TextTable {
    TextTable(
      [
        .text("core"), .text("configuration"), .number("LUT4"), .number("FF"), .number("Fmax MHz"),
        .number("bytes per cycle"), .number("MB/s"), .number("bits per cycle per kLUT"),
      ],
      rows: peers.map { peer in
        let bytes = peer.bitsPerCycle.map { $0 / 8 }
        let speed = bytes.flatMap { bytes in peer.megahertz.map { bytes * $0 } }
        return [
          peer.name, peer.configuration, "\(peer.lut4)", peer.flipFlops.map(String.init) ?? "",
          decimals(peer.megahertz, 1), decimals(bytes, 2), decimals(speed, 0), decimals(peer.bitsPerCyclePerKiloLUT, 2),
        ]
      })
  }

  func decimals(_ value: Double?, _ count: Int) -> String {
    value.map { String(format: "%.\(count)f", $0) } ?? ""
  }
}
