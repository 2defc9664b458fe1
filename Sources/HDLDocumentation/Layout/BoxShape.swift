/// The size of a box and the places at which nets enter and leave it.
struct BoxShape {
  /// Where a net enters (left) or leaves (right).
  struct Pin {
    let net: Int
    let labels: [String]
    let notes: [String]

    fileprivate var notesHeight: Double { Double(notes.count) * Lettering.name.lineHeight }
    fileprivate var height: Double {
      max(18, Double(labels.count) * Lettering.name.lineHeight + 5) + notesHeight
    }
  }

  let vertex: LayeredGraph.Vertex
  private(set) var left: [Pin] = []
  private(set) var right: [Pin] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  /// What the notes of the nets that leave need beside the box.
  let notesWidth: Double
  private let isLabelled: Bool

  static let margin = 10.0

  init(_ number: Int, in graph: LayeredGraph) {
    vertex = graph.vertices[number]
    for (index, net) in graph.nets.enumerated() {
      if net.source == number { right.append(Pin(net: index, labels: net.labels, notes: net.notes)) }
      for sink in net.sinks where sink.vertex == number {
        left.append(Pin(net: index, labels: sink.labels, notes: []))
      }
    }
    isLabelled = (left + right).contains { !$0.labels.isEmpty }
    notesWidth = (right.flatMap(\.notes).map { Lettering.name.width($0) + 10 }.max() ?? 0).rounded(.up)

    func widest(_ texts: [LayeredGraph.Text]) -> Double { texts.map { $0.lettering.width($0.text) }.max() ?? 0 }
    func widest(_ pins: [Pin]) -> Double { pins.flatMap(\.labels).map { Lettering.strong.width($0) }.max() ?? 0 }
    let labels = widest(left) + widest(right)
    let isPort = vertex.style == .port
    // Whole pixels: places are compared with each other.
    width = max(
      widest(vertex.title) + (isPort ? 12 : 2 * Self.margin), widest(vertex.rows) + 2 * Self.margin,
      isLabelled ? labels + 2 * Self.margin + 24 : 0
    ).rounded(.up)
    let pins = max(sum(left), sum(right))
    height =
      isPort
      ? max(18, pins) : isLabelled ? headHeight + pins + 4 : max(headHeight + rowsHeight, pins + 8, 34)
  }

  private func sum(_ pins: [Pin]) -> Double { pins.reduce(0) { $0 + $1.height } }

  /// What the title takes.
  private var headHeight: Double { vertex.title.reduce(12) { $0 + $1.lettering.lineHeight } }
  private var rowsHeight: Double {
    vertex.rows.isEmpty ? 0 : vertex.rows.reduce(8) { $0 + $1.lettering.lineHeight }
  }

  /// Sorts the pins of both sides by wishes: where each net would best leave or enter.
  mutating func sortPins(by wish: (_ net: Int, _ isLeft: Bool) -> Double) {
    left = left.map { (wish($0.net, true), $0) }.sorted { ($0.0, $0.1.net) < ($1.0, $1.1.net) }.map(\.1)
    right = right.map { (wish($0.net, false), $0) }.sorted { ($0.0, $0.1.net) < ($1.0, $1.1.net) }.map(\.1)
  }

  /// The pins of one side with their places below the top of the box.
  func pins(isLeft: Bool) -> [(pin: Pin, y: Double)] {
    let pins = isLeft ? left : right
    let head = isLabelled ? headHeight : 0
    var top = head + ((height - head - sum(pins)) / 2).rounded()
    return pins.map { pin in
      defer { top += pin.height }
      return (pin, top + pin.notesHeight + (pin.height - pin.notesHeight) / 2)
    }
  }

  func pinHeight(_ net: Int, isLeft: Bool) -> Double { pins(isLeft: isLeft).first { $0.pin.net == net }?.y ?? 0 }

  /// The text in and beside the box when its corner is at `corner`.
  func labels(at corner: Point, box: Int) -> [Diagram.Label] {
    var labels: [Diagram.Label] = []
    func add(
      _ text: String, _ lettering: Lettering, _ x: Double, _ y: Double, _ anchor: Diagram.Label.Anchor, _ box: Int?
    ) {
      let width = lettering.width(text)
      let left = anchor == .start ? x : anchor == .end ? x - width : x - width / 2
      labels.append(
        Diagram.Label(
          text: text, lettering: lettering, frame: Rectangle(x: left, y: y, width: width, height: lettering.lineHeight),
          anchor: anchor, box: box))
    }
    let isPort = vertex.style == .port
    let free = isPort || (isLabelled || !vertex.rows.isEmpty) ? 0 : (height - headHeight) / 2
    var y = corner.y + (isPort ? (height - headHeight) / 2 + 6 : free + 6)
    for line in vertex.title {
      switch (isPort, vertex.rank) {
      case (true, .first): add(line.text, line.lettering, corner.x + width - 9, y, .end, box)
      case (true, _): add(line.text, line.lettering, corner.x + 9, y, .start, box)
      default: add(line.text, line.lettering, corner.x + width / 2, y, .middle, box)
      }
      y += line.lettering.lineHeight
    }
    y += 6
    for line in vertex.rows {
      add(line.text, line.lettering, corner.x + Self.margin, y, .start, box)
      y += line.lettering.lineHeight
    }
    let step = Lettering.name.lineHeight
    for isLeft in [true, false] {
      for (pin, offset) in pins(isLeft: isLeft) {
        var y = corner.y + offset - Double(pin.labels.count) * step / 2
        for label in pin.labels {
          add(
            label, label.hasSuffix(LayeredGraph.streamMark) ? .strong : .name,
            isLeft ? corner.x + Self.margin : corner.x + width - Self.margin, y, isLeft ? .start : .end, box)
          y += step
        }
        y = corner.y + offset - 2 - Double(pin.notes.count) * step
        for note in pin.notes {
          add(note, .name, corner.x + width + 6, y, .start, nil)
          y += step
        }
      }
    }
    return labels
  }
}

extension LayeredGraph {
  /// Stands behind the names of streams.
  static let streamMark = " ⇄"
}
