/// A directed graph with numbered vertices, built vertex by vertex and kept in two plain arrays.
struct Graph {
  private var starts: [Int32] = [0]
  private var targets: [Int32] = []

  init(reserving vertices: Int = 0) {
    starts.reserveCapacity(vertices + 1)
    targets.reserveCapacity(2 * vertices)
  }

  /// The number of vertices.
  var count: Int { starts.count - 1 }

  /// Adds an edge from the vertex that `endVertex` completes next.
  mutating func addEdge(to target: Int) { targets.append(Int32(target)) }
  mutating func endVertex() { starts.append(Int32(targets.count)) }

  func successors(of vertex: Int) -> ArraySlice<Int32> { targets[Int(starts[vertex])..<Int(starts[vertex + 1])] }

  /// The strongly connected components.
  struct Components {
    /// All vertices, those of a component side by side, and a component behind those that it leads to.
    fileprivate(set) var order: [Int32] = []
    /// Where each component starts in `order`; the end at the end.
    fileprivate(set) var starts: [Int32] = [0]
    /// The component of each vertex.
    fileprivate(set) var number: [Int32]

    var count: Int { starts.count - 1 }
    subscript(component: Int) -> ArraySlice<Int32> { order[Int(starts[component])..<Int(starts[component + 1])] }
  }

  /// Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), with a stack of its own: graphs may be deeper than the machine's.
  func components() -> Components {
    var result = Components(number: Array(repeating: -1, count: count))
    result.order.reserveCapacity(count)
    result.starts.reserveCapacity(count + 1)
    // The order in which vertices were entered, and the earliest one that each can reach; 0 for those not entered yet.
    var entered = [Int32](repeating: 0, count: count)
    var earliest = entered
    var next = starts
    var clock: Int32 = 0
    var waiting: [Int32] = []
    var path: [Int32] = []
    for root in 0..<count where entered[root] == 0 {
      path.append(Int32(root))
      while let last = path.last {
        let vertex = Int(last)
        if entered[vertex] == 0 {
          clock += 1
          entered[vertex] = clock
          earliest[vertex] = clock
          waiting.append(last)
        }
        var descends = false
        while next[vertex] < starts[vertex + 1] {
          let target = Int(targets[Int(next[vertex])])
          if entered[target] == 0 {
            path.append(Int32(target))
            descends = true
            break
          }
          // An edge to a finished component says nothing; one back from a child brings what the child can reach.
          if result.number[target] < 0 { earliest[vertex] = min(earliest[vertex], earliest[target]) }
          next[vertex] += 1
        }
        if descends { continue }
        path.removeLast()
        if earliest[vertex] == entered[vertex] { close(vertex, &waiting, &result) }
      }
    }
    return result
  }

  private func close(_ root: Int, _ waiting: inout [Int32], _ result: inout Components) {
    let component = Int32(result.count)
    while let vertex = waiting.popLast() {
      result.number[Int(vertex)] = component
      result.order.append(vertex)
      if vertex == root { break }
    }
    result.starts.append(Int32(result.order.count))
  }

  /// Whether a component contains a cycle.
  func isCyclic(_ component: ArraySlice<Int32>) -> Bool {
    guard component.count == 1, let vertex = component.first else { return true }
    return successors(of: Int(vertex)).contains(vertex)
  }
}
