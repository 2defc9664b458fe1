/// A property in one instance of a module, as a prover sees it.
public struct Property: Hashable, Codable, Sendable {
  /// What is claimed.
  public enum Kind: String, Codable, Sendable {
    /// It holds in every cycle outside reset.
    case always
    /// The surroundings see to it: it is assumed of the top module's inputs and must be shown in any other module.
    case assume
    /// It happens in some run.
    case cover
  }
  public let kind: Kind
  /// The name in the Swift source, in snake case.
  public let name: String
  /// The module that states it.
  public let module: String
  /// The instances from the top module to the one meant, for example `engine.lane_0`; empty for the top module.
  public let path: String
  /// `file:line:column` in the Swift source, where the program knows it.
  public let location: String?

  /// Whether the top module states it.
  public var isOfTop: Bool { path.isEmpty }
}

/// A port or register in one instance of a module, as a waveform names it.
public struct Observable: Hashable, Sendable {
  public enum Kind: String, Sendable { case input, output, register }
  public let kind: Kind
  /// The name in the emitted Verilog.
  public let name: String
  /// The instances from the top module, separated by points; empty for the top module.
  public let path: String
  /// Width in bits.
  public let width: Int
  /// The cases of an enum by their codes, empty for anything else.
  public let cases: [String]
}

extension Design {
  /// Every property of every instance, the top module's first.
  public func properties() -> [Property] {
    let places = Locator.resolve(Set(definitions.flatMap { $0.assertions.map(\.location) }))
    return instances().flatMap { path, definition in
      definition.assertions.map {
        Property(
          kind: $0.kind.property, name: $0.name, module: definition.name, path: path,
          location: places[$0.location]?.description)
      }
    }
  }

  /// The ports of the top module and every register, the top module's first.
  public func observables() -> [Observable] {
    instances().flatMap { path, definition in
      let ports = path.isEmpty ? definition.ports : []
      return (ports + definition.signals.filter { $0.operation == .register }).map { node in
        let kind: Observable.Kind =
          switch node.operation {
          case .input: .input
          case .output: .output
          default: .register
          }
        return Observable(
          kind: kind, name: node.name ?? "unnamed", path: path, width: node.width,
          cases: node.enumeration?.cases ?? [])
      }
    }
  }

  /// Every instance with its path, parents before their children.
  private func instances() -> [(path: String, definition: Definition)] {
    guard let top = definitions.last else { return [] }
    var result: [(path: String, definition: Definition)] = [("", top)]
    var next = 0
    while next < result.count {
      let (path, definition) = result[next]
      result += definition.instances.map { (path.isEmpty ? $0.name : "\(path).\($0.name)", $0.definition) }
      next += 1
    }
    return result
  }
}

extension Assertion.Kind {
  var property: Property.Kind {
    switch self {
    case .always: .always
    case .assume: .assume
    case .cover: .cover
    }
  }
}
