import Pages

/// Who ran when, and a closer look.
struct TimeSection {
  let report: SystemReport

  var html: HTML {
    let isOnHardware = report.run.cycles != nil
    return reportSection(
      "Who runs when",
      "From reset to the end. Where several take turns within a column, the height of each is its share of the time. "
        + "A mark above a process is a step that it prints, and leads to the attribute registers at that step. "
        + (isOnHardware
          ? "Below are the lines that crossed the bus: those of regions are striped, others plain."
          : "The golden model has no caches, so there are no lines on a bus to show."),
      .tag(
        "div", ["class": "card"],
        legend([
          ("encrypted", "encrypted mode (striped)"), ("plain", "plaintext mode"), ("event", "kernel"),
          ("machine", "machine mode"), ("mark", "step"),
        ]), timeline(0..<max(report.recording.end, 1)).drawing.html),
      closeUp,
      .tag("div", ["class": "card"], table))
  }

  private func timeline(_ window: Range<UInt64>, namesStops: Bool = false) -> SystemTimeline {
    SystemTimeline(
      recording: report.recording, lanes: report.lanes, window: window, unit: report.unit, namesStops: namesStops)
  }

  /// Stretches that are wide enough to be told apart.
  private static let closeUpStretches = 24

  private var closeUp: HTML {
    let stretches = report.recording.stretches
    guard let step = report.recording.steps.last(where: { $0.name != "kernel" }),
      stretches.count > 2 * Self.closeUpStretches
    else { return .group([]) }
    let last = stretches.places(in: 0..<step.time, by: \.start).upperBound - 1
    let first = max(0, last - Self.closeUpStretches)
    return .tag(
      "div", ["class": "card"],
      .tag(
        "h4",
        .text(
          "A closer look: just before the last step of \(step.name), \(step.label.isEmpty ? step.text : step.label)")),
      timeline(stretches[first].start..<step.time + 1, namesStops: true).drawing.html)
  }

  private var table: HTML {
    let lanes = report.lanes
    let recording = report.recording
    let whole = Occupancy(recording, lanes, window: 0..<max(recording.end, 1), intervals: 1)
    return .table(
      caption: "Shares of the \(grouped(Int(recording.end))) \(report.unit), and why each stopped",
      columns: ["Who", "Encrypted mode", "Plaintext mode", "Traps and refusals"], numeric: [1, 2],
      rows: lanes.names.indices.map { lane in
        let share = whole.shares[lane][0]
        let isKernel = lane == lanes.kernel
        let events = whole.events[lane][0].filter { !isKernel || $0.cause.kind == .refusal }
        return [
          .text(lanes.names[lane]), .text(isKernel ? "–" : percent(share.inner)),
          .text(percent(isKernel ? share.total : share.outer)), .text(events.isEmpty ? "–" : events.summary),
        ]
      }, style: "shares")
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return share == 0 ? "–" : tenths == 0 ? "< 0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
