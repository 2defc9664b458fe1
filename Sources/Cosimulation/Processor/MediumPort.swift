import Reference
import Simulation

/// A medium behind the medium port of the processor: one sector after the other.
final class MediumPort {
  private enum State {
    case idle
    /// Cycles until the medium answers.
    case waiting(Int)
    /// Words of the sector that the processor has taken.
    case giving(Int)
    case taking
    case answering
  }

  /// Asked before a sector is stored; when it says no, it is not, and the processor is told of an error.
  var mayWrite: ((_ sector: UInt32, _ bytes: [UInt8]) -> Bool)?
  private let ports: ProcessorPorts
  private let medium: any Medium
  private let latency: Int
  private var state = State.idle
  private var sector: UInt32 = 0
  private var bytes: [UInt8] = []
  private var isWrite = false

  /// - Parameter latency: cycles from a request to the first word.
  init(_ ports: ProcessorPorts, medium: any Medium, latency: Int) {
    self.ports = ports
    self.medium = medium
    self.latency = latency
    ports.mediumSectors.value = medium.sectors
    ports.mediumRequestReady.value = true
    ports.mediumWriteReady.value = false
    ports.mediumReadValid.value = false
    ports.mediumAnswerValid.value = false
  }

  /// Moves on by a cycle: what the outputs, which have settled, transfer at the coming clock edge, and what is driven after it.
  ///
  /// - Returns: whether inputs change after the edge: then outputs have to settle once more.
  func transfer() -> (() -> Void)? {
    switch state {
    case .idle:
      guard ports.mediumRequestValid.value else { return nil }
      sector = ports.mediumRequestSector.value
      isWrite = ports.mediumRequestWrite.value
      state = .waiting(latency)
      return { self.ports.mediumRequestReady.value = false }
    case .waiting(let cycles) where cycles > 0:
      state = .waiting(cycles - 1)
      return nil
    case .waiting:
      return isWrite ? take() : give()
    case .giving(let word):
      guard ports.mediumReadReady.value else { return nil }
      guard word < 127 else { return answer(isError: false) }
      state = .giving(word + 1)
      return { self.offer(word + 1) }
    case .taking:
      guard ports.mediumWriteValid.value else { return nil }
      bytes += littleEndian(ports.mediumWriteData.value)
      guard bytes.count == BlockDevice.sectorBytes else { return nil }
      let isStored = mayWrite?(sector, bytes) != false && medium.write(sector, bytes)
      return answer(isError: !isStored)
    case .answering:
      guard ports.mediumAnswerReady.value else { return nil }
      state = .idle
      return {
        self.ports.mediumAnswerValid.value = false
        self.ports.mediumRequestReady.value = true
      }
    }
  }

  private func take() -> () -> Void {
    state = .taking
    bytes = []
    return { self.ports.mediumWriteReady.value = true }
  }

  private func give() -> () -> Void {
    guard let contents = medium.read(sector) else { return answer(isError: true) }
    bytes = contents
    state = .giving(0)
    return { self.offer(0) }
  }

  private func offer(_ word: Int) {
    ports.mediumReadValid.value = true
    ports.mediumReadData.value = UInt32(littleEndian(bytes[4 * word..<4 * word + 4]))
  }

  private func answer(isError: Bool) -> () -> Void {
    state = .answering
    return {
      self.ports.mediumReadValid.value = false
      self.ports.mediumWriteReady.value = false
      self.ports.mediumAnswerValid.value = true
      self.ports.mediumAnswerError.value = isError
    }
  }
}
