/// What a function takes and gives in registers, as far as the border of a marked part has to know it.
struct FunctionSignature: Equatable {
  /// Registers from a0 on that hold arguments; more than 8 when some are on the stack.
  let arguments: Int
  /// Registers from a0 on that hold results.
  let results: Int
  /// It takes a variable number of arguments, or has another calling convention than C.
  let isUnusual: Bool

  /// Of a function of which nothing is known, such as one in assembly.
  static let unknown = FunctionSignature(arguments: 8, results: 2, isUnusual: false)

  /// The functions that a module in LLVM's language defines or declares, by name. In it the compiler has settled
  /// already what goes into which register.
  static func all(inModule text: String) -> [String: FunctionSignature] {
    var signatures: [String: FunctionSignature] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("define ") || line.hasPrefix("declare ") {
      guard let (name, signature) = signature(of: line) else { continue }
      signatures[name] = signature
    }
    return signatures
  }

  private static func signature(of line: Substring) -> (String, FunctionSignature)? {
    guard let at = line.firstIndex(of: "@") else { return nil }
    var rest = line[line.index(after: at)...]
    let name: Substring
    if rest.first == "\"" {
      rest.removeFirst()
      guard let end = rest.firstIndex(of: "\"") else { return nil }
      name = rest[..<end]
      rest = rest[rest.index(after: end)...]
    } else {
      name = rest.prefix { $0 != "(" }
      rest = rest[name.endIndex...]
    }
    guard rest.first == "(", let end = closing(of: rest) else { return nil }
    let parameters = pieces(rest[rest.index(after: rest.startIndex)..<end])
    let before = line[..<at].split(separator: " ")
    let isForeign = before.contains { $0.hasSuffix("cc") || $0.hasPrefix("cc") }
    let words = parameters.map { $0 == "..." ? 0 : registers(of: firstType($0)) }
    let results = registers(of: lastType(line[..<at]))
    return (
      String(name),
      FunctionSignature(
        arguments: words.reduce(0) { $0 + ($1 ?? 0) }, results: results ?? 0,
        isUnusual: isForeign || parameters.contains("...") || words.contains(nil) || results == nil)
    )
  }

  /// How many registers of 32 bits hold a value; nil for a type that is not known.
  private static func registers(of type: Substring) -> Int? {
    switch type {
    case "void": return 0
    case "ptr", "float": return 1
    case "double": return 2
    default: break
    }
    if type.first == "i", let bits = Int(type.dropFirst()) { return bits <= 64 ? (bits + 31) / 32 : nil }
    guard let first = type.first, let last = type.last, type.count > 2 else { return nil }
    let inside = type.dropFirst().dropLast()
    switch (first, last) {
    case ("{", "}"):
      return pieces(inside).reduce(0) { sum, piece in
        sum.flatMap { sum in registers(of: piece).map { sum + $0 } }
      }
    case ("[", "]"):
      let parts = inside.split(separator: " x ", maxSplits: 1)
      guard parts.count == 2, let count = Int(parts[0]) else { return nil }
      return registers(of: parts[1]).map { count * $0 }
    default: return nil
    }
  }

  private static let brackets: [Character: Character] = ["(": ")", "[": "]", "{": "}", "<": ">"]

  /// Where the bracket is closed with which `text` begins.
  private static func closing(of text: Substring) -> Substring.Index? {
    var open: [Character] = []
    for index in text.indices {
      if let close = brackets[text[index]] { open.append(close) }
      if text[index] == open.last { open.removeLast() }
      if open.isEmpty { return index }
    }
    return nil
  }

  /// What is between commas outside brackets.
  private static func pieces(_ text: Substring) -> [Substring] {
    var (pieces, start, depth): ([Substring], Substring.Index, Int) = ([], text.startIndex, 0)
    for index in text.indices {
      if brackets[text[index]] != nil { depth += 1 }
      if brackets.values.contains(text[index]) { depth -= 1 }
      guard text[index] == ",", depth == 0 else { continue }
      pieces.append(text[start..<index])
      start = text.index(after: index)
    }
    pieces.append(text[start...])
    return pieces.map(trimmed).filter { !$0.isEmpty }
  }

  private static func firstType(_ text: Substring) -> Substring {
    guard let first = text.first, brackets[first] != nil, let end = closing(of: text) else {
      return text.prefix { $0 != " " }
    }
    return text[...end]
  }

  private static func lastType(_ text: Substring) -> Substring {
    let text = trimmed(text)
    guard let last = text.last, last == "}" || last == "]" else {
      return text[(text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex)...]
    }
    // The first bracket from which on everything up to the end is closed.
    let first: Character = last == "}" ? "{" : "["
    let start = text.indices.first { text[$0] == first && closing(of: text[$0...]) == text.indices.last }
    return text[(start ?? text.startIndex)...]
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
