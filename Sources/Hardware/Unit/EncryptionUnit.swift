import HDL

/// The code and data encryption/decryption unit between the level-1 caches and the bus.
/// Specification: `docs/encryption-unit.md`. SF-4 to SF-6, SF-12 to SF-20, SF-23 to SF-27, SF-59 to SF-76.
public final class EncryptionUnit: Module {
  let setup: Sink<SetupCommand>
  let setupResponse: Source<SetupResponse>
  let mode: Sink<ModeCommand>
  let modeResponse: Source<ModeResponse>
  let request: Sink<LineRequest>
  let store = Sink(LineWord())
  let response: Source<LineResponse>
  let runningDomain: Bits.Output
  let runningEncrypted = Out("mode of the running domain")
  let runningAutomatic = Out("its method: the mode follows the regions")
  let runningClosed = Out("a region closes the running domain; a cycle late")
  let runningAttribute: Bits.Output
  let returnExpected = Out("it has a back-link")
  let returnAddress = Out(32, "where execution has to come for that link to be taken")
  let viewIndex: Bits.Input
  let viewValid = Out()
  let viewDomain: Bits.Output
  let viewSegment = Out(8)
  let viewBaseLine = Out(26)
  let viewLimitLine = Out(27)
  let viewAlgorithm = Out(8)
  let viewRead = Out()
  let viewWrite = Out()
  let viewExecute = Out()
  let viewDefaultKey = Out()
  let viewPlainAccess = Out()
  let viewShared = Out()
  let viewStack = Out()
  let viewClosed = Out()
  let axiAr = Source(AXIAddress(), "read address")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let setupControl: Instance<SetupControl>
  let modeControl: Instance<ModeControl>
  let lineControl: Instance<LineControl>
  let attributeRegisters: Instance<AttributeRegisters>
  let keyStore: Instance<KeyStore>
  let lineEngine: Instance<LineEngine>

  public let parameters: UnitParameters

  public init(_ parameters: UnitParameters) {
    self.parameters = parameters
    setup = Sink(SetupCommand(parameters), "set-up commands")
    setupResponse = Source(SetupResponse(parameters))
    mode = Sink(ModeCommand(parameters), "mode commands")
    modeResponse = Source(ModeResponse(parameters))
    request = Sink(LineRequest(parameters), "line requests")
    response = Source(LineResponse(parameters), "answers to line requests")
    runningDomain = Out(parameters.domainBits, "the domain that runs")
    runningAttribute = Out(parameters.attributeBits, "under which it executes in encrypted mode")
    viewIndex = In(parameters.attributeBits, "public view: attribute register to show")
    viewDomain = Out(parameters.domainBits)
    setupControl = Instance(SetupControl(parameters))
    modeControl = Instance(ModeControl(parameters))
    lineControl = Instance(LineControl(parameters))
    attributeRegisters = Instance(AttributeRegisters(parameters))
    keyStore = Instance(KeyStore(parameters))
    lineEngine = Instance(LineEngine(parameters))
  }

  public override var summary: String {
    """
    The code and data encryption/decryption unit between level-1 caches and bus.
    \(parameters.attributes) attribute registers, \(parameters.keySlots) key slots, \(parameters.domains) domains, AES-128\(parameters.aes256 ? " and AES-256" : "")-XTS. \(parameters.cipherSummary)
    Streams: a transfer happens in a cycle in which valid and ready are both high.
    """
  }

  public override func build() {
    setupControl.command <== setup
    setupResponse <== setupControl.response
    modeControl.command <== mode
    modeResponse <== modeControl.response
    lineControl.request <== request
    lineControl.store <== store
    response <== lineControl.response

    // Set-up begins only while nothing else happens, and then nothing else does (section 6).
    setupControl.allowed <== !(mode.valid | request.valid | modeControl.busy | lineControl.busy | !keyStore.ready)
    let hold = (setupControl.busy | !keyStore.ready).named("hold")
    modeControl.hold <== hold
    lineControl.hold <== hold

    setupControl.runningDomain <== modeControl.runningDomain
    setupControl.runningEncrypted <== modeControl.runningEncrypted
    lineControl.runningDomain <== modeControl.runningDomain
    runningDomain <== modeControl.runningDomain
    runningEncrypted <== modeControl.runningEncrypted
    runningAutomatic <== modeControl.runningAutomatic
    runningClosed <== attributeRegisters.runningClosed
    runningAttribute <== modeControl.runningAttribute
    returnExpected <== modeControl.returnExpected
    returnAddress <== modeControl.returnAddress
    modeControl.clear <== setupControl.clearMode
    modeControl.clearDomain <== setupControl.clearModeDomain

    connectAttributes()
    connectKeysAndEngine()

    axiAr <== lineControl.axiAr
    lineControl.axiR <== axiR
    axiAw <== lineControl.axiAw
    axiW <== lineControl.axiW
    lineControl.axiB <== axiB
  }

  private func connectAttributes() {
    let registers = attributeRegisters
    registers.write <== setupControl.attributeWrite
    registers.writeIndex <== setupControl.attributeIndex
    registers.writeValid <== setupControl.attributeValid
    registers.entry <== setupControl.attributeEntry

    registers.readIndex <== mux(setupControl.busy, setupControl.scanIndex, lineControl.entryIndex)
    setupControl.registerValid <== registers.readValid
    setupControl.register <== registers.readEntry
    lineControl.regionValid <== registers.readValid
    lineControl.region <== registers.readEntry

    registers.matchDomain <== mux(lineControl.judging, lineControl.matchDomain, modeControl.matchDomain)
    registers.matchLine <== mux(lineControl.judging, lineControl.matchLine, modeControl.matchLine)
    registers.runningDomain <== modeControl.runningDomain
    modeControl.matchTaken <== lineControl.judging
    lineControl.match <== registers.match
    modeControl.match <== registers.match

    // The public view shows everything but the key slot and the nonce.
    registers.viewIndex <== viewIndex
    let entry = registers.viewEntry
    viewValid <== registers.viewValid
    viewDomain <== entry.domain
    viewSegment <== entry.segment
    viewBaseLine <== entry.baseLine
    viewLimitLine <== entry.limitLine
    viewAlgorithm <== entry.algorithm.bits.extended(to: 8)
    self.viewRead <== entry.read
    viewWrite <== entry.write
    viewExecute <== entry.execute
    viewDefaultKey <== entry.defaultKey
    viewPlainAccess <== entry.plainAccess
    viewShared <== entry.shared
    viewStack <== entry.stack
    viewClosed <== entry.closed
  }

  private func connectKeysAndEngine() {
    keyStore.write <== setupControl.keyWrite
    keyStore.erase <== setupControl.keyErase
    keyStore.writeSlot <== setupControl.keySlot
    keyStore.writeKey <== setupControl.key
    keyStore.sweep <== setupControl.wipe
    setupControl.keyWritten <== keyStore.written
    setupControl.keyStoreFull <== keyStore.full
    setupControl.freeKeySlot <== keyStore.freeSlot
    keyStore.readSlot <== lineControl.keySlot
    keyStore.readWord <== lineEngine.keyWordIndex
    lineEngine.keyWord <== keyStore.word
    lineEngine.aes256 <== lineControl.engineAES256
    lineEngine.command <== lineControl.engineCommand
    // A slot that changes may be the one whose expanded keys the engine holds.
    lineControl.forgetKeys <== setupControl.wipe | setupControl.keyWrite | setupControl.keyErase
    lineEngine.wipe <== setupControl.wipe
    setupControl.wiped <== lineEngine.idle & keyStore.ready
    lineEngine.input <== lineControl.toEngine
    lineControl.fromEngine <== lineEngine.output
  }
}
