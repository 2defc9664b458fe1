import HDL
import Hardware
import Testing

@testable import HDLDocumentation

@Suite struct DiagramTests {
  @Test(arguments: DesignPoint.allCases) func drawingsOfAllModulesAreSound(point: DesignPoint) throws {
    let analysis = Analysis(try point.elaborate())
    for module in analysis.modules {
      #expect(GeometryCheck(BlockDiagram.draw(module, analysis)).findings == [], "\(module.name)")
      for machine in module.stateMachines {
        #expect(
          GeometryCheck(StateDiagram.draw(machine, of: module.name)).findings == [],
          "\(module.name).\(machine.register)")
      }
    }
    #expect(GeometryCheck(HierarchyDiagram.draw(analysis)).findings == [])
    for layout in point.parameters.manual.flatMap(\.layouts) {
      #expect(GeometryCheck(FieldPicture.draw(layout)).findings == [], "\(layout.name)")
    }
  }

  /// Boxes of all kinds and nets of all shapes. To replay: `RandomGraph(seed: <seed>).graph.laidOut()`.
  @Test(arguments: 1...200) func drawingsOfRandomGraphsAreSound(seed: UInt64) {
    let graph = RandomGraph(seed: seed).graph
    #expect(GeometryCheck(graph.laidOut()).findings == [], "seed \(seed)")
  }

  @Test func theCheckFindsWhatIsWrong() {
    var diagram = Diagram()
    diagram.width = 100
    diagram.height = 100
    func box(_ x: Double, _ y: Double, _ width: Double, _ hint: String) -> Diagram.Box {
      Diagram.Box(
        frame: Rectangle(x: x, y: y, width: width, height: 20), style: .block, link: nil, hint: hint, isStack: false)
    }
    diagram.boxes = [box(10, 10, 30, "a"), box(30, 20, 30, "b"), box(90, 50, 20, "c")]
    diagram.labels = [
      Diagram.Label(
        text: "wide label", lettering: .name, frame: Rectangle(x: 12, y: 12, width: 10, height: 15), anchor: .start,
        box: 0)
    ]
    let segments = [Segment(start: Point(x: 5, y: 15), end: Point(x: 50, y: 15))]
    diagram.routes = [
      Diagram.Route(
        segments: segments, start: Point(x: 5, y: 15), ends: [Point(x: 50, y: 15)], junctions: [], isStrong: false,
        hint: "n"),
      Diagram.Route(
        segments: segments, start: Point(x: 60, y: 25), ends: [Point(x: 90, y: 55)], junctions: [], isStrong: false,
        hint: "m"),
    ]
    #expect(
      Set(GeometryCheck(diagram).findings) == [
        "box outside the view: c", "boxes overlap: a and b", "label wider than its place: wide label",
        "wire through a label: wide label, n", "wire through a label: wide label, m", "wire through a box: n, a",
        "wire through a box: m, a", "wire begins nowhere: n", "wire ends nowhere: n", "wire in pieces: m",
        "wires on one line: n and m",
      ])
  }
}

/// A graph that a seed determines.
struct RandomGraph {
  let graph: LayeredGraph

  init(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    func text(_ lettering: Lettering) -> LayeredGraph.Text {
      .init(text: String(repeating: "w", count: 1 + next(14)), lettering: lettering)
    }
    var graph = LayeredGraph()
    graph.isInOrder = next(3) == 0
    let inputs = next(7)
    let inside = 1 + next(9)
    let outputs = next(7)
    if inputs + outputs > 0 { graph.frame = "random" }
    for _ in 0..<inputs { graph.vertices.append(.init(style: .port, rank: .first, title: [text(.name)])) }
    for number in 0..<inside {
      let rows = next(3) == 0 ? (0..<next(6)).map { _ in text(.name) } : []
      let style: Diagram.Style = rows.isEmpty ? .block : .registers
      graph.vertices.append(
        .init(style: style, title: [text(.title), text(.detail)], rows: rows, hint: "\(number)", isStack: next(4) == 0))
    }
    for _ in 0..<outputs { graph.vertices.append(.init(style: .port, rank: .last, title: [text(.name)])) }
    let hasLabels = next(2) == 0
    let hasNotes = !hasLabels && next(2) == 0
    for number in 0..<next(30) {
      let source = next(inputs + inside)
      var targets: Set<Int> = []
      for _ in 0...next(4) { targets.insert(inputs + next(inside + outputs)) }
      let isPlain = graph.vertices[source].style == .block && hasLabels
      graph.nets.append(
        .init(
          source: source, labels: isPlain ? (0...next(3)).map { _ in text(.name).text } : [],
          sinks: targets.sorted().map { target in
            .init(vertex: target, labels: graph.vertices[target].style == .block && hasLabels ? [text(.name).text] : [])
          }, notes: hasNotes && source >= inputs ? (0..<next(4)).map { _ in text(.name).text } : [],
          isStrong: next(4) == 0, hint: "net \(number)"))
    }
    self.graph = graph
  }
}
