import Pages

/// How often each of the 256 byte values occurs.
struct ByteHistogram {
  let statistics: ByteStatistics
  /// The class of the bars: `plain` or `cipher`.
  let style: String
  let title: String

  private let barWidth = 1.7
  private let height = 130.0

  var html: HTML {
    let most = statistics.counts.max() ?? 0
    let total = max(1, statistics.total)
    let used = statistics.counts.count { $0 > 0 }
    let share = "\(decimal(100 * Double(most) / Double(total))) %"
    let width = 256 * barWidth
    var drawing = Drawing(
      width: width + 2, height: height + 24,
      description: "\(title): \(used) of 256 byte values occur; the most frequent is \(share) of all bytes.")
    var path = ""
    for (value, count) in statistics.counts.enumerated() where count > 0 {
      let x = 1 + Double(value) * barWidth
      let top = height - Double(count) / Double(max(1, most)) * (height - 4)
      path += "M\(Drawing.number(x)) \(Drawing.number(height))V\(Drawing.number(top))h1.7V\(Drawing.number(height))z"
    }
    drawing.path(path, style: style)
    drawing.line(from: SIMD2(1, height), to: SIMD2(width + 1, height), style: "axis")
    for value in [0, 64, 128, 192, 255] {
      drawing.text(
        "\(value)", x: 1 + Double(value) * barWidth, y: height + 16, style: "tick",
        anchor: value == 0 ? .start : value == 255 ? .end : .middle)
    }
    return .tag(
      "figure", ["class": "panel"], .tag("h4", .text(title)), drawing.html,
      .tag("figcaption", "\(used) of 256 byte values occur. The most frequent one is \(share) of all bytes."))
  }
}
