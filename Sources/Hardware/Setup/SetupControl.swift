import HDL

/// Executes set-up commands: installs, clears and drops regions with all checks. The command stays on its port while two
/// passes over the attribute registers gather what the checks need, one register a cycle; then it is judged, and accepted when
/// it commits.
/// SF-12 to SF-21, SF-46.
final class SetupControl: Module {
  enum Phase: HardwareEnum { case idle, find, compare, judge, store, commit, respond }

  let command: Sink<SetupCommand>
  let response: Source<SetupResponse>
  let allowed = In("no request or mode command is offered or in progress")
  let busy = Out("a command is in progress")
  let runningDomain: Bits.Input
  let runningEncrypted = In()

  let scanIndex: Bits.Output
  let registerValid = In()
  /// What the register at `scanIndex` held in the cycle before.
  let register: View<Attribute>.Input

  let attributeWrite = Out()
  let attributeIndex: Bits.Output
  let attributeValid = Out()
  let attributeEntry: View<Attribute>.Output

  let keyWrite = Out()
  let keyWritten = In("the last word of the key is being stored")
  let keyErase = Out()
  let keySlot: Bits.Output
  let key: Bits.Output
  let keyStoreFull = In()
  let freeKeySlot: Bits.Input

  let clearMode = Out("clearDomain: forget the mode state of `clearModeDomain`")
  let clearModeDomain: Bits.Output
  let wipe = Out("wipe the line engine and overwrite free key slots")
  let wiped = In("the line engine is wiped and free key slots are overwritten")

  let phase = Reg(reset: Phase.idle)
  let scan: Bits.Var
  let arrived = Reg(reset: false, "`register` and `register_valid` are what `index` holds")
  let index: Bits.Var
  let freeFound = Reg(reset: false)
  let freeIndex: Bits.Var
  let segmentFound = Reg(reset: false)
  let segmentIndex: Bits.Var
  let segmentSlot: Bits.Var
  let segmentHasKey = Reg(reset: false)
  let overlapFound = Reg(reset: false)
  let keyFound = Reg(reset: false, "the region whose key is shared exists and has the same algorithm")
  let slot: Bits.Var
  let nonceFound = Reg(reset: false, "a region under the shared key has the same nonce")
  let slotInUse = Reg(reset: false, "a region besides the cleared one uses its key")
  let status = Reg(5, reset: 0)
  let accepted = Reg(reset: false, "the verdict is ok")
  let answer: Bits.Var

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    command = Sink(SetupCommand(parameters))
    response = Source(SetupResponse(parameters))
    runningDomain = In(parameters.domainBits)
    scanIndex = Out(parameters.attributeBits)
    register = In(Attribute(parameters))
    attributeIndex = Out(parameters.attributeBits)
    attributeEntry = Out(Attribute(parameters))
    keySlot = Out(parameters.slotBits)
    key = Out(parameters.keyBits).secret()
    freeKeySlot = In(parameters.slotBits)
    clearModeDomain = Out(parameters.domainBits)
    scan = Reg(parameters.attributeBits + 1, reset: 0, "attribute register that is read; one more ends the pass")
    index = Reg(parameters.attributeBits, reset: 0)
    freeIndex = Reg(parameters.attributeBits, reset: 0)
    segmentIndex = Reg(parameters.attributeBits, reset: 0)
    segmentSlot = Reg(parameters.slotBits, reset: 0)
    slot = Reg(parameters.slotBits, reset: 0, "of the region to install: its key's, which is shared or new")
    answer = Reg(parameters.attributeBits, reset: 0)
  }

  override var summary: String {
    """
    Executes set-up commands.
    """
  }

  override var latency: Latency? {
    .cycles(
      (2 * parameters.attributes + 5)...(2 * parameters.attributes + 4 + parameters.keyWords),
      "from offer to acceptance, the higher with a new key; one more to the response")
  }

  override func build() {
    let request = command.payload
    let isInstall = (request.operation == SetupOperation.install.rawValue).named("is_install")
    let isClear = (request.operation == SetupOperation.clear.rawValue).named("is_clear")
    let isClearDomain = (request.operation == SetupOperation.clearDomain.rawValue).named("is_clear_domain")

    // The descriptor.
    let isNone = (request.algorithm == Algorithm.none.code).named("is_none")
    let isAES128 = (request.algorithm == Algorithm.aes128Xts.code).named("is_aes128")
    let isAES256: Bit = parameters.aes256 ? request.algorithm == Algorithm.aes256Xts.code : false
    let base = request.base.extended(to: 34)
    let bound = request.bound.extended(to: 34)
    let limit = mux(request.boundIsLimit, bound, base + bound).named("limit")
    let wraps = (limit > Bits(1 << 32, width: 34)).named("wraps")
    let aligned = !(request.base[0...5] | request.bound[0...5]).any
    let keyLength = mux(isNone, Bits(0, width: 7), mux(isAES128, Bits(32, width: 7), 64))
    let wrongKeySize = mux(request.shareKey, isNone, request.keyBytes != keyLength).named("wrong_key_size")
    let halvesEqual = mux(
      isAES128, request.key.bits(from: 0, width: 128) == request.key.bits(from: 128, width: 128),
      parameters.aes256 ? request.key.bits(from: 0, width: 256) == request.key.bits(from: 256, width: 256) : false
    ).named("halves_equal")
    let refusedKey = declassify(
      halvesEqual,
      "one bit about a key that is not used: equal halves are refused, and random ones are equal once in 2^128 keys")
    let newKey = (!request.shareKey & !isNone).named("new_key")
    let baseLine = request.base[6...31]
    let limitLine = limit[6...32].named("limit_line")

    // What the register under the scan says about it.
    let mine = (arrived & registerValid & (register.domain == request.domain)).named("mine")
    let sameSegment = (mine & (register.segment == request.segment)).named("same_segment")
    let sharesKey =
      (mine & (register.segment == request.keySegment)
      & (register.algorithm.bits.extended(to: 8) == request.algorithm))
      .named("shares_key")
    let overlaps =
      mine & (register.defaultKey == request.defaultKey) & (baseLine.extended(to: 27) < register.limitLine)
      & (register.baseLine.extended(to: 27) < limitLine)
    let hasKey = (register.algorithm != .none).named("has_key")

    let refusal = first(
      [
        (!isInstall & !isClear & !isClearDomain, SetupStatus.unknownOperation),
        (!request.domain.any, .noDomain),
        (isClearDomain, .ok),
        (isClear, .unknownSegment),
        (request.immediate & !(runningEncrypted & (runningDomain == request.domain)), .plainMode),
        (!(isNone | isAES128 | isAES256), .unknownAlgorithm),
        (wrongKeySize, .wrongKeySize),
        (!aligned, .unaligned),
        (wraps, .wraps),
        (limit <= base, .empty),
        (newKey & refusedKey, .equalKeyHalves),
        (segmentFound, .duplicateSegment),
        (overlapFound, .overlaps),
        (request.shareKey & !keyFound, .noSuchKey),
        (request.shareKey & nonceFound, .nonceReused),
        (!freeFound, .attributesFull),
        (newKey & keyStoreFull, .keyStoreFull),
      ], otherwise: .ok
    ).named("refusal")
    let verdict = mux(isClear & request.domain.any & segmentFound, SetupStatus.ok, refusal).named("verdict")

    let committing = (phase == .commit).named("committing")
    let dropping = ((phase == .find) & isClearDomain & request.domain.any & mine).named("dropping")
    let installing = (committing & isInstall & accepted).named("installing")
    let clearing = (committing & isClear & accepted).named("clearing")

    busy <== phase != .idle
    command.ready <== committing
    response.valid <== (phase == .respond) & wiped
    response.payload.status <== status
    response.payload.attribute <== answer

    scanIndex <== scan[0...parameters.attributeBits - 1]
    let passes = ((phase == .find) | (phase == .compare)).named("passes")
    let passEnds = scan[parameters.attributeBits].named("pass_ends")
    scan <== mux(passes & !passEnds, scan + 1, 0)
    arrived <== passes & !passEnds
    index <== scan[0...parameters.attributeBits - 1]
    attributeWrite <== installing | clearing | dropping
    attributeIndex <== mux(installing, freeIndex, mux(clearing, segmentIndex, index))
    attributeValid <== installing
    attributeEntry.domain <== request.domain
    attributeEntry.segment <== request.segment
    attributeEntry.baseLine <== baseLine
    attributeEntry.limitLine <== limitLine
    attributeEntry.algorithm <== first([(isNone, .none), (isAES128, .aes128Xts)], otherwise: .aes256Xts)
    attributeEntry.keySlot <== mux(isNone, 0, slot)
    attributeEntry.nonce <== request.nonce
    attributeEntry.read <== request.read
    attributeEntry.write <== request.write
    attributeEntry.execute <== request.execute
    attributeEntry.defaultKey <== request.defaultKey
    attributeEntry.plainAccess <== request.plainAccess
    attributeEntry.shared <== request.shared
    attributeEntry.stack <== request.stack
    attributeEntry.closed <== request.closed

    let storing = ((phase == .store) & isInstall & accepted & newKey).named("storing")
    keyWrite <== storing
    keyErase <== clearing & segmentHasKey & !slotInUse | dropping & hasKey
    keySlot <== mux(storing, slot, mux(clearing, segmentSlot, register.keySlot))
    if parameters.aes256 {
      key <== mux(isAES128, request.key.bits(from: 0, width: 256).extended(to: 512), request.key)
    } else {
      key <== request.key.bits(from: 0, width: 256)
      ignore(request.key.bits(from: 256, width: 256))
    }
    let ends = (committing & accepted & !isInstall).named("ends")
    wipe <== ends
    clearMode <== ends & isClearDomain
    clearModeDomain <== request.domain

    match(phase) {
      switch $0 {
      case .idle:
        when(command.valid & allowed) {
          freeFound <== false
          segmentFound <== false
          segmentHasKey <== false
          overlapFound <== false
          keyFound <== false
          nonceFound <== false
          slotInUse <== false
          phase <== .find
        }
      case .find:
        when(arrived & !registerValid & !freeFound) {
          freeFound <== true
          freeIndex <== index
        }
        when(sameSegment) {
          segmentFound <== true
          segmentIndex <== index
          segmentSlot <== register.keySlot
          segmentHasKey <== hasKey
        }
        when(overlaps) { overlapFound <== true }
        when(sharesKey) {
          keyFound <== true
          slot <== register.keySlot
        }
        when(passEnds) { phase <== .compare }
      case .compare:
        let keyed = arrived & registerValid & hasKey
        let sameNonce = declassify(
          (register.nonce == request.nonce).named("same_nonce"),
          "one bit: a nonce under a shared key must be new; who does not know the other one guesses one of 2^64 at a time"
        )
        when(keyed & (register.keySlot == slot) & sameNonce) { nonceFound <== true }
        when(keyed & (register.keySlot == segmentSlot) & (index != segmentIndex)) { slotInUse <== true }
        when(passEnds) { phase <== .judge }
      case .judge:
        status <== verdict.bits
        accepted <== verdict == .ok
        when(newKey) { slot <== freeKeySlot }
        phase <== .store
      case .store:
        when(!storing | keyWritten) { phase <== .commit }
      case .commit:
        answer <== mux(installing, freeIndex, 0)
        phase <== .respond
      case .respond:
        when(response.fire) { phase <== .idle }
      }
    }
    always("command_stays_until_accepted", (phase == .idle) | (phase == .respond) | command.valid)
    ignore(register.read, register.write, register.execute)
    ignore(register.plainAccess, register.shared, register.stack, register.closed)
    ignore(limit[33])
    ignore(bound[0...5])
  }
}
