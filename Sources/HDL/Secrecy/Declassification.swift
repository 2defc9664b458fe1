/// One place where a secret is made public on purpose.
public struct Declassification: Hashable, Codable, Sendable {
  /// The module that does it.
  public let module: String
  /// The signal that the public value contributes to first.
  public let signal: String
  /// The value as an expression; what lies deep in it is left out.
  public let value: String
  /// Width of the value in bits.
  public let width: Int
  /// Why that gives nothing away, or why it is meant to be known, in the words of the source.
  public let reason: String
  /// `file:line:column` in the Swift source, where the program knows it.
  public let location: String?
}

extension Design {
  /// Every `declassify` that anything depends on, children's before their parents': what a reader has to believe. Uses
  /// that differ in nothing, as those of a loop may, are one.
  public var declassifications: [Declassification] {
    let found = definitions.flatMap { definition in
      definition.declassifications().map { (definition: definition, use: $0) }
    }
    let places = Locator.resolve(Set(found.map(\.use.node.location)))
    var seen: Set<Declassification> = []
    return found.map { definition, use in
      Declassification(
        module: definition.name, signal: use.signal, value: use.node.brief(levels: 3), width: use.node.width,
        reason: use.node.note, location: places[use.node.location]?.description)
    }
    .filter { seen.insert($0).inserted }
  }

  /// The ports of the top module that are declared secret, in declaration order.
  public var secretPorts: [PortDescription] {
    (definitions.last?.ports ?? []).filter(\.isSecret).map {
      PortDescription(name: $0.name ?? "", width: $0.width, direction: $0.operation == .input ? .input : .output)
    }
  }
}

extension Definition {
  /// The uses of `declassify` in the behaviour, each with the signal that first depends on it.
  fileprivate func declassifications() -> [(node: Node, signal: String)] {
    var result: [(node: Node, signal: String)] = []
    var seen = [Bool](repeating: false, count: nodes.count)
    let defaults = self.defaults.map { (root: $0.value, target: $0.signal.name ?? "signal") }
    for (root, signal) in body.roots() + defaults {
      var open = [root]
      while let node = open.popLast() {
        guard owns(node), !seen[node.index] else { continue }
        seen[node.index] = true
        if node.operation == .declassify { result.append((node, signal)) }
        open += node.arguments
      }
    }
    return result
  }
}
