import HDL

/// The attribute registers with the key store, connected as in the unit: the line port's register says whose key is
/// read. What is proved of it is that its public outputs tell nothing about keys and nonces.
final class AttributesAndKeys: Module {
  let attributeWrite = In()
  let writeIndex: Bits.Input
  let writeValid = In()
  let entry: View<Attribute>.Input
  let readIndex: [Bits.Input]
  let readValid: [Bit.Output]
  let readEntry: [View<Attribute>.Output]
  let matchDomain: [Bits.Input]
  let matchLine: [Bits.Input]
  let lineMatch: View<RegionMatch>.Output
  let modeMatch: View<ExecutionMatch>.Output

  let keyWrite = In()
  let keyErase = In()
  let keySlot: Bits.Input
  let key: Bits.Input
  let lineKey: Bits.Output
  let ready = Out("the sweep of the key store is over")
  let full = Out("no key slot is free")
  let freeSlot: Bits.Output

  let registers: Instance<AttributeRegisters>
  let store: Instance<KeyStore>

  init(_ parameters: UnitParameters) {
    writeIndex = In(parameters.attributeBits)
    entry = In(Attribute(parameters))
    readIndex = AttributeRegisters.Reader.allCases.map { _ in In(parameters.attributeBits) }
    readValid = AttributeRegisters.Reader.allCases.map { _ in Out() }
    readEntry = AttributeRegisters.Reader.allCases.map { _ in Out(Attribute(parameters)) }
    matchDomain = AttributeRegisters.Asker.allCases.map { _ in In(parameters.domainBits) }
    matchLine = AttributeRegisters.Asker.allCases.map { _ in In(26) }
    lineMatch = Out(RegionMatch(parameters))
    modeMatch = Out(ExecutionMatch(parameters))
    keySlot = In(parameters.slotBits)
    key = In(parameters.keyBits).secret()
    lineKey = Out(parameters.keyBits, "key of the line port's register").secret()
    freeSlot = Out(parameters.slotBits)
    registers = Instance(AttributeRegisters(parameters))
    store = Instance(KeyStore(parameters))
  }

  override func build() {
    registers.write <== attributeWrite
    registers.writeIndex <== writeIndex
    registers.writeValid <== writeValid
    registers.entry <== entry
    for reader in AttributeRegisters.Reader.allCases.map(\.rawValue) {
      registers.readIndex[reader] <== readIndex[reader]
      readValid[reader] <== registers.readValid[reader]
      readEntry[reader] <== registers.readEntry[reader]
    }
    for asker in AttributeRegisters.Asker.allCases.map(\.rawValue) {
      registers.matchDomain[asker] <== matchDomain[asker]
      registers.matchLine[asker] <== matchLine[asker]
    }
    lineMatch <== registers.lineMatch
    modeMatch <== registers.modeMatch
    store.write <== keyWrite
    store.erase <== keyErase
    store.writeSlot <== keySlot
    store.writeKey <== key
    let lineEntry = registers.readEntry[AttributeRegisters.Reader.line.rawValue]
    store.readSlot <== lineEntry.keySlot
    store.readAES256 <== lineEntry.algorithm == .aes256Xts
    lineKey <== cat(store.tweakKey, store.dataKey)
    ready <== store.ready
    full <== store.full
    freeSlot <== store.freeSlot
  }
}
