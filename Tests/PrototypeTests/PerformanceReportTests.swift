import Foundation
import Hardware
import Testing

@testable import Prototype

@Suite("Report of the hardware's performance")
struct PerformanceReportTests {
  private func row(
    _ name: String, lut4: Int = 10_000, megahertz: [Double] = [70, 80, 90], cyclesPerLine: Double = 8,
    first: Int = 3, last: Int = 6
  ) -> PerformanceRow {
    let area = Area(
      lut4: lut4, flipFlops: 1, blockRAM: 2, dsp: 3, carry: 0, multiplexers: 0, lutRAM: 0, packedLUTs: lut4,
      packedFlipFlops: 1)
    return PerformanceRow(
      measurement: CoreMeasurement(
        name: name, top: "line_engine", identity: "", area: area,
        timing: megahertz.enumerated().map { SeedTiming(seed: $0 + 1, megahertz: $1) }),
      direction: .decryption,
      cost: StreamCost(
        blockToFirstWord: first, lastBeatToFirstWord: last - 7, lastBeatToLastWord: last, cyclesPerLine: cyclesPerLine))
  }

  @Test("figures follow from area, frequency and cycles")
  func figures() {
    let row = row("fast", cyclesPerLine: 16)
    #expect(row.cost.bytesPerCycle == 4)
    #expect(row.megabytesPerSecond == 320)
    #expect(row.bitsPerCyclePerKiloLUT == 3.2)
    var report = PerformanceReport()
    report.engines = [row]
    #expect(
      report.markdown.contains(
        "| fast | decryption | 10000 | 1 | 2 | 3 | 70.0 | 80.0 | 90.0 | 3 | -1 | 6 | 16 | 4.00 | 320 | 3.20 |"))
    #expect(report.markdown.contains("| OpenTitan aes_cipher_core | "))
  }

  @Test("what falls short is said, and only that")
  func misses() {
    var report = PerformanceReport()
    report.engines = [row("fast"), row("balanced", cyclesPerLine: 16)]
    report.units = [row("fast")]
    #expect(report.misses.isEmpty, "\(report.misses)")
    report.engines = [
      row("fast", lut4: 40_000, cyclesPerLine: 9, first: 4, last: 7),
      row("balanced", megahertz: [73], cyclesPerLine: 64),
    ]
    report.units = [row("small", megahertz: [59.9])]
    #expect(report.misses.count == 6, "\(report.misses)")
    report.engines = []
    report.units = []
    #expect(report.misses.isEmpty)
  }

  @Test("parts have a row for each thing that they do, and their peers stand below")
  func parts() throws {
    var report = PerformanceReport()
    let measurement = row("exponentiator_64", lut4: 3_300, megahertz: [60, 70, 80]).measurement
    report.parts = [PartRow(measurement: measurement, tasks: try Part.exponentiator64.tasks())]
    let figures = "| exponentiator_64 | 3300 | 1 | 2 | 3 | 60.0 | 70.0 | 80.0 |"
    #expect(report.markdown.contains("\(figures) RSA-2048 private operation, checked | 1682255 | 41.6 |"))
    #expect(report.markdown.contains("| RSA-3072 private operation, checked | 4919079 | 14.2 |"))
    #expect(report.markdown.contains("| RSA-2048 public operation | 52899 | 1323 |"))
    #expect(report.markdown.contains("| secworks/modexp | 1454 |  | 13 |  |  | 73.5 |  | "))
    #expect(report.requirements.count == 3 && report.misses.isEmpty)
    report.parts[0].tasks[2].cycles = 60_001
    #expect(report.misses.count == 1)
  }

  @Test("a block of SHA-256 takes 68 cycles, by simulation", arguments: [Part.sha256, .hmacSHA256])
  func digests(part: Part) throws {
    #expect(try part.tasks().map(\.cycles) == [68])
  }

  @Test("every part can be elaborated", arguments: Part.allCases)
  func elaboration(part: Part) throws {
    #expect(try part.elaborate().verilog().files.isEmpty == false)
  }

  @Test("the figures of the peers are consistent")
  func peers() throws {
    let titan = try #require(Peer.measured.first { $0.hasBothDirections })
    #expect(abs(try #require(titan.bitsPerCyclePerKiloLUT) - 0.9) < 0.05)
    let pipeline = try #require(Peer.measured.first { $0.name.contains("tiny_aes") })
    #expect(abs(try #require(pipeline.bitsPerCyclePerKiloLUT) - 3.2) < 0.05)
  }

  @Test("charts are well-formed and name every core that has the figure")
  func charts() throws {
    var report = PerformanceReport()
    // Close to each other and to the peers, so that labels have to make room.
    report.engines = (0..<40).map { number in
      row("point \(number)", lut4: 3_000 + 150 * number, megahertz: [75 + Double(number % 7)], cyclesPerLine: 64)
    }
    report.engines += [row("fast"), row("small", lut4: 5_000, cyclesPerLine: 64)]
    for chart in report.charts {
      let parser = XMLCheck(chart.svg)
      #expect(parser.isWellFormed, "\(chart.name)")
      #expect(chart.svg.contains("Keyline fast") && chart.svg.contains("OpenTitan"))
    }
    #expect(report.charts.map(\.name) == ["throughput-per-area.svg", "fmax.svg"])
  }
}

/// Whether every element is closed in order.
private struct XMLCheck {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isRight = true
    for piece in text.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else {
        isRight = false
        break
      }
      let tag = piece[..<end]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") { isRight = isRight && open.popLast() == name } else { open.append(name) }
    }
    isWellFormed = isRight && open.isEmpty
  }
}
