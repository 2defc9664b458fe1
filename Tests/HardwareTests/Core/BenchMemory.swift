@testable import Hardware

/// A memory for the pipeline without caches and translation: boot ROM and main memory.
struct BenchMemory {
  /// A request at the data port.
  struct Request {
    var operation: UInt8
    var address: UInt32
    var size: UInt8
    var isSigned: Bool
    var value: UInt32

    /// What is loaded from an aligned word.
    func loaded(_ word: UInt32) -> UInt32 {
      let above = UInt32(32 - (8 << size))
      let left = (word >> (8 * (address & 3))) << above
      return isSigned ? UInt32(bitPattern: Int32(bitPattern: left) >> Int32(above)) : left >> above
    }
  }

  /// The devices, if there are any.
  var devices: BenchDevices?

  static let ram: UInt32 = 0x8000_0000
  static let rom: UInt32 = 0x1000
  private var words: [UInt32]
  private var bootWords = [UInt32](repeating: 0, count: 0x1000 / 4)
  /// Line of the reservation.
  private var reservation: UInt32?

  /// - Parameter size: bytes of main memory.
  init(size: Int = 0x1_0000) { words = [UInt32](repeating: 0, count: size / 4) }

  private func index(_ address: UInt32) -> Int? {
    let index = Int(address &- Self.ram) / 4
    return address >= Self.ram && index < words.count ? index : nil
  }

  /// The word that contains an address; nil where nothing is.
  func peek(_ address: UInt32) -> UInt32? {
    if let index = index(address) { return words[index] }
    return address >> 12 == Self.rom >> 12 ? bootWords[Int(address & 0xfff) / 4] : nil
  }

  mutating func poke(_ address: UInt32, _ word: UInt32) {
    if let index = index(address) {
      words[index] = word
    } else if address >> 12 == Self.rom >> 12 {
      bootWords[Int(address & 0xfff) / 4] = word
    }
  }

  /// What the answer to a request will be.
  func preview(_ request: Request) -> (word: UInt32, cause: UInt8) {
    let isLoad =
      request.operation == UInt8(DataOperation.load.code) || request.operation == UInt8(DataOperation.loadReserved.code)
    if let devices, request.operation < 2, let word = devices.word(at: request.address) { return (word, 0) }
    let isInROM = request.address >> 12 == Self.rom >> 12
    guard let word = peek(request.address), isLoad || !isInROM else { return (0, isLoad ? 16 + 5 : 16 + 7) }
    if request.operation == UInt8(DataOperation.storeConditional.code) {
      return (reservation == request.address >> 6 ? 0 : 1, 0)
    }
    return (word, 0)
  }

  /// The effect of a request.
  mutating func execute(_ request: Request) {
    let (word, cause) = preview(request)
    if request.operation == UInt8(DataOperation.storeConditional.code) { reservation = nil }
    guard cause == 0, Int(request.operation) < DataOperation.allCases.count else { return }
    let operation = DataOperation.allCases[Int(request.operation)]
    let (old, value) = (Int32(bitPattern: word), Int32(bitPattern: request.value))
    switch operation {
    case .load: break
    case .loadReserved: reservation = request.address >> 6
    case .storeConditional: if word == 0 { poke(request.address, request.value) }
    case .store:
      devices?.store(request.value, at: request.address)
      store(request)
    case .swap: poke(request.address, request.value)
    case .add: poke(request.address, word &+ request.value)
    case .xor: poke(request.address, word ^ request.value)
    case .and: poke(request.address, word & request.value)
    case .or: poke(request.address, word | request.value)
    case .minimum: poke(request.address, UInt32(bitPattern: min(old, value)))
    case .maximum: poke(request.address, UInt32(bitPattern: max(old, value)))
    case .minimumUnsigned: poke(request.address, min(word, request.value))
    case .maximumUnsigned: poke(request.address, max(word, request.value))
    }
  }

  /// A trap or a return ends the reservation.
  mutating func endReservation() { reservation = nil }

  private mutating func store(_ request: Request) {
    guard let word = peek(request.address) else { return }
    let shift = 8 * (request.address & 3)
    let mask: UInt32 = request.size == 2 ? .max : (1 << (8 << UInt32(request.size))) - 1
    poke(request.address, word & ~(mask << shift) | (request.value & mask) << shift)
  }
}
