import Pages

/// What a line costs.
struct CycleSection {
  let result: DemonstrationResult

  var html: HTML {
    reportSection(
      "What a line costs",
      """
      Clock cycles, on a bus that answers at once: what is seen is the unit alone. It takes the first beat \(preparation) \
      cycles after the address, when key schedule and tweak are ready; a memory that needs so long anyway hides this.
      """,
      .tag(
        "div", ["class": "card"],
        legend([("cipher", "ciphertext"), ("plain", "plaintext"), ("event", "control")]),
        .group(
          result.traces.flatMap { trace in
            [
              .tag("h4", .text(trace.isWriteBack ? "A line is written back" : "A line is filled and decrypted")),
              LineTimeline(trace: trace, length: length).html,
            ]
          })),
      .tag("div", ["class": "card"], table))
  }

  private var length: Int { result.traces.map(\.length).max() ?? 0 }

  private var preparation: Int {
    result.traces.first { !$0.isWriteBack }.map { ($0.beats.first ?? 0) - $0.address } ?? 0
  }

  private var table: HTML {
    .table(
      caption: "Cycles at design point \(result.point.rawValue): median, and the range where lines differ",
      columns: [
        "Algorithm", "Lines filled", "Request to last word", "Last beat to first word", "Last beat to last word",
        "Lines written", "Write-back, request to answer",
      ], numeric: [1, 2, 3, 4, 5, 6],
      rows: result.lineCycles.map { line in
        [
          .text(line.algorithm), .text(grouped(line.fills)), cell(line.requestToLastWord),
          cell(line.lastBeatToFirstWord), cell(line.lastBeatToLastWord), .text(grouped(line.writeBacks)),
          cell(line.requestToAnswer),
        ]
      })
  }

  private func cell(_ summary: CycleSummary?) -> HTML {
    guard let summary else { return "–" }
    let median = grouped(summary.median)
    guard summary.minimum != summary.maximum else { return .text(median) }
    return .group([
      .text(median),
      .tag("span", ["class": "soft"], " (\(grouped(summary.minimum)) to \(grouped(summary.maximum)))"),
    ])
  }
}

/// Which mechanisms were reached.
struct CoverageSection {
  let coverage: CoverageResult

  var html: HTML {
    reportSection(
      "What was exercised",
      """
      The mechanisms of the source documents that this hardware has, by their numbers. Beside the demonstration, \
      \(grouped(coverage.scenarios)) random scenarios with \(grouped(coverage.lines)) line requests ran in lockstep with \
      the golden model, with delays, bus errors and resets. \(coverage.reachedFeatures) of \(coverage.features.count) \
      mechanisms were reached.
      """,
      .tag(
        "div", ["class": "card"],
        .table(
          caption: "Times that each mechanism was seen at work",
          columns: ["Mechanism", "What it says", "Situations", "Demonstration", "Random traffic"], numeric: [2, 3, 4],
          rows: coverage.features.map { feature in
            let situations = "\(feature.reached) of \(feature.situations)"
            return [
              .text("SF-\(feature.number)"), .text(feature.meaning),
              feature.reached == feature.situations
                ? .text(situations) : .tag("span", ["class": "bad"], .text(situations)),
              .text(feature.inDemonstration == 0 ? "–" : grouped(feature.inDemonstration)),
              .text(feature.inRandomTraffic == 0 ? "–" : grouped(feature.inRandomTraffic)),
            ]
          })))
  }
}
