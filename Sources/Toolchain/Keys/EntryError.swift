import Reference

/// Why no key entry can be made: the processor would refuse it.
public enum EntryError: Error, Equatable, CustomStringConvertible {
  case unknownAlgorithm(UInt8)
  case wrongKeyLength(algorithm: Algorithm, actual: Int)
  case equalKeyHalves
  case wrongOwnerLength(Int)
  case noLines
  case linesOfDefaultKey(UInt32)
  case tooManyLines(UInt32)
  case unalignedBase(UInt32)
  case baseWithoutFlag
  case tooManyEntryPoints(Int)
  case oddEntryPoint(UInt32)
  case entryPointOutside(UInt32, lines: UInt32)
  case openSSL(reason: String)

  public var description: String {
    switch self {
    case .unknownAlgorithm(let algorithm):
      "there is no algorithm \(algorithm)"
    case .wrongKeyLength(let algorithm, let actual):
      "the key has \(actual) bytes, but \(algorithm) needs \(algorithm.keyLength)"
    case .equalKeyHalves:
      "the two halves of the key are equal, which XTS forbids; generate another key"
    case .wrongOwnerLength(let actual):
      "the owner secret has \(actual) bytes, but must have \(KeyFile.ownerLength)"
    case .noLines:
      "the region has no lines; say how many lines of 64 bytes it has"
    case .linesOfDefaultKey(let lines):
      "a default-key entry fits a region of any size, but \(lines) lines are given; leave them out"
    case .tooManyLines(let lines):
      "the region has \(lines) lines, but the address space only 2^26"
    case .unalignedBase(let base):
      "the region begins at \(hexadecimal(base)), which is not a multiple of 64"
    case .baseWithoutFlag:
      "a base is given, but the place of a region is fixed by the flag closed alone; add --flag closed or leave it out"
    case .tooManyEntryPoints(let count):
      "\(count) entry points are given, but an entry holds at most \(KeyEntry.maximalEntryPoints)"
    case .oddEntryPoint(let offset):
      "entry point \(hexadecimal(offset)) is odd; instructions begin at even addresses"
    case .entryPointOutside(let offset, let lines):
      "entry point \(hexadecimal(offset)) is outside the region of \(hexadecimal(64 * UInt64(lines))) bytes; "
        + "entry points count from the base of the region"
    case .openSSL(let reason):
      reason
    }
  }
}

extension KeyEntry {
  /// How many entry points an entry holds.
  static let maximalEntryPoints = 8

  /// The bytes that are to be encrypted. Refuses what the processor would refuse.
  public func plaintext() throws(EntryError) -> [UInt8] {
    guard let algorithm = Algorithm(rawValue: algorithm) else { throw .unknownAlgorithm(algorithm) }
    guard key.count == algorithm.keyLength else {
      throw .wrongKeyLength(algorithm: algorithm, actual: key.count)
    }
    guard key.isEmpty || key.prefix(key.count / 2) != key.suffix(key.count / 2) else { throw .equalKeyHalves }
    guard owner.count == KeyFile.ownerLength else { throw .wrongOwnerLength(owner.count) }
    let isDefault = flags.contains(.defaultKey)
    guard !isDefault || lines == 0 else { throw .linesOfDefaultKey(lines) }
    guard isDefault || lines > 0 else { throw .noLines }
    guard lines <= 1 << 26 else { throw .tooManyLines(lines) }
    guard base.isMultiple(of: 64) else { throw .unalignedBase(base) }
    guard base == 0 || flags.contains(.closed) else { throw .baseWithoutFlag }
    guard entryPoints.count <= KeyEntry.maximalEntryPoints else { throw .tooManyEntryPoints(entryPoints.count) }
    for offset in entryPoints {
      guard offset.isMultiple(of: 2) else { throw .oddEntryPoint(offset) }
      guard isDefault || UInt64(offset) < 64 * UInt64(lines) else {
        throw .entryPointOutside(offset, lines: lines)
      }
    }
    do {
      return try encoded()
    } catch {
      throw .openSSL(reason: "\(error)")
    }
  }
}
