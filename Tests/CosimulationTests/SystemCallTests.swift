import Cosimulation
import Testing

/// What the kernel of `sim/system` answers, and how it ends what cannot go on.
@Suite struct SystemCallTests {
  private let system: SystemUnderTest

  init() throws { system = try SystemUnderTest() }

  @Test("every refusal of a system call has its number")
  func refusals() throws {
    let run = try system.run(
      """
      struct { const char *what; int32_t result, expected; } calls[] = {
        {"map", system_map(name("nothing")), SYSTEM_UNKNOWN},
        {"find", system_find(name("nobody")), SYSTEM_UNKNOWN},
        {"send to nobody", system_send(7, "", 0), SYSTEM_UNKNOWN},
        {"send too much", system_send(0, 0, 1025), SYSTEM_BAD_OPERAND},
        {"allocate nothing", system_allocate(0), SYSTEM_BAD_OPERAND},
        {"allocate everything", system_allocate(0x18000000), SYSTEM_NO_MEMORY},
        {"allocate more", system_allocate(0xfffff000), SYSTEM_BAD_OPERAND},
        {"share nothing", system_share(name("none"), 0, 0), SYSTEM_BAD_OPERAND},
        {"share too much", system_share(name("much"), (1 << 20) + 1, 0), SYSTEM_BAD_OPERAND},
        {"share", system_share(name("twice"), 64, 0) < 0, 0},
        {"share again", system_share(name("twice"), 64, 0), SYSTEM_EXISTS},
        {"map without permission", system_map(name("twice")), SYSTEM_DENIED},
        {"start a name that is there", system_start(name("p0")), SYSTEM_EXISTS},
        {"room that nobody can make", system_make_room(), SYSTEM_REFUSED},
      };
      int32_t wrong = 0;
      for (uint32_t index = 0; index < sizeof calls / sizeof *calls; index++) {
        if (calls[index].result == calls[index].expected) continue;
        print(calls[index].what);
        print(": ");
        print_number(calls[index].result);
        print("\\n");
        wrong++;
      }
      register uint32_t a0 __asm__("a0") = 0;
      register uint32_t a7 __asm__("a7") = 99;
      __asm__ volatile("ecall" : "+r"(a0) : "r"(a7) : "memory");
      return wrong + ((int32_t)a0 != SYSTEM_NO_CALL);
      """)
    #expect(run.outcome == .finished(0) && run.output.isEmpty, "\(run.output)")
  }

  @Test("the kernel reads nothing that a process has in a region")
  func passedSecrets() throws {
    let run = try system.run(
      """
      static char text[64] __attribute__((aligned(64))) = "nobody reads this but me";
      register uint32_t a0 __asm__("a0") = (uint32_t)text;
      register uint32_t a1 __asm__("a1") = 24;
      register uint32_t a7 __asm__("a7") = SYSTEM_WRITE;
      __asm__ volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a7) : "memory");
      return (int32_t)a0;
      """)
    #expect(run.outcome == .finished(0))
    #expect(run.leak == nil && run.output.utf8.count >= 24 && !run.output.contains("nobody"), "\(run.output)")
  }

  @Test("what a process shows is a leak, unless its source says that everybody may see it", arguments: [false, true])
  func shownData(isPublic: Bool) throws {
    let run = try system.run(
      """
      alignas(8) static \(isPublic ? "PUBLIC" : "") volatile char text[] = "a certificate, or a secret that was copied";
      char *open = (char *)expect(system_share_public(name("open"), 64, 1), "memory");
      for (uint32_t index = 0; index < sizeof text; index++) open[index] = text[index];
      return 0;
      """)
    #expect(run.outcome == .finished(0) && run.watched > 0)
    #expect((run.leak == nil) == isPublic, "\(run.leak ?? "no leak")")
  }

  @Test("a process that traps ends, and the others go on")
  func exceptions() throws {
    let run = try system.run(
      "*(volatile uint32_t *)0x50000123; return 0;", "*(volatile uint32_t *)0x80000000 = 1; return 0;",
      "print(\"goes on\\n\"); return 0;")
    #expect(run.outcome == .finished(256 + 4))
    // Of an address in encrypted mode the kernel sees the page, if that.
    #expect(run.output.contains("p0: exception 4 in encrypted mode, value 0x00000000\n"), "\(run.output)")
    #expect(run.output.contains("p1: exception 15 in encrypted mode, value 0x80000000\n"))
    #expect(run.output.contains("goes on\n"))
  }

  @Test("memory is there in a region, or where everybody may see it")
  func closed() throws {
    let run = try system.run(
      "*(volatile uint32_t *)system_allocate(64) = 1; return 0;",
      """
      volatile uint32_t *open = (void *)expect(system_share_public(name("open"), 64, 1 << 2), "share");
      *open = 1851;
      expect(system_send(2, "go", 2), "p2");
      return (uint32_t)open >> 31 ? 0 : 1;
      """,
      """
      expect(system_receive(&(uint8_t[4]){}, 4, 0), "p1");
      if (*(volatile uint32_t *)expect(system_map_public(name("open")), "map") != 1851) return 1;
      return *(volatile uint32_t *)expect(system_map(name("open")), "map") == 1851;
      """)
    #expect(run.outcome == .finished(256 + 7))
    #expect(run.output.contains("p0: exception 7 in encrypted mode, value 0x00000000\n"), "\(run.output)")
    #expect(!run.output.contains("p1: ended"))
    #expect(run.output.contains("p2: exception 5 in encrypted mode, value 0x00000000\n"))
  }

  @Test(
    "a key is made in encrypted mode, and nowhere else (SF-91)",
    arguments: [
      "random_key(&key)", "(derive_key(&key, \"initial value\", 13, \"purpose\"), 0)",
      "authenticated_region_key(&key, &(struct authenticated){.state = AUTHENTICATED_AGREED}, \"purpose\")",
    ], [true, false])
  func keysInPlaintext(call: String, isEncrypted: Bool) throws {
    let program = try system.build(
      ["struct region_key key; return \(call) ? 1 : 0;"], including: "authenticated.h", isEncrypted: isEncrypted)
    let run = SystemRun.reference(program, fuses: system.fuses, limit: 20_000_000)
    #expect(run.outcome == .finished(isEncrypted ? 0 : 256 + 2), "\(run.output)")
    #expect(run.output.contains("exception 2") == !isEncrypted, "\(run.output)")
  }

  @Test("processes that wait for each other are named")
  func deadlock() throws {
    let wait = "char message[4]; return system_receive(message, 4, 0);"
    let run = try system.run(wait, wait)
    #expect(run.outcome == .finished(2))
    #expect(
      run.output == "p0: waits for a message that nobody will send\np1: waits for a message that nobody will send\n")
  }

  @Test("a receiver with many messages makes the sender wait, and loses none")
  func fullMailbox() throws {
    let run = try system.run(
      "for (uint32_t number = 0; number < 100; number++) expect(system_send(1, &number, 4), \"p1\"); return 0;",
      """
      for (uint32_t number = 0; number < 100; number++) {
        uint32_t received = ~0u;
        int32_t sender = 7;
        for (int turn = 0; turn < 3; turn++) system_yield();
        if (system_receive(&received, 4, &sender) != 4 || received != number || sender) return (int32_t)number + 1;
      }
      return 0;
      """)
    #expect(run.outcome == .finished(0), "\(run.output)")
  }

  @Test("what does not fit into the receiver's room is refused")
  func longMessage() throws {
    let run = try system.run(
      "return system_send(1, \"four\", 4);",
      "char message[4]; return system_receive(message, 3, 0) == SYSTEM_BAD_OPERAND ? 0 : 1;")
    #expect(run.outcome == .finished(0), "\(run.output)")
  }

  @Test("a process that shares without end is refused, and the kernel goes on")
  func manyShares() throws {
    let run = try system.run(
      """
      uint32_t number = 0;
      while (number < 5000 && system_share((struct name){number + 1, 0}, 64, 0) >= 0) number++;
      print_number((int32_t)number);
      print("\\n");
      return system_share(name("more"), 64, 0) == SYSTEM_NO_MEMORY ? 0 : 1;
      """, "for (int turn = 0; turn < 100; turn++) system_yield(); print(\"goes on\\n\"); return 0;")
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect(run.output.contains("256\n") && run.output.contains("goes on\n"))
  }

  @Test("memory comes back when processes end, as zeros")
  func pagesComeBack() throws {
    // Each takes more than half of main memory that is left.
    let take = """
      system_yield();
      volatile uint32_t *memory = (void *)expect(system_allocate_public(9 << 20), "memory");
      for (uint32_t index = 0; index < 9 << 18; index += 1024) {
        if (memory[index]) return 1;
        memory[index] = index + 1;
      }
      """
    let run = try system.run(
      "\(take) expect(system_send(1, \"go\", 2), \"p1\"); return 0;",
      "char message[4]; expect(system_receive(message, 4, 0), \"p0\"); while (system_send(0, \"\", 0) != SYSTEM_UNKNOWN) system_yield(); \(take) return 0;"
    )
    #expect(run.outcome == .finished(0), "\(run.output)")
  }
}
