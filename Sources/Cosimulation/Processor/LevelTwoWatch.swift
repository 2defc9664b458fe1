import Reference
import Simulation

/// What passes between the encryption unit and the level-2 cache, where the processor has one: whole lines, and whether the cache gives
/// back what was last written, and writes nothing else to memory.
///
/// With the cache, lines come to memory late and in another order. What the encryption unit writes is compared here, in time.
final class LevelTwoWatch {
  private let line: Port<UInt32>
  private let readStarts: Port<Bool>, writeStarts: Port<Bool>
  private let reads: Port<Bool>, readFails: Port<Bool>, writes: Port<Bool>
  private let readData: Port<UInt64>, writeData: Port<UInt64>
  private let memory: PhysicalMemory

  private var readAddress: UInt32 = 0
  private var writeAddress: UInt32 = 0
  private var readWords: [UInt64] = []
  private var writtenWords: [UInt64] = []
  private var isRefused = false
  /// Lines of which memory has older words.
  private var newest: [UInt32: [UInt64]] = [:]
  /// Receive every line as the encryption unit reads or writes it.
  var didRead: ((_ address: UInt32, _ line: UnsafePointer<UInt64>) -> Void)?
  var written: ((_ address: UInt32, _ line: UnsafePointer<UInt64>) -> Void)?
  /// Lines that the encryption unit has read.
  private(set) var linesRead = 0
  /// What the cache did wrong first.
  private(set) var problem: String?

  /// Nil for a processor without the cache.
  init?(_ simulator: Simulator, memory: PhysicalMemory) throws(SimulationError) {
    guard simulator.model.design.ports.contains(where: { $0.name == "level_two_traffic_line" }) else { return nil }
    line = try simulator.port("level_two_traffic_line")
    readStarts = try simulator.port("level_two_traffic_read_starts")
    writeStarts = try simulator.port("level_two_traffic_write_starts")
    reads = try simulator.port("level_two_traffic_reads")
    readFails = try simulator.port("level_two_traffic_read_fails")
    readData = try simulator.port("level_two_traffic_read_data")
    writes = try simulator.port("level_two_traffic_writes")
    writeData = try simulator.port("level_two_traffic_write_data")
    self.memory = memory
  }

  /// What happens at the coming clock edge.
  func sample() {
    if readStarts.value {
      readAddress = line.value << 6
      readWords = []
      isRefused = false
    }
    if writeStarts.value {
      writeAddress = line.value << 6
      writtenWords = []
    }
    if reads.value {
      readWords.append(readData.value)
      if readFails.value { isRefused = true }
      if readWords.count == 8 { hasRead() }
    }
    if writes.value {
      writtenWords.append(writeData.value)
      if writtenWords.count == 8 {
        newest[writeAddress] = writtenWords
        written?(writeAddress, writtenWords)
      }
    }
  }

  /// A line has gone to memory.
  func wroteBack(_ address: UInt32, _ line: UnsafePointer<UInt64>) {
    let words = (0..<8).map { line[$0] }
    if newest[address] != words { complain("wrote to memory", address, words, newest[address]) }
    newest[address] = nil
  }

  private func hasRead() {
    linesRead += 1
    didRead?(readAddress, readWords)
    let expected =
      newest[readAddress] ?? memory.line(readAddress, toWrite: false).map { line in (0..<8).map { line[$0] } }
    if isRefused ? expected != nil : readWords != expected {
      complain(isRefused ? "refused" : "gave", readAddress, readWords, expected)
    }
  }

  private func complain(_ verb: String, _ address: UInt32, _ words: [UInt64], _ expected: [UInt64]?) {
    func text(_ words: [UInt64]) -> String { "\(words.map { hexadecimal($0) })" }
    problem =
      problem
      ?? "the level-2 cache \(verb) line \(hexadecimal(UInt64(address))) \(text(words)), not \(expected.map(text) ?? "nothing")"
  }
}
