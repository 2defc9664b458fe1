import HDL
import Simulation
import Testing

@Suite struct ControlRegisterTests {
  @Test func file() throws {
    #expect(
      try text(of: ControlRegisterFile(KeyRegisters(), addressWidth: 8)) == """
        module key_registers (
          input  wire        clock,
          input  wire        reset,              // synchronous, active high
          input  wire  [7:0] address,
          input  wire        read,
          input  wire        write,
          input  wire [31:0] write_data,
          input  wire  [3:0] write_mask,         // one bit per byte
          output reg  [31:0] read_data,
          output wire        error,              // no register has the address
          output wire        control_enable,     // encrypt every line that leaves the cache
          output wire        control_start,      // load the key
          output wire  [3:0] control_slot,       // key slot in use
          output wire  [1:0] control_size,       // key size
          input  wire        status_is_busy,     // a key is being loaded
          output wire        status_failed,      // a load failed
          input  wire        status_failed_set,  // events of this cycle
          output wire        status_flush,       // flush the cache; clear when it is done
          input  wire        status_flush_clear, // requests done in this cycle
          output wire [31:0] key_0_word,
          output wire [31:0] key_1_word
        );

          localparam [1:0] KEY_SIZE_MEDIUM = 2'd1;

          reg        control_enable_state;
          reg        control_start_state;
          reg  [3:0] control_slot_state;
          reg  [1:0] control_size_state;
          reg        status_failed_state;
          reg        status_flush_state;
          reg [31:0] key_0_word_state;
          reg [31:0] key_1_word_state;

          assign control_enable = control_enable_state;
          assign control_start = control_start_state;
          assign control_slot = control_slot_state;
          assign control_size = control_size_state;
          assign status_failed = status_failed_state;
          assign status_flush = status_flush_state;
          assign key_0_word = key_0_word_state;
          assign key_1_word = key_1_word_state;

          always @* begin
            case (address)
              8'h00: read_data = {22'h000000, control_size_state, control_slot_state, 3'd0, control_enable_state};
              8'h04: read_data = {8'h03, 21'h000000, status_flush_state, status_failed_state, status_is_busy};
              default: read_data = 32'h00000000;
            endcase
          end

          wire selects_control = address == 8'h00;
          wire selects_status = address == 8'h04;
          wire selects_key_0 = address == 8'h10;
          wire selects_key_1 = address == 8'h14;
          assign error = (read | write) & !(selects_control | selects_status | selects_key_0 | selects_key_1);
          wire writes_control = write & selects_control;
          wire writes_status = write & selects_status;
          wire writes_key_0 = write & selects_key_0;
          wire [31:0] write_bits = {{8{write_mask[3]}}, {8{write_mask[2]}}, {8{write_mask[1]}}, {8{write_mask[0]}}};
          wire writes_key_1 = write & selects_key_1;

          always @(posedge clock) begin
            if (reset) begin
              control_enable_state <= 1'b0;
              control_start_state <= 1'b0;
              control_slot_state <= 4'd1;
              control_size_state <= KEY_SIZE_MEDIUM;
              status_failed_state <= 1'b0;
              status_flush_state <= 1'b0;
              key_0_word_state <= 32'h00000000;
              key_1_word_state <= 32'h00000000;
            end else begin
              control_start_state <= write_data[1] & writes_control & write_mask[0];
              if (writes_control & write_mask[0]) begin
                control_enable_state <= write_data[0];
                control_slot_state <= write_data[7:4];
              end
              if (writes_control & write_mask[1] & (write_data[9:8] < 2'd3)) begin
                control_size_state <= write_data[9:8];
              end
              status_failed_state <= (status_failed_state & !(write_data[1] & writes_status & write_mask[0]))
                  | status_failed_set;
              status_flush_state <= (status_flush_state & !status_flush_clear)
                  | (write_data[2] & writes_status & write_mask[0]);
              if (writes_key_0) begin
                key_0_word_state <= (write_data & write_bits) | (key_0_word_state & ~write_bits);
              end
              if (writes_key_1) begin
                key_1_word_state <= (write_data & write_bits) | (key_1_word_state & ~write_bits);
              end
            end
          end

        endmodule
        """)
  }
}

/// The samples in simulation, against a model in Swift.
@Suite struct ControlRegisterBehaviour {
  /// What software and logic see.
  private struct Model {
    var control: UInt64 = 0x110
    var failed: UInt64 = 0
    var flush: UInt64 = 0
    var start: UInt64 = 0
    var key: [UInt64] = [0, 0]

    func read(_ address: UInt64, busy: UInt64) -> UInt64 {
      switch address {
      case 0: control
      case 4: 3 << 24 | flush << 2 | failed << 1 | busy
      default: 0
      }
    }

    /// One clock cycle.
    mutating func step(address: UInt64, data: UInt64?, mask: UInt64, set: UInt64, clear: UInt64) {
      let bits = (0..<4).reduce(0) { $0 | (mask >> UInt64($1) & 1) * 0xff << UInt64(8 * $1) } as UInt64
      let written = (data ?? 0) & bits
      start = address == 0 ? written >> 1 & 1 : 0
      failed = failed & ~(address == 4 ? written >> 1 & 1 : 0) | set
      flush = flush & ~clear | (address == 4 ? written >> 2 & 1 : 0)
      guard let data else { return }
      if address == 0 {
        var taken = bits & 0xf1
        // A size of 3 has no case.
        if data >> 8 & 3 < 3 { taken |= bits & 0x300 }
        control = control & ~taken | data & taken
      }
      if address == 0x10 || address == 0x14 {
        let number = Int(address >> 2 & 1)
        key[number] = key[number] & ~bits | written
      }
    }
  }

  @Test(arguments: Engine.allCases) func random(engine: Engine) throws {
    let file = ControlRegisterFile(KeyRegisters(), addressWidth: 8)
    let simulator = try engine.start(file)
    var random = SeededGenerator(seed: 31)
    var model = Model()
    try simulator.reset()
    for cycle in 0..<5_000 {
      let address = [0, 4, 0x10, 0x14, 0x08, 0x01].randomElement(using: &random) ?? 0 as UInt64
      let (write, read) = (Bool.random(using: &random), Bool.random(using: &random))
      let (data, mask) = (random.next() & 0xffff_ffff, random.next() & 0xf)
      let (busy, set, clear) = (random.next() & 1, random.next() & 1, random.next() & 1)
      for (name, value) in [
        ("address", address), ("read", read ? 1 : 0), ("write", write ? 1 : 0), ("write_data", data),
        ("write_mask", mask), ("status_is_busy", busy), ("status_failed_set", set), ("status_flush_clear", clear),
      ] { try simulator.drive(name, value) }
      let isUnmapped = address == 8 || address == 1
      for (name, value) in [
        ("read_data", model.read(address, busy: busy)), ("error", isUnmapped && (read || write) ? 1 : 0),
        ("control_enable", model.control & 1), ("control_start", model.start),
        ("control_slot", model.control >> 4 & 15),
        ("control_size", model.control >> 8 & 3), ("status_failed", model.failed), ("status_flush", model.flush),
        ("key_0_word", model.key[0]), ("key_1_word", model.key[1]),
      ] { #expect(try simulator.value(of: name) == value, "\(name), cycle \(cycle), seed 31") }
      try simulator.tick()
      model.step(address: address, data: write ? data : nil, mask: mask, set: set, clear: clear)
    }
  }

  @Test(arguments: Engine.allCases) func unit(engine: Engine) throws {
    let simulator = try engine.start(KeyUnit())
    func write(_ address: UInt64, _ data: UInt64) throws {
      try simulator.drive("address", address)
      try simulator.drive("data", data)
      try simulator.drive("write", 1)
      try simulator.tick()
      try simulator.drive("write", 0)
    }
    try simulator.reset()
    #expect(try simulator.value(of: "key") == 1)
    try write(0x10, 0x1111_2222)
    try write(0x14, 0x3333_4444)
    try write(0x00, 0x0201)
    #expect(try simulator.value(of: "result") == 0x201)
    #expect(try simulator.value(of: "key") == 0x3333_4444_1111_2222)
    // A command while the unit is loading fails.
    try simulator.drive("load", 1)
    try write(0x00, 0x0203)
    try simulator.tick()
    try simulator.drive("address", 4)
    #expect(try simulator.value(of: "result") == (3 << 24 | 3))
    try write(0x04, 0x2)
    #expect(try simulator.value(of: "result") == (3 << 24 | 1))
  }

  @Test func otherToolsAccept() throws {
    for module in [ControlRegisterFile(KeyRegisters(), addressWidth: 8), KeyUnit()] as [Module] {
      let design = try Design(module).verilog()
      try SimulationModel.lint(design)
      try expectOtherToolsAccept(design)
    }
  }
}

@Suite struct ControlRegisterChecks {
  @Test func messages() {
    let line = #line
    struct Faulty: ControlRegister {
      let address = 0x102
      let enable = rw(0)
      let slot = rw(0...3, reset: 16)
      let mode = rw(4...6, KeySize.self, reset: .small)
      let far = ro(30...33)
      let version = constant(8...9, 4)
    }
    struct Map: ControlRegisterMap {
      let first = KeyWord(0)
      let second = KeyWord(0)
      let third = Faulty()
    }
    report(ControlRegisterFile(Map(), addressWidth: 8), line: line).expect(
      "+14:12 registers `first` and `second` both have the address 0x10",
      "+14:12 the address 0x102 of `third` does not fit 8 bits",
      "+14:12 the address 0x102 of `third` is not a multiple of 4",
      "+4:18 `third.slot` (bits 3:0) and `third.enable` (bits 0) overlap",
      "+4:18 the reset value 16 of `third.slot` does not fit its 4 bits",
      "+5:18 `third.mode` has 3 bits, but the cases of `key_size` have 2",
      "+6:17 `third.far` has bits 33:30, outside the register's 31:0",
      "+7:21 the value 4 of `third.version` does not fit its 2 bits")
  }

  @Test func bytes() {
    struct Narrow: ControlRegister {
      let address = 0
      let value = rw(0...3)
    }
    struct Map: ControlRegisterMap { let narrow = Narrow() }
    report(ControlRegisterFile(Map(), width: 12)).expect("+0:12 control registers have whole bytes, not 12 bits")
  }

  /// Software may write a secret, but not read it.
  @Test func secretField() {
    struct Key: ControlRegister {
      let address = 0
      let word = wo(0...7, "the key").secret()
      let copy: ControlField<ControlSide.Reads, Bits>
      init(isReadable: Bool) {
        copy = isReadable ? rw(8...15).secret() : wo(8...15).secret()
      }
    }
    struct Map: ControlRegisterMap {
      let key: Key
    }
    report(ControlRegisterFile(Map(key: Key(isReadable: false)))).expect()
    let problems = report(ControlRegisterFile(Map(key: Key(isReadable: true)))).problems
    let message =
      " `map.read_data` is public and depends on the secret `key_copy_state`: label the port `.secret()`,"
      + " or `declassify` the value and say why"
    #expect(problems.first?.hasSuffix(message) == true, "\(problems)")
  }

  @Test func undrivenField() {
    let line = #line
    final class Forgetful: Module {
      let file = Instance(ControlRegisterFile(KeyRegisters(), addressWidth: 8))
      let data = Out(32)
      override func build() {
        file.address <== 0
        file.read <== true
        file.write <== false
        file.writeData <== 0
        file.writeMask <== 0
        data <== file.readData
        file.registers.status.failed.set <== false
        file.registers.status.flush.clear <== false
      }
    }
    report(Forgetful(), line: line).expect(
      "+2:18 `forgetful.file.status_is_busy` is never driven: assign it or remove it")
  }
}
