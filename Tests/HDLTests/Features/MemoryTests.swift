import Simulation
import Testing

@testable import HDL

/// Clocked reads, masks, initial contents, and what a read gives during a write.
@Suite struct MemoryTests {
  final class Cache: Module {
    let address = In(4)
    let data = In(32)
    let mask = In(4)
    let write = In()
    let read = In()
    let readAddress = In(4)
    let word = Out(32)
    let fresh = Out(32)
    let words = Memory(depth: 12, width: 32)
    let copies = Memory(depth: 16, width: 32, readDuringWrite: .new)

    override func build() {
      when(write) {
        words.write(address, data, mask: mask)
        copies.write(address, data, mask: mask)
      }
      word <== words.read(readAddress, enable: read)
      fresh <== copies.read(readAddress, enable: read).named("fresh_word")
    }
  }

  @Test func text() throws {
    let found = try HDLTests.text(of: Cache(), from: "assign word")
    #expect(
      found == """
          assign word = words_word;
          assign fresh = fresh_word;
          wire fresh_word_next_t1 = write & (address == read_address);
          wire [31:0] fresh_word_next_t2 = copies[read_address];
          assign fresh_word_next = {(fresh_word_next_t1 & mask[3]) ? data[31:24] : fresh_word_next_t2[31:24],
              (fresh_word_next_t1 & mask[2]) ? data[23:16] : fresh_word_next_t2[23:16], (fresh_word_next_t1 & mask[1])
              ? data[15:8] : fresh_word_next_t2[15:8], (fresh_word_next_t1 & mask[0]) ? data[7:0] : fresh_word_next_t2[7:0]};

          always @(posedge clock) begin
            if (write) begin
              if (mask[0]) begin
                words[address][7:0] <= data[7:0];
              end
              if (mask[1]) begin
                words[address][15:8] <= data[15:8];
              end
              if (mask[2]) begin
                words[address][23:16] <= data[23:16];
              end
              if (mask[3]) begin
                words[address][31:24] <= data[31:24];
              end
              if (mask[0]) begin
                copies[address][7:0] <= data[7:0];
              end
              if (mask[1]) begin
                copies[address][15:8] <= data[15:8];
              end
              if (mask[2]) begin
                copies[address][23:16] <= data[23:16];
              end
              if (mask[3]) begin
                copies[address][31:24] <= data[31:24];
              end
            end
            if (read) begin
              words_word <= words[read_address];
            end
            if (read) begin
              fresh_word <= fresh_word_next;
            end
          end
        """, "\(found)")
    try expectCleanEverywhere(Cache())
  }

  final class Squares: Module {
    let index = In(2)
    let value = Out(8)
    let contents = Memory(depth: 4, width: 8, initial: (1...3).map { Constant(width: 8, value: $0 * $0) })
    override func build() { value <== contents.read(index) }
  }

  @Test func initialContents() throws {
    let found = try HDLTests.text(of: Squares())
    #expect(
      found == """
        module squares (
          input  wire       clock,
          input  wire [1:0] index,
          output wire [7:0] value
        );

          reg [7:0] contents_word;
          reg [7:0] contents [0:3];

          initial begin
            contents[0] = 8'h01;
            contents[1] = 8'h04;
            contents[2] = 8'h09;
            contents[3] = 8'h00;
          end

          assign value = contents_word;

          always @(posedge clock) begin
            contents_word <= contents[index];
          end

        endmodule
        """, "\(found)")
    try expectCleanEverywhere(Squares())
  }

  final class Shared: Module {
    let address = In(4)
    let write = In()
    let data = In(8)
    let readAddress = In(4)
    let read = In()
    let word = Out(8)
    let words: Memory

    init(_ readDuringWrite: Memory.ReadDuringWrite) {
      words = Memory(depth: 16, width: 8, readDuringWrite: readDuringWrite)
      super.init()
    }

    override func build() {
      when(write) { words.write(address, data) }
      word <== words.read(readAddress, enable: read)
    }
  }

  @Test("a read that must not meet a write: synthesis is told, and a property says so") func excluded() throws {
    #expect(try HDLTests.text(of: Shared(.excluded)).contains("(* no_rw_check *) reg [7:0] words [0:15];"))
    let simulator = try CycleSimulator(Shared(.excluded))
    try simulator.reset()
    simulator.write = true
    simulator.read = true
    simulator.address = 3
    simulator.readAddress = 4
    try simulator.tick()
    // The same word, but the read is not enabled.
    simulator.read = false
    simulator.readAddress = 3
    try simulator.tick()
    simulator.read = true
    do {
      try simulator.tick()
      Issue.record("not noticed")
    } catch {
      #expect("\(error)".contains("words_word_meets_no_write"), "\(error)")
    }
  }

  @Test("a read that is of no use when it meets a write: synthesis is told, simulations give the old word")
  func unspecified() throws {
    #expect(try HDLTests.text(of: Shared(.unspecified)).contains("(* no_rw_check *) reg [7:0] words [0:15];"))
    let simulator = try CycleSimulator(Shared(.unspecified))
    simulator.write = true
    simulator.read = true
    simulator.address = 3
    simulator.readAddress = 3
    for value in [5, 6, 7] as [UInt64] {
      simulator.data = value
      try simulator.tick()
    }
    #expect(simulator.word == 6)
  }
}
