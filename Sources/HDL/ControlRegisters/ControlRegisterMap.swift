/// All control registers of a unit: a structure of `ControlRegister`s and arrays of them.
/// ```swift
/// struct UnitRegisters: ControlRegisterMap {
///   let control = KeyControl()
///   let keys = (0..<4).map { KeyWord($0) }
/// }
/// ```
public protocol ControlRegisterMap {}

extension ControlRegisterMap {
  /// The registers with their names in the Verilog, in the order of declaration.
  var registers: [(name: String, register: any ControlRegister)] {
    Mirror(reflecting: self).children.flatMap { child -> [(name: String, register: any ControlRegister)] in
      let name = snakeCase(child.label ?? "")
      if let register = child.value as? any ControlRegister { return [(name, register)] }
      guard let list = child.value as? [any ControlRegister] else { return [] }
      return list.enumerated().map { ("\(name)_\($0)", $1) }
    }
  }
}

/// How software reaches the registers of a map.
struct ControlBus {
  /// Bits of a register.
  let width: Int
  let addressWidth: Int
  /// Distance of neighbouring registers.
  let stride: Int

  /// Everything that is wrong with a map, each with the place where a field was declared; 0 for a whole register.
  func problems(_ map: some ControlRegisterMap) -> [(message: String, location: UInt)] {
    var found: [(message: String, location: UInt)] = []
    if width < 8 || width % 8 != 0 {
      found.append(("control registers have whole bytes, not \(countOfBits(width))", 0))
    }
    var owners: [Int: String] = [:]
    for (name, register) in map.registers {
      let place = hexadecimal(UInt64(bitPattern: Int64(register.address)))
      if let other = owners[register.address] {
        found.append(("registers `\(other)` and `\(name)` both have the address \(place)", 0))
      }
      owners[register.address] = owners[register.address] ?? name
      if register.address < 0 || !Constant.fits(UInt64(register.address), width: addressWidth) {
        found.append(("the address \(place) of `\(name)` does not fit \(countOfBits(addressWidth))", 0))
      }
      if stride > 1, register.address % stride != 0 {
        found.append(("the address \(place) of `\(name)` is not a multiple of \(stride)", 0))
      }
      found += problems(name, register)
    }
    return found
  }

  private func problems(_ name: String, _ register: any ControlRegister) -> [(message: String, location: UInt)] {
    var found: [(message: String, location: UInt)] = []
    var placed: [(name: String, field: any AnyControlField)] = []
    for (label, field) in register.fields {
      let what = "`\(name).\(label)`"
      if field.low < 0 || field.low + field.width > width {
        found.append(("\(what) has bits \(field.range), outside the register's \(width - 1):0", field.location))
      }
      if let other = placed.first(where: { $0.field.bits.overlaps(field.bits) }) {
        found.append(
          (
            "\(what) (bits \(field.range)) and `\(name).\(other.name)` (bits \(other.field.range)) overlap",
            field.location
          ))
      }
      placed.append((label, field))
      if let enumeration = field.enumeration, enumeration.width != field.width {
        found.append(
          (
            "\(what) has \(countOfBits(field.width)), but the cases of `\(enumeration.name)` have \(enumeration.width)",
            field.location
          ))
      } else if !Constant.fits(field.reset, width: field.width) {
        let value = field.access == .constant ? "the value" : "the reset value"
        found.append(
          ("\(value) \(field.reset) of \(what) does not fit its \(countOfBits(field.width))", field.location))
      }
    }
    return found
  }
}

func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
