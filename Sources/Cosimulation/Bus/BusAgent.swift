import Reference
import Simulation

/// How the world around the unit behaves, in percent of cycles.
public struct BusBehaviour: Hashable, Sendable {
  /// The bus takes an address, takes a write beat, offers a read beat.
  public var addressReady = 100
  public var writeReady = 100
  public var readValid = 100
  /// Cycles from a read address to the first beat, and from the last write beat to the response.
  public var readLatency = 0...0
  public var writeLatency = 0...0

  public init() {}
}

/// What the bus did for one line.
enum BusEvent: Equatable {
  case readAddress(AddressBeat)
  case writeAddress(AddressBeat)
  case readBeat(Int)
  case writeBeat(index: Int, data: UInt64, strobe: UInt8, last: Bool)
  case writeResponse
}

/// One transfer on an AXI4 address channel.
struct AddressBeat: Equatable {
  var address: UInt32
  var length: UInt8
  var size: UInt8
  var burst: UInt8

  /// The burst that carries physical line `number`.
  static func line(_ number: UInt32) -> AddressBeat { AddressBeat(address: number << 6, length: 7, size: 3, burst: 1) }
}

/// The subordinate side of the unit's AXI4 bus, cycle by cycle: memory with random delays, gaps and errors.
struct BusAgent {
  private let ports: UnitPorts
  private let behaviour: BusBehaviour
  var memory: ExternalMemory

  /// The transfers of the cycle that was sampled last.
  private(set) var events: [BusEvent] = []

  /// The error to inject into the burst in progress or the next one.
  var error: BusFault?

  /// The line of the read burst in progress.
  private var readData: Line?
  private var readBeat = 0
  private var readDelay = 0
  private var readOffered = false
  private var writeLine: UInt32?
  private var writeData = Line.zero
  private var writeBeats = 0
  private var writeDelay = 0
  private var responseOffered = false

  init(ports: UnitPorts, behaviour: BusBehaviour, memory: ExternalMemory) {
    self.ports = ports
    self.behaviour = behaviour
    self.memory = memory
  }

  /// Forgets bursts in progress: reset is common to both sides.
  mutating func reset() {
    readData = nil
    readOffered = false
    writeLine = nil
    writeBeats = 0
    responseOffered = false
    error = nil
    ports.axiRValid.value = false
    ports.axiBValid.value = false
  }

  /// Drives the bus inputs of this cycle.
  mutating func drive(_ generator: inout SeededGenerator) {
    ports.axiArReady.value = readData == nil && generator.chance(behaviour.addressReady)
    ports.axiAwReady.value = writeLine == nil && generator.chance(behaviour.addressReady)
    ports.axiWReady.value = writeBeats < 8 && generator.chance(behaviour.writeReady)
    if let data = readData, !readOffered {
      if readDelay > 0 {
        readDelay -= 1
      } else if generator.chance(behaviour.readValid) {
        // Valid, once high, stays high until the transfer.
        readOffered = true
        ports.axiRData.value = data[readBeat]
        ports.axiRLast.value = (readBeat == 7) != (error == .wrongLast(readBeat))
        ports.axiRResp.value = error == .read(readBeat) ? 1 + UInt8(generator.below(3)) : 0
      }
    }
    if writeLine != nil, writeBeats == 8, !responseOffered {
      if writeDelay > 0 {
        writeDelay -= 1
      } else {
        responseOffered = true
        ports.axiBResp.value = error == .write ? 1 + UInt8(generator.below(3)) : 0
      }
    }
    ports.axiRValid.value = readOffered
    ports.axiBValid.value = responseOffered
  }

  /// Takes note of the transfers that happen at this cycle's clock edge, in `events`. The outputs have settled; what this
  /// changes is driven from the next cycle on.
  mutating func sample(_ generator: inout SeededGenerator) {
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if readOffered, ports.axiRReady.value {
      events.append(.readBeat(readBeat))
      readOffered = false
      readBeat += 1
      if readBeat == 8 { readData = nil }
    }
    if ports.axiArValid.value, ports.axiArReady.value {
      let address = ports.axiArAddr.value
      events.append(
        .readAddress(
          AddressBeat(
            address: address, length: ports.axiArLen.value, size: ports.axiArSize.value, burst: ports.axiArBurst.value))
      )
      readData = memory[address >> 6]
      readBeat = 0
      readDelay = behaviour.readLatency.lowerBound + generator.below(behaviour.readLatency.count)
    }
    if responseOffered, ports.axiBReady.value {
      events.append(.writeResponse)
      if error != .write, let line = writeLine { memory[line] = writeData }
      responseOffered = false
      writeLine = nil
      writeBeats = 0
    }
    if ports.axiAwValid.value, ports.axiAwReady.value {
      let address = ports.axiAwAddr.value
      events.append(
        .writeAddress(
          AddressBeat(
            address: address, length: ports.axiAwLen.value, size: ports.axiAwSize.value, burst: ports.axiAwBurst.value))
      )
      writeLine = address >> 6
    }
    if ports.axiWValid.value, ports.axiWReady.value {
      let data = ports.axiWData.value
      events.append(
        .writeBeat(index: writeBeats, data: data, strobe: ports.axiWStrb.value, last: ports.axiWLast.value))
      writeData.words[writeBeats & 7] = data
      writeBeats += 1
      if writeBeats == 8 {
        writeDelay = behaviour.writeLatency.lowerBound + generator.below(behaviour.writeLatency.count)
      }
    }
  }
}

/// An error that the bus makes for one line.
public enum BusFault: Hashable, Sendable {
  /// Read beat n carries another response than OKAY.
  case read(Int)
  /// The write response is another than OKAY.
  case write
  /// RLAST is wrong on beat n.
  case wrongLast(Int)
}
