/// Boxes and what runs between them, before anything has a place.
struct LayeredGraph {
  /// A line of text in a box.
  struct Text: Hashable {
    let text: String
    let lettering: Lettering
  }

  /// Where in the drawing a box stands.
  enum Rank { case first, free, last }

  struct Vertex {
    var style: Diagram.Style
    var rank = Rank.free
    /// At the top of the box, in its middle.
    var title: [Text] = []
    /// Below the title, at the left.
    var rows: [Text] = []
    /// The page about what the box stands for.
    var link: String?
    /// What a reader is told who points at the box.
    var hint = ""
    /// The box stands for several equal things.
    var isStack = false
  }

  /// What leaves a box at one place and goes to others.
  struct Net {
    struct Sink {
      let vertex: Int
      /// Inside the box, beside the arrow.
      var labels: [String] = []
    }
    let source: Int
    /// Inside the box, beside the beginning.
    var labels: [String] = []
    var sinks: [Sink]
    /// Outside the box, above the beginning.
    var notes: [String] = []
    /// Drawn stronger.
    var isStrong = false
    var hint = ""
  }

  var vertices: [Vertex] = []
  var nets: [Net] = []
  /// Whether nets from earlier to later vertices run from left to right; else the layout finds an order.
  var isInOrder = false
  /// Whether nets point at their ends.
  var hasArrows = true
  /// The name of the frame around everything between the first and the last boxes; nil for no frame.
  var frame: String?
  /// What a reader is told who cannot see the drawing.
  var description = ""
}

/// A drawing in which everything has its place.
struct Diagram: Sendable {
  enum Style: String, Sendable { case block, logic, registers, memory, machine, state, port, pseudo, field, gap, frame }

  struct Box: Sendable {
    let frame: Rectangle
    let style: Style
    let link: String?
    let hint: String
    let isStack: Bool
  }

  struct Label: Sendable {
    enum Anchor: String { case start, middle, end }
    let text: String
    let lettering: Lettering
    /// The place that the text may take; it is set from the anchored side of it.
    let frame: Rectangle
    let anchor: Anchor
    /// The box in which it stands; nil for one that stands free.
    let box: Int?
    /// Whether it reads from bottom to top.
    var isUpright = false
  }

  /// Everything that is drawn of one net.
  struct Route: Sendable {
    let segments: [Segment]
    let start: Point
    let ends: [Point]
    let junctions: [Point]
    let isStrong: Bool
    let hint: String
    var hasArrows = true
  }

  var boxes: [Box] = []
  var labels: [Label] = []
  var routes: [Route] = []
  var width = 0.0
  var height = 0.0
  var description = ""
}
