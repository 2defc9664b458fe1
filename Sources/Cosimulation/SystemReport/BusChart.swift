import Pages

/// Lines that crossed the bus in each interval: reads upwards, writes downwards, those of regions apart.
struct BusChart {
  let timeline: SystemTimeline
  let left: Double
  let plot: Double

  private static let column = 4.0
  private static let half = 36.0

  fileprivate struct Counts {
    var plain = 0
    var region = 0
    var total: Int { plain + region }
  }

  func draw(at y: Double, in drawing: inout Drawing) {
    let intervals = Int(plot / Self.column)
    var reads = Array(repeating: Counts(), count: intervals)
    var writes = reads
    let (window, transfers) = (timeline.window, timeline.recording.transfers)
    for index in transfers.places(in: window, by: \.time) where window.contains(transfers[index].time) {
      let transfer = transfers[index]
      let interval = Int(Double(transfer.time - window.lowerBound) / Double(window.count) * Double(intervals))
      let path = transfer.isRegion
      if transfer.isWrite { writes[interval][keyPath: path] += 1 } else { reads[interval][keyPath: path] += 1 }
    }
    let most = max(1, (reads + writes).map(\.total).max() ?? 1)
    let middle = y + 14 + Self.half
    drawing.text("bus", x: 0, y: middle - 10, style: "label")
    drawing.text("lines read", x: left - 8, y: middle - 8, style: "small", anchor: .end)
    drawing.text("lines written", x: left - 8, y: middle + 14, style: "small", anchor: .end)
    drawing.text(
      "full height: \(grouped(most)) lines in \(grouped(window.count / intervals)) \(timeline.unit)", x: left + plot,
      y: y + 9, style: "small", anchor: .end)
    for (counts, direction) in [(reads, -1.0), (writes, 1.0)] {
      var (plain, region) = ("", "")
      for (interval, count) in counts.enumerated() where count.total > 0 {
        let scale = Self.half / Double(most)
        let x = left + Double(interval) * Self.column
        region += bar(x, from: middle, Double(count.region) * scale, direction)
        plain += bar(x, from: middle + direction * Double(count.region) * scale, Double(count.plain) * scale, direction)
      }
      drawing.path(region, style: "encrypted")
      drawing.path(plain, style: "plain")
    }
    drawing.line(from: SIMD2(left, middle), to: SIMD2(left + plot, middle), style: "axis")
    guard timeline.isInteractive else { return }
    for interval in stride(from: 0, to: intervals - 2, by: 3) {
      func text(_ counts: [Counts]) -> String {
        let part = counts[interval..<interval + 3]
        let region = part.reduce(0) { $0 + $1.region }
        return "\(grouped(part.reduce(0) { $0 + $1.total })) lines, \(grouped(region)) of regions"
      }
      drawing.rectangle(
        x: left + Double(interval) * Self.column, y: y, width: 3 * Self.column, height: 2 * Self.half + 14,
        style: "hint",
        hint: "bus, \(timeline.interval(interval / 3, of: intervals / 3)): read \(text(reads)); written \(text(writes))"
      )
    }
  }

  private func bar(_ x: Double, from y: Double, _ height: Double, _ direction: Double) -> String {
    guard height > 0 else { return "" }
    let height = max(0.7, height)
    return SystemTimeline.box(x, direction < 0 ? y - height : y, Self.column - 0.5, height)
  }
}

extension SystemRecording.Transfer {
  fileprivate var isRegion: WritableKeyPath<BusChart.Counts, Int> { isOfRegion ? \.region : \.plain }
}
