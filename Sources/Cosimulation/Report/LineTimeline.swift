/// One line on its way through the unit: every handshake in its clock cycle.
struct LineTimeline {
  let trace: LineTrace

  private let left = 170.0
  private let rowHeight = 34.0
  private let width = 900.0

  private struct Row {
    let label: String
    let cycles: [Int]
    let style: String
    /// What stands in the cells: their number, or one text.
    var text: String?
  }

  private var rows: [Row] {
    if trace.isWriteBack {
      return [
        Row(label: "request", cycles: [0], style: "event"),
        Row(label: "words from the cache", cycles: trace.storeWords, style: "plain", text: "w"),
        Row(label: "address on the bus", cycles: [trace.address], style: "event"),
        Row(label: "beats on the bus", cycles: trace.beats, style: "cipher", text: "c"),
        Row(label: "memory's response", cycles: trace.writeResponse.map { [$0] } ?? [], style: "event"),
        Row(label: "answer", cycles: trace.answerWords, style: "event"),
      ]
    }
    return [
      Row(label: "request", cycles: [0], style: "event"),
      Row(label: "address on the bus", cycles: [trace.address], style: "event"),
      Row(label: "beats on the bus", cycles: trace.beats, style: "cipher", text: "c"),
      Row(label: "words to the cache", cycles: trace.answerWords, style: "plain", text: "w"),
    ]
  }

  var html: HTML {
    let cell = (width - left - 10) / Double(trace.length + 1)
    let bottom = Double(rows.count) * rowHeight + 4
    var drawing = Drawing(width: width, height: bottom + 36, description: description)
    let step = [1, 2, 5, 10, 20, 50].first { Double($0) * cell >= 34 } ?? 100
    for cycle in stride(from: 0, through: trace.length, by: step) {
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
        if row.text != nil, cell >= 12 {
          drawing.text("\(number)", x: x + cell / 2, y: y + 16.5, style: "inside", anchor: .middle)
        }
      }
    }
    return drawing.html
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
