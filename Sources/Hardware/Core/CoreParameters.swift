import HDL

/// The sizes of the processor core's pipeline.
public struct CoreParameters: Hashable, Codable, Sendable {
  /// Entries of the branch target buffer. A power of two, at least 16.
  public var predictorEntries = 512
  /// Bits of an instruction's address, above those that choose the entry, by which an entry knows its branch. A branch that
  /// is mistaken for another costs time only.
  public var predictorTagBits = 5
  /// Low bits of a predicted target that an entry holds, the lowest two of an address not counted; those above are the
  /// branch's own. At most 30. With extension C an entry holds bit 1, too.
  public var predictorTargetBits = 18
  /// What the divider finds in a cycle: 2 for one bit of the quotient, 4 for two, 16 for four.
  public var dividerRadix = 4
  /// Address of the first instruction, a multiple of 4.
  public var resetVector: UInt32 = 0x1000
  /// Domains of the encryption unit, counting domain 0. A power of two.
  public var domains = 16
  /// Attribute registers of the encryption unit. A power of two.
  public var attributes = 16
  /// Whether there are instructions of 16 bits, extension C.
  public var compressed = false
  /// Whether the retire port exists.
  public var retirePort = true

  public init() {}

  /// The smallest core.
  public static var minimal: CoreParameters {
    var parameters = CoreParameters()
    parameters.predictorEntries = 16
    parameters.predictorTagBits = 6
    parameters.predictorTargetBits = 14
    parameters.dividerRadix = 2
    return parameters
  }

  /// Bits of a quotient that the divider finds in a cycle.
  var dividerStep: Int { dividerRadix.trailingZeroBitCount }
  /// Width of an index into the branch target buffer.
  var predictorIndexBits: Int { bitsToCount(predictorEntries) }
  /// Width of a domain number in bits.
  var domainBits: Int { bitsToCount(domains) }
  /// Width of the number of an attribute register in bits.
  var attributeBits: Int { bitsToCount(attributes) }
  /// Tells modules of different cores apart.
  var name: String {
    "\(predictorEntries)_\(predictorTagBits)_\(predictorTargetBits)_\(dividerRadix)"
      + (retirePort ? "_retire" : "") + suffix
  }
  /// Of the names of modules that are others with extension C.
  var suffix: String { compressed ? "_compressed" : "" }
  /// Bits of an instruction's address that are always zero.
  var alignmentBits: Int { compressed ? 1 : 2 }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    func isPower(_ value: Int, from low: Int) -> Bool { value >= low && value & (value - 1) == 0 }
    if !isPower(predictorEntries, from: 16) {
      return "predictorEntries is \(predictorEntries); it must be a power of two, at least 16"
    }
    if predictorTagBits < 1 || predictorTagBits + predictorIndexBits > 30 {
      return "predictorTagBits is \(predictorTagBits); with \(predictorEntries) entries it must be from 1 to "
        + "\(30 - predictorIndexBits)"
    }
    if !(1...30).contains(predictorTargetBits) {
      return "predictorTargetBits is \(predictorTargetBits); it must be from 1 to 30"
    }
    if ![2, 4, 16].contains(dividerRadix) { return "dividerRadix is \(dividerRadix); it must be 2, 4 or 16" }
    if resetVector % 4 != 0 { return "resetVector is \(resetVector); it must be a multiple of 4" }
    if !isPower(domains, from: 2) { return "domains is \(domains); it must be a power of two, at least 2" }
    if !isPower(attributes, from: 2) || attributes > 256 {
      return "attributes is \(attributes); it must be a power of two, from 2 to 256"
    }
    return nil
  }
}
