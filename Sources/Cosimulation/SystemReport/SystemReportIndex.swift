import Pages
import Toolchain

/// The page that leads to the reports of several scenarios, which lie beside it.
public struct SystemReportIndex: Sendable {
  private let reports: [SystemReport]

  public init(_ reports: [SystemReport]) { self.reports = reports }

  /// Writes the page as one HTML file that needs no other.
  public func write(to path: String) throws(FileError) { try File.write(page.text.utf8, to: path) }

  private var page: HTMLPage {
    let failed = reports.count { !$0.problems.isEmpty }
    let verdict = failed == 0 ? "all \(reports.count) passed" : "\(failed) of \(reports.count) failed"
    return HTMLPage(
      title: "Keyline scenarios: \(verdict)", style: SystemReportStyle.text,
      body: .group([
        .tag(
          "header", ["class": failed == 0 ? "passed" : "failed"],
          .tag(
            "div", ["class": "wrap"], .tag("p", ["class": "kicker"], .text("Keyline scenarios: \(verdict)")),
            .tag("h1", "Processes that share data which their operating system cannot read"))),
        .tag("main", .tag("div", ["class": "wrap"], .tag("section", .tag("div", ["class": "card"], table)))),
      ]))
  }

  private var table: HTML {
    .table(
      caption: "Each leads to its page",
      columns: ["Scenario", "What it shows", "Verdict", "Instructions", "Clock cycles"], numeric: [3, 4],
      rows: reports.map { report in
        [
          .tag("a", ["href": "\(report.scenario.name).html"], .text(report.scenario.name)),
          .text(report.scenario.title),
          report.problems.isEmpty ? "passed" : .tag("span", ["class": "bad"], "failed"),
          .text(grouped(Int(report.run.instructions))), .text(report.run.cycles.map { grouped(Int($0)) } ?? "–"),
        ]
      })
  }
}
