import Cosimulation
import Foundation
import Reference
import Testing
import Toolchain

/// Processes in plaintext of which what is marked in the source is encrypted: `docs/writing-programs.md`, section 5. The
/// scenario `marked` has two, on the golden model and on the hardware.
@Suite struct MarkedProcessTests {
  private let system: SystemUnderTest
  typealias Method = MarkedPartProtection.ModeShiftMethod

  init() throws { system = try SystemUnderTest() }

  private struct Text {
    let name: String
    let text: String
    var ending = "c"
    var marked: Method?
    var isEncrypted = true
  }

  /// A system of such processes.
  private func build(_ texts: [Text], conditions: [String] = []) throws -> SystemProgram {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = try texts.map { source in
      let path = folder.appending(path: "\(source.name).\(source.ending)")
      let head = source.ending == "c" ? "#include \"protected.h\"\n#include \"system.h\"\n" : "import Sharing\n"
      try "\(head)\(source.text)\n".write(to: path, atomically: true, encoding: .utf8)
      return SystemBuilder.Source(path.path, isEncrypted: source.isEncrypted, marked: source.marked)
    }
    var generator = SystemRandomNumberGenerator()
    return try system.builder.build(
      sources, processor: system.processor, conditions: conditions, using: &generator)
  }

  private func run(_ program: SystemProgram) -> SystemRun {
    SystemRun.reference(program, fuses: system.fuses, limit: 20_000_000)
  }

  private static let secret: [UInt8] = [0x5b, 0xc9, 0x17, 0xe2]
  private static let counting = """
    PROTECTED_CONSTANT const uint32_t secret = 0xe217c95b;
    PROTECTED_DATA uint32_t count = 3;
    PROTECTED uint32_t counted(uint32_t value) { return (count += value) ^ secret; }
    int main(void) {
      counted(4);
      print("in plaintext\\n");
      // A constant that plaintext has too would be no secret.
      return counted(5) == 3793209687u ? 0 : 1;
    }
    """

  @Test("the part is ciphertext, and the rest is what it was")
  func image() throws {
    let kinds: [(Method?, isEncrypted: Bool)] = [(nil, false), (nil, true), (.explicit, true)]
    for (method, isEncrypted) in kinds {
      let program = try build([Text(name: "p", text: Self.counting, marked: method, isEncrypted: isEncrypted)])
      func contains(_ bytes: [UInt8]) -> Bool { Data(program.program.bytes).firstRange(of: Data(bytes)) != nil }
      let isReadable = !isEncrypted || method != nil
      #expect(contains(Self.secret) == !isEncrypted && contains(Array("in plaintext\n".utf8)) == isReadable)
      #expect(program.parts.map(\.part.functions) == (method == nil ? [] : [["counted"]]))
      #expect(program.parts.map(\.part.entered) == (method == nil ? [] : [["counted"]]))
      #expect(program.parts.map(\.part.variables) == (method == nil ? [] : [["count", "secret"]]))
      let run = run(program)
      #expect(run.outcome == .finished(0) && run.output == "in plaintext\n", "\(run.output)")
      #expect(run.leak == nil || method == nil, "\(run.leak ?? "")")
    }
  }

  /// Calls to and fro, memory functions, 64-bit division.
  private static let language = """
    struct record { uint32_t words[20]; };
    PROTECTED_DATA struct record kept;
    uint64_t twice(uint32_t value);
    PROTECTED_MAY_CALL(twice);
    PROTECTED uint64_t hidden(uint64_t value, const struct record *record) {
      kept = *record;
      return value / kept.words[7] + twice(kept.words[3]);
    }
    uint64_t twice(uint32_t value) {
      system_yield();
      struct record record = {{0, 0, 0, 2, 0, 0, 0, 1000}};
      return value > 2 ? hidden(value * 1000, &record) : 2 * value;
    }
    int main(void) {
      struct record record = {{0}};
      record.words[3] = 5, record.words[7] = 1000000007;
      if (hidden(123456789012345678, &record) != 123456788 + 5 + 4) return 1;
      print("C\\n");
      return 0;
    }
    """

  /// Two processes of one program have parts with memory of their own.
  private static let twoProcesses = """
    PROTECTED_DATA uint32_t count;
    PROTECTED uint32_t next(void) { return ++count; }
    int main(void) {
      if (system_self() == expect(system_find(name(PROCESS)), "p")) expect(system_start(name(PROCESS "2")), "q");
      for (uint32_t round = 1; round <= 4000; round++) {
        if (next() != round) fail("of another process");
        if (round % 100 == 0) system_yield();
      }
      print("two\\n");
      return 0;
    }
    """

  /// What the part allocates is in the part, what plaintext allocates is not.
  private static let swift = """
    @section(".protected.data") nonisolated(unsafe) var place: UInt = 0
    @section(".protected.text") func sum(_ count: Int) -> Int {
      var values: [Int] = []
      for value in 0..<count { values.append(value * value) }
      values.withUnsafeBufferPointer { place = UInt(bitPattern: $0.baseAddress) }
      return values.reduce(0, +)
    }
    @section(".protected.text") func whereItWas() -> UInt { place }
    @main struct P: Program {
      static func run() throws(SharingError) {
        let values = [1, 2, 3].map { $0 * 2 }
        print(sum(100) + values[2])
        // The region begins the program, and what the system allocates is behind it.
        let own = values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        print(whereItWas() >= 0x4000_0000 && whereItWas() < 0x4001_6000 && own > 0x5000_0000 ? "apart" : "not apart")
      }
    }
    """

  @Test("parts in C and in Swift, by both methods, side by side, interrupted after every few instructions")
  func language() throws {
    var texts = Method.allCases.flatMap { method in
      [
        Text(name: "c-\(method == .explicit ? 1 : 2)", text: Self.language, marked: method),
        Text(name: "p-\(method == .explicit ? 1 : 2)", text: Self.twoProcesses, marked: method),
      ]
    }
    texts.append(Text(name: "swift", text: Self.swift, ending: "swift", marked: .explicit))
    let run = try run(build(texts, conditions: ["FREQUENT_SWITCHES"]))
    #expect(run.interruptions > 300)
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("kernel: contexts taken out") }.sorted()
    #expect(run.outcome == .finished(0) && run.leak == nil, "\(run.output)\(run.leak ?? "")")
    #expect(lines == ["328356", "C", "C", "apart", "two", "two", "two", "two"], "\(run.output)")
  }

  /// Statements, and the exception in which they end with each method.
  private static let attacks: [(statements: String, explicit: Int, automatic: Int)] = [
    ("return *(volatile int *)protected_state;", 5, 5),
    ("return *(volatile int *)protected_text;", 5, 5),
    ("((void (*)(void))protected_text)(); return 0;", 1, 1),
    ("((void (*)(void))return_to_protected)(); return 0;", 1, 3),
    // A function that there is not.
    ("ENTER(\"li t0, 9\", \"nop\"); return 0;", 3, 3),
    // A return into the part.
    ("ENTER(\"li t0, 0\", \"la ra, protected_text\"); return 0;", 1, 3),
    // The part's stack ends where nothing is mapped.
    ("return deep(1);", 15, 15),
  ]

  @Test("plaintext that does not keep to the border ends in a fault, and gets nothing", arguments: Method.allCases)
  func attacked(method: Method) throws {
    let enter = method == .explicit ? ".insn r 0x0b, 1, 1, t2, t1, x0" : "jr t1"
    let program = try build(
      Self.attacks.enumerated().map { number, attack in
        Text(
          name: "p\(number)",
          text: """
            extern char protected_state[], protected_text[], return_to_protected[];
            PROTECTED int f(int x) { return x; }
            PROTECTED int deep(int x) { volatile int y[100]; y[0] = x; return x ? deep(x + 1) + y[0] : 0; }
            #define ENTER(number, place) __asm__ volatile(number "; " place "; la t1, enter_protected; \(enter)")
            int main(void) { if (f(1) != 1) return deep(0); \(attack.statements) }
            """, marked: method)
      })
    let output = run(program).output
    for (number, attack) in Self.attacks.enumerated() {
      let cause = method == .explicit ? attack.explicit : attack.automatic
      #expect(output.contains("p\(number): exception \(cause)"), "\(attack.statements) \(output)")
    }
  }

  @Test(
    "what must not cross the border is refused with its name",
    arguments: [
      (
        "PROTECTED_DATA int x; PROTECTED int f(void) { return x; }\nint main(void) { return f() + x; }", "c",
        "main uses x, which is marked"
      ),
      (
        "@section(\".protected.text\") func f() { yield() }\n@main struct P: Program { static func run() { f() } }",
        "swift", "f is marked, and calls system_yield, which is not"
      ),
    ])
  func refused(text: String, ending: String, message: String) {
    #expect {
      _ = try build([Text(name: "p", text: text, ending: ending, marked: .explicit)])
    } throws: {
      $0 is BorderError && "\($0)".contains(message)
    }
  }

  @Test("a program of several makers has no marks")
  func severalMakers() {
    var generator = SystemRandomNumberGenerator()
    let path = "\(system.builder.folder)/programs/segments/program.json"
    #expect {
      _ = try system.builder.build(
        [SystemBuilder.Source(path, marked: .explicit)], processor: system.processor, using: &generator)
    } throws: { "\($0)".contains("regions are encrypted, and not what is marked in sources") }
  }
}
