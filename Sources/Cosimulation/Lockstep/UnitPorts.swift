import Reference
import Simulation

/// Every port of the module `encryption_unit`, typed and resolved once.
final class UnitPorts {
  let simulator: Simulator

  let reset: Port<Bool>

  let setupValid: Port<Bool>, setupReady: Port<Bool>
  let setupOperation: Port<UInt8>, setupDomain: Port<UInt8>, setupSegment: Port<UInt8>
  let setupBase: Port<UInt32>, setupBound: Port<UInt64>, setupBoundIsLimit: Port<Bool>
  let setupAlgorithm: Port<UInt8>, setupNonce: Port<UInt64>
  let setupRead: Port<Bool>, setupWrite: Port<Bool>, setupExecute: Port<Bool>
  let setupDefaultKey: Port<Bool>, setupPlainAccess: Port<Bool>, setupShared: Port<Bool>, setupStack: Port<Bool>
  let setupClosed: Port<Bool>
  let setupImmediate: Port<Bool>, setupShareKey: Port<Bool>, setupKeySegment: Port<UInt8>
  let setupKeyBytes: Port<UInt8>, setupKey: WidePort
  let setupResponseValid: Port<Bool>, setupResponseReady: Port<Bool>
  let setupResponseStatus: Port<UInt8>, setupResponseAttribute: Port<UInt8>

  let modeValid: Port<Bool>, modeReady: Port<Bool>
  let modeOperation: Port<UInt8>, modeDomain: Port<UInt8>, modeAutomatic: Port<Bool>, modeLink: Port<Bool>
  let modeHasTarget: Port<Bool>, modeTarget: Port<UInt32>, modeNext: Port<UInt32>
  let modeResponseValid: Port<Bool>, modeResponseReady: Port<Bool>
  let modeResponseStatus: Port<UInt8>, modeResponseEncrypted: Port<Bool>, modeResponseAttribute: Port<UInt8>
  let modeResponsePC: Port<UInt32>

  let requestValid: Port<Bool>, requestReady: Port<Bool>
  let requestKind: Port<UInt8>, requestEncrypted: Port<Bool>, requestDomain: Port<UInt8>
  let requestVirtualLine: Port<UInt32>, requestPhysicalLine: Port<UInt32>
  let requestProtected: Port<Bool>, requestAttribute: Port<UInt8>
  let storeValid: Port<Bool>, storeReady: Port<Bool>, storeData: Port<UInt64>
  let responseValid: Port<Bool>, responseReady: Port<Bool>, responseData: Port<UInt64>, responseLast: Port<Bool>
  let responseStatus: Port<UInt8>, responseProtected: Port<Bool>, responseAttribute: Port<UInt8>

  let runningDomain: Port<UInt8>, runningEncrypted: Port<Bool>, runningAutomatic: Port<Bool>
  let runningClosed: Port<Bool>, runningAttribute: Port<UInt8>, returnExpected: Port<Bool>, returnAddress: Port<UInt32>
  let viewIndex: Port<UInt8>, viewValid: Port<Bool>, viewDomain: Port<UInt8>, viewSegment: Port<UInt8>
  let viewBaseLine: Port<UInt32>, viewLimitLine: Port<UInt32>, viewAlgorithm: Port<UInt8>
  let viewRead: Port<Bool>, viewWrite: Port<Bool>, viewExecute: Port<Bool>, viewDefaultKey: Port<Bool>
  let viewPlainAccess: Port<Bool>, viewShared: Port<Bool>, viewStack: Port<Bool>, viewClosed: Port<Bool>

  let axiArValid: Port<Bool>, axiArReady: Port<Bool>, axiArAddr: Port<UInt32>, axiArLen: Port<UInt8>
  let axiArSize: Port<UInt8>, axiArBurst: Port<UInt8>
  let axiRValid: Port<Bool>, axiRReady: Port<Bool>, axiRData: Port<UInt64>, axiRResp: Port<UInt8>, axiRLast: Port<Bool>
  let axiAwValid: Port<Bool>, axiAwReady: Port<Bool>, axiAwAddr: Port<UInt32>, axiAwLen: Port<UInt8>
  let axiAwSize: Port<UInt8>, axiAwBurst: Port<UInt8>
  let axiWValid: Port<Bool>, axiWReady: Port<Bool>, axiWData: Port<UInt64>, axiWStrb: Port<UInt8>, axiWLast: Port<Bool>
  let axiBValid: Port<Bool>, axiBReady: Port<Bool>, axiBResp: Port<UInt8>

  init(_ simulator: Simulator) throws(SimulationError) {
    self.simulator = simulator
    reset = try simulator.port("reset")
    setupValid = try simulator.port("setup_valid")
    setupReady = try simulator.port("setup_ready")
    setupOperation = try simulator.port("setup_operation")
    setupDomain = try simulator.port("setup_domain")
    setupSegment = try simulator.port("setup_segment")
    setupBase = try simulator.port("setup_base")
    setupBound = try simulator.port("setup_bound")
    setupBoundIsLimit = try simulator.port("setup_bound_is_limit")
    setupAlgorithm = try simulator.port("setup_algorithm")
    setupNonce = try simulator.port("setup_nonce")
    setupRead = try simulator.port("setup_read")
    setupWrite = try simulator.port("setup_write")
    setupExecute = try simulator.port("setup_execute")
    setupDefaultKey = try simulator.port("setup_default_key")
    setupPlainAccess = try simulator.port("setup_plain_access")
    setupShared = try simulator.port("setup_shared")
    setupStack = try simulator.port("setup_stack")
    setupClosed = try simulator.port("setup_closed")
    setupImmediate = try simulator.port("setup_immediate")
    setupShareKey = try simulator.port("setup_share_key")
    setupKeySegment = try simulator.port("setup_key_segment")
    setupKeyBytes = try simulator.port("setup_key_bytes")
    setupKey = try simulator.widePort("setup_key")
    setupResponseValid = try simulator.port("setup_response_valid")
    setupResponseReady = try simulator.port("setup_response_ready")
    setupResponseStatus = try simulator.port("setup_response_status")
    setupResponseAttribute = try simulator.port("setup_response_attribute")
    modeValid = try simulator.port("mode_valid")
    modeReady = try simulator.port("mode_ready")
    modeOperation = try simulator.port("mode_operation")
    modeDomain = try simulator.port("mode_domain")
    modeAutomatic = try simulator.port("mode_automatic")
    modeLink = try simulator.port("mode_link")
    modeHasTarget = try simulator.port("mode_has_target")
    modeTarget = try simulator.port("mode_target")
    modeNext = try simulator.port("mode_next")
    modeResponseValid = try simulator.port("mode_response_valid")
    modeResponseReady = try simulator.port("mode_response_ready")
    modeResponseStatus = try simulator.port("mode_response_status")
    modeResponseEncrypted = try simulator.port("mode_response_encrypted")
    modeResponseAttribute = try simulator.port("mode_response_attribute")
    modeResponsePC = try simulator.port("mode_response_pc")
    requestValid = try simulator.port("request_valid")
    requestReady = try simulator.port("request_ready")
    requestKind = try simulator.port("request_kind")
    requestEncrypted = try simulator.port("request_encrypted")
    requestDomain = try simulator.port("request_domain")
    requestVirtualLine = try simulator.port("request_virtual_line")
    requestPhysicalLine = try simulator.port("request_physical_line")
    requestProtected = try simulator.port("request_protected")
    requestAttribute = try simulator.port("request_attribute")
    storeValid = try simulator.port("store_valid")
    storeReady = try simulator.port("store_ready")
    storeData = try simulator.port("store_data")
    responseValid = try simulator.port("response_valid")
    responseReady = try simulator.port("response_ready")
    responseData = try simulator.port("response_data")
    responseLast = try simulator.port("response_last")
    responseStatus = try simulator.port("response_status")
    responseProtected = try simulator.port("response_protected")
    responseAttribute = try simulator.port("response_attribute")
    runningDomain = try simulator.port("running_domain")
    runningEncrypted = try simulator.port("running_encrypted")
    runningAutomatic = try simulator.port("running_automatic")
    runningClosed = try simulator.port("running_closed")
    runningAttribute = try simulator.port("running_attribute")
    returnExpected = try simulator.port("return_expected")
    returnAddress = try simulator.port("return_address")
    viewIndex = try simulator.port("view_index")
    viewValid = try simulator.port("view_valid")
    viewDomain = try simulator.port("view_domain")
    viewSegment = try simulator.port("view_segment")
    viewBaseLine = try simulator.port("view_base_line")
    viewLimitLine = try simulator.port("view_limit_line")
    viewAlgorithm = try simulator.port("view_algorithm")
    viewRead = try simulator.port("view_read")
    viewWrite = try simulator.port("view_write")
    viewExecute = try simulator.port("view_execute")
    viewDefaultKey = try simulator.port("view_default_key")
    viewPlainAccess = try simulator.port("view_plain_access")
    viewShared = try simulator.port("view_shared")
    viewStack = try simulator.port("view_stack")
    viewClosed = try simulator.port("view_closed")
    axiArValid = try simulator.port("axi_ar_valid")
    axiArReady = try simulator.port("axi_ar_ready")
    axiArAddr = try simulator.port("axi_ar_addr")
    axiArLen = try simulator.port("axi_ar_len")
    axiArSize = try simulator.port("axi_ar_size")
    axiArBurst = try simulator.port("axi_ar_burst")
    axiRValid = try simulator.port("axi_r_valid")
    axiRReady = try simulator.port("axi_r_ready")
    axiRData = try simulator.port("axi_r_data")
    axiRResp = try simulator.port("axi_r_resp")
    axiRLast = try simulator.port("axi_r_last")
    axiAwValid = try simulator.port("axi_aw_valid")
    axiAwReady = try simulator.port("axi_aw_ready")
    axiAwAddr = try simulator.port("axi_aw_addr")
    axiAwLen = try simulator.port("axi_aw_len")
    axiAwSize = try simulator.port("axi_aw_size")
    axiAwBurst = try simulator.port("axi_aw_burst")
    axiWValid = try simulator.port("axi_w_valid")
    axiWReady = try simulator.port("axi_w_ready")
    axiWData = try simulator.port("axi_w_data")
    axiWStrb = try simulator.port("axi_w_strb")
    axiWLast = try simulator.port("axi_w_last")
    axiBValid = try simulator.port("axi_b_valid")
    axiBReady = try simulator.port("axi_b_ready")
    axiBResp = try simulator.port("axi_b_resp")
  }

  func drive(_ command: SetupCommand) {
    setupOperation.value = command.operation.rawValue
    setupDomain.value = UInt8(command.domain)
    setupSegment.value = command.segment
    setupBase.value = command.base
    setupBound.value = command.bound
    setupBoundIsLimit.value = command.boundIsLimit
    setupAlgorithm.value = command.algorithm
    setupNonce.value = command.nonce
    setupRead.value = command.rights.contains(.read)
    setupWrite.value = command.rights.contains(.write)
    setupExecute.value = command.rights.contains(.execute)
    setupDefaultKey.value = command.flags.contains(.defaultKey)
    setupPlainAccess.value = command.flags.contains(.plainAccess)
    setupShared.value = command.flags.contains(.shared)
    setupStack.value = command.flags.contains(.stack)
    setupClosed.value = command.flags.contains(.closed)
    setupImmediate.value = command.immediate
    setupShareKey.value = command.shareKey
    setupKeySegment.value = command.keySegment
    setupKeyBytes.value = UInt8(command.keyBytes)
    setupKey.bytes = command.key + Array(repeating: 0, count: max(0, 64 - command.key.count))
  }

  func drive(_ command: ModeCommand) {
    modeOperation.value = command.operation.rawValue
    modeDomain.value = UInt8(command.domain)
    modeAutomatic.value = command.automatic
    modeLink.value = command.link
    modeHasTarget.value = command.hasTarget
    modeTarget.value = command.target
    modeNext.value = command.next
  }

  func drive(_ request: LineRequest) {
    requestKind.value = request.kind.rawValue
    requestEncrypted.value = request.encrypted
    requestDomain.value = UInt8(request.domain)
    requestVirtualLine.value = request.virtualLine
    requestPhysicalLine.value = request.physicalLine
    requestProtected.value = request.identity.protected
    requestAttribute.value = UInt8(request.identity.attribute)
  }

  /// What the public view shows at the selected index.
  var view: AttributeView? {
    guard viewValid.value else { return nil }
    var rights: Rights = []
    if viewRead.value { rights.insert(.read) }
    if viewWrite.value { rights.insert(.write) }
    if viewExecute.value { rights.insert(.execute) }
    var flags: RegionFlags = []
    if viewDefaultKey.value { flags.insert(.defaultKey) }
    if viewPlainAccess.value { flags.insert(.plainAccess) }
    if viewShared.value { flags.insert(.shared) }
    if viewStack.value { flags.insert(.stack) }
    if viewClosed.value { flags.insert(.closed) }
    return AttributeView(
      domain: Int(viewDomain.value), segment: viewSegment.value, baseLine: viewBaseLine.value,
      limitLine: viewLimitLine.value, algorithm: Algorithm(rawValue: viewAlgorithm.value) ?? .none, rights: rights,
      flags: flags)
  }
}
