import HDL
import Hardware
import Prototype
import Reference
import Simulation
import Testing

/// The self-test of the boards: that it passes, and above all that it can fail.
@Suite struct SelfTestTests {
  /// Clocks much slower than a board's make the serial line cheap to watch; nothing else depends on the frequency.
  static let clockFrequency = 4 * SelfTestBoard.baudRate
  static let limit = 40_000

  static func top(_ point: DesignPoint, regions: [SelfTestRegion]) -> SelfTestBoard {
    SelfTestBoard(point.parameters, subject: point.rawValue, regions: regions, clockFrequency: clockFrequency)
  }

  static func run(_ point: DesignPoint, regions: [SelfTestRegion]) throws -> SelfTestOutcome {
    try SelfTestRun.inProcess(
      Design(top(point, regions: regions)), clockFrequency: clockFrequency, limit: limit, start: .random(seed: 5))
  }

  @Test(arguments: DesignPoint.allCases) func everyPointPassesInProcess(point: DesignPoint) throws {
    let outcome = try Self.run(point, regions: SelfTestRegion.golden(for: point.parameters))
    #expect(outcome.text == "Keyline \(point): PASSED")
    #expect(outcome.passed)
  }

  /// The very top that is synthesised, with the board's clock and baud rate.
  @Test(arguments: Board.all.filter { $0.subject == .selfTest }.map(\.name))
  func everyBoardPassesInVerilator(name: String) throws {
    let board = try #require(Board.all.first { $0.name == name })
    let model = try SimulationModel(board.verilog())
    let outcome = try SelfTestRun.verilator(
      model, clockFrequency: board.clockFrequency, limit: 200_000, initialState: .random(seed: 9))
    #expect(outcome.text == "Keyline \(board.point): PASSED")
    #expect(outcome.passed)
  }

  /// Any wrong bit of any word must show, whichever side it stands on.
  @Test func aWrongWordIsNoticed() throws {
    let regions = try SelfTestRegion.golden(for: DesignPoint.minimal.parameters)
    var generator = SystemRandomNumberGenerator()
    for line in regions[0].lines.indices {
      for isCiphertext in [false, true] {
        let word = Int.random(in: 0..<8, using: &generator)
        let bit = Int.random(in: 0..<64, using: &generator)
        let broken = regions.map { $0.flipping(line: line, word: word, bit: bit, ofCiphertext: isCiphertext) }
        let outcome = try Self.run(.minimal, regions: broken)
        // A changed plaintext is written as it is: the bus then has other words than expected. Steps 2 and 3 install.
        #expect(outcome.text == "Keyline minimal: FAILED in step 0\(4 + 2 * line)", "word \(word), bit \(bit)")
        #expect(outcome.lamps & 0b11 == 0b10)
        #expect(!outcome.passed)
      }
    }
  }

  /// The key and the nonce take part in every word.
  @Test func anotherKeyIsNoticed() throws {
    let regions = try SelfTestRegion.golden(for: DesignPoint.minimal.parameters)
    let other = regions.map {
      SelfTestRegion(algorithm: $0.algorithm, key: $0.key.dropLast() + [0xaa], nonce: $0.nonce, lines: $0.lines)
    }
    #expect(try Self.run(.minimal, regions: other).text == "Keyline minimal: FAILED in step 04")
  }

  /// Units that are broken in one place. The cipher is used as a whole, so hardly any defect of it may stay unseen, wherever it is;
  /// of the control, which refuses and remembers much that a self-test does not ask for, many of a sample must show.
  @Test func brokenUnitsAreNoticed() throws {
    let regions = try SelfTestRegion.golden(for: DesignPoint.minimal.parameters)
    let design = try Design(Self.top(.minimal, regions: regions))
    let board: Set = [
      "self_test_board", "self_test", "self_test_report", "serial_transmitter", "power_on_reset", "bus_memory",
    ]
    let control: Set = [
      "encryption_unit", "line_control", "setup_control", "mode_control", "attribute_registers", "key_store",
    ]
    // `wiped` is there for a property only: without it nothing is broken.
    let sites = design.mutationSites().filter { !board.contains($0.module) && $0.signal != "wiped" }
    var noticed = (cipher: 0, control: 0)
    var tried = (cipher: 0, control: 0)
    var missed: [MutationSite] = []
    let cipher = sites.filter { !control.contains($0.module) }
    let sample = sites.filter { control.contains($0.module) }.enumerated().filter { $0.offset % 4 == 3 }.map(\.element)
    for site in cipher + sample {
      var isNoticed = true
      do {
        let outcome = try SelfTestRun.inProcess(
          design.broken(at: site), clockFrequency: Self.clockFrequency, limit: Self.limit)
        isNoticed = !outcome.passed
        let isFailure = outcome.text.contains(": FAILED in step") && outcome.lamps & 0b11 == 0b10
        #expect(outcome.passed || isFailure, "\(site): \(outcome)")
      } catch is CycleSimulationError {
        // An assertion of the unit was quicker than the report.
      }
      if control.contains(site.module) {
        tried.control += 1
        noticed.control += isNoticed ? 1 : 0
      } else {
        tried.cipher += 1
        noticed.cipher += isNoticed ? 1 : 0
        if !isNoticed { missed.append(site) }
      }
    }
    #expect(tried.cipher > 400 && tried.control > 50)
    #expect(Double(noticed.cipher) >= 0.9 * Double(tried.cipher), "\(noticed) of \(tried), missed: \(missed)")
    #expect(Double(noticed.control) >= 0.25 * Double(tried.control), "\(noticed) of \(tried)")
  }

  /// A unit that never takes its first request: the test must not wait for ever.
  @Test func aUnitThatHangsIsNoticed() throws {
    let regions = try SelfTestRegion.golden(for: DesignPoint.minimal.parameters)
    let design = try Design(Self.top(.minimal, regions: regions))
    let site = try #require(
      design.mutationSites().first {
        $0.module == "line_control" && $0.signal == "request_ready" && $0.mutant.contains("!=")
      }, "line_control no longer decides about request_ready like this: adapt the test")
    let outcome = try SelfTestRun.inProcess(
      design.broken(at: site), clockFrequency: Self.clockFrequency, limit: Self.limit)
    #expect(outcome.text == "Keyline minimal: FAILED in step 04")
  }
}

extension SelfTestRegion {
  /// The region with one bit of a word that is not what it should be.
  fileprivate func flipping(line: Int, word: Int, bit: Int, ofCiphertext: Bool) -> SelfTestRegion {
    var lines = self.lines
    var plaintext = lines[line].plaintext
    var ciphertext = lines[line].ciphertext
    if ofCiphertext { ciphertext[word] ^= 1 << UInt64(bit) } else { plaintext[word] ^= 1 << UInt64(bit) }
    lines[line] = SelfTestLine(index: lines[line].index, plaintext: plaintext, ciphertext: ciphertext)
    return SelfTestRegion(algorithm: algorithm, key: key, nonce: nonce, lines: lines)
  }
}
