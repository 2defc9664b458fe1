import Foundation

/// What is marked in a source in Swift, by `@section(…)` with the name of a section, as the compiler has read it
/// (SF-68).
struct SwiftMarks {
  /// In `.protected.text`, `.protected.data` and `.protected.constants`.
  private(set) var functions: [Declaration] = []
  private(set) var variables: [Declaration] = []
  /// In `.text.plaintext`: functions in plaintext that the marked ones may call.
  private(set) var open: [Declaration] = []

  struct Declaration: Equatable {
    /// In the source, such as `opens`.
    let name: String
    /// In the object.
    let symbol: String
    let line: Int
  }

  let file: String
  private let source: [UInt8]
  /// What has to go before the rest of the source is compiled, and what comes there.
  private var changes: [(range: Range<Int>, text: String)] = []

  /// - Parameters:
  ///   - source: the text.
  ///   - tree: what `swiftc -dump-ast -dump-ast-format json` says of it.
  /// - Throws: `BorderError` for a mark where there can be none, and for plaintext that uses a marked variable.
  init(file: String, source: [UInt8], tree: [UInt8]) throws {
    (self.file, self.source) = (file, source)
    guard let root = try JSONSerialization.jsonObject(with: Data(tree)) as? Node else {
      throw BuildError.description(file: file, reason: "the compiler's syntax tree of it is no object of JSON")
    }
    try collect(root)
    let marked = Dictionary(variables.map { ($0.symbol, $0.name) }) { first, _ in first }
    if !marked.isEmpty { try refuseUses(of: marked, in: root, by: nil) }
  }

  /// The source without what is marked: of marked functions their declarations are left, of marked variables nothing.
  /// So the compiler cannot carry anything that it knows of them into plaintext. Lines keep their numbers.
  var rest: [UInt8] {
    var rest = source
    for (range, text) in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      let lines = source[range].filter { $0 == UInt8(ascii: "\n") }
      rest.replaceSubrange(range, with: Array(text.utf8) + [UInt8(ascii: " ")] + lines)
    }
    return rest
  }

  /// What a symbol is called in the source.
  func name(of symbol: String) -> String { names[symbol] ?? symbol }

  private var names: [String: String] = [:]

  private typealias Node = [String: Any]

  private mutating func collect(_ value: Any) throws(BorderError) {
    if let list = value as? [Any] {
      for element in list { try collect(element) }
    }
    guard let node = value as? Node else { return }
    if Self.kind(node) == "pattern_binding_decl" { bindings.append(node) }
    if let symbol = Self.symbol(node["usr"]), let name = Self.name(node) { names[symbol] = name }
    if let section = Self.attribute("section_attr", of: node), let name = section["name"] as? String,
      name.hasPrefix(".protected") || name == Self.openSection
    {
      try add(node, section, in: name)
    }
    for child in node.values where child is [Any] || child is Node { try collect(child) }
  }

  private static let openSection = ".text.plaintext"
  /// Declarations with `var` and `let`, of which what is declared stands beside.
  private var bindings: [Node] = []

  private mutating func add(_ node: Node, _ attribute: Node, in section: String) throws(BorderError) {
    guard let place = Self.range(attribute) else { return }
    let name = Self.name(node) ?? "an accessor"
    let line = line(of: place.lowerBound)
    let location = "\(file):\(line)"
    func refuse(_ reason: String) -> BorderError {
      BorderError(file: location, user: name, problem: .cannotBeMarked(reason))
    }
    let isFunction = Self.kind(node) == "func_decl"
    guard isFunction || Self.kind(node) == "var_decl" else {
      throw refuse("marks are for functions and variables: let it call a marked function")
    }
    let sections =
      isFunction ? [".protected.text", Self.openSection] : [".protected.data", ".protected.constants"]
    guard sections.contains(section) else {
      throw refuse("\(section) is no section for it: take \(sections.joined(separator: " or "))")
    }
    guard section != ".protected.constants" || node["let"] != nil else {
      throw refuse("a variable that can be changed belongs in .protected.data")
    }
    guard let symbol = Self.symbol(node["usr"]) else {
      throw refuse("it has the name of a function of C: leave @c away")
    }
    let declaration = Declaration(name: name, symbol: symbol, line: line)
    if section == Self.openSection {
      open.append(declaration)
    } else if isFunction {
      guard let body = (node["body"] as? Node).flatMap(Self.range) else { throw refuse("it has no body") }
      functions.append(declaration)
      changes.append((place.lowerBound - 1..<place.upperBound + 1, "@_silgen_name(\"\(symbol)\")"))
      changes.append((body.lowerBound..<body.upperBound + 1, ""))
    } else {
      variables.append(declaration)
      try remove(node, refuse)
    }
  }

  /// Takes the declaration of a variable out, with its attributes.
  private mutating func remove(
    _ node: Node, _ refuse: (String) -> BorderError
  ) throws(BorderError) {
    let binding = bindings.lazy.compactMap(Self.range).first { range in
      Self.range(node).map { range.contains($0.lowerBound) } ?? false
    }
    guard let binding else { throw refuse("its declaration is not found") }
    let attributes = (node["attrs"] as? [Node] ?? []).compactMap { Self.range($0)?.lowerBound }
    var start = min(attributes.min() ?? binding.lowerBound, binding.lowerBound)
    if start > 0, source[start - 1] == UInt8(ascii: "@") { start -= 1 }
    // The last token of the initial value begins there.
    var end = binding.upperBound + 1
    while end < source.count, Self.continues(source[end]) { end += 1 }
    if !changes.contains(where: { $0.range.contains(binding.lowerBound) }) { changes.append((start..<end, "")) }
  }

  /// A number or name goes on.
  private static func continues(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isNumber || character == "_" || character == "."
  }

  /// Whatever is not marked is compiled without marked variables; this says it in terms of the source.
  private func refuseUses(of marked: [String: String], in value: Any, by user: String?) throws(BorderError) {
    if let list = value as? [Any] {
      for element in list { try refuseUses(of: marked, in: element, by: user) }
    }
    guard let node = value as? Node else { return }
    if let symbol = Self.symbol(node["decl_usr"]), let name = marked[symbol] {
      throw BorderError(file: file, user: user ?? "an initial value", problem: .usesMarkedVariable(name))
    }
    let declared = Self.symbol(node["usr"])
    // Accessors of its own.
    if let declared, marked[declared] != nil { return }
    let own = (Self.kind(node).hasSuffix("_decl") ? Self.name(node) : nil) ?? user
    let isMarked = functions.contains { $0.symbol == declared }
    for (key, child) in node where child is [Any] || child is Node {
      // What is between the brackets of a marked function, callers in plaintext compute.
      if isMarked, key != "params" { continue }
      try refuseUses(of: marked, in: child, by: own)
    }
  }

  /// In the object, of what the compiler identifies so.
  private static func symbol(_ identifier: Any?) -> String? {
    guard let identifier = identifier as? String, identifier.hasPrefix("s:") else { return nil }
    return "$e" + identifier.dropFirst(2)
  }

  private static func kind(_ node: Node) -> String { node["_kind"] as? String ?? "" }

  private static func name(_ node: Node) -> String? {
    let base = (node["name"] as? Node)?["base_name"] as? Node
    return (base?["name"] ?? base?["special"]) as? String
  }

  private static func attribute(_ kind: String, of node: Node) -> Node? {
    (node["attrs"] as? [Node])?.first { Self.kind($0) == kind }
  }

  /// From the first byte to the first one of the last token.
  private static func range(_ node: Node) -> Range<Int>? {
    guard let range = node["range"] as? Node, let start = range["start"] as? Int, let end = range["end"] as? Int,
      start <= end
    else { return nil }
    return start..<end
  }

  private func line(of offset: Int) -> Int {
    1 + source[..<min(offset, source.count)].count { $0 == UInt8(ascii: "\n") }
  }
}
