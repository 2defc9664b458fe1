/// The signals of a record, as a tree that follows its layout.
struct Record {
  indirect enum Part {
    case signal(Node)
    case record(Record)
    case list([Part])
  }

  private let parts: [ObjectIdentifier: Part]
  /// All signals from first to last, each with what it adds to the record's name.
  let leaves: [(suffix: String, node: Node)]

  /// Makes a signal for each leaf of the layout.
  init(_ layout: some Layout, _ make: (Leaf) -> Node) {
    self.init(layout, isSecret: false, make)
  }

  private init(_ layout: some Layout, isSecret: Bool, _ make: (Leaf) -> Node) {
    var leaves: [(suffix: String, node: Node)] = []
    var parts: [ObjectIdentifier: Part] = [:]
    for (name, field) in layout.fields {
      let secret = isSecret || field.isSecret
      func part(_ shape: Shape, _ path: String) -> Part {
        switch shape {
        case .signal(var leaf):
          leaf.comment = field.comment
          leaf.isSecret = secret
          let node = make(leaf)
          leaves.append((path, node))
          return .signal(node)
        case .record(let layout):
          let record = Record(layout, isSecret: secret, make)
          leaves += record.leaves.map { ("\(path)_\($0.suffix)", $0.node) }
          return .record(record)
        case .list(let count, let shape):
          return .list((0..<count).map { part(shape, "\(path)_\($0)") })
        }
      }
      parts[ObjectIdentifier(field)] = part(field.shape, name)
    }
    self.parts = parts
    self.leaves = leaves
  }

  /// The signals of a field; nil for one that the layout does not store.
  func part(_ field: any AnyField) -> Part? {
    if let found = parts[ObjectIdentifier(field)] { return found }
    Module.current?.complain(
      "a field must be a stored property of its layout (`let`): this one is made anew whenever it is asked for",
      at: field.location)
    return nil
  }
}

extension Record.Part {
  var node: Node? { if case .signal(let node) = self { node } else { nil } }
  var record: Record? { if case .record(let record) = self { record } else { nil } }
  var list: [Record.Part] { if case .list(let parts) = self { parts } else { [] } }
}
