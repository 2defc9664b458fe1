import Reference
import Simulation

/// Main memory and the boot ROM behind the AXI4 port of the processor: bursts of a line, one after the other. Where neither is,
/// the answer is an error.
final class ProcessorBus {
  private enum Read {
    case idle
    case waiting(Int)
    case beats
  }
  private enum Write { case idle, beats, answer }

  let memory: PhysicalMemory
  private let ports: ProcessorPorts
  /// Cycles from a read address to the first beat.
  private let latency: Int

  private var read = Read.idle
  private var readLine: UnsafeMutablePointer<UInt64>?
  private var readBeat = 0
  private var write = Write.idle
  private var writeLine: UnsafeMutablePointer<UInt64>?
  private var writeBeat = 0
  private var writeAddress: UInt32 = 0
  /// Lines that came and went.
  private(set) var reads = 0
  private(set) var writes = 0
  /// Learns of every line that is read or written when its address comes.
  var begins: ((_ address: UInt32, _ isWrite: Bool) -> Void)?
  /// Receives every line that is read, before the processor sees it.
  var willRead: ((_ address: UInt32, _ line: UnsafePointer<UInt64>) -> Void)?
  /// Receives every line that was written.
  var written: ((_ address: UInt32, _ line: UnsafePointer<UInt64>) -> Void)?

  init(_ ports: ProcessorPorts, memory: PhysicalMemory, latency: Int) {
    self.ports = ports
    self.memory = memory
    self.latency = latency
    // Whatever the model began with.
    ports.axiArReady.value = true
    ports.axiAwReady.value = true
    ports.axiRValid.value = false
    ports.axiRLast.value = false
    ports.axiWReady.value = false
    ports.axiBValid.value = false
  }

  /// Moves on by a cycle: what the outputs, which have settled, transfer at the coming clock edge, and what is driven after it.
  ///
  /// - Returns: whether inputs change after the edge: then outputs have to settle once more.
  func transfer() -> (() -> Void)? {
    let readChange = transferRead()
    let writeChange = transferWrite()
    guard readChange != nil || writeChange != nil else { return nil }
    return {
      readChange?()
      writeChange?()
    }
  }

  private func transferRead() -> (() -> Void)? {
    switch read {
    case .idle:
      guard ports.axiArValid.value else { return nil }
      readLine = memory.line(ports.axiArAddr.value, toWrite: false)
      readBeat = 0
      reads += 1
      begins?(ports.axiArAddr.value, false)
      if let readLine, let willRead { willRead(ports.axiArAddr.value, readLine) }
      read = .waiting(latency)
      return { self.ports.axiArReady.value = false }
    case .waiting(let cycles) where cycles > 0:
      read = .waiting(cycles - 1)
      return nil
    case .waiting:
      read = .beats
      return { self.offerBeat() }
    case .beats:
      guard ports.axiRReady.value else { return nil }
      readBeat += 1
      guard readBeat == 8 else { return { self.offerBeat() } }
      read = .idle
      return {
        self.ports.axiRValid.value = false
        self.ports.axiRLast.value = false
        self.ports.axiArReady.value = true
      }
    }
  }

  private func offerBeat() {
    ports.axiRValid.value = true
    ports.axiRData.value = readLine.map { $0[readBeat] } ?? 0
    ports.axiRResp.value = readLine == nil ? 2 : 0
    ports.axiRLast.value = readBeat == 7
  }

  private func transferWrite() -> (() -> Void)? {
    switch write {
    case .idle:
      guard ports.axiAwValid.value else { return nil }
      writeAddress = ports.axiAwAddr.value
      writeLine = memory.line(writeAddress, toWrite: true)
      writeBeat = 0
      writes += 1
      begins?(writeAddress, true)
      write = .beats
      return {
        self.ports.axiAwReady.value = false
        self.ports.axiWReady.value = true
      }
    case .beats:
      guard ports.axiWValid.value else { return nil }
      writeLine?[writeBeat] = ports.axiWData.value
      writeBeat += 1
      guard writeBeat == 8 else { return nil }
      if let writeLine, let written { written(writeAddress, writeLine) }
      write = .answer
      return {
        self.ports.axiWReady.value = false
        self.ports.axiBValid.value = true
        self.ports.axiBResp.value = self.writeLine == nil ? 2 : 0
      }
    case .answer:
      guard ports.axiBReady.value else { return nil }
      write = .idle
      return {
        self.ports.axiBValid.value = false
        self.ports.axiAwReady.value = true
      }
    }
  }
}
