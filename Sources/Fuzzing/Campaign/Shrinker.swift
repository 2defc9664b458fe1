import Foundation

/// Makes a failing recipe smaller. Recipes are legal whatever is taken from them, so it edits their JSON: elements of
/// lists are dropped, subtrees are replaced by their own subtrees, numbers become smaller; what still is a recipe and
/// still fails in the same way is kept.
struct Shrinker {
  private var best: Failure
  private let comparison: Comparison
  private let tools: [FuzzTool]
  /// Candidates that one run of a tool gets.
  private static let batch = 24

  init(_ failure: Failure, _ comparison: Comparison) {
    best = failure
    self.comparison = comparison
    switch failure.kind {
    case .refusal(let tool), .difference(let tool): tools = [tool]
    case .elaboration, .simulation: tools = []
    }
  }

  mutating func run(limit: Int, progress: (Int) -> Void) throws(FuzzingError) -> Failure {
    var runs = 0
    var start = 0
    while runs < limit {
      guard let tree = Tree(best.recipe) else { return best }
      let edits = tree.edits()
      // After a success the search goes on where it was: what did not help before seldom helps now.
      var isFound = false
      var position = start
      var tried = 0
      while tried < edits.count, runs < limit {
        var candidates: [(place: Int, recipe: Recipe)] = []
        while tried < edits.count, candidates.count < Self.batch {
          let place = position % edits.count
          if let recipe = edits[place]().recipe, recipe != best.recipe, (try? recipe.validate()) != nil {
            candidates.append((place, recipe))
          }
          position += 1
          tried += 1
        }
        if candidates.isEmpty { continue }
        runs += 1
        // Names tell the candidates apart inside a run.
        let named = candidates.enumerated().map { number, candidate in
          var recipe = candidate.recipe
          recipe.name = "shrunk_\(number)"
          return recipe
        }
        let failures = try comparison.failures(named, tools: tools).filter { $0.kind == best.kind }
        let places = failures.compactMap { failure in named.firstIndex { $0.name == failure.recipe.name } }
        if let first = places.min(by: { candidates[$0].recipe.size < candidates[$1].recipe.size }) {
          let failure = failures.first { $0.recipe.name == named[first].name } ?? best
          best = Failure(kind: best.kind, recipe: candidates[first].recipe, detail: failure.detail)
          start = candidates[first].place
          isFound = true
          progress(best.recipe.size)
          break
        }
      }
      if !isFound { return best }
    }
    return best
  }
}

extension Recipe {
  /// Characters of JSON: how much there is to read.
  public var size: Int { (try? JSONEncoder().encode(self).count) ?? 0 }

  /// The file that `keyline fuzz --replay` takes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(self)
  }

  public init(json: Data) throws { self = try JSONDecoder().decode(Recipe.self, from: json) }
}

/// JSON to edit.
private indirect enum Tree: Codable, Hashable {
  case number(UInt64)
  case flag(Bool)
  case text(String)
  case list([Tree])
  case object([String: Tree])
  case none

  init?(_ recipe: Recipe) {
    guard let data = try? JSONEncoder().encode(recipe), let tree = try? JSONDecoder().decode(Tree.self, from: data)
    else { return nil }
    self = tree
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(UInt64.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Tree].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Tree].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  var recipe: Recipe? {
    guard let data = try? JSONEncoder().encode(self) else { return nil }
    return try? JSONDecoder().decode(Recipe.self, from: data)
  }

  /// Every single edit, those of big parts first. Most are cheap to refuse: they are no recipe.
  func edits() -> [() -> Tree] {
    var all: [(weight: Int, edit: () -> Tree)] = []
    collect({ $0 }, key: "", into: &all)
    return all.sorted { $0.weight > $1.weight }.map(\.edit)
  }

  private var weight: Int {
    switch self {
    case .list(let list): list.reduce(1) { $0 + $1.weight }
    case .object(let object): object.values.reduce(1) { $0 + $1.weight }
    default: 1
    }
  }

  private func collect(
    _ rebuild: @escaping (Tree) -> Tree, key: String, into all: inout [(weight: Int, edit: () -> Tree)]
  ) {
    switch self {
    case .list(let list):
      if list.count > 3 {
        let half = list.count / 2
        all.append((weight, { rebuild(.list(Array(list[half...]))) }))
        all.append((weight, { rebuild(.list(Array(list[..<half]))) }))
      }
      for (index, element) in list.enumerated() {
        let without = { () -> Tree in
          var rest = list
          rest.remove(at: index)
          return rebuild(.list(rest))
        }
        all.append((element.weight, without))
        element.collect(
          { changed in
            var copy = list
            copy[index] = changed
            return rebuild(.list(copy))
          }, key: key, into: &all)
      }
    case .object(let object):
      for part in parts(levels: 3) where part.weight > 2 { all.append((weight - part.weight, { rebuild(part) })) }
      if weight > 3 {
        // An expression gives way to a plain one.
        for plain in [Tree.constant(0), .constant(1), .value(0), .value(3)] {
          all.append((weight - 3, { rebuild(plain) }))
        }
      }
      for (name, value) in object.sorted(by: { $0.key < $1.key }) {
        value.collect(
          { changed in
            var copy = object
            copy[name] = changed
            return rebuild(.object(copy))
          }, key: name, into: &all)
      }
    case .number(let value):
      if key == "name" || key == "_0" && value > 1 << 40 { return }
      let least: UInt64 = key.lowercased().hasSuffix("width") || key == "depth" || key == "cycles" ? 1 : 0
      for smaller in Set([least, value / 2, value == 0 ? 0 : value - 1]) where smaller < value && smaller >= least {
        all.append((key == "cycles" ? 50 : 1, { rebuild(.number(smaller)) }))
      }
    case .flag(true): all.append((1, { rebuild(.flag(false)) }))
    case .flag, .text, .none: break
    }
  }

  /// The objects and lists inside, down to some levels.
  private func parts(levels: Int) -> [Tree] {
    if levels == 0 { return [] }
    let inner: [Tree] =
      switch self {
      case .object(let object): object.sorted { $0.key < $1.key }.map(\.value)
      case .list(let list): list
      default: []
      }
    return inner.flatMap { part -> [Tree] in
      if case .object = part { return [part] + part.parts(levels: levels - 1) }
      if case .list = part { return part.parts(levels: levels - 1) }
      return []
    }
  }

  private static func constant(_ word: UInt64) -> Tree {
    .object(["constant": .object(["_0": .list([.number(word)])])])
  }
  private static func value(_ reference: UInt64) -> Tree { .object(["value": .object(["_0": .number(reference)])]) }
}
