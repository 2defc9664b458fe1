import CCallerAddress

/// A register that software reads and writes, declared once: its flip-flops, the decoder and the manual come from it.
/// ```swift
/// struct KeyControl: ControlRegister {
///   let address = 0x7c0
///   let enable = rw(0, "encrypt every line that leaves the cache")
///   let slot = rw(4...7, reset: 1, "key slot in use")
/// }
/// ```
/// Bits without a field are reserved: they read 0, and writes to them do nothing.
public protocol ControlRegister {
  /// Where software finds it.
  var address: Int { get }
  /// What it is for, in a sentence, for the manual.
  var summary: String { get }
}

extension ControlRegister {
  public var summary: String { "" }

  /// The address; one below zero is reported and counts as 0.
  var place: UInt64 { UInt64(max(0, address)) }

  /// The fields with their names in the Verilog.
  var fields: [(name: String, field: any AnyControlField)] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let field = child.value as? any AnyControlField, let label = child.label else { return nil }
      return (snakeCase(label), field)
    }
  }
}

/// What a read and a write of a field do.
public enum ControlAccess: String, Codable, Sendable, CaseIterable {
  /// Software reads what it wrote last.
  case readWrite = "rw"
  /// Software reads what the hardware drives; writes do nothing.
  case readOnly = "ro"
  /// Software writes; reads give 0.
  case writeOnly = "wo"
  /// The hardware sets bits, software clears those to which it writes 1. A bit that is set and cleared in one cycle stays
  /// set.
  case writeOneToClear = "w1c"
  /// Software sets the bits to which it writes 1, the hardware clears them. A bit that is set and cleared in one cycle
  /// stays set.
  case writeOneToSet = "w1s"
  /// Bits to which software writes 1 are high for one cycle, the one after the write; reads give 0.
  case command = "command"
  /// Software reads a number that never changes.
  case constant = "constant"
}

/// The hardware's side of a field: the type decides what the logic gets.
public enum ControlSide {
  /// The logic reads the value.
  public enum Reads {}
  /// The logic drives the value.
  public enum Drives {}
  /// The logic reads the value and sets bits of it.
  public enum Sets {}
  /// The logic reads the value and clears bits of it.
  public enum Clears {}
  /// The logic does not know the field.
  public enum None {}
}

/// A field of a control register. `Side` is what the hardware does with it, `Value` its type there.
public final class ControlField<Side, Value>: AnyControlField {
  let access: ControlAccess
  let low: Int
  let width: Int
  let reset: UInt64
  let enumeration: Enumeration?
  let comment: String
  let location: UInt
  private(set) var isSecret = false

  init(
    _ access: ControlAccess, _ bits: ClosedRange<Int>, reset: UInt64 = 0, enumeration: Enumeration? = nil,
    _ comment: String, _ location: UInt
  ) {
    self.access = access
    low = bits.lowerBound
    width = bits.count
    self.reset = reset
    self.enumeration = enumeration
    self.comment = comment
    self.location = location
  }

  /// Declares that the field may be secret: then software cannot read it.
  public func secret() -> Self {
    isSecret = true
    return self
  }
}

protocol AnyControlField: AnyObject {
  var access: ControlAccess { get }
  /// The lowest bit in the register.
  var low: Int { get }
  var width: Int { get }
  var reset: UInt64 { get }
  var enumeration: Enumeration? { get }
  var comment: String { get }
  var location: UInt { get }
  var isSecret: Bool { get }
}

extension AnyControlField {
  var bits: Range<Int> { low..<low + width }
  /// The bits as Verilog writes them: `7:4`.
  var range: String { width == 1 ? "\(low)" : "\(low + width - 1):\(low)" }
}
