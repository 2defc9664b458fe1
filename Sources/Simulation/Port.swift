/// A type that carries the value of a port of up to 64 bits.
public protocol PortValue: Sendable {
  /// The unsigned integer in which the model stores the port.
  associatedtype Storage: FixedWidthInteger & UnsignedInteger & Sendable
  /// The widths of the ports that use this type.
  static var portWidths: ClosedRange<Int> { get }
  init(portStorage: Storage)
  var portStorage: Storage { get }
}

/// A port of up to 64 bits of one instance: a checked pointer into the model. It keeps the instance alive.
///
/// Driving an output, or an input with more bits than it has, writes nothing; the next evaluation throws
/// `SimulationError.drive`.
public struct Port<Value: PortValue> {
  @usableFromInline let pointer: UnsafeMutablePointer<Value.Storage>
  /// The bits of `Storage` that the port does not have.
  @usableFromInline let unused: Value.Storage
  @usableFromInline let isInput: Bool
  /// The position of the port in `VerilogDesign.ports`.
  public let index: Int
  @usableFromInline let simulator: Simulator

  init(simulator: Simulator, index: Int) {
    let description = simulator.model.design.ports[index]
    self.simulator = simulator
    self.index = index
    pointer = simulator.storage(index).assumingMemoryBound(to: Value.Storage.self)
    unused = description.width < Value.Storage.bitWidth ? ~0 << Value.Storage(description.width) : 0
    isInput = description.direction == .input
  }

  @inlinable public var value: Value {
    @inline(__always) get { Value(portStorage: pointer.pointee) }
    @inline(__always) nonmutating set {
      let storage = newValue.portStorage
      if storage & unused == 0 && isInput {
        pointer.pointee = storage
      } else {
        simulator.refuseDrive(index, UInt64(storage))
      }
    }
  }
}

extension Simulator {
  /// A port of up to 64 bits, as the type that holds it: `Bool` or `UInt8` for one bit, then `UInt8`, `UInt16`,
  /// `UInt32` and `UInt64` for up to 8, 16, 32 and 64.
  ///
  /// - Throws: `SimulationError.unknownPort` or `.portWidth`.
  public func port<Value: PortValue>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(SimulationError) -> Port<Value> {
    let index = try index(name)
    let width = model.design.ports[index].width
    guard Value.portWidths.contains(width) else {
      throw .portWidth(name: name, width: width, requested: "\(type)", suggestion: Simulator.suggestion(width))
    }
    return Port(simulator: self, index: index)
  }

  func index(_ name: String) throws(SimulationError) -> Int {
    guard let index = model.portIndex[name] else {
      throw .unknownPort(name: name, design: model.design.top, available: model.design.ports.map(\.name))
    }
    return index
  }

  func storage(_ index: Int) -> UnsafeMutableRawPointer {
    model.api.pointee.port_storage(instance, UInt32(index))
  }

  static func suggestion(_ width: Int) -> String {
    switch width {
    case 1: "port(_:as: Bool.self) or UInt8.self"
    case ...8: "port(_:as: UInt8.self)"
    case ...16: "port(_:as: UInt16.self)"
    case ...32: "port(_:as: UInt32.self)"
    case ...64: "port(_:as: UInt64.self)"
    default: "widePort(_:)"
    }
  }

  @usableFromInline
  func refuseDrive(_ index: Int, _ value: UInt64) {
    let port = model.design.ports[index]
    let reason =
      port.direction == .output
      ? "it is an output" : "0x\(String(value, radix: 16)) has more than its \(port.width) bits"
    refuse(.drive(port: port.name, reason: reason))
  }
}

extension Bool: PortValue {
  public static var portWidths: ClosedRange<Int> { 1...1 }
  @inlinable public init(portStorage: UInt8) { self = portStorage != 0 }
  @inlinable public var portStorage: UInt8 { self ? 1 : 0 }
}

extension PortValue where Self == Storage {
  @inlinable public init(portStorage: Self) { self = portStorage }
  @inlinable public var portStorage: Self { self }
}

extension UInt8: PortValue { public static var portWidths: ClosedRange<Int> { 1...8 } }
extension UInt16: PortValue { public static var portWidths: ClosedRange<Int> { 9...16 } }
extension UInt32: PortValue { public static var portWidths: ClosedRange<Int> { 17...32 } }
extension UInt64: PortValue { public static var portWidths: ClosedRange<Int> { 33...64 } }
