extension Checks {
  /// Finds public ports that a secret reaches, and uses of `declassify` that the audit should not have to list.
  mutating func checkSecrecy() {
    let flow = SecrecyFlow(definition)
    if let flow {
      checkOutputs(flow)
      for instance in definition.instances {
        for pin in instance.inputs where !pin.isSecret && flow.isSecret(pin) {
          let way = flow.way(to: pin)
          complain(
            "\(qualified(pin)) is public in `\(instance.definition.name)` and depends on the secret"
              + " `\(way[0].name)`: label that port `.secret()`, or `declassify` the value and say why",
            at: instance.location, notes: notes(way))
        }
      }
    }
    for node in definition.declassified {
      let value = node.arguments[0]
      if node.note.allSatisfy(\.isWhitespace) {
        complain(
          "`declassify` of \(value.label) has no reason: say why nothing secret can be learnt from the value",
          at: node.location)
      }
      if flow?.isSecret(value) != true {
        complain("`declassify` of \(value.label), which is public: remove it", at: node.location)
      }
    }
  }

  /// Reports public outputs that a secret reaches; those that it reaches through the same value are one problem.
  private mutating func checkOutputs(_ flow: SecrecyFlow) {
    var groups: [(port: Node, way: [SecrecyFlow.Stop], others: [String])] = []
    var known: [String: Int] = [:]
    for port in definition.ports where port.operation == .output && !port.isSecret && flow.isSecret(port) {
      let way = flow.way(to: port)
      let start = way.prefix(2).map(\.name).joined(separator: " ")
      if way.count > 2, let same = known[start] {
        groups[same].others.append("`\(port.name ?? "unnamed")`")
      } else {
        known[start] = groups.count
        groups.append((port, way, []))
      }
    }
    for (port, way, others) in groups {
      let advice =
        definition.isHandshake(port)
        ? "keep it out of the stream's handshake" : "label the port `.secret()`"
      complain(
        "\(qualified(port)) is public and depends on the secret `\(way[0].name)`"
          + (others.isEmpty ? "" : ", and so \(others.count == 1 ? "does" : "do") \(others.joined(separator: ", "))")
          + ": \(advice), or `declassify` the value and say why",
        at: port.location, notes: notes(way))
    }
  }

  /// The way of a secret, a note for each named value on it.
  private func notes(_ way: [SecrecyFlow.Stop]) -> [(message: String, location: UInt)] {
    zip(way, way.dropFirst()).reduce(into: way.prefix(1).map { ("`\($0.name)` is declared secret here", $0.place) }) {
      let (before, stop) = $1
      $0.append(
        stop.isChosen
          ? ("`\(before.name)` decides about `\(stop.name)` here", stop.place)
          : ("`\(stop.name)` depends on `\(before.name)` here", stop.place))
    }
  }
}

extension Definition {
  /// The first port that is labelled in only one of two definitions with the same ports.
  func differsInSecrecy(from other: Definition) -> String? {
    let secret = Set(other.ports.filter(\.isSecret).map(\.name))
    return ports.first { $0.isSecret != secret.contains($0.name) }?.name
  }

  /// Whether a port is valid or ready of a stream.
  fileprivate func isHandshake(_ port: Node) -> Bool {
    guard let name = port.name, let end = ["valid", "ready"].first(where: { name.hasSuffix("_\($0)") }) else {
      return false
    }
    let other = name.dropLast(5) + (end == "valid" ? "ready" : "valid")
    return ports.contains { $0.name.map { $0 == other } ?? false }
  }
}
