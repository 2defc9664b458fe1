import Pages

/// Bits per byte of several pieces of memory, before and after encryption.
struct EntropyBars {
  /// One pair of bars.
  struct Row {
    let label: String
    let note: String
    let entropy: EntropyComparison
  }

  let rows: [Row]

  private let left = 190.0
  private let scale = 82.0
  private let rowHeight = 42.0

  var html: HTML {
    var drawing = Drawing(
      width: left + 8 * scale + 56, height: Double(rows.count) * rowHeight + 34,
      description: "Entropy in bits per byte. "
        + rows.map { "\($0.label): \(decimal($0.entropy.plaintext)) before, \(decimal($0.entropy.ciphertext)) after" }
        .joined(separator: "; "))
    let bottom = Double(rows.count) * rowHeight + 4
    for bits in 0...8 {
      let x = left + Double(bits) * scale
      drawing.line(from: SIMD2(x, 2), to: SIMD2(x, bottom), style: bits == 0 ? "axis" : "grid")
      drawing.text("\(bits)", x: x, y: bottom + 17, style: "tick", anchor: .middle)
    }
    drawing.text("bits per byte", x: 0, y: bottom + 17, style: "tick")
    for (index, row) in rows.enumerated() {
      let y = Double(index) * rowHeight + 6
      drawing.text(row.label, x: 0, y: y + 13, style: "label")
      drawing.text(row.note, x: 0, y: y + 28, style: "tick")
      bar(&drawing, row.entropy.plaintext, y: y, style: "plain", hint: "\(row.label), plaintext")
      bar(&drawing, row.entropy.ciphertext, y: y + 16, style: "cipher", hint: "\(row.label), ciphertext")
      let random = left + row.entropy.random * scale
      drawing.line(from: SIMD2(random, y + 13), to: SIMD2(random, y + 33), style: "mark")
    }
    return drawing.html
  }

  private func bar(_ drawing: inout Drawing, _ bits: Double, y: Double, style: String, hint: String) {
    let width = max(1.5, bits * scale)
    drawing.rectangle(
      x: left, y: y, width: width, height: 14, style: style, radius: 2, hint: "\(hint): \(decimal(bits)) bits per byte")
    // Beside the bar, and clear of the mark at its end.
    drawing.text(decimal(bits), x: left + width + 7, y: y + 11.5, style: "tick")
  }
}

/// Two decimals.
func decimal(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let fraction = hundredths % 100
  return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
