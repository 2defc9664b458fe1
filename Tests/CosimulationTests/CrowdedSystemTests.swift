import Cosimulation
import Reference
import Testing

/// More processes, contexts and regions than the processor has places for: `docs/system.md`, section 3.
@Suite struct CrowdedSystemTests {
  private let system: SystemUnderTest

  init() throws { system = try SystemUnderTest() }

  private func run(_ bodies: [String], attributes: Int = 16, domains: Int, images: Int = 16) throws -> SystemRun {
    let unit = UnitParameters(
      attributes: attributes, keySlots: attributes, domains: domains, backLinks: 8, aes256: true, images: images)
    return SystemRun.reference(try system.build(bodies), unit: unit, fuses: system.fuses, limit: 20_000_000)
  }

  @Test("a program for which there is no domain begins when another one has ended")
  func waitingPrograms() throws {
    let run = try run((0..<5).map { "print(\"\($0) is done\\n\"); return 0;" }, domains: 4)
    #expect(run.outcome == .finished(0))
    let lines = run.output.split(separator: "\n")
    #expect(Set(lines.prefix(3)) == ["0 is done", "1 is done", "2 is done"], "\(run.output)")
    #expect(lines.dropFirst(3) == ["3 is done", "4 is done"], "\(run.output)")
  }

  @Test("who waits for a program that waits for a domain is named, and so is the program")
  func waitingForEachOther() throws {
    let wait = "char message[4]; return system_receive(message, 4, 0);"
    let run = try run([wait, "return system_send(0, \"go\", 2);"], domains: 2)
    #expect(run.outcome == .finished(2))
    #expect(
      run.output == "p0: waits for a message that nobody will send\np1: waits for a place in the processor\n",
      "\(run.output)")
  }

  @Test("processes of one program have registers and memory of their own, and come back to them")
  func processesOfAProgram() throws {
    let run = try run(
      [
        """
        static volatile int32_t own;
        int32_t self = system_self();
        for (uint32_t letter = 'b'; self == 0 && letter < 'f'; letter++)
          expect(system_start((struct name){letter, 0}), "start");
        own = self;
        uint32_t sum = (uint32_t)self;
        for (uint32_t turn = 0; turn < 20; turn++) {
          system_yield();
          if (own != self) return 1;
          sum = sum * 3 + (uint32_t)own;
        }
        print_hexadecimal(sum);
        print("\\n");
        return 0;
        """
      ], domains: 2)
    let sums = (0..<5).map { process in (0..<20).reduce(UInt32(process)) { sum, _ in sum &* 3 &+ UInt32(process) } }
    let printed = run.output.split(separator: "\n").compactMap { UInt32($0, radix: 16) }
    #expect(run.outcome == .finished(0) && Set(printed) == Set(sums) && printed.count == 5, "\(run.output)")
    #expect(run.output.contains("kernel: contexts taken out "))
  }

  @Test("a context for which there is no image ends its process, by name")
  func noImages() throws {
    let body = """
      for (uint32_t letter = 'b'; system_self() == 0 && letter < 'e'; letter++)
        expect(system_start((struct name){letter, 0}), "start");
      for (int turn = 0; turn < 3; turn++) system_yield();
      return 0;
      """
    let run = try run([body], domains: 2, images: 2)
    #expect(run.outcome == .finished(512 + 6), "\(run.output)")
    #expect(run.output.contains(": no room for its context: spill answers 6\n"), "\(run.output)")
  }

  @Test("a region of a process's own for which no register can be freed is refused, and the process goes on")
  func noRegisters() throws {
    let run = try run(
      [
        """
        struct region_key key;
        for (uint8_t segment = 4;; segment++) {
          if (random_key(&key)) return 1;
          void *memory = (void *)expect(system_allocate(64), "memory");
          uint32_t status = region_install(segment, memory, 64, &key, REGION_READ | REGION_WRITE, 0);
          if (!status) continue;
          print_number(segment);
          print(" is refused with ");
          print_number((int32_t)status);
          print("\\n");
          return system_send(1, "go", 2);
        }
        """,
        """
        static volatile uint32_t own = 7;
        char message[4];
        expect(system_receive(message, 4, 0), "p0");
        if (own == 7) print("goes on\\n");
        return 0;
        """,
      ], attributes: 8, domains: 4)
    // Text and data here and text there leave five registers; the data of the two has one in turn with them.
    #expect(run.outcome == .finished(0), "\(run.output)")
    #expect(run.output.contains("9 is refused with 10\n") && run.output.contains("goes on\n"), "\(run.output)")
    #expect(run.output.contains("kernel: regions taken out of their registers "), "\(run.output)")
  }
}
