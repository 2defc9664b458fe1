import Foundation
import Pages

/// The figures of a report as pictures.
extension PerformanceReport {
  /// Files by name.
  public var charts: [(name: String, svg: String)] {
    [("throughput-per-area.svg", throughputPerArea.file), ("fmax.svg", frequencies.file)]
  }

  /// One bar for each core, the most bits first. Of a design point the weaker direction counts.
  private var throughputPerArea: Drawing {
    let ours = Dictionary(grouping: engines, by: \.measurement.name).map { name, rows in
      Bar(name: "Keyline \(name)", value: rows.map(\.bitsPerCyclePerKiloLUT).min() ?? 0, isOurs: true)
    }
    let others = peers.compactMap { peer in
      peer.bitsPerCyclePerKiloLUT.map { Bar(name: peer.name, value: $0, isOurs: false) }
    }
    let bars = (ours + others).sorted { ($1.value, $0.name) < ($0.value, $1.name) }
    let left = 290.0
    let rowHeight = 26.0
    let scale = 420 / max(1, bars.first?.value ?? 1)
    var drawing = Drawing(
      width: left + 480, height: Double(bars.count) * rowHeight + 40,
      description: "Bits per clock cycle for every thousand LUT4. "
        + bars.map { "\($0.name): \(String(format: "%.2f", $0.value))" }.joined(separator: "; "))
    drawing.text("bits per clock cycle for every thousand LUT4", x: left, y: 18, style: "tick")
    for (number, bar) in bars.enumerated() {
      let y = Double(number) * rowHeight + 32
      drawing.text(bar.name, x: left - 10, y: y + 12, style: bar.isOurs ? "label" : "tick", anchor: .end)
      drawing.rectangle(
        x: left, y: y, width: max(1.5, bar.value * scale), height: 16, style: bar.isOurs ? "cipher" : "event", radius: 2
      )
      drawing.text(
        String(format: "%.2f", bar.value), x: left + bar.value * scale + 7, y: y + 12.5, style: "tick")
    }
    return drawing
  }

  private struct Bar {
    let name: String
    let value: Double
    let isOurs: Bool
  }

  /// One dot for each core: the median clock frequency over the area, which is logarithmic.
  private var frequencies: Drawing {
    var dots: [Dot] = []
    for row in engines where !dots.contains(where: { $0.name == "Keyline \(row.measurement.name)" }) {
      guard let fmax = row.measurement.fmax else { continue }
      dots.append(
        Dot(
          name: "Keyline \(row.measurement.name)", luts: row.measurement.area.lut4, megahertz: fmax.median, isOurs: true
        ))
    }
    dots += peers.compactMap { peer in
      peer.megahertz.map { Dot(name: peer.name, luts: peer.lut4, megahertz: $0, isOurs: false) }
    }
    return ScatterPlot(dots: dots).drawing
  }
}

/// A core in a plot of clock frequency over area.
private struct Dot {
  let name: String
  let luts: Int
  let megahertz: Double
  let isOurs: Bool
}

private struct ScatterPlot {
  let dots: [Dot]
  private let left = 60.0
  private let top = 30.0
  private let width = 620.0
  private let height = 380.0
  private let tallest: Double
  private let widest = 80_000.0
  private let narrowest = 1_000.0

  init(dots: [Dot]) {
    self.dots = dots
    tallest = ((dots.map(\.megahertz).max() ?? 0) / 25).rounded(.up) * 25 + 25
  }

  private func position(_ luts: Double, _ megahertz: Double) -> SIMD2<Double> {
    SIMD2(
      left + width * log(max(luts, narrowest) / narrowest) / log(widest / narrowest),
      top + height * (1 - megahertz / tallest))
  }

  var drawing: Drawing {
    var drawing = Drawing(
      width: left + width + 150, height: top + height + 50,
      description: "Clock frequency in MHz over LUT4. "
        + dots.map { "\($0.name): \($0.luts) LUT4, \(String(format: "%.1f", $0.megahertz)) MHz" }
        .joined(separator: "; "))
    for megahertz in stride(from: 0, through: tallest, by: 25) {
      let start = position(narrowest, megahertz)
      drawing.line(from: start, to: start + SIMD2(width, 0), style: megahertz == 0 ? "axis" : "grid")
      drawing.text("\(Int(megahertz))", x: left - 8, y: start.y + 4, style: "tick", anchor: .end)
    }
    for luts in [1000.0, 2000, 5000, 10_000, 20_000, 50_000] {
      let foot = position(luts, 0)
      drawing.line(from: foot, to: foot - SIMD2(0, height), style: luts == 1000 ? "axis" : "grid")
      drawing.text("\(Int(luts))", x: foot.x, y: foot.y + 18, style: "tick", anchor: .middle)
    }
    drawing.text("MHz", x: left - 8, y: top - 12, style: "tick", anchor: .end)
    drawing.text("LUT4", x: left + width, y: top + height + 38, style: "tick", anchor: .end)

    let places = dots.map { position(Double($0.luts), $0.megahertz) }
    var taken = places.map { Box(left: $0.x - 5, top: $0.y - 5, width: 10, height: 10) }
    for (dot, place) in zip(dots, places).sorted(by: { $0.1.y < $1.1.y }) {
      let size = dot.isOurs ? 10.0 : 8
      drawing.rectangle(
        x: place.x - size / 2, y: place.y - size / 2, width: size, height: size,
        style: dot.isOurs ? "cipher" : "event", radius: size / 2,
        hint: "\(dot.name): \(dot.luts) LUT4, \(String(format: "%.1f", dot.megahertz)) MHz")
      let label = Self.label(dot, place, free: { box in !taken.contains { $0.overlaps(box) } })
      taken.append(label.box)
      drawing.text(
        dot.name, x: label.isRight ? label.box.left : label.box.left + label.box.width, y: label.box.top + 10,
        style: dot.isOurs ? "label" : "tick", anchor: label.isRight ? .start : .end)
    }
    return drawing
  }

  /// A place for the name of a dot: beside it or, as far as others need, below.
  private static func label(_ dot: Dot, _ place: SIMD2<Double>, free: (Box) -> Bool) -> (box: Box, isRight: Bool) {
    let width = Double(dot.name.count) * (dot.isOurs ? 7.5 : 6.5)
    var box = Box(left: place.x + 9, top: place.y - 6, width: width, height: 13)
    while true {
      box.left = place.x + 9
      if free(box) { return (box, true) }
      box.left = place.x - 9 - width
      if free(box) { return (box, false) }
      // It only moves down, so that this ends.
      box.top += 2
    }
  }
}

/// What a dot or its name covers.
private struct Box {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  func overlaps(_ other: Box) -> Bool {
    left < other.left + other.width && other.left < left + width && top < other.top + other.height
      && other.top < top + height
  }
}
