/// What flattening needs to know about a definition, found out once for all its instances.
struct DefinitionPlan {
  let definition: Definition
  let processes: Processes
  /// For every combinational signal that the module drives, by index, the position of its process.
  private(set) var process: [Int: Int] = [:]
  /// For every pin of an instance, by index, the instance's number and the port's position.
  private(set) var pins: [Int: (instance: Int, port: Int)] = [:]
  /// For every memory its position.
  private(set) var memories: [ObjectIdentifier: Int] = [:]
  /// The values from which a combinational signal is computed, by position of the process.
  private(set) var roots: [[Node]] = []
  /// For every `lookup` among constants, by index, the tables of its words.
  private(set) var tables: [Int: [[UInt64]]] = [:]

  init(_ definition: Definition) {
    self.definition = definition
    processes = Processes(definition)
    for (position, process) in processes.combinational.enumerated() {
      self.process[process.target.index] = position
      roots.append(process.block.roots().map(\.root) + (process.target.fallback.map { [$0] } ?? []))
    }
    for (number, instance) in definition.instances.enumerated() {
      for (port, pin) in instance.pins.enumerated() { pins[pin.index] = (number, port) }
    }
    for (position, memory) in definition.memories.enumerated() { memories[ObjectIdentifier(memory)] = position }
    for node in definition.nodes where node.operation == .lookup {
      let entries = node.arguments.dropFirst().compactMap(\.constant)
      guard entries.count == node.arguments.count - 1 else { continue }
      tables[node.index] = (0..<WordGraph.wordCount(node.width)).map { word in entries.map { $0.words[word] } }
    }
  }
}
