import HDL

/// The sizes of an encryption unit. `docs/encryption-unit.md`, section 1.
public struct UnitParameters: Hashable, Codable, Sendable {
  /// Attribute registers, one for each region. A power of two.
  public var attributes = 16
  /// Keys in the key store. A power of two.
  public var keySlots = 16
  /// Domains, counting domain 0. A power of two.
  public var domains = 16
  /// Depth of each domain's back-link stack. A power of two.
  public var backLinks = 8
  /// Sealed contexts that may be in memory at once: 0, or a power of two. With 0 there is nothing to seal them.
  public var images = 16
  /// Whether AES-256 exists.
  public var aes256 = true
  /// How the block cipher of the line engine is built.
  public var structure = CipherStructure.interleaved
  /// AES data paths that work side by side in an interleaved cipher: 1, 2 or 4.
  public var lanes = 1
  /// What the S-boxes of an interleaved cipher, and those of every key schedule, are made of.
  public var substitution = SubstitutionForm.logic
  /// Width in bits of a word in which keys are stored and expanded: 32, 64 or 128. A key is read in as many cycles as it has
  /// words.
  public var keyWordBits = 128

  public init() {}

  /// Width of a domain number in bits.
  public var domainBits: Int { bitsToCount(domains) }
  /// Width of an attribute register's index in bits.
  public var attributeBits: Int { bitsToCount(attributes) }
  /// Width of the number of a sealed context's slot in bits.
  public var imageBits: Int { bitsToCount(max(images, 2)) }
  /// Width of a key slot's index in bits.
  public var slotBits: Int { bitsToCount(keySlots) }
  /// Bits of a stored key: the data key and the tweak key of XTS.
  public var keyBits: Int { aes256 ? 512 : 256 }
  /// Words of a stored key.
  public var keyWords: Int { keyBits / keyWordBits }
  /// Width of the number of a stored key's word in bits.
  public var keyWordIndexBits: Int { bitsToCount(keyWords) }
  /// Round keys of the longest key schedule.
  public var roundKeys: Int { aes256 ? 15 : 11 }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    func isPower(_ value: Int) -> Bool { value >= 2 && value & (value - 1) == 0 }
    for (name, value) in [
      ("attributes", attributes), ("keySlots", keySlots), ("domains", domains), ("backLinks", backLinks),
    ] where !isPower(value) {
      return "\(name) is \(value); it must be a power of two, at least 2"
    }
    if images != 0 && !(isPower(images) && images <= 256) {
      return "images is \(images); it must be 0 or a power of two, 2 to 256"
    }
    if images != 0 && backLinks > 8 {
      return "backLinks is \(backLinks); the image of a context has room for 8"
    }
    if ![1, 2, 4].contains(lanes) { return "lanes is \(lanes); it must be 1, 2 or 4" }
    if ![32, 64, 128].contains(keyWordBits) { return "keyWordBits is \(keyWordBits); it must be 32, 64 or 128" }
    if structure == .unrolled && lanes != 1 { return "lanes is \(lanes); an unrolled cipher has 1" }
    return nil
  }
}

/// How the block cipher of a line engine is built.
public enum CipherStructure: String, Codable, Sendable {
  /// Lanes that each work on two blocks in turn; a round takes two cycles.
  case interleaved
  /// Five rounds in a cycle, with a data path for each direction and one for tweaks.
  case unrolled
}

/// What an S-box with a register is made of.
public enum SubstitutionForm: String, Codable, Sendable {
  /// Look-up tables of the logic fabric.
  case logic
  /// A read-only block memory for every two S-boxes.
  case blockMemory
}

extension UnitParameters {
  /// What the line engine's cipher is built of, in a sentence.
  public var cipherSummary: String {
    switch structure {
    case .interleaved:
      "\(lanes) lane\(lanes == 1 ? "" : "s") of two blocks each, S-boxes in \(substitution == .logic ? "logic" : "block memory")."
    case .unrolled: "Five rounds in a cycle, one data path for each direction and one for tweaks."
    }
  }
}

/// A named set of parameters that is emitted under `rtl/` and tested.
public enum DesignPoint: String, CaseIterable, Codable, Sendable {
  /// One lane with S-boxes in block memory and the smallest tables, AES-128 only.
  case minimal
  /// One lane, default tables.
  case small
  /// Two lanes, default tables.
  case balanced
  /// Two lanes with S-boxes in block memory, default tables.
  case compact
  /// Five rounds in a cycle: keeps up with a bus that delivers a word in every cycle.
  case fast

  /// What the point is, in a sentence.
  public var summary: String {
    switch self {
    case .minimal: "One lane with S-boxes in block memory and the smallest tables, AES-128 only."
    case .small: "One lane, default tables."
    case .balanced: "Two lanes, default tables."
    case .compact: "Two lanes with S-boxes in block memory, default tables."
    case .fast: "Five rounds in a cycle: keeps up with a bus that delivers a word in every cycle."
    }
  }

  public var parameters: UnitParameters {
    var parameters = UnitParameters()
    switch self {
    case .minimal:
      parameters.attributes = 4
      parameters.keySlots = 2
      parameters.domains = 4
      parameters.backLinks = 2
      parameters.images = 0
      parameters.aes256 = false
      parameters.substitution = .blockMemory
      parameters.keyWordBits = 32
    case .small: break
    case .balanced: parameters.lanes = 2
    case .compact:
      parameters.lanes = 2
      parameters.substitution = .blockMemory
    case .fast: parameters.structure = .unrolled
    }
    return parameters
  }
}

extension DesignPoint {
  /// The elaborated unit.
  public func elaborate() throws(ElaborationError) -> Design { try Design(EncryptionUnit(parameters)) }

  /// The line engine alone, elaborated.
  package func elaborateLineEngine() throws(ElaborationError) -> Design { try Design(LineEngine(parameters)) }

  /// The unit as Verilog, as it stands under `rtl/`.
  public func design() throws(ElaborationError) -> VerilogDesign { try elaborate().verilog() }
}
