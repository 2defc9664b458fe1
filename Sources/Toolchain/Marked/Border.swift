/// The border between the marked part of a program and its plaintext: what crosses it, and that nothing else does.
///
/// The part is what is in sections `.protected.text`, `.protected.constants` and `.protected.data` of its objects,
/// whoever has put it there (SF-68).
struct Border {
  /// Marked functions that plaintext calls, with the number of their result registers, in the order of their numbers.
  private(set) var entered: [(name: String, results: Int)] = []
  /// Plaintext functions that marked ones call, with the number of their argument registers.
  private(set) var left: [(name: String, arguments: Int)] = []
  /// All that is marked, by name.
  let functions: [String]
  let variables: [String]

  private let signatures: [String: FunctionSignature]
  /// Names that all objects see, with what is there.
  private let definitions: [String: Place]
  private let permitted: Set<String>

  private enum Place {
    case markedFunction, markedData, plaintext
    var isMarked: Bool { self != .plaintext }
  }

  private static let permissions = ".protected.calls"

  /// Judges all references in `objects`, and leads those that cross the border to what `assembly` defines.
  ///
  /// - Parameters:
  ///   - signatures: of functions, by name; what is not there is taken as `unknown`.
  ///   - permitted: functions in plaintext that the part may call, besides those that objects name.
  ///   - allowsPointers: whether marked functions may call by pointers. A pointer to something in plaintext ends in a fault, unless
  ///     the mode follows the regions: then it would cross the border unseen.
  /// - Throws: `BorderError` for the first that must not cross it.
  init(
    _ objects: inout [RelocatableObject], signatures: [String: FunctionSignature], permitted: Set<String> = [],
    allowsPointers: Bool
  ) throws(BorderError) {
    self.signatures = signatures
    var definitions: [String: Place] = [:]
    var permitted = permitted
    var (functions, variables): ([String], [String]) = ([], [])
    for object in objects {
      for symbol in object.symbols where !symbol.isLocal {
        guard let section = symbol.section else { continue }
        let place = Self.place(object.sections[section])
        if let other = definitions[symbol.name], place.isMarked || other.isMarked {
          throw BorderError(file: object.name, problem: .definedTwice(symbol.name))
        }
        definitions[symbol.name] = place
        if place == .markedFunction, symbol.kind == .function { functions.append(symbol.name) }
        if place == .markedData, symbol.kind == .object { variables.append(symbol.name) }
      }
      for section in object.sections where section.name == Self.permissions {
        let names = object.bytes[section.contents].split(separator: 0)
        permitted.formUnion(names.map { String(decoding: $0, as: UTF8.self) })
      }
    }
    self.definitions = definitions
    self.permitted = permitted
    self.functions = functions
    self.variables = variables
    if !allowsPointers {
      for object in objects { try Self.checkPointers(in: object) }
    }
    for index in objects.indices {
      var changes: [(RelocatableObject.Reference, String)] = []
      for reference in objects[index].references {
        guard let target = try target(of: reference, in: objects[index]) else { continue }
        changes.append((reference, target))
      }
      objects[index].lead(changes)
    }
  }

  /// A macro of `border.S` for each function that is called over the border.
  var assembly: String {
    entered.enumerated().map { "  protected_function \($1.name), \($0), \($1.results)\n" }.joined()
      + left.map { "  plaintext_function \($0.name), \($0.arguments)\n" }.joined()
  }

  private static func place(_ section: RelocatableObject.Section) -> Place {
    switch section.name {
    case ".protected.text": .markedFunction
    case ".protected.constants", ".protected.data": .markedData
    default: .plaintext
    }
  }

  private static func checkPointers(in object: RelocatableObject) throws(BorderError) {
    for (index, section) in object.sections.enumerated() where place(section) == .markedFunction {
      guard let place = object.indirectJumps(in: index).first else { continue }
      throw BorderError(
        file: object.name, user: object.function(at: place, in: index)?.name ?? section.name,
        problem: .callsByPointer)
    }
  }

  /// The symbol that a reference is to be led to; nil when it stays as it is.
  private mutating func target(
    of reference: RelocatableObject.Reference, in object: RelocatableObject
  ) throws(BorderError) -> String? {
    let section = object.sections[reference.section]
    guard section.isAllocated, reference.leadsToSymbol else { return nil }
    let symbol = Self.symbol(of: reference, in: object)
    let place = symbol.section.map { Self.place(object.sections[$0]) } ?? definitions[symbol.name] ?? .plaintext
    let isMarked = Self.place(section).isMarked
    guard isMarked != place.isMarked else { return nil }
    func refuse(_ problem: BorderError.Problem) -> BorderError {
      let user = object.function(at: reference.offset, in: reference.section)?.name ?? section.name
      return BorderError(file: object.name, user: user, problem: problem)
    }
    if isMarked { return try plaintextTarget(symbol, reference, object, refuse) }
    guard place == .markedFunction else { throw refuse(.usesMarkedVariable(symbol.name)) }
    guard !symbol.isLocal, reference.addend == 0 else { throw refuse(.usesLocalFunction(symbol.name)) }
    if !entered.contains(where: { $0.name == symbol.name }) {
      entered.append((symbol.name, try signature(of: symbol.name, refuse).results))
    }
    return "enter.\(symbol.name)"
  }

  /// What a marked function gets in place of something in plaintext.
  private mutating func plaintextTarget(
    _ symbol: RelocatableObject.Symbol, _ reference: RelocatableObject.Reference, _ object: RelocatableObject,
    _ refuse: (BorderError.Problem) -> BorderError
  ) throws(BorderError) -> String? {
    let section = symbol.section.map { object.sections[$0] }
    let isFunction = section.map(\.isExecutable) ?? (reference.isCall || signatures[symbol.name] != nil)
    guard isFunction else {
      // With a dot in their names: constants of the compiler, and static variables within functions. Whoever has not
      // marked others has meant it.
      let isHidden = symbol.kind == .section ? section?.isWritable == false : symbol.name.contains(".")
      if let section, isHidden { throw refuse(.usesHiddenData(section: section.name)) }
      return nil
    }
    let counterpart = "protected_\(symbol.name)"
    if definitions[counterpart] == .markedFunction { return counterpart }
    guard permitted.contains(symbol.name) else { throw refuse(.callsPlaintext(symbol.name)) }
    guard !symbol.isLocal, reference.addend == 0 else { throw refuse(.callsLocalFunction(symbol.name)) }
    if !left.contains(where: { $0.name == symbol.name }) {
      left.append((symbol.name, try signature(of: symbol.name, refuse).arguments))
    }
    return "leave.\(symbol.name)"
  }

  /// What a reference is to; in place of a whole section the function there, if there is one.
  private static func symbol(
    of reference: RelocatableObject.Reference, in object: RelocatableObject
  ) -> RelocatableObject.Symbol {
    let symbol = object.symbols[reference.symbol]
    guard symbol.kind == .section, let section = symbol.section, reference.addend >= 0 else { return symbol }
    return object.function(at: UInt32(reference.addend), in: section) ?? symbol
  }

  private func signature(
    of name: String, _ refuse: (BorderError.Problem) -> BorderError
  ) throws(BorderError) -> FunctionSignature {
    let signature = signatures[name] ?? .unknown
    guard !signature.isUnusual, signature.results <= 2 else { throw refuse(.unusual(name)) }
    guard signature.arguments <= 8 else { throw refuse(.argumentsOnStack(name)) }
    return signature
  }
}
