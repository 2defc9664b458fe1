import HDL

/// The tree of instances of a design, each with the sizes of what it holds; equal instances side by side are one box.
enum HierarchyDiagram {
  static func draw(_ analysis: Analysis) -> Diagram {
    var graph = LayeredGraph()
    graph.isInOrder = true
    graph.hasArrows = false
    graph.description = "Hierarchy of \(analysis.top)"
    guard let top = analysis.module(analysis.top) else { return graph.laidOut() }
    // Depth first, so that the order of the boxes is that of the design.
    var open: [(module: ModuleDescription, name: String, count: Int, parent: Int?)] = [(top, top.name, 1, nil)]
    var children: [Int: [Int]] = [:]
    while let (module, name, count, parent) = open.popLast() {
      let number = graph.vertices.count
      graph.vertices.append(box(module, name: name, count: count))
      if let parent { children[parent, default: []].append(number) }
      let groups = arrays(module.instances, name: \.name, areEqual: { $0.module == $1.module })
      for (name, members) in groups.reversed() {
        guard let child = analysis.module(members[0].module) else { continue }
        open.append((child, name, members.count, number))
      }
    }
    for parent in children.keys.sorted() {
      graph.nets.append(
        LayeredGraph.Net(source: parent, sinks: (children[parent] ?? []).map { .init(vertex: $0) }))
    }
    return graph.laidOut()
  }

  private static func box(_ module: ModuleDescription, name: String, count: Int) -> LayeredGraph.Vertex {
    var title = [LayeredGraph.Text(text: count > 1 ? "\(name) ×\(count)" : name, lettering: .title)]
    if module.name != name { title.append(.init(text: module.name, lettering: .detail)) }
    var sizes = [module.isBlackBox ? "black box" : counted(module.totalCounts.operators, "operator")]
    if module.totalCounts.registerBits > 0 { sizes.append(counted(module.totalCounts.registerBits, "register bit")) }
    if module.totalCounts.memoryBits > 0 { sizes.append(counted(module.totalCounts.memoryBits, "memory bit")) }
    title += sizes.map { .init(text: $0, lettering: .detail) }
    return LayeredGraph.Vertex(
      style: .block, title: title, link: "\(module.name).html", hint: module.summary, isStack: count > 1)
  }
}
