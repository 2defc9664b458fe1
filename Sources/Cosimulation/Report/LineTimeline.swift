import Pages

/// One line on its way through the unit: every handshake in its clock cycle.
struct LineTimeline {
  let trace: LineTrace
  /// Cycles that the axis shows: at least the trace's length.
  let length: Int

  private let left = 170.0
  private let rowHeight = 34.0
  private let width = 900.0

  private struct Row {
    let label: String
    let cycles: [Int]
    let style: String
    /// Whether the cells show their number.
    var isNumbered = false
  }

  private var rows: [Row] {
    if trace.isWriteBack {
      return [
        Row(label: "request", cycles: [0], style: "event"),
        Row(label: "words from the cache", cycles: trace.storeWords, style: "plain", isNumbered: true),
        Row(label: "address on the bus", cycles: [trace.address], style: "event"),
        Row(label: "beats on the bus", cycles: trace.beats, style: "cipher", isNumbered: true),
        Row(label: "memory's response", cycles: trace.writeResponse.map { [$0] } ?? [], style: "event"),
        Row(label: "answer", cycles: trace.answerWords, style: "event"),
      ]
    }
    return [
      Row(label: "request", cycles: [0], style: "event"),
      Row(label: "address on the bus", cycles: [trace.address], style: "event"),
      Row(label: "beats on the bus", cycles: trace.beats, style: "cipher", isNumbered: true),
      Row(label: "words to the cache", cycles: trace.answerWords, style: "plain", isNumbered: true),
    ]
  }

  var html: HTML {
    let cell = (width - left - 10) / Double(length + 1)
    let bottom = Double(rows.count) * rowHeight + 4
    var drawing = Drawing(width: width, height: bottom + 36, description: description)
    let step = [1, 2, 5, 10, 20, 50].first { Double($0) * cell >= 34 } ?? 100
    for cycle in stride(from: 0, through: length, by: step) {
      let x = left + Double(cycle) * cell
      drawing.line(from: SIMD2(x, 0), to: SIMD2(x, bottom), style: "grid")
      drawing.text("\(cycle)", x: x + cell / 2, y: bottom + 15, style: "tick", anchor: .middle)
    }
    drawing.text("clock cycles after the request", x: left, y: bottom + 32, style: "tick")
    for (index, row) in rows.enumerated() {
      let y = Double(index) * rowHeight + 5
      drawing.text(row.label, x: 0, y: y + 17, style: "label")
      for (number, cycle) in row.cycles.enumerated() {
        let x = left + Double(cycle) * cell
        drawing.rectangle(
          x: x + 0.75, y: y, width: cell - 1.5, height: 24, style: row.style, radius: 3,
          hint: "\(row.label), \(number + 1) of \(row.cycles.count): cycle \(cycle)")
        if row.isNumbered, cell >= 12 {
          drawing.text("\(number)", x: x + cell / 2, y: y + 16.5, style: "inside on-\(row.style)", anchor: .middle)
        }
      }
    }
    drawSpan(in: &drawing, cell: cell)
    return drawing.html
  }

  /// The time from the last transfer on one side to the last on the other: what the cipher costs.
  private func drawSpan(in drawing: inout Drawing, cell: Double) {
    let sides = trace.isWriteBack ? (trace.storeWords, trace.beats) : (trace.beats, trace.answerWords)
    let row = trace.isWriteBack ? 1.0 : 2.0
    guard let start = sides.0.last, let end = sides.1.last, end > start else { return }
    let y = row * rowHeight + 17
    let from = left + Double(start + 1) * cell + 3
    let to = left + Double(end + 1) * cell - 1
    drawing.line(from: SIMD2(from, y), to: SIMD2(to, y), style: "span")
    for x in [from, to] { drawing.line(from: SIMD2(x, y - 5), to: SIMD2(x, y + 5), style: "span") }
    drawing.text("\(end - start) cycles", x: (from + to) / 2, y: y - 7, style: "note", anchor: .middle)
  }

  private var description: String {
    let first = trace.beats.first ?? 0
    let last = trace.beats.last ?? 0
    return trace.isWriteBack
      ? "A line of \(trace.algorithm) is written back: eight words from the cache, then eight beats on the bus from "
        + "cycle \(first) to \(last), and the answer in cycle \(trace.length)."
      : "A line of \(trace.algorithm) is filled: eight beats on the bus from cycle \(first) to \(last), and eight words "
        + "to the cache from cycle \(trace.answerWords.first ?? 0) to \(trace.length)."
  }
}
