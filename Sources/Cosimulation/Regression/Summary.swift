import Foundation
import Hardware
import Toolchain

extension RegressionResult {
  /// The result of a single scenario.
  public init(_ single: ScenarioResult) {
    self.init(
      unit: single.scenario.unit, point: single.scenario.point, passed: single.mismatch == nil ? 1 : 0,
      lines: single.lines, cycles: single.cycles,
      coverage: single.coverage, failure: single.mismatch == nil ? nil : single)
  }
}

/// A regression's result for scripts.
public struct RegressionSummary: Encodable, Sendable {
  public let unit: CosimulatedUnit
  public let design: String
  public let seedsPassed: Int
  public let lineTransactions: Int
  public let cycles: Int
  /// How often each coverage point was reached.
  public let coverage: [String: Int]
  public let unreached: [String]
  /// The first difference, and the command that repeats it.
  public let mismatch: String?
  public let replay: String?

  public init(_ result: RegressionResult) {
    unit = result.unit
    design = result.point.rawValue
    seedsPassed = result.passed
    lineTransactions = result.lines
    cycles = result.cycles
    coverage = Dictionary(uniqueKeysWithValues: CoveragePoint.allCases.map { ($0.rawValue, result.coverage[$0]) })
    unreached = result.unreached.map(\.rawValue)
    mismatch = result.failure?.mismatch?.description
    replay = result.failure?.scenario.replayCommand
  }
}

/// The closing table of a regression.
public struct RegressionTable: Sendable {
  private let results: [RegressionResult]

  public init(_ results: [RegressionResult]) { self.results = results }

  /// One row per design point and a sentence.
  public var text: String {
    let rows = results.map { result in
      let reachable = CoveragePoint.reachable(result.unit, result.point).count
      return [
        result.point.rawValue, "\(result.passed)", "\(result.lines)", "\(result.cycles)",
        "\(reachable - result.unreached.count)/\(reachable)", result.failure == nil ? "no mismatch" : "MISMATCH",
      ]
    }
    let table = TextTable(
      [
        .text("design"), .number("seeds"), .number("line transactions"), .number("cycles"), .number("coverage"),
        .text("result"),
      ], rows: rows)
    let total = results.reduce(0) { $0 + $1.lines }
    let verdict =
      results.contains { $0.failure != nil }
      ? "Hardware and golden model differ." : "\(total) line transactions, no mismatch."
    return table.text + "\n\n" + verdict
  }
}

/// Results as JUnit XML, one test case per design point.
public struct JUnitReport: Sendable {
  private let results: [RegressionResult]

  public init(_ results: [RegressionResult]) { self.results = results }

  public var xml: String {
    let failures = results.count { $0.failure != nil }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuite name=\"keyline cosim\" tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\">",
    ]
    for result in results {
      let name = "\(result.point.rawValue): \(result.passed) seeds, \(result.lines) line transactions"
      guard let failure = result.failure, let mismatch = failure.mismatch else {
        lines.append("  <testcase classname=\"cosim\" name=\"\(escaped(name))\"/>")
        continue
      }
      lines += [
        "  <testcase classname=\"cosim\" name=\"\(escaped(name))\">",
        "    <failure message=\"\(escaped(mismatch.description))\">\(escaped(failure.scenario.replayCommand))</failure>",
        "  </testcase>",
      ]
    }
    return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
  }

  /// Writes the file as a whole, with the folders that it needs.
  public func write(to path: String) throws(FileError) {
    try File.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    try File.write(xml.utf8, to: path)
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
  }
}
