import HDL

/// The attribute registers with the key store, connected as in the unit: the register that is read says whose key is
/// read. What is proved of it is that its public outputs tell nothing about keys and nonces.
final class AttributesAndKeys: Module {
  let attributeWrite = In()
  let writeIndex: Bits.Input
  let writeValid = In()
  let entry: View<Attribute>.Input
  let readIndex: Bits.Input
  let readValid = Out()
  let readEntry: View<Attribute>.Output
  let viewIndex: Bits.Input
  let viewValid = Out()
  let viewEntry: View<Attribute>.Output
  let matchDomain: Bits.Input
  let matchLine = In(26)
  let match: View<RegionMatch>.Output
  let runningDomain: Bits.Input
  let runningClosed = Out()

  let keyWrite = In()
  let keyErase = In()
  let keySlot: Bits.Input
  let key: Bits.Input
  let keySweep = In()
  let keyWord: Bits.Input
  let lineKey: Bits.Output
  let written = Out("the last word of a key is being stored")
  let ready = Out("the sweep of the key store is over")
  let full = Out("no key slot is free")
  let freeSlot: Bits.Output

  let registers: Instance<AttributeRegisters>
  let store: Instance<KeyStore>

  init(_ parameters: UnitParameters) {
    writeIndex = In(parameters.attributeBits)
    entry = In(Attribute(parameters))
    readIndex = In(parameters.attributeBits)
    readEntry = Out(Attribute(parameters))
    viewIndex = In(parameters.attributeBits)
    viewEntry = Out(Attribute(parameters))
    matchDomain = In(parameters.domainBits)
    match = Out(RegionMatch(parameters))
    runningDomain = In(parameters.domainBits)
    keySlot = In(parameters.slotBits)
    key = In(parameters.keyBits).secret()
    keyWord = In(parameters.keyWordIndexBits)
    lineKey = Out(parameters.keyWordBits, "word of the key of the register that is read").secret()
    freeSlot = Out(parameters.slotBits)
    registers = Instance(AttributeRegisters(parameters))
    store = Instance(KeyStore(parameters))
  }

  override func build() {
    registers.write <== attributeWrite
    registers.writeIndex <== writeIndex
    registers.writeValid <== writeValid
    registers.entry <== entry
    registers.readIndex <== readIndex
    readValid <== registers.readValid
    readEntry <== registers.readEntry
    registers.viewIndex <== viewIndex
    viewValid <== registers.viewValid
    viewEntry <== registers.viewEntry
    registers.matchDomain <== matchDomain
    registers.matchLine <== matchLine
    match <== registers.match
    registers.runningDomain <== runningDomain
    runningClosed <== registers.runningClosed
    store.write <== keyWrite
    store.erase <== keyErase
    store.writeSlot <== keySlot
    store.writeKey <== key
    store.sweep <== keySweep
    store.readSlot <== registers.readEntry.keySlot
    store.readWord <== keyWord
    lineKey <== store.word
    written <== store.written
    ready <== store.ready
    full <== store.full
    freeSlot <== store.freeSlot
  }
}
