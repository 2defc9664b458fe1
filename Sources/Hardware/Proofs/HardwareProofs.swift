import HDL

/// The unit's proofs.
public enum HardwareProofs {
  /// The goals at the sizes of a design point. What they name as situations is looked for at the smallest sizes.
  public static func goals(_ point: DesignPoint) -> [ProofGoal] {
    let parameters = point.parameters
    let smallest = DesignPoint.minimal.parameters
    // Few words: a sweep is over after a few cycles.
    var briefest = smallest
    briefest.keyWordBits = 128
    let brief = briefest
    var fewest = smallest
    fewest.attributes = 2
    fewest.domains = 2
    let tiny = fewest
    var sealing = parameters
    sealing.images = max(parameters.images, 2)
    let sealed = sealing
    var few = smallest
    few.images = 2
    let pair = few
    return [
      ProofGoal(
        "key_store", "A slot holds the key that was written last, or zero; the free slots are known.",
        method: .induction(depth: 1), coverDepth: 16, coversIn: { KeyStoreProof(brief) },
        module: { KeyStoreProof(parameters) }),
      ProofGoal(
        "attribute_registers", "A register holds what was written last; the one region that contains a line is found.",
        method: .induction(depth: 1), coverDepth: 5, coversIn: { AttributeRegistersProof(smallest) },
        module: { AttributeRegistersProof(parameters) }),
      ProofGoal(
        "entry_points", "Encrypted mode of a region begins at the entry points that it was installed with.",
        method: .induction(depth: 1), coverDepth: 40, coversIn: { EntryPointsProof(tiny) },
        module: { EntryPointsProof(parameters) }),
      ProofGoal(
        "image_slots", "A sealed context comes back once, in its newest version, and not after its domain has ended.",
        method: .induction(depth: 1), coverDepth: 8, coversIn: { ImageSlotsProof(pair) },
        module: { ImageSlotsProof(sealed) }),
      ProofGoal(
        secrecy: "secrecy_of_attributes_and_keys", "Public outputs tell nothing about keys and nonces.",
        declassified: .own, coversIn: { AttributesAndKeys(smallest) }, module: { AttributesAndKeys(parameters) }),
      ProofGoal(
        secrecy: "secrecy_of_the_unit", "Public outputs tell nothing about secrets but what `keyline audit` lists.",
        declassified: .equal, coversIn: { AttributesAndKeys(smallest) }, module: { EncryptionUnit(parameters) }),
    ]
  }
}
