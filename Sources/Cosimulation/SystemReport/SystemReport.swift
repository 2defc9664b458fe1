import Foundation
import Pages
import Toolchain

/// A run of a system of processes as a page for people, in one file without scripts: who ran when, the steps with the attribute
/// registers, memory as each party sees it, the console, and the verdict.
public struct SystemReport: Sendable {
  let scenario: SystemScenario
  let run: SystemRun
  let recording: SystemRecording
  /// Why the run did not pass.
  let problems: [String]
  /// The command that repeats it.
  let command: String
  let lanes: SystemLanes

  /// - Parameters:
  ///   - problems: of the run; none when it passed.
  ///   - command: what a person types to repeat it.
  /// - Returns: nil for a run that was not recorded.
  public init?(_ scenario: SystemScenario, _ run: SystemRun, problems: [String], command: String) {
    guard let recording = run.recording else { return nil }
    self.scenario = scenario
    self.run = run
    self.recording = recording
    self.problems = problems
    self.command = command
    lanes = scenario.lanes
  }

  /// Writes the page as one HTML file that needs no other.
  public func write(to path: String) throws(FileError) { try File.write(page.text.utf8, to: path) }

  var unit: String { run.cycles == nil ? "instructions" : "clock cycles" }

  var verdict: String { "\(scenario.name): \(problems.isEmpty ? "passed" : "failed")" }

  package var page: HTMLPage {
    HTMLPage(
      title: "Keyline scenario \(verdict)", style: SystemReportStyle.text,
      body: .group([
        SystemReportStyle.pattern, header,
        .tag(
          "main",
          .tag(
            "div", ["class": "wrap"], warning, failure, TimeSection(report: self).html, StepSection(report: self).html,
            MemorySection(report: self).html, console, figures)),
        footer,
      ]))
  }

  private var header: HTML {
    let place = run.cycles == nil ? "on the golden model" : "on the hardware in simulation"
    let title = scenario.title.prefix(1).uppercased() + scenario.title.dropFirst()
    return .tag(
      "header", ["class": problems.isEmpty ? "passed" : "failed"],
      .tag(
        "div", ["class": "wrap"], .tag("p", ["class": "kicker"], .text("Keyline scenario \(verdict), \(place)")),
        .tag("h1", .text(title)),
        .tag(
          "dl", ["class": "facts"], fact(grouped(Int(run.instructions)), "instructions"),
          fact(
            run.cycles.map { grouped(Int($0)) } ?? "–",
            run.cycles == nil ? "clock cycles: the golden model has none" : "clock cycles"),
          fact(grouped(Int(run.interruptions)), "timer interrupts taken by the kernel"),
          fact(
            run.leak == nil ? "0 of \(grouped(run.watched))" : "found",
            "words of code, data and keys seen outside the processor"))))
  }

  private func fact(_ number: String, _ meaning: String) -> HTML {
    .tag("div", .tag("dt", .text(meaning)), .tag("dd", .text(number)))
  }

  private var warning: HTML {
    .tag(
      "p", ["class": "warning"], .tag("strong", "This page holds plaintext of the run"),
      """
      : what the processes keep from everybody else. Keys are not shown, and neither are the secret exponents and common \
      secrets that the processor knows of.
      """)
  }

  private var failure: HTML {
    guard !problems.isEmpty else { return .group([]) }
    return reportSection(
      "What is not as it should be", "The run failed for these reasons.", .list(problems))
  }

  private var console: HTML {
    reportSection(
      "Console", "What the processes and the kernel have printed, by the processes' own will.",
      .tag("pre", ["class": "log", "tabindex": "0"], .text(run.output)))
  }

  private var figures: HTML {
    let watched = "\(grouped(run.watched)) words of code, data and keys"
    let proved = [
      "Every process has ended with 0, and every line that was to come came.",
      run.cycles == nil
        ? "\(watched) are neither in main memory nor on the block device's medium at the end."
        : "\(watched) were on no line of the bus and in no sector on its way.",
    ]
    let compared = [
      """
      In \(grouped(Int(run.instructions))) instructions the hardware did what the golden model did, and each line that \
      it wrote to memory is what the golden model has there.
      """,
      "The console is that of the golden model.",
    ]
    let open = [
      "Who ran, the attribute registers and the contents of memory are the golden model's"
        + (run.cycles == nil ? "." : ", which ran beside the hardware; only the times and the bus are the hardware's."),
      run.cycles == nil
        ? "The golden model has no clock, no caches and no bus: its axis counts instructions. --model rtl shows them."
        : """
        A line on the bus counts as one of a region when the page tables with which a process ran last put a region \
        there. What the kernel copies, ciphertext too, counts by that place.
        """,
      "Which page is accessed when, and when a process calls the system, everybody sees.",
    ]
    return .tag(
      "section", .tag("h2", "Verdict"),
      .tag(
        "div", ["class": "verdicts"],
        problems.isEmpty
          ? .tag("div", ["class": "proved"], .tag("h3", "Passed"), .list(proved + (run.cycles == nil ? [] : compared)))
          : .tag("div", ["class": "failed"], .tag("h3", "Failed"), .list(problems)),
        .tag("div", ["class": "open"], .tag("h3", "How to read this page"), .list(open))))
  }

  private var footer: HTML {
    .tag(
      "footer",
      .tag(
        "div", ["class": "wrap"], .tag("p", "The same seed gives the same run. To repeat it: ", .code(command))))
  }
}

extension SystemScenario {
  var lanes: SystemLanes { SystemLanes(processes.filter { !$0.isLibrary }.map { ($0.name, $0.isEncrypted) }) }
}
