import HDL

/// The states of a state machine and what leads from one to another.
enum StateDiagram {
  /// Conditions are broken into lines of at most this many letters, and cut after some lines.
  private static let lineLength = 24
  private static let lineLimit = 3

  static func draw(_ machine: StateMachine, of module: String) -> Diagram {
    var graph = LayeredGraph()
    graph.isInOrder = true
    graph.description = "States of \(module).\(machine.register): \(machine.states.joined(separator: ", "))"
    var vertices: [String: Int] = [:]
    func add(_ name: String, _ style: Diagram.Style, _ rank: LayeredGraph.Rank = .free, hint: String = "") -> Int {
      let lettering: Lettering = style == .state ? .title : .detail
      graph.vertices.append(
        LayeredGraph.Vertex(style: style, rank: rank, title: [.init(text: name, lettering: lettering)], hint: hint))
      return graph.vertices.count - 1
    }
    if let reset = machine.reset {
      let start = add("reset", .pseudo, .first)
      vertices[reset] = add(reset, .state, hint: "code \(machine.states.firstIndex(of: reset) ?? 0)")
      graph.nets.append(LayeredGraph.Net(source: start, sinks: [.init(vertex: vertices[reset] ?? 0)]))
    }
    for (code, state) in machine.states.enumerated() where vertices[state] == nil {
      vertices[state] = add(state, .state, hint: "code \(code)")
    }
    var anyState: Int?
    var computed: Int?
    for (from, to, ways) in arrows(machine) {
      let source: Int
      if let from, let vertex = vertices[from] {
        source = vertex
      } else {
        source = anyState ?? add("any state", .pseudo, .first)
        anyState = source
      }
      let target: Int
      if let to, let vertex = vertices[to] {
        target = vertex
      } else {
        target = computed ?? add("computed state", .pseudo)
        computed = target
      }
      graph.nets.append(
        LayeredGraph.Net(
          source: source, sinks: [.init(vertex: target)], notes: notes(ways),
          hint: ways.map { $0.isEmpty ? "always" : $0.joined(separator: " and ") }.joined(separator: "\nor ")))
    }
    return graph.laidOut()
  }

  /// The transitions, those with the same ends together.
  private static func arrows(_ machine: StateMachine) -> [(from: String?, to: String?, ways: [[String]])] {
    var result: [(from: String?, to: String?, ways: [[String]])] = []
    for transition in machine.transitions where transition.from == nil || transition.from != transition.to {
      if let index = result.firstIndex(where: { $0.from == transition.from && $0.to == transition.to }) {
        result[index].ways.append(transition.conditions)
      } else {
        result.append((transition.from, transition.to, [transition.conditions]))
      }
    }
    return result
  }

  /// The conditions in short lines: all of a way, then `or` and the next way.
  private static func notes(_ ways: [[String]]) -> [String] {
    guard !ways.contains(where: \.isEmpty) else { return [] }
    var lines: [String] = []
    for (number, way) in ways.enumerated() {
      for (index, condition) in way.enumerated() {
        let join = index > 0 ? "& " : number > 0 ? "or " : ""
        lines += broken(join + condition)
      }
    }
    guard lines.count > lineLimit else { return lines }
    return lines.prefix(lineLimit - 1) + [lines[lineLimit - 1].prefix(lineLength - 2) + " …"]
  }

  private static func broken(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > lineLength {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).map { $0.count > lineLength + 6 ? $0.prefix(lineLength + 5) + "…" : $0 }
  }
}
