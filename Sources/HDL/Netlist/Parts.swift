extension Design {
  /// The names of all modules, children before their parents.
  public var modules: [String] { definitions.map(\.name) }

  /// The design that consists of one module and everything below it; nil when there is no module of that name.
  public func part(_ module: String) -> Design? {
    guard let root = definitions.first(where: { $0.name == module }) else { return nil }
    var names: Set<String> = [module]
    var open = [root]
    while let definition = open.popLast() {
      for instance in definition.instances where names.insert(instance.definition.name).inserted {
        open.append(instance.definition)
      }
    }
    return Design(top: module, definitions: definitions.filter { names.contains($0.name) })
  }
}
