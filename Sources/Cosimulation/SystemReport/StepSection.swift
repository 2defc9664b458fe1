import Pages
import Reference

/// The steps of the processes with the attribute registers at each, as figures 3, 4 and 8 of the source documents show them.
struct StepSection {
  let report: SystemReport

  private var steps: [SystemRecording.Step] { report.recording.steps }

  var html: HTML {
    guard !steps.isEmpty else { return .group([]) }
    return reportSection(
      "Steps, and the attribute registers at each",
      """
      Each opens: what the processor holds of regions at that step, with what is new since the step before, and who ran \
      in between. Equal numbers of keys are equal keys; the kernel sees everything in the table but them.
      """,
      .group(steps.indices.map { step($0, isOpen: $0 == lastChange) }))
  }

  /// The step whose table is seen first: the last that has something new.
  private var lastChange: Int {
    steps.indices.last { index in
      !Set(steps[index].registers).subtracting(index == 0 ? [] : steps[index - 1].registers).isEmpty
    } ?? 0
  }

  private func step(_ index: Int, isOpen: Bool) -> HTML {
    let step = steps[index]
    let before = index == 0 ? [] : steps[index - 1].registers
    let rows = Self.rows(step.registers, after: before)
    let changes = rows.count { $0.change != .none }
    let start = index == 0 ? 0 : steps[index - 1].time
    let between = report.recording.events[report.recording.events.places(in: start..<step.time, by: \.time)]
      .filter { $0.time >= start && $0.runner.isProcess }
    let timeline = SystemTimeline(
      recording: report.recording, lanes: report.lanes, window: start..<max(step.time, start + 1) + 1,
      unit: report.unit, column: 3, isInteractive: false)
    return .tag(
      "details", isOpen ? ["open": "open"] : [:],
      .tag(
        "summary", .tag("span", ["class": "order"], .text("\(index + 1)")), .tag("b", .text(step.name)),
        .tag("span", ["class": "label"], .text(step.label)), .tag("span", ["class": "text"], .text(step.text)),
        .tag("span", ["class": "change"], .text(Self.summary(of: rows)))),
      .tag(
        "div", ["class": "inside-step", "id": "step-\(index + 1)"],
        changes == 0 && index > 0
          ? .tag("p", ["class": "soft"], "The attribute registers are as they were at the step before.") : table(rows),
        .tag(
          "h4",
          .text(
            "Since \(index == 0 ? "reset" : "the step before"): \(grouped(Int(step.time - start))) \(report.unit)")),
        timeline.drawing.html,
        .tag("p", ["class": "soft"], .text(stops(between)))))
  }

  private func stops(_ events: [SystemRecording.Event]) -> String {
    let lanes = Dictionary(grouping: events.filter { $0.cause.kind != nil }) { report.lanes[$0.runner] }
    return lanes.sorted { $0.key < $1.key }.map { "\(report.lanes.names[$0.key]): \($0.value.summary)" }
      .joined(separator: "; ")
  }

  enum Change { case none, new, gone }

  /// Registers now, and those that were cleared, in the order of their numbers.
  static func rows(
    _ registers: [SystemRecording.Register], after before: [SystemRecording.Register]
  ) -> [(register: SystemRecording.Register, change: Change)] {
    let (now, then) = (Set(registers), Set(before))
    let rows =
      registers.map { ($0, then.contains($0) ? Change.none : .new) }
      + before.filter { !now.contains($0) }.map { ($0, .gone) }
    return rows.sorted { ($0.0.number, $0.1 == .gone ? 0 : 1) < ($1.0.number, $1.1 == .gone ? 0 : 1) }
  }

  private static func summary(of rows: [(register: SystemRecording.Register, change: Change)]) -> String {
    let (new, gone) = (rows.count { $0.change == .new }, rows.count { $0.change == .gone })
    return [new > 0 ? "+\(new)" : "", gone > 0 ? "−\(gone)" : ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func table(_ rows: [(register: SystemRecording.Register, change: Change)]) -> HTML {
    let header = ["Register", "Process", "Segment", "From", "To", "Algorithm", "Rights", "Key", ""]
    let body = rows.map { register, change in
      HTML.tag(
        "tr", ["class": change == .new ? "fresh" : change == .gone ? "gone" : ""],
        .group(
          cells(register).map { .tag("td", $0) }
            + [.tag("td", .text(change == .new ? "new" : change == .gone ? "cleared" : ""))]))
    }
    return .tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Attribute registers"],
      .tag(
        "table", ["class": "registers"],
        .tag("thead", .tag("tr", .group(header.map { .tag("th", ["scope": "col"], .text($0)) }))),
        .tag("tbody", .group(body))))
  }

  private func cells(_ register: SystemRecording.Register) -> [HTML] {
    let view = register.view
    return [
      .text("\(register.number)"), .text(report.lanes.name(ofDomain: view.domain)), .text("\(view.segment)"),
      .code(addressText(UInt64(view.baseLine) << 6)), .code(addressText(UInt64(view.limitLine) << 6)),
      .text(view.algorithm.name), .group([.code(view.rights.letters), .text(view.flags.words)]),
      SystemReport.key(register.key),
    ]
  }
}

extension SystemReport {
  /// `key 3`, with a colour.
  static func key(_ number: Int?) -> HTML {
    guard let number else { return "none" }
    return .tag("span", ["class": "key tint\((number - 1) % 6)"], .text("key \(number)"))
  }
}

extension Rights {
  /// `rw-`.
  fileprivate var letters: String {
    [(Rights.read, "r"), (.write, "w"), (.execute, "x")].map { contains($0.0) ? $0.1 : "-" }.joined()
  }
}

extension RegionFlags {
  fileprivate var words: String {
    [
      (RegionFlags.defaultKey, "default"), (.plainAccess, "open"), (.shared, "shared"), (.stack, "stack"),
      (.closed, "closed"),
    ]
    .filter { contains($0.0) }.map { " \($0.1)" }.joined()
  }
}
