/// One place in a design and one way to break it there.
public struct MutationSite: Hashable, Codable, Sendable, Identifiable, CustomStringConvertible {
  /// What is broken.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// An operator is replaced: `&` and `|`, `^` and its complement, `+` and `-`, comparisons and their opposites, the
    /// arms of a multiplexer exchanged, a negation dropped.
    case operation
    /// One bit of a constant is inverted, or a case of an enum replaced by the next.
    case constant
    /// The condition of a `when` always holds, never holds, or is inverted.
    case condition
    /// A register or signal of an enum type takes another case: a state machine goes elsewhere.
    case transition
    /// A register or memory misses a write.
    case hold
    /// One bit of one entry of a table is inverted.
    case table
  }

  /// The position among all sites of the design.
  public let id: Int
  /// The module that contains the place; all its instances share it.
  public let module: String
  public let kind: Kind
  /// The signal that the place contributes to.
  public let signal: String
  /// The expression as it is, and as it becomes.
  public let original: String
  public let mutant: String
  /// `file:line:column` in the Swift source, where the program knows it.
  public let location: String?

  public var description: String { "\(module).\(signal): `\(original)` becomes `\(mutant)`" }
}

extension Design {
  /// All places where the design can be broken, in an order that depends on nothing but the design. Assertions are
  /// not among them: they are what should notice.
  public func mutationSites() -> [MutationSite] {
    let mutations = definitions.map { MutationSearch($0).mutations }
    let places = Locator.resolve(Set(mutations.joined().map(\.location)))
    var sites: [MutationSite] = []
    for (definition, found) in zip(definitions, mutations) {
      for mutation in found {
        sites.append(
          MutationSite(
            id: sites.count, module: definition.name, kind: mutation.kind, signal: mutation.signal,
            original: mutation.original, mutant: mutation.mutant, location: places[mutation.location]?.description))
      }
    }
    return sites
  }

  /// The design with switches for its mutants: every module has one more input `mutant` of 16 bits. While it is k, the
  /// k-th of the chosen sites is broken; while it is 0, or beyond the last, the design is as it was. Sites beyond the
  /// 65535th and sites of other designs are left out.
  public func mutated(_ chosen: [MutationSite]) -> Design {
    let names = Set(definitions.flatMap { ($0.ports + $0.signals).compactMap(\.name) })
    return copy(with: chosen, port: names.contains("mutant") ? "mutant_number" : "mutant")
  }

  /// The design broken at one of its sites, for good.
  public func broken(at site: MutationSite) -> Design { copy(with: [site], port: nil) }

  private func copy(with chosen: [MutationSite], port: String?) -> Design {
    var numbers: [Int: [Int]] = [:]
    for (position, site) in chosen.prefix(0xffff).enumerated() { numbers[site.id, default: []].append(position + 1) }
    var first = 0
    var copies: [ObjectIdentifier: Definition] = [:]
    let result = definitions.map { definition -> Definition in
      let mutations = MutationSearch(definition).mutations
      var switched: [(number: Int, change: Mutation.Change)] = []
      for (offset, mutation) in mutations.enumerated() {
        for number in numbers[first + offset] ?? [] { switched.append((number, mutation.change)) }
      }
      first += mutations.count
      var copy = MutantCopy(definition, port: port, mutations: switched)
      copy.run(instances: copies)
      copies[ObjectIdentifier(definition)] = copy.result
      return copy.result
    }
    return Design(top: top, definitions: result)
  }
}
