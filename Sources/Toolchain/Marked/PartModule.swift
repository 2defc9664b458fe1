/// The marked part of a module in LLVM's language: what is marked, and a copy of its own of everything that this calls.
///
/// The compiler of Swift makes functions that stand in no source: specialisations of generic ones, closures, accessors.
/// A marked function that called such a function in plaintext would lead out of the part; so all functions are in the
/// part, as local ones, of which the optimiser leaves those that are used.
struct PartModule {
  /// To be compiled.
  let text: String

  /// - Parameters:
  ///   - module: of the whole source.
  ///   - rest: of the source without what is marked. Variables that are not marked are there.
  ///   - marks: what is marked; functions that are called in plaintext.
  /// - Throws: `BorderError` for a variable in plaintext whose initial value is another one in the rest: it comes from
  ///   a marked function.
  init(of module: String, rest: String, marks: SwiftMarks) throws(BorderError) {
    let marked = Set(marks.functions.map(\.symbol))
    let variables = Set(marks.variables.map(\.symbol))
    let open = Set(marks.open.map(\.symbol))
    var elsewhere: [Substring: Substring] = [:]
    for line in rest.split(separator: "\n") where line.hasPrefix("@") { elsewhere[Self.symbol(in: line)] = line }
    var lines: [String] = []
    var isLeftOut = false
    for line in module.split(separator: "\n", omittingEmptySubsequences: false) {
      if isLeftOut {
        isLeftOut = line != "}"
      } else if line.hasPrefix("define ") {
        let name = String(Self.symbol(in: line))
        isLeftOut = open.contains(name)
        lines.append(isLeftOut ? Self.declaration(of: line) : Self.definition(line, isMarked: marked.contains(name)))
      } else if line.hasPrefix("@") {
        let name = Self.symbol(in: line)
        let global = Global(line)
        if let other = elsewhere[name], global.isShared, name.hasSuffix("vp") || name.hasSuffix("vpZ"), other != line {
          throw BorderError(file: marks.file, user: marks.name(of: String(name)), problem: .initialValueOfMarked)
        }
        let isVisible = variables.contains(String(name))
        if let text = isVisible ? global.visible : global.inPart(isElsewhere: elsewhere[name] != nil) {
          lines.append(text)
        }
      } else if line.hasPrefix("attributes #") {
        lines.append(Self.attributes(line))
      } else {
        lines.append(String(line))
      }
    }
    text = lines.joined(separator: "\n")
  }

  /// Functions that a module defines.
  static func functions(in module: String) -> Set<String> {
    Set(module.split(separator: "\n").lazy.filter { $0.hasPrefix("define ") }.map { String(symbol(in: $0)) })
  }

  /// The name behind the first `@`.
  private static func symbol(in line: Substring) -> Substring {
    guard let at = line.firstIndex(of: "@") else { return "" }
    let rest = line[line.index(after: at)...]
    return rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != "(" && $0 != " " }
  }

  /// How a name is seen: words before the type of a function or variable.
  private static let linkages: Set<Substring> = [
    "private", "internal", "available_externally", "linkonce", "weak", "common", "linkonce_odr", "weak_odr", "external",
    "extern_weak",
    "dso_local", "dso_preemptable", "default", "hidden", "protected",
  ]

  private static func withoutLinkage(_ text: Substring) -> Substring {
    var rest = text
    while let space = rest.firstIndex(of: " "), linkages.contains(rest[..<space]) {
      rest = rest[rest.index(after: space)...]
    }
    return rest
  }

  private static func withoutSection(_ text: Substring) -> String {
    String(text).replacing(#/ section "[^"]*"/#, with: "")
  }

  /// A function of the part; one that is not marked is seen from nowhere else.
  private static func definition(_ line: Substring, isMarked: Bool) -> String {
    let header = withoutSection(withoutLinkage(line.dropFirst("define ".count)))
    let section = " section \".protected.text\""
    // Behind the attributes.
    var placed = header.replacing(#/\) (?:(?:local_)?unnamed_addr )?#[0-9]+/#, maxReplacements: 1) {
      "\($0.output)\(section)"
    }
    if placed == header { placed = "\(header.dropLast(" {".count))\(section) {" }
    return "define \(isMarked ? "" : "internal ")\(placed)"
  }

  private static func declaration(of line: Substring) -> String {
    "declare " + withoutSection(withoutLinkage(line.dropFirst("define ".count))).dropLast(" {".count)
  }

  /// Tables for switches would be constants in plaintext; and whatever can be is optimised.
  private static func attributes(_ line: Substring) -> String {
    guard line.hasSuffix(" }"), line.contains("\"target-features\"") else { return String(line) }
    return line.dropLast(2).replacing(" noinline", with: "").replacing(" optnone", with: "")
      + " \"no-jump-tables\"=\"true\" }"
  }

  /// A variable or constant of a module.
  private struct Global {
    private let name: Substring
    private let line: Substring
    private let words: Substring
    private let rest: Substring

    init(_ line: Substring) {
      let equals = line.firstRange(of: " = ") ?? line.endIndex..<line.endIndex
      self.line = line
      name = line[..<equals.lowerBound]
      rest = PartModule.withoutLinkage(line[equals.upperBound...])
      words = line[equals.upperBound..<rest.startIndex]
    }

    private var isLocal: Bool { words.contains("private") || words.contains("internal") }
    private var isOfEverybody: Bool { words.contains("_odr") }

    /// It is one variable for part and plaintext, which the rest of the module defines.
    var isShared: Bool { !isLocal && !isOfEverybody && !rest.hasPrefix("appending ") }

    /// Defined under a name that plaintext could use.
    var visible: String { "\(name) = \(rest)" }

    /// What the part has of it; nil for nothing.
    ///
    /// - Parameter isElsewhere: whether the rest of the module has it too. What it does not have is the part's alone.
    func inPart(isElsewhere: Bool) -> String? {
      // Lists of what is to be kept.
      if rest.hasPrefix("appending ") { return nil }
      if words.hasPrefix("extern") { return String(line) }
      let isConstant = rest.contains(#/^(?:(?:local_)?unnamed_addr )?constant /#)
      guard isElsewhere, !isOfEverybody, !(isLocal && isConstant) else {
        return "\(name) = internal \(placed(in: isConstant ? ".protected.constants" : ".protected.data"))"
      }
      let keyword = isConstant ? "constant " : "global "
      guard let start = rest.firstRange(of: keyword)?.upperBound else { return nil }
      return "\(name) = external \(keyword)\(PartModule.type(rest[start...]))"
    }

    /// With a section behind the initial value, before what else is said of it.
    private func placed(in section: String) -> String {
      if rest.contains(", section ") { return String(rest) }
      guard let align = rest.firstRange(of: ", align ") else { return "\(rest), section \"\(section)\"" }
      return "\(rest[..<align.lowerBound]), section \"\(section)\"\(rest[align.lowerBound...])"
    }
  }

  /// The type with which `text` begins.
  private static func type(_ text: Substring) -> Substring {
    let pairs: [Character: Character] = ["(": ")", "[": "]", "{": "}", "<": ">"]
    var open: [Character] = []
    var isQuoted = false
    for index in text.indices {
      let character = text[index]
      if character == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if character == " ", open.isEmpty { return text[..<index] }
      if let close = pairs[character] {
        open.append(close)
      } else if character == open.last {
        open.removeLast()
      }
    }
    return text
  }
}
