import Reference
import Simulation

/// Looks for keys, the processor's secret key and everything in between on the pins, in every clock cycle. A secret is found by
/// any eight of its bytes in a row, in either order, on pins of 64 bits; on narrower ones by four, unless the value is one that
/// the unit was given.
///
/// What the registers hold is searched with the same words.
struct SecretWatch {
  private(set) var words = Set<UInt64>()
  private var halves = Set<UInt32>()
  private var given = Set<UInt32>()
  private var widePorts: [Watched<UInt64>] = []
  private var narrowPorts: [Watched<UInt32>] = []

  private struct Watched<Value: PortValue & Equatable> {
    let name: String
    let port: Port<Value>
    var last: Value
  }

  init(_ simulator: Simulator) throws(SimulationError) {
    for port in simulator.model.design.ports where port.direction == .output {
      switch port.width {
      case 33...64: widePorts.append(Watched(name: port.name, port: try simulator.port(port.name), last: 0))
      case 17...32: narrowPorts.append(Watched(name: port.name, port: try simulator.port(port.name), last: 0))
      default: continue
      }
    }
  }

  /// The pins that are looked at, by name.
  var names: [String] { widePorts.map(\.name) + narrowPorts.map(\.name) }

  mutating func add(_ secret: [UInt8]) {
    words.formUnion(Self.words(of: secret))
    for start in stride(from: 0, through: secret.count - 4, by: 4) {
      let half = secret[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      // Small numbers and few bytes occur by themselves.
      guard half.leadingZeroBitCount < 8, half.trailingZeroBitCount < 8 else { continue }
      halves.insert(half)
      halves.insert(half.byteSwapped)
    }
  }

  /// A value that the unit is given, and may show.
  mutating func give(_ value: UInt32) { given.insert(value) }

  /// Any eight bytes in a row, in both orders, but those that occur by themselves.
  static func words(of secret: [UInt8]) -> Set<UInt64> {
    var words = Set<UInt64>()
    guard secret.count >= 8 else { return words }
    for start in 0...secret.count - 8 {
      let bytes = secret[start..<start + 8]
      guard bytes.count(where: { $0 != 0 }) > 4 else { continue }
      let word = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      words.insert(word)
      words.insert(word.byteSwapped)
    }
    return words
  }

  /// Looks at the outputs of this cycle.
  mutating func check() throws(Mismatch) {
    for index in widePorts.indices {
      let value = widePorts[index].port.value
      guard value != widePorts[index].last else { continue }
      widePorts[index].last = value
      if words.contains(value) {
        throw Mismatch("secret on \(widePorts[index].name)", expected: "none on any pin", found: hexadecimal(value))
      }
    }
    for index in narrowPorts.indices {
      let value = narrowPorts[index].port.value
      guard value != narrowPorts[index].last else { continue }
      narrowPorts[index].last = value
      if halves.contains(value), !given.contains(value) {
        throw Mismatch(
          "secret on \(narrowPorts[index].name)", expected: "none on any pin", found: hexadecimal(UInt64(value)))
      }
    }
  }
}
