import Simulation

/// The encryption unit and the bus as the memory unit sees them: answers line requests, one at a time, after random waits.
final class LinePortModel {
  private enum Step {
    case idle
    case read([UInt64], Int, status: UInt64, region: Int?)
    case refuse(UInt64)
    case write(Int)
    case written
  }

  var memory: ModelMemory
  /// One in how many cycles waits.
  var pace: UInt64 = 3
  /// Lines that were written back.
  private(set) var writeBacks = 0
  private(set) var fills = 0
  /// Words of write-backs that were taken before their requests.
  private(set) var wordsAhead = 0

  private var step = Step.idle
  private var line: (physical: UInt64, virtual: UInt64, region: Int?) = (0, 0, nil)
  private var offers = false
  /// A write-back is offered while something else is in work, and its words that were taken.
  private var looksAhead = false
  private var ahead: [UInt64] = []
  private let requestValid: Port<Bool>
  private let requestReady: Port<Bool>
  private let kind: Port<UInt8>
  private let encrypted: Port<Bool>
  private let domain: Port<UInt8>
  private let virtualLine: Port<UInt32>
  private let physicalLine: Port<UInt32>
  private let isProtected: Port<Bool>
  private let attribute: Port<UInt8>
  private let storeValid: Port<Bool>
  private let storeReady: Port<Bool>
  private let storeData: Port<UInt64>
  private let responseValid: Port<Bool>
  private let responseReady: Port<Bool>
  private let responseData: Port<UInt64>
  private let responseLast: Port<Bool>
  private let responseStatus: Port<UInt8>
  private let responseProtected: Port<Bool>
  private let responseAttribute: Port<UInt8>

  init(_ simulator: Simulator, _ memory: ModelMemory) throws {
    self.memory = memory
    requestValid = try simulator.port("request_valid")
    requestReady = try simulator.port("request_ready")
    kind = try simulator.port("request_kind")
    encrypted = try simulator.port("request_encrypted")
    domain = try simulator.port("request_domain")
    virtualLine = try simulator.port("request_virtual_line")
    physicalLine = try simulator.port("request_physical_line")
    isProtected = try simulator.port("request_protected")
    attribute = try simulator.port("request_attribute")
    storeValid = try simulator.port("store_valid")
    storeReady = try simulator.port("store_ready")
    storeData = try simulator.port("store_data")
    responseValid = try simulator.port("response_valid")
    responseReady = try simulator.port("response_ready")
    responseData = try simulator.port("response_data")
    responseLast = try simulator.port("response_last")
    responseStatus = try simulator.port("response_status")
    responseProtected = try simulator.port("response_protected")
    responseAttribute = try simulator.port("response_attribute")
  }

  /// Sets the inputs of a cycle.
  func drive(_ generator: inout SeededGenerator) {
    let goes = pace == 0 || generator.next() % pace != 0
    requestReady.value = false
    storeReady.value = goes && looksAhead && ahead.count < 8
    // What is offered stays.
    if offers { return }
    responseValid.value = false
    responseData.value = generator.next()
    responseLast.value = false
    responseStatus.value = 0
    responseProtected.value = false
    responseAttribute.value = 0
    switch step {
    case .idle: requestReady.value = goes
    case .read(let words, let index, let status, let region):
      guard goes else { return }
      respond(words[index], last: index == 7, status: index == 7 ? status : 0)
      responseProtected.value = region != nil
      responseAttribute.value = UInt8(region ?? 0)
    case .refuse(let status): if goes { respond(0, last: true, status: status) }
    case .write: storeReady.value = goes
    // A bus error of a write-back is of no access.
    case .written: if goes { respond(0, last: true, status: generator.next() % 8 == 0 ? 7 : 0) }
    }
  }

  private func respond(_ word: UInt64, last: Bool, status: UInt64) {
    offers = true
    responseValid.value = true
    responseData.value = word
    responseLast.value = last
    responseStatus.value = UInt8(status)
  }

  private func store(_ word: UInt64) {
    guard case .write(let index) = step else { return }
    let offset = UInt64(8 * index)
    memory[line.physical << 6 | offset] = word ^ ModelMemory.pad(line.region, line.virtual << 6 | offset)
    step = index == 7 ? .written : .write(index + 1)
  }

  /// Takes what the cycle's outputs say, after they have settled.
  func sample(running: UInt64) throws(MemoryBench.Difference) {
    if looksAhead, storeValid.value, storeReady.value {
      ahead.append(storeData.value)
      wordsAhead += 1
    }
    switch step {
    case .read, .refuse:
      looksAhead = requestValid.value && ModelMemory.Kind(rawValue: UInt64(kind.value)) == .writeBack
    case .idle, .write, .written: looksAhead = false
    }
    if responseValid.value && responseReady.value {
      offers = false
      switch step {
      case .read(let words, let index, let status, let region):
        step = index == 7 ? .idle : .read(words, index + 1, status: status, region: region)
      default: step = .idle
      }
    } else if storeValid.value && storeReady.value, case .write = step {
      store(storeData.value)
    } else if requestValid.value && requestReady.value {
      line = (UInt64(physicalLine.value), UInt64(virtualLine.value), nil)
      switch ModelMemory.Kind(rawValue: UInt64(kind.value)) ?? .fetch {
      case .writeBack:
        try acceptWriteBack()
        for word in ahead { store(word) }
        ahead = []
      case let kind: acceptFill(kind, running: running)
      }
    }
  }

  private func acceptWriteBack() throws(MemoryBench.Difference) {
    writeBacks += 1
    step = .write(0)
    guard memory[line.physical << 6] != nil, !ModelMemory.isROM(line.physical << 6) else {
      throw .init("a line that is no memory is written back: \(String(line.physical << 6, radix: 16))")
    }
    guard isProtected.value else { return }
    let region = Int(attribute.value)
    line.region = region
    guard region < memory.regions.count, memory.regions[region].domain == UInt64(domain.value),
      memory.regions[region].lines.contains(line.virtual)
    else { throw .init("a write-back is refused: region \(region), domain \(domain.value), line \(line.virtual)") }
    guard memory.regions[region].mayWrite else { throw .init("a line of a read-only region is written back") }
  }

  private func acceptFill(_ kind: ModelMemory.Kind, running: UInt64) {
    fills += 1
    let asked = UInt64(domain.value)
    guard asked == running else {
      step = .refuse(4)
      return
    }
    let (status, region) = memory.judge(kind, encrypted: encrypted.value, domain: asked, line: line.virtual)
    guard status == 0 else {
      step = .refuse(status)
      return
    }
    let exists = memory[line.physical << 6] != nil
    let words = (0..<8).map { index in
      (memory[line.physical << 6 | 8 * index] ?? 0xbad) ^ ModelMemory.pad(region, line.virtual << 6 | 8 * index)
    }
    step = .read(words, 0, status: exists ? 0 : 7, region: region)
  }
}
