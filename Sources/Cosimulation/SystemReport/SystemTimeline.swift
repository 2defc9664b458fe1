import Foundation
import Pages
import Reference

/// Who runs when, in a window of time, with what stopped the processes, their steps, and the lines on the bus. What is narrower
/// than a column is drawn as a share of it.
struct SystemTimeline {
  let recording: SystemRecording
  let lanes: SystemLanes
  let window: Range<UInt64>
  /// Clock cycles, or instructions.
  let unit: String
  /// Width of a column in pixels.
  var column = 2.0
  /// Whether pointing at an interval tells what is in it, and steps lead to their places on the page.
  var isInteractive = true
  /// Whether the names of what stopped processes stand beside the marks, where there is room.
  var namesStops = false

  private static let left = 128.0
  private static let width = 1000.0
  private static let plot = width - left - 8
  private static let bar = 24.0
  private static let row = 9.0
  private static let cell = 12.0

  private var columns: Int { Int(Self.plot / column) }

  private func x(_ time: UInt64) -> Double {
    Self.left + Double(time - window.lowerBound) / Double(window.count) * Self.plot
  }

  /// The kinds of interruptions that a lane has a row for.
  private func rows(_ lane: Int) -> [InterruptionKind] {
    let kinds = Set(recording.events.lazy.filter { lanes[$0.runner] == lane }.compactMap(\.cause.kind))
    return InterruptionKind.allCases.filter { kinds.contains($0) && (lane != lanes.kernel || $0 == .refusal) }
  }

  private var isOnHardware: Bool { !recording.transfers.isEmpty }

  var drawing: Drawing {
    let rows = lanes.names.indices.map(rows)
    let labelled = Set(steps.compactMap(\.lane))
    let heights = lanes.names.indices.map { lane in
      (labelled.contains(lane) ? 17 : 3) + Self.bar + Double(rows[lane].count) * Self.row + 12
    }
    let bottom = heights.reduce(0, +)
    let bus = isOnHardware ? 104.0 : 0
    var drawing = Drawing(width: Self.width, height: bottom + bus + 38, description: description)
    drawAxis(bottom + bus, &drawing)
    let occupancy = Occupancy(recording, lanes, window: window, intervals: columns)
    var y = 0.0
    for lane in lanes.names.indices {
      let top = y + (labelled.contains(lane) ? 17 : 3)
      draw(lane, occupancy.shares[lane], at: top, &drawing)
      draw(rows[lane], of: occupancy.events[lane], at: top + Self.bar + 3, &drawing)
      if isInteractive { drawHints(lane, at: top, height: heights[lane] - 16, &drawing) }
      drawSteps(of: lane, at: top, &drawing)
      y += heights[lane]
    }
    if isOnHardware { BusChart(timeline: self, left: Self.left, plot: Self.plot).draw(at: bottom + 4, in: &drawing) }
    return drawing
  }

  private func draw(_ lane: Int, _ shares: [Occupancy.Share], at y: Double, _ drawing: inout Drawing) {
    let isKernel = lane == lanes.kernel
    drawing.text(lanes.names[lane], x: 0, y: y + 17, style: "label")
    drawing.line(
      from: SIMD2(Self.left, y + Self.bar), to: SIMD2(Self.left + Self.plot, y + Self.bar), style: "grid")
    let styles = isKernel ? ("machine", "event") : ("encrypted", "plain")
    let inner = shares.map { Self.height($0.inner) }
    drawing.path(bars(inner, above: inner.map { _ in 0 }, y + Self.bar), style: styles.0)
    drawing.path(bars(shares.map { Self.height($0.outer) }, above: inner, y + Self.bar), style: styles.1)
    guard !isKernel else { return }
    for run in shares.runs(where: { $0.inner > 0.85 }) { label(run, "encrypted", "on-encrypted", y, &drawing) }
    for run in shares.runs(where: { $0.outer > 0.85 }) { label(run, "plaintext", "on-plain", y, &drawing) }
  }

  private func label(_ run: Range<Int>, _ text: String, _ style: String, _ y: Double, _ drawing: inout Drawing) {
    guard Double(run.count) * column > 72 else { return }
    let middle = Self.left + (Double(run.lowerBound) + Double(run.count) / 2) * column
    drawing.text(text, x: middle, y: y + 16.5, style: "inside \(style)", anchor: .middle)
  }

  /// What is there at all can be seen.
  private static func height(_ share: Double) -> Double {
    share == 0 ? 0 : max(1, (share * bar * 2).rounded() / 2)
  }

  /// Bars of columns; those of one height are one.
  private func bars(_ heights: [Double], above lower: [Double], _ bottom: Double) -> String {
    var data = ""
    var start = 0
    for index in 1...heights.count {
      if index < heights.count, heights[index] == heights[start], lower[index] == lower[start] { continue }
      if heights[start] > 0 {
        let height = min(heights[start], Self.bar - lower[start])
        data += Self.box(
          Self.left + Double(start) * column, bottom - lower[start] - height, Double(index - start) * column, height)
      }
      start = index
    }
    return data
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    func text(_ number: Double) -> String { Drawing.number(number) }
    return "M\(text(x)) \(text(y))h\(text(width))v\(text(height))h\(text(-width))z"
  }

  /// Marks of four pixels or more; the taller, the more there are.
  private func draw(
    _ rows: [InterruptionKind], of events: [[SystemRecording.Event]], at top: Double, _ drawing: inout Drawing
  ) {
    let group = max(1, Int((4 / column).rounded()))
    for (number, kind) in rows.enumerated() {
      let y = top + Double(number) * Self.row
      drawing.text(kind.label, x: Self.left - 8, y: y + 7, style: "small", anchor: .end)
      var data = ""
      var free = 0.0
      for first in stride(from: 0, to: events.count, by: group) {
        let found = events[first..<min(first + group, events.count)].joined().filter { $0.cause.kind == kind }
        guard let event = found.first else { continue }
        let x = Self.left + Double(first) * column
        let height = found.count == 1 ? 4.0 : found.count < 10 ? 5.5 : 7
        data += Self.box(x, y + 7 - height, 3, height)
        if namesStops, x > free, x < Self.left + Self.plot - 50 {
          drawing.text(event.cause.name, x: x + 5, y: y + 7, style: "small")
          free = x + 12 + 5.2 * Double(event.cause.name.count)
        }
      }
      drawing.path(data, style: "\(kind)")
    }
  }

  /// Places that tell what a lane did there.
  private func drawHints(_ lane: Int, at y: Double, height: Double, _ drawing: inout Drawing) {
    let count = Int(Self.plot / Self.cell)
    let occupancy = Occupancy(recording, lanes, window: window, intervals: count)
    for number in 0..<count {
      let (share, events) = (occupancy.shares[lane][number], occupancy.events[lane][number])
      guard share.total > 0 else { continue }
      let names = lane == lanes.kernel ? ("machine mode", "supervisor mode") : ("encrypted", "plaintext")
      let parts = [(share.inner, names.0), (share.outer, names.1)].filter { $0.0 > 0 }
        .map { "\($0.1) \(Self.percent($0.0))" }
      let stops = lane == lanes.kernel ? events.filter { $0.cause.kind == .refusal } : events
      drawing.rectangle(
        x: Self.left + Double(number) * Self.cell, y: y, width: Self.cell, height: height, style: "hint",
        hint: "\(lanes.names[lane]), \(interval(number, of: count)): \(parts.joined(separator: ", "))"
          + (stops.isEmpty ? "" : "; \(stops.summary)"))
    }
  }

  private static func percent(_ share: Double) -> String {
    share < 0.01 ? "< 1 %" : "\(Int((share * 100).rounded())) %"
  }

  /// `1,000 to 2,000 instructions`.
  func interval(_ number: Int, of count: Int) -> String {
    func time(_ number: Int) -> String {
      grouped(Int(window.lowerBound) + Int(Double(window.count) * Double(number) / Double(count)))
    }
    return "\(time(number)) to \(time(number + 1)) \(unit)"
  }

  /// The steps in the window, with their numbers on the page.
  private var steps: [(number: Int, lane: Int?, step: SystemRecording.Step)] {
    recording.steps.enumerated().filter { window.contains($0.element.time) }
      .map { ($0.offset + 1, lanes.lane(named: $0.element.name), $0.element) }
  }

  private func drawSteps(of lane: Int, at y: Double, _ drawing: inout Drawing) {
    var free = 0.0
    for (number, _, step) in steps where lanes.lane(named: step.name) == lane {
      let x = x(step.time)
      let label = step.label.isEmpty ? "\(number)" : step.label
      let width = Double(label.count) * 7 + 5
      let place = min(x - 2, Self.left + Self.plot - width)
      let hasRoom = place > free
      if hasRoom { free = place + width }
      let draw = { (drawing: inout Drawing) in
        drawing.line(from: SIMD2(x, y - 4), to: SIMD2(x, y + Self.bar), style: "step")
        if hasRoom { drawing.text(label, x: place, y: y - 6, style: "step-label") }
        drawing.rectangle(
          x: x - 3, y: y - 15, width: hasRoom ? width : 6, height: 15 + Self.bar, style: "hint",
          hint: "\(step.name) \(step.label): \(step.text)")
      }
      if isInteractive { drawing.link(to: "#step-\(number)", draw) } else { draw(&drawing) }
    }
  }

  private func drawAxis(_ bottom: Double, _ drawing: inout Drawing) {
    let least = max(1, Double(window.count) / 9)
    let power = pow(10, log10(least).rounded(.down))
    let step = power * ([1, 2, 5].first { $0 * power >= least } ?? 10)
    let first = (Double(window.lowerBound) / step).rounded(.up) * step
    for time in stride(from: first, through: Double(window.upperBound), by: step) {
      let x = x(UInt64(time))
      drawing.line(from: SIMD2(x, 0), to: SIMD2(x, bottom), style: "grid")
      let isLast = x > Self.left + Self.plot - 40
      drawing.text(grouped(Int(time)), x: x, y: bottom + 15, style: "tick", anchor: isLast ? .end : .middle)
    }
    drawing.line(from: SIMD2(Self.left, bottom), to: SIMD2(Self.left + Self.plot, bottom), style: "axis")
    drawing.text("\(unit) since reset", x: Self.left, y: bottom + 32, style: "tick")
  }

  private var description: String {
    "Who runs from \(grouped(Int(window.lowerBound))) to \(grouped(Int(window.upperBound))) \(unit): "
      + lanes.names.joined(separator: ", ")
  }
}

extension Array {
  /// Places of neighbours that all fulfil a condition.
  fileprivate func runs(where condition: (Element) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in indices where condition(self[index]) {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
