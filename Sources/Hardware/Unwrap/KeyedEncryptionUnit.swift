import HDL

/// The encryption unit with the unwrap unit in front of its set-up port: keys come in as key entries, or from the program
/// that runs in encrypted mode, and in no other way, and encrypted mode begins where they say. `docs/key-entries.md`.
public final class KeyedEncryptionUnit: Module {
  let keyCommand: Sink<KeyCommand>
  let keyEntry = Sink(EntryWord(), "the words of the entry, after `key_command` was offered")
  let keyResponse: Source<KeyResponse>
  let setup: Sink<SetupCommand>
  let setupResponse: Source<SetupResponse>
  let mode: Sink<ModeCommand>
  let modeResponse: Source<ModeResponse>
  let request: Sink<LineRequest>
  let store = Sink(LineWord())
  let response: Source<LineResponse>
  let powerCommand: Sink<ExponentiationCommand>
  let powerOperand: Sink<OperandWord>
  let powerRequest: Sink<ResultRequest>
  let powerResult = Source(ResultWord())
  let powerStatus = Out(ExponentiationStatus.self, "of the last exponentiation, while `power_idle`")
  let powerIdle = Out("the running program may use the exponentiator, and it does nothing")
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
  let fuseAddress: Bits.Output
  let fuse = In(64, "the fuses at `fuse_address` one cycle before").secret()
  let axiAr = Source(AXIAddress(), "read address")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let unwrapUnit: Instance<UnwrapUnit>
  let entryPoints: Instance<EntryPoints>
  let encryptionUnit: Instance<EncryptionUnit>

  public let parameters: UnitParameters
  public let sizes: ExponentiationParameters

  public init(_ parameters: UnitParameters, _ sizes: ExponentiationParameters = ExponentiationParameters()) {
    self.parameters = parameters
    self.sizes = sizes
    keyCommand = Sink(KeyCommand(parameters), "setck and setk; stays until it is accepted")
    keyResponse = Source(KeyResponse(parameters))
    setup = Sink(SetupCommand(parameters), "setik, keyclr and the end of a domain; stays until it is accepted")
    setupResponse = Source(SetupResponse(parameters))
    mode = Sink(ModeCommand(parameters), "mode commands; stay until they are accepted")
    modeResponse = Source(ModeResponse(parameters))
    request = Sink(LineRequest(parameters), "line requests")
    response = Source(LineResponse(parameters), "answers to line requests")
    powerCommand = Sink(ExponentiationCommand(sizes), "exponentiation by a program in encrypted mode")
    powerOperand = Sink(OperandWord(sizes))
    powerRequest = Sink(ResultRequest(sizes))
    runningDomain = Out(parameters.domainBits, "the domain that runs")
    runningAttribute = Out(parameters.attributeBits, "under which it executes in encrypted mode")
    viewIndex = In(parameters.attributeBits, "public view: attribute register to show")
    viewDomain = Out(parameters.domainBits)
    fuseAddress = Out(sizes.fuseAddressBits)
    unwrapUnit = Instance(UnwrapUnit(parameters, sizes))
    entryPoints = Instance(EntryPoints(parameters))
    encryptionUnit = Instance(EncryptionUnit(parameters))
  }

  public override var summary: String {
    "The encryption unit, whose keys come as entries that the unwrap unit opens with the secret key in the fuses."
  }

  public override func build() {
    let unwrap = unwrapUnit
    let unit = encryptionUnit
    unwrap.command <== keyCommand
    unwrap.entry <== keyEntry
    keyResponse <== unwrap.response
    unwrap.other <== setup
    setupResponse <== unwrap.otherResponse
    entryPoints.setup <== unwrap.setup
    unwrap.setupResponse <== entryPoints.setupResponse
    unit.setup <== entryPoints.unitSetup
    entryPoints.unitSetupResponse <== unit.setupResponse
    entryPoints.restricts <== unwrap.restricts
    entryPoints.handsOver <== unwrap.handsOver
    entryPoints.pointWrite <== unwrap.pointWrite
    entryPoints.pointIndex <== unwrap.pointIndex
    entryPoints.point <== unwrap.point
    unwrap.runningDomain <== unit.runningDomain
    unwrap.runningEncrypted <== unit.runningEncrypted
    unwrap.powerCommand <== powerCommand
    unwrap.powerOperand <== powerOperand
    unwrap.powerRequest <== powerRequest
    powerResult <== unwrap.powerResult
    powerStatus <== unwrap.powerStatus
    powerIdle <== unwrap.powerIdle
    fuseAddress <== unwrap.fuseAddress
    unwrap.fuse <== fuse

    entryPoints.mode <== mode
    modeResponse <== entryPoints.modeResponse
    unit.mode <== entryPoints.unitMode
    entryPoints.unitModeResponse <== unit.modeResponse
    entryPoints.runningDomain <== unit.runningDomain
    entryPoints.runningEncrypted <== unit.runningEncrypted
    unit.request <== request
    unit.store <== store
    response <== unit.response
    runningDomain <== unit.runningDomain
    runningEncrypted <== unit.runningEncrypted
    runningAutomatic <== unit.runningAutomatic
    runningClosed <== unit.runningClosed
    runningAttribute <== unit.runningAttribute
    returnExpected <== unit.returnExpected
    returnAddress <== unit.returnAddress
    axiAr <== unit.axiAr
    unit.axiR <== axiR
    axiAw <== unit.axiAw
    axiW <== unit.axiW
    unit.axiB <== axiB

    unit.viewIndex <== viewIndex
    viewValid <== unit.viewValid
    viewDomain <== unit.viewDomain
    viewSegment <== unit.viewSegment
    viewBaseLine <== unit.viewBaseLine
    viewLimitLine <== unit.viewLimitLine
    viewAlgorithm <== unit.viewAlgorithm
    viewRead <== unit.viewRead
    viewWrite <== unit.viewWrite
    viewExecute <== unit.viewExecute
    viewDefaultKey <== unit.viewDefaultKey
    viewPlainAccess <== unit.viewPlainAccess
    viewShared <== unit.viewShared
    viewStack <== unit.viewStack
    viewClosed <== unit.viewClosed
  }
}
