import HDL

/// What the core needs of the encryption unit beside lines: domains, modes, contexts, and the instructions for keys. It stands between
/// the core and the ports for keys, set-up and modes. `docs/encrypted-execution.md`.
public final class ProtectionControl: Module {
  let order: View<ProtectionOrder>.Input
  let answer = Out(ProtectionAnswer())
  let running: View<RunningDomain>.Output
  let contextIndex = Out(5, "register to be saved")
  let contextValue = In(32, "its value")
  let registerWrite = Out(RegisterWrite())
  let load = Out("load the word at `load_address`; one at a time")
  let loadAddress = Out(32, "virtual")
  let loadDone = In("its answer")
  let loadCause = In(5, "0, or 16 + the cause why it failed")
  let loadWord = In(32)
  let flush = Out("write back and drop the lines of the caches, until `flushed`")
  let flushed = In()

  let key: Source<KeyCommand>
  let keyEntry = Source(EntryWord())
  let keyResponse: Sink<KeyResponse>
  let setup: Source<SetupCommand>
  let setupResponse: Sink<SetupResponse>
  let mode: Source<ModeCommand>
  let modeResponse: Sink<ModeResponse>
  let unitRunning: View<RunningDomain>.Input

  let domainControl: Instance<DomainControl>
  let keyControl: Instance<KeyControl>
  /// A cycle behind the unit: everything that is fetched and found in the caches depends on it.
  let current: View<RunningDomain>.Var

  public init(_ parameters: UnitParameters) {
    let layout = RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits)
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    running = Out(layout)
    key = Source(KeyCommand(parameters), "setck and setk")
    keyResponse = Sink(KeyResponse(parameters))
    setup = Source(SetupCommand(parameters), "setik, keyclr and kill")
    setupResponse = Sink(SetupResponse(parameters))
    mode = Source(ModeCommand(parameters), "mode commands")
    modeResponse = Sink(ModeResponse(parameters))
    unitRunning = In(layout)
    domainControl = Instance(DomainControl(parameters))
    keyControl = Instance(KeyControl(parameters))
    current = Reg(layout, reset: .zero)
  }

  public override var summary: String { "Domains, modes, contexts and the instructions for keys, for the core." }

  public override func build() {
    let (domains, keys) = (domainControl, keyControl)
    current <== unitRunning
    running <== current
    domains.order <== order
    domains.running <== current
    keys.order <== order
    keys.runningDomain <== current.domain

    mode <== domains.mode
    domains.modeResponse <== modeResponse
    key <== keys.key
    keyEntry <== keys.keyEntry
    keys.keyResponse <== keyResponse
    setup <== keys.setup
    keys.setupResponse <== setupResponse

    contextIndex <== domains.contextIndex
    domains.contextValue <== contextValue
    registerWrite <== domains.registerWrite
    load <== keys.load
    loadAddress <== keys.loadAddress
    keys.loadDone <== loadDone
    keys.loadCause <== loadCause
    keys.loadWord <== loadWord
    flush <== keys.flush
    keys.flushed <== flushed
    domains.eraseWanted <== keys.erase
    domains.eraseDomain <== keys.eraseDomain
    keys.erased <== domains.erased

    let isShift = ProtectionInstruction.isModeShift(order.instruction)
    answer.done <== domains.done | keys.done
    answer.refused <== domains.refused
    answer.cause <== keys.cause
    answer.value <== mux(keys.done, keys.value, domains.status.extended(to: 32))
    answer.hasTarget <== domains.done & (domains.restored | order.execute & isShift)
    answer.target <== domains.target
  }
}
