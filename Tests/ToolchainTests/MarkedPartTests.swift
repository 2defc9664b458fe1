import Foundation
import Reference
import Testing

@testable import Toolchain

/// Programs of which only what is marked in the source is encrypted, on the golden model.
@Suite struct MarkedPartTests: MarkedPrograms {
  private static let licence = "\(folder)/marked/licence.c"

  @Test("a program says the same as without protection", arguments: methods, [false, true])
  func same(method: MarkedPartProtection.ModeShiftMethod, compressed: Bool) throws {
    let plain = try run(
      BareProgram(tools: Tools(), folder: Self.folder, compressed: compressed).build(Self.licence),
      compressed: compressed)
    let (program, part) = try build(Self.licence, method, compressed: compressed)
    let marked = try run(program.program, compressed: compressed)
    #expect(plain.outcome == .finished(0) && marked.outcome == .finished(0) && plain.console == marked.console)
    #expect(marked.console.contains("0000004401 is valid\n") && marked.console.contains("attempts left: 0\n"))
    #expect(
      part
        == MarkedPart(
          functions: ["mixed", "is_valid"], variables: ["secret_factors", "attempts"], entered: ["is_valid"],
          left: ["report_attempts"]))
  }

  @Test("nothing but arguments and results is in registers at the border", arguments: methods, [false, true])
  func registers(method: MarkedPartProtection.ModeShiftMethod, compressed: Bool) throws {
    let program = try build("\(Self.folder)/marked/registers.S", method, compressed: compressed).program
    #expect(try run(program.program, compressed: compressed).outcome == .finished(0))
  }

  /// What a function leaves in a0 and a1 that are no results of its own.
  @Test("a function of C gives what its type says, and no more", arguments: methods)
  func results(method: MarkedPartProtection.ModeShiftMethod) throws {
    let text = """
      PROTECTED_DATA uint32_t kept;
      PROTECTED void nothing(uint32_t x, uint32_t y) { kept = x ^ y; }
      PROTECTED uint32_t word(uint32_t x, uint32_t y) { return x + y; }
      PROTECTED uint64_t two(uint32_t x, uint32_t y) { return (uint64_t)x << 32 | y; }
      #define CALL(function) \\
        __asm__ volatile("li a0, 5; li a1, 6; call " #function "; mv %0, a0; mv %1, a1" \\
          : "=r"(first), "=r"(second) :: "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "t0", "t1", "t2", "t3", \\
          "t4", "t5", "t6", "ra", "memory")
      int main(void) {
        uint32_t first, second;
        CALL(nothing);
        if (first != 0 || second != 0) return 1;
        CALL(word);
        if (first != 11 || second != 0) return 2;
        CALL(two);
        return first == 6 && second == 5 ? 0 : 3;
      }
      """
    #expect(try run(build(text: text, method).program.program).outcome == .finished(0))
  }

  @Test("the part is ciphertext, the rest is what it was, and what shifts the mode stands where it is needed only")
  func image() throws {
    let words: [Method: [UInt32]] = [.explicit: [0x02, 0x0a], .automatic: []]
    for (method, expected) in words {
      let (plain, _) = try protection(method).linked(Self.licence, Tools(), Self.folder)
      let program = try build(Self.licence, method).program
      for name in [".secret.text", ".secret.data"] {
        let section = try #require(plain.section(named: name))
        let (before, after) = (plain.contents(of: section), program.program.contents(of: section))
        #expect(zip(before, after).count { $0 == $1 } < before.count / 64 && !before.isEmpty)
      }
      for name in [".text", ".rodata"] {
        let section = try #require(plain.section(named: name))
        #expect(plain.contents(of: section) == program.program.contents(of: section))
      }
      #expect(program.plaintextWords.count > 40)
      for segment in program.program.segments {
        let bytes = program.program.contents(of: segment)
        let words = stride(from: 0, to: bytes.count - 7, by: 8).map { start in
          bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        #expect(program.plaintextWords.isDisjoint(with: words))
      }
      // Instructions of custom-0 with funct3 1, by their funct7: from plaintext in, and out.
      let shifts = [".text", ".secret.text"].flatMap { name in
        plain.section(named: name).map { plain.contents(of: $0) } ?? []
      }
      let found = stride(from: 0, to: shifts.count, by: 4).compactMap { start -> UInt32? in
        let word = shifts[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & 0x707f == 0x100b ? word >> 24 : nil
      }
      #expect(Set(expected).isSubset(of: found) && found.isEmpty == expected.isEmpty && found.count <= 3, "\(found)")
    }
  }

  @Test(
    "what must not cross the border is refused, with its name",
    arguments: [
      ("int main(void) { return 0; }", Method.explicit, "nothing that is marked"),
      (
        "PROTECTED_DATA int x; PROTECTED int f(void) { return x; } int main(void) { return f() + x; }", .explicit,
        "main uses x, which is marked"
      ),
      (
        "PROTECTED int f(int x) { put_number(x); return x; } int main(void) { return f(1); }", .explicit,
        "f is marked, and calls put_number, which is not"
      ),
      (
        """
        static __attribute__((noinline)) int g(int x) { static volatile int y; return y += x; }
        PROTECTED_MAY_CALL(g);
        PROTECTED int f(int x) { return g(x); }
        int main(void) { return f(1); }
        """, .explicit, "f is marked, and calls g, which is static"
      ),
      (
        "PROTECTED_MAY_CALL(put_text); PROTECTED void f(void) { put_text(\"a secret\"); }\n"
          + "int main(void) { f(); return 0; }",
        .explicit, "f is marked, and uses what the compiler has put into .rodata"
      ),
      (
        "PROTECTED int f(int x) { static int last; last += x; return last; } int main(void) { return f(1); }",
        .explicit,
        "f is marked, and uses what the compiler has put into .bss"
      ),
      (
        "PROTECTED int f(int x) { static const int table[4] = {5, 77, 4, 3}; return table[x & 3]; }\n"
          + "int main(void) { return f(1); }", .explicit,
        "f is marked, and uses what the compiler has put into .rodata"
      ),
      (
        "PROTECTED int f(int x) { int table[16] = {5, 77, 4, 3, 9, 8, 6}; table[x & 15]++; return table[x & 7]; }\n"
          + "int main(void) { return f(1); }", .explicit,
        "f is marked, and uses what the compiler has put into .rodata"
      ),
      (
        "PROTECTED int f(int a, int b, int c, int d, int e, int g, int h, int i, int j) {\n"
          + "return a + b + c + d + e + g + h + i + j; }\nint main(void) { return f(1, 2, 3, 4, 5, 6, 7, 8, 9); }",
        .explicit, "main calls f over the border of the protected part with arguments on the stack"
      ),
      (
        "PROTECTED int f(int a, ...) { return a; } int main(void) { return f(1, 2); }", .explicit,
        "main calls f over the border of the protected part; its arguments"
      ),
      (
        "PROTECTED int put_hexadecimals(int a) { return a; }\nPROTECTED void put_number(uint32_t a) { (void)a; }\n"
          + "int main(void) { put_number(1); return put_hexadecimals(1); }",
        .explicit, "put_number"
      ),
      (
        "PROTECTED int f(int (*g)(void)) { return g(); } int main(void) { return f(0); }", .automatic,
        "f is marked, and calls by a pointer"
      ),
    ])
  func refused(text: String, method: Method, message: String) {
    #expect {
      _ = try build(text: text, method)
    } throws: { error in
      error is BorderError && "\(error)".contains(message)
    }
  }

  @Test(
    "plaintext that does not keep to the border ends in a fault, and gets nothing",
    arguments: [
      // Data and instructions of the part are neither read nor executed from plaintext.
      ("return *(volatile int *)protected_state;", 0x405, 0x405),
      ("return *(volatile int *)protected_text;", 0x405, 0x405),
      ("((void (*)(void))protected_text)(); return 0;", 0x401, 0x401),
      ("((void (*)(void))return_to_protected)(); return 0;", 0x401, 0x103),
      // A function that there is not.
      ("ENTER(\"li t0, 2\", \"nop\"); return 0;", 0x103, 0x103),
      // A return into the part.
      ("ENTER(\"li t0, 0\", \"la ra, protected_text\"); return 0;", 0x401, 0x103),
      ("ENTER(\"li t0, 0\", \"la ra, protected_text_end - 1\"); return 0;", 0x401, 0x103),
      ("ENTER(\"li t0, 0\", \"la ra, return_to_protected\"); return 0;", 0x103, 0x103),
      // Past the entry point: refused, and it goes on behind.
      ("SHIFT(\"return_to_protected\"); return 7;", 7, 7),
      ("SHIFT(\"protected_text\"); return 7;", 7, 7),
      // The part's stack ends somewhere, and a pointer from the other side leads nowhere.
      ("return deep(1);", 0x107, 0x107),
    ])
  func attacked(statements: String, explicit: Int, automatic: Int) throws {
    for method in Self.methods {
      let text = """
        extern char protected_state[], protected_text[], return_to_protected[];
        PROTECTED int f(int x) { return x; }
        PROTECTED int deep(int x) { volatile int y[100]; y[0] = x; return x ? deep(x + 1) + y[0] : 0; }
        #define ENTER(number, place) \\
          __asm__ volatile(number "; " place "; la t1, enter_protected; \(method == .explicit ? ".insn r 0x0b, 1, 1, t2, t1, x0" : "jr t1")")
        #define SHIFT(place) __asm__ volatile("la t1, " place "; .insn r 0x0b, 1, 1, t2, t1, x0" ::: "t1", "t2")
        int main(void) { if (f(1) != 1) return deep(0); \(statements) }
        """
      let elf = try build(text: text, method).program.program
      let expected = method == .explicit ? explicit : automatic
      #expect(try run(elf).outcome == .finished(expected), "\(method)")
    }
  }

  @Test("switches, memory functions, own pointers, and a main that is marked itself", arguments: methods)
  func language(method: MarkedPartProtection.ModeShiftMethod) throws {
    let pointer = method == .explicit ? "uint32_t (*volatile step)(uint32_t) = chosen; x = step(x);" : "x = chosen(x);"
    let text = """
      struct record { uint32_t words[20]; };
      PROTECTED_DATA struct record kept;
      PROTECTED uint32_t chosen(uint32_t x) {
        switch (x) {
          case 0: return 77; case 1: return 5345; case 2: return 332; case 3: return 23; case 4: return 999;
          case 5: return 22; case 6: return 1; case 7: return 4711; default: return 0;
        }
      }
      PROTECTED struct record changed(struct record value, uint32_t x) {
        \(pointer)
        kept = value;
        kept.words[3] += x;
        return kept;
      }
      PROTECTED int main(void) {
        struct record value = {{0}};
        value.words[3] = 1;
        return changed(value, 7).words[3] == 4712 ? 0 : 1;
      }
      """
    #expect(try run(build(text: text, method).program.program).outcome == .finished(0))
  }

  @Test("calls of plaintext are as deep as there are back-links; without them, as the stack reaches")
  func depth() throws {
    for (method, depth, outcome) in [(Method.explicit, 8, 0), (.explicit, 9, 0x103), (.automatic, 100, 0)] {
      let text = """
        int open(int depth);
        PROTECTED_MAY_CALL(open);
        PROTECTED int hidden(int depth) { return open(depth) + 1; }
        int open(int depth) { return depth > 1 ? hidden(depth - 1) + 1 : 0; }
        int main(void) { return hidden(\(depth)) == \(2 * depth - 1) ? 0 : 1; }
        """
      #expect(try run(build(text: text, method).program.program).outcome == .finished(outcome), "\(method)")
    }
  }

  @Test("a marked function that calls plaintext by a pointer ends in a fault")
  func pointer() throws {
    let text = """
      int plain(void) { return 5; }
      PROTECTED int f(int (*g)(void)) { return g(); }
      int main(void) { return f(plain); }
      """
    let program = try build(text: text).program.program
    #expect(try run(program).outcome == .finished(0x101))
    #expect(WholeProgramProtection.explanation(of: 0x101, in: program) == "fetchAccessFault in encrypted mode")
    #expect(WholeProgramProtection.explanation(of: 0x405, in: program) == "loadAccessFault in plaintext mode")
  }

  @Test("arguments and results are counted as the compiler has placed them")
  func signatures() {
    let module = """
      define weak dso_local i32 @one(i32 noundef %0, ptr noundef readonly captures(none) %1) #0 section ".protected.text" {
      declare dso_local void @none() local_unnamed_addr #1
      define dso_local range(i32 0, 5) i64 @"a name"(i64 noundef %0, [2 x i32] %1, double %2, i1 zeroext %3) {
      declare { i32, i32 } @pair(ptr noalias sret({ i32, [3 x i32] }) align 4, float)
      define internal fastcc i32 @fast(i32 %0) {
      declare i32 @many(ptr, ...)
      declare [2 x i32] @odd(<4 x i32>)
      """
    let expected = [
      "one": (2, 1, false), "none": (0, 0, false), "a name": (7, 2, false), "pair": (2, 2, false),
      "fast": (1, 1, true), "many": (1, 1, true), "odd": (0, 2, true),
    ].mapValues { FunctionSignature(arguments: $0.0, results: $0.1, isUnusual: $0.2) }
    #expect(FunctionSignature.all(inModule: module) == expected)
  }
}
