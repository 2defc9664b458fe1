import Foundation

/// Reads what Yosys and nextpnr report.
enum Reports {
  /// The ports that `portlist` of Yosys lists, a line each: `input [7:0] data`.
  static func ports(in file: URL) throws(PrototypeError) -> [CorePort] {
    var ports: [CorePort] = []
    for line in try read(file).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, let range = words.dropFirst().first, range.hasPrefix("[") else { continue }
      let ends = range.dropFirst().dropLast().split(separator: ":").compactMap { Int($0) }
      guard ends.count == 2 else { throw .unexpectedReport(path: file.path, reason: "'\(line)' is not a port") }
      guard words[0] != "inout" else { throw .unsuitableCore(reason: "its port '\(words[2])' is an inout") }
      ports.append(CorePort(name: words[2], isInput: words[0] == "input", width: abs(ends[0] - ends[1]) + 1))
    }
    return ports
  }

  /// What `stat -json` counts, by the names of cells.
  static func cells(in file: URL) throws(PrototypeError) -> [String: Int] {
    struct Statistics: Decodable {
      struct Counts: Decodable {
        let cells: [String: Int]
        enum CodingKeys: String, CodingKey { case cells = "num_cells_by_type" }
      }
      let design: Counts
    }
    return try decode(Statistics.self, file).design.cells
  }

  /// How many of each kind of place nextpnr uses.
  static func utilization(in file: URL) throws(PrototypeError) -> [String: Int] {
    try decode(PlacementReport.self, file).utilization.mapValues(\.used)
  }

  /// What nextpnr achieved.
  static func timing(seed: Int, in file: URL) throws(PrototypeError) -> SeedTiming {
    let report = try decode(PlacementReport.self, file)
    guard let clock = report.fmax?.min(by: { $0.value.achieved < $1.value.achieved }) else {
      throw .unexpectedReport(path: file.path, reason: "it has no clock; has the core no registers and no path?")
    }
    let path = report.paths?.first { path in
      let clocks = [path.from, path.to].map { $0.split(separator: " ").last.map(String.init) ?? "" }
      return clocks.allSatisfy { $0 == clock.key }
    }
    return SeedTiming(seed: seed, megahertz: clock.value.achieved, criticalPath: path?.summary)
  }

  private static func decode<Report: Decodable>(_ type: Report.Type, _ file: URL) throws(PrototypeError) -> Report {
    let text = try read(file)
    do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
      throw .unexpectedReport(path: file.path, reason: "\(error)")
    }
  }

  private static func read(_ file: URL) throws(PrototypeError) -> String {
    do { return try String(contentsOf: file, encoding: .utf8) } catch {
      throw .fileFailed(path: file.path, reason: error.localizedDescription)
    }
  }
}

/// The report that nextpnr writes.
private struct PlacementReport: Decodable {
  struct Use: Decodable { let used: Int }
  struct Frequency: Decodable { let achieved: Double }
  struct Path: Decodable {
    struct Segment: Decodable {
      struct End: Decodable { let cell: String? }
      let delay: Double
      let type: String
      let from: End
      let to: End
    }
    let from: String
    let to: String
    let path: [Segment]

    var summary: CriticalPath {
      func total(_ isPart: (String) -> Bool) -> Double { path.filter { isPart($0.type) }.reduce(0) { $0 + $1.delay } }
      return CriticalPath(
        from: path.first?.from.cell ?? from, to: path.last?.to.cell ?? to,
        levels: path.count { $0.type == "logic" }, logicNanoseconds: total { $0 != "routing" },
        routingNanoseconds: total { $0 == "routing" })
    }
  }
  let utilization: [String: Use]
  let fmax: [String: Frequency]?
  let paths: [Path]?
  enum CodingKeys: String, CodingKey {
    case utilization, fmax
    case paths = "critical_paths"
  }
}
