import Foundation
import Reference
import Testing

@testable import Toolchain

/// Programs in Swift of which only what is marked in the source is encrypted, on the golden model.
@Suite struct MarkedSwiftTests: MarkedPrograms {
  private static let licence = "\(folder)/marked/licence.swift"
  private static let language = "\(folder)/marked/language.swift"

  private func build(swift text: String, _ method: Method = .explicit) throws -> ProtectedProgram {
    try withTemporaryFolder { folder in
      let source = "\(folder)/program.swift"
      try "import Bare\n\(text)\n".write(toFile: source, atomically: true, encoding: .utf8)
      return try build(source, method).program
    }
  }

  @Test("a program says the same as without protection", arguments: methods, [false, true])
  func same(method: Method, compressed: Bool) throws {
    for source in [Self.licence, Self.language] {
      let plain = try run(
        BareProgram(tools: Tools(), folder: Self.folder, compressed: compressed).build(source), compressed: compressed)
      let marked = try run(build(source, method, compressed: compressed).program.program, compressed: compressed)
      #expect(plain.outcome == .finished(0) && marked.outcome == .finished(0) && plain.console == marked.console)
      #expect(plain.console.count > 100)
    }
  }

  @Test("a program is the same as the one in C")
  func sameAsInC() throws {
    let (program, part) = try build(Self.licence)
    let inC = try run(build("\(Self.folder)/marked/licence.c").program.program)
    #expect(try run(program.program).console == inC.console)
    #expect(
      part
        == MarkedPart(
          functions: ["isValid", "factor"], variables: ["attempts", "secretFactors"], entered: ["isValid"],
          left: ["report"]))
  }

  /// Constants that stand in marked functions and variables of `language.swift`, and nowhere else.
  private static let secrets: [UInt32] = [
    0x7771_2345, 0x7766_5544, 0x1a2b_3c4e, 0x5eed_beef, 0x6b43_a9b5, 0x55aa_55aa, 0x9abc_def0,
  ]

  @Test("of marked functions and variables nothing is in plaintext", arguments: methods)
  func image(method: Method) throws {
    let (plain, _) = try protection(method).linked(Self.language, Tools(), Self.folder)
    var found: [Bool: Set<UInt32>] = [:]
    var texts: [Bool: Bool] = [:]
    for section in plain.sections where section.isAllocated && !section.isWithoutContents {
      let bytes = plain.contents(of: section)
      let isInside = section.name.hasPrefix(".secret")
      let words = bytes.indices.dropLast(3).map { start in
        bytes[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      }
      for secret in Self.secrets {
        // As a word, or as the upper part that `lui` loads.
        let upper = (secret &+ 0x800) & 0xffff_f000
        let isThere = words.contains { $0 == secret || ($0 & 0x7f == 0x37 && $0 & 0xffff_f000 == upper) }
        if isThere { found[isInside, default: []].insert(secret) }
      }
      if String(decoding: bytes, as: UTF8.self).contains("Nobody reads this text.") { texts[isInside] = true }
    }
    #expect(found == [true: Set(Self.secrets)] && texts == [true: true], "\(found) \(texts)")
    let program = try build(Self.language, method).program
    for name in [".text", ".rodata", ".data"] {
      let section = try #require(plain.section(named: name))
      #expect(plain.contents(of: section) == program.program.contents(of: section))
    }
    for name in [".secret.text", ".secret.data"] {
      let section = try #require(plain.section(named: name))
      #expect(plain.contents(of: section) != program.program.contents(of: section))
    }
  }

  @Test("what marked functions allocate is memory of the part")
  func heap() throws {
    let text = """
      @section(".protected.data") nonisolated(unsafe) var place: UInt32 = 0
      @section(".protected.text") func sum(_ count: UInt32) -> UInt32 {
        var values: [UInt32] = []
        var total: UInt32 = 0
        func add(_ value: UInt32) { total &+= value }
        for value in 0..<count { values.append(value &* value) }
        for value in values.map({ $0 &+ 1 }) { add(value) }
        values.withUnsafeBufferPointer { place = UInt32(UInt(bitPattern: $0.baseAddress)) }
        return total
      }
      @section(".protected.text") func whereItWas() -> UInt32 { place }
      @main struct Main {
        static func main() {
          print([1, 2, 3].map { $0 * 2 }[2])
          for _ in 0..<100 { if sum(100) != 328450 { fatalError() } }
          // In the region `data`, which begins main memory.
          print(whereItWas() - 0x8001_0000 < 0x1_1000)
        }
      }
      func print(_ value: Bool) { print(value ? "inside" : "outside") }
      """
    let outcome = try run(build(swift: text).program)
    #expect(outcome.outcome == .finished(0) && outcome.console == "6\ninside\n", "\(outcome)")
  }

  /// What ends in a fault, and not in a wrong answer: exit codes of the monitor.
  @Test(
    "what is of the other side is not used as one's own",
    arguments: [
      // An array of the part: plaintext cannot read it.
      ("@section(\".protected.text\") func f() -> [UInt32] { [1, 2, 3] }\n", "let a = f(); print(a[1])", 0x405),
      // A function of plaintext, by a pointer.
      (
        "@section(\".protected.text\") func f(_ g: () -> UInt32) -> UInt32 { g() }\nfunc five() -> UInt32 { 5 }\n",
        "print(f(five))", 0x101
      ),
      // Memory of plaintext is not given back to the part's heap.
      (
        "@section(\".protected.text\") func f(_ x: UnsafeMutablePointer<UInt32>) { x.deallocate() }\n",
        "f(.allocate(capacity: 4))", 0x102
      ),
      // An overflow ends the program as it does in plaintext.
      ("@section(\".protected.text\") func f(_ x: UInt8) -> UInt8 { x + 255 }\n", "print(f(1))", 0x102),
    ])
  func faults(declarations: String, statements: String, code: Int) throws {
    let program = try build(swift: "\(declarations)@main struct Main { static func main() { \(statements) } }").program
    #expect(try run(program).outcome == .finished(code))
  }

  private static let function = "@section(\".protected.text\") func f(_ x: UInt32) -> UInt32 { x &* 3 }\n"
  private static let variable = "@section(\".protected.data\") nonisolated(unsafe) var x: UInt32 = 5\n"
  private static let main = "@main struct Main { static func main() { print(f(1)) } }\n"

  @Test(
    "what cannot be marked, and what must not cross the border, is refused with its name",
    arguments: [
      ("func f(_ x: UInt32) -> UInt32 { x }\n" + main, Method.explicit, "has nothing that is marked"),
      (function + variable + "@main struct Main { static func main() { print(x) } }", .explicit, "main uses x"),
      (function + variable + "let y = x + 1\n" + main, .explicit, "program.swift: an initial value uses x"),
      (
        variable + "@section(\".protected.text\") func f(_ y: UInt32 = x) -> UInt32 { y }\n" + main, .explicit,
        "f uses x"
      ),
      (
        function + "struct S { @section(\".protected.text\") init() {} }\n" + main, .explicit,
        "program.swift:3: init cannot be marked: marks are for functions"
      ),
      (
        function + "struct S { var y: Int { @section(\".protected.text\") get { 5 } } }\n" + main, .explicit,
        "program.swift:3: an accessor cannot be marked"
      ),
      (
        "@section(\".protected.text\") @c func f(_ x: UInt32) -> UInt32 { x }\n" + main, .explicit,
        "program.swift:2: f cannot be marked: it has the name of a function of C"
      ),
      (
        "@section(\".protected.text\") func f<T: FixedWidthInteger>(_ x: T) -> T { x &* 3 }\n" + main, .explicit,
        "program.swift:2: f cannot be marked: the compiler makes no function of it: it is generic"
      ),
      (
        function + "@section(\".protected.constants\") nonisolated(unsafe) var z: UInt32 = 5\n" + main, .explicit,
        "z cannot be marked: a variable that can be changed belongs in .protected.data"
      ),
      (
        "@section(\".protected.data\") func f(_ x: UInt32) -> UInt32 { x }\n" + main, .explicit,
        "f cannot be marked: .protected.data is no section for it: take .protected.text or .text.plaintext"
      ),
      (
        "@section(\".protected.txt\") func f(_ x: UInt32) -> UInt32 { x }\n" + main, .explicit,
        ".protected.txt is no section for it"
      ),
      (
        function + "let y = f(5)\n@section(\".protected.text\") func g() -> UInt32 { y }\n"
          + "@main struct Main { static func main() { print(g() &+ y) } }", .explicit,
        "program.swift: y has an initial value that is computed by a marked function"
      ),
      (
        "@section(\".protected.text\") func f(_ x: UInt32) -> UInt32 { print(x); return x }\n" + main, .explicit,
        "calls putchar, which is not"
      ),
      (
        "@section(\".protected.text\") func f(_ x: UInt32) -> UInt32 { put_number(x); return x }\n" + main, .explicit,
        "f is marked, and calls put_number, which is not"
      ),
      (
        "@section(\".protected.text\") func f(_ x: UInt32, _ y: (UInt64, UInt64, UInt64, UInt64)) -> UInt32 { x }\n"
          + "@main struct Main { static func main() { print(f(1, (1, 2, 3, 4))) } }", .explicit,
        "main calls f over the border of the protected part with arguments on the stack"
      ),
      (
        "@section(\".protected.text\") func f(_ x: UInt32) -> (UInt32, UInt32, UInt32) { (x, x, x) }\n"
          + "@main struct Main { static func main() { print(f(1).1) } }", .explicit,
        "its arguments or results are not those of an ordinary function"
      ),
      (
        "@section(\".protected.text\") func f(_ g: () -> UInt32) -> UInt32 { g() }\n"
          + "@main struct Main { static func main() { print(f { 5 }) } }", .automatic,
        "f is marked, and calls by a pointer"
      ),
    ])
  func refused(text: String, method: Method, message: String) {
    #expect {
      _ = try build(swift: text, method)
    } throws: { error in
      error is BorderError && "\(error)".contains(message)
    }
  }

  @Test("a source that Swift refuses is refused with its line, and one without main with a reason")
  func wrongSources() throws {
    #expect {
      _ = try build(swift: "@section(\".protected.text\") func f() -> UInt32 { nothing }\n\(Self.main)")
    } throws: {
      "\($0)".contains("program.swift:2:") && "\($0)".contains("cannot find 'nothing'")
    }
    #expect {
      let text = "@section(\".protected.text\") func f() -> some FixedWidthInteger { 5 }\n"
      _ = try build(swift: text + "@main struct Main { static func main() { print(f()) } }")
    } throws: {
      "\($0)".contains("program.swift: of marked functions plaintext has declarations only; to this Swift says:")
    }
    #expect {
      try withTemporaryFolder { folder in
        try "func f() {}\n".write(toFile: "\(folder)/program.swift", atomically: true, encoding: .utf8)
        _ = try BareProgram(tools: Tools(), folder: Self.folder).build("\(folder)/program.swift")
      }
    } throws: {
      "\($0)".contains("begins in `static func main()`")
    }
  }
}
