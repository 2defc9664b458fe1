import HDL

/// Opens key entries with the processor's secret key and has their regions installed; nobody learns more than a status.
/// Every other set-up command passes through it. `docs/key-entries.md`; SF-8 to SF-10, SF-21, SF-40 to SF-46.
public final class UnwrapUnit: Module {
  enum Phase: HardwareEnum {
    case idle
    /// Is there an identity? Then the entry comes, or is dropped.
    case checkFuses, receive, drop
    /// The private operation.
    case decrypt, await
    /// What a fault may have left in the units of the next steps is cleared; then the padding is taken off.
    case clear, cleared, decode
    /// The authenticator is made anew and compared.
    case beginCode, readField, feedField, awaitCode, readCode, compareCode
    case compareOwner, judge
    /// Set-up installs the region; its entry points are handed over, and a new domain is recorded.
    case install, answer, record, recorded
    /// Everything secret is overwritten.
    case wipe, wiped, respond
    /// Another set-up command; a domain that ended is forgotten.
    case pass, passAnswer, forget, taken
  }

  let command: Sink<KeyCommand>
  let entry = Sink(EntryWord(), "the key entry, after its command was offered")
  let response: Source<KeyResponse>
  let other: Sink<SetupCommand>
  let otherResponse: Source<SetupResponse>
  let setup: Source<SetupCommand>
  let setupResponse: Sink<SetupResponse>

  let runningDomain: Bits.Input
  let runningEncrypted = In()
  let powerCommand: Sink<ExponentiationCommand>
  let powerOperand: Sink<OperandWord>
  let powerRequest: Sink<ResultRequest>
  let powerResult = Source(ResultWord())
  let powerStatus = Out(ExponentiationStatus.self, "of the program's last operation, while `power_idle`")
  let powerIdle = Out("the running program may use the exponentiator, and it does nothing")

  let restricts = Out("the region that set-up has just installed has entry points").secret()
  let handsOver = Out("the entry points of that region are on their way")
  let pointWrite = Out("`point` is number `point_index`")
  let pointIndex = Out(3)
  let point = Out(EntryPoint())

  let fuseAddress: Bits.Output
  let fuse = In(64, "the fuses at `fuse_address` one cycle before").secret()

  let phase = Reg(reset: Phase.idle)
  // In the long phase a flipped bit must not lead elsewhere: these agree with `phase` and with each other.
  let awaits = Reg(reset: false)
  let awaitsNot = Reg(reset: true)
  let words = GuardedRegister(6)
  let position = Reg(6, reset: 0, "word of the entry, or of its fields")
  // One says the opposite of the other, or a bit has flipped.
  let codeWrong = Reg(reset: false).secret()
  let codeRight = Reg(reset: true).secret()
  let status = Reg(5, reset: 0)
  let answerDomain: Bits.Var
  let answerAttribute: Bits.Var
  let isUsed = Reg(reset: false, "the exponentiator holds something of domain `user`")
  let gives = Reg(reset: false, "it changes its user: what it holds is overwritten in this cycle")
  let user: Bits.Var

  let exponentiator: Instance<Exponentiator>
  let fuseCheck: Instance<FuseCheck>
  let decoder: Instance<OAEPDecoder>
  let fields = Instance(EntryFields())
  let domainOwners: Instance<DomainOwners>
  let hash = Instance(KeyedDigest())

  let parameters: UnitParameters
  let sizes: ExponentiationParameters

  public init(_ parameters: UnitParameters, _ sizes: ExponentiationParameters) {
    self.parameters = parameters
    self.sizes = sizes
    command = Sink(KeyCommand(parameters), "setck and setk; stays until it is accepted, when all is decided")
    response = Source(KeyResponse(parameters))
    other = Sink(SetupCommand(parameters), "setik, keyclr and the end of a domain: every install is taken as immediate")
    otherResponse = Source(SetupResponse(parameters))
    setup = Source(SetupCommand(parameters), "to the encryption unit")
    setupResponse = Sink(SetupResponse(parameters))
    runningDomain = In(parameters.domainBits)
    powerCommand = Sink(ExponentiationCommand(sizes), "a program's exponentiation; refused outside encrypted mode")
    powerOperand = Sink(OperandWord(sizes))
    powerRequest = Sink(ResultRequest(sizes))
    fuseAddress = Out(sizes.fuseAddressBits)
    answerDomain = Reg(parameters.domainBits, reset: 0)
    answerAttribute = Reg(parameters.attributeBits, reset: 0)
    user = Reg(parameters.domainBits, reset: 0)
    exponentiator = Instance(Exponentiator(sizes))
    fuseCheck = Instance(FuseCheck(sizes))
    decoder = Instance(OAEPDecoder(sizes))
    domainOwners = Instance(DomainOwners(parameters))
  }

  public override var summary: String {
    """
    Opens key entries (RSAES-OAEP, RFC 8017) with the secret key in the fuses and installs their regions.
    What leaves it before that is a status, after a number of cycles that no secret decides about.
    """
  }

  public override var latency: Latency? { .described("what the private operation takes, and some thousands of cycles") }

  public override func build() {
    let isAwaiting = (phase == .await).named("is_awaiting")
    let damaged = ((awaits != isAwaiting) | (awaitsNot == isAwaiting) | words.isDamaged).named("damaged")
    let isIdle = (phase == .idle).named("is_idle")
    let begins = (isIdle & command.valid).named("begins")
    let wipes = (phase == .wipe).named("wipes")

    readFuses(begins: begins)
    receiveEntry()
    exponentiate(isIdle: isIdle, begins: begins, wipes: wipes)
    decode(wipes: wipes)
    let verdict = judge()
    passSetup()
    handOver()
    answer()

    words.set(mux((phase == .checkFuses) & fuseCheck.done, fuseCheck.words, words.value))
    let goesToAwait = ((phase == .decrypt) & exponentiator.command.ready).named("goes_to_await")
    let staysAwaiting = (isAwaiting & !exponentiator.idle).named("stays_awaiting")
    awaits <== !damaged & (goesToAwait | staysAwaiting)
    awaitsNot <== damaged | !(goesToAwait | staysAwaiting)
    when(damaged) {
      phase <== .wipe
      status <== UnwrapStatus.fault.answer
    } otherwise: {
      step(begins: begins, verdict: verdict)
    }
  }

  /// The fuses go to the check, and to the exponentiator while that works.
  private func readFuses(begins: Bit) {
    let checks = (phase == .checkFuses).named("checks")
    fuseCheck.start <== begins
    fuseCheck.wipe <== phase == .wipe
    fuseCheck.fuse <== fuse & replicate(checks, 64)
    fuseAddress <== mux(checks, fuseCheck.address, exponentiator.fuseAddress)
    exponentiator.fuseWord <== fuse
  }

  /// The entry's words are a number's, from the most significant one on.
  private func receiveEntry() {
    let receives = (phase == .receive).named("receives")
    let isExpected = (position < words.value).named("is_expected")
    let operand = exponentiator.operandWord
    entry.ready <== receives & (!isExpected | operand.ready) | (phase == .drop)
    operand.valid <== mux(receives, entry.valid & isExpected, powerOperand.valid & powerIdle)
    operand.payload.operand <== mux(receives, 0, powerOperand.payload.operand)
    operand.payload.index
      <== mux(receives, (words.value - 1 - position)[0...sizes.longIndexBits - 1], powerOperand.payload.index)
    operand.payload.word <== mux(receives, SHA256.swapped(entry.payload.data), powerOperand.payload.word)
    powerOperand.ready <== operand.ready & powerIdle
  }

  /// The exponentiator serves programs in encrypted mode while no entry is opened. What it holds of one domain goes when
  /// another one runs.
  private func exponentiate(isIdle: Bit, begins: Bit, wipes: Bit) {
    let changes = (isUsed & (user != runningDomain)).named("user_changes")
    let grants = (isIdle & !command.valid & runningEncrypted & !changes & !gives).named("grants")
    powerIdle <== grants & exponentiator.idle
    powerStatus
      <== Enum(
        code: mux(grants, exponentiator.status.bits, Bits(UInt64(ExponentiationStatus.empty.code), width: 3)),
        otherwise: .empty)
    gives <== begins | changes
    exponentiator.wipe <== gives | wipes
    isUsed <== !(begins | changes) & (isUsed | grants & (powerOperand.fire | powerCommand.fire))
    when(grants) { user <== runningDomain }

    let decrypts = (phase == .decrypt).named("decrypts")
    let decrypt = UInt64(ExponentiationOperation.decrypt.rawValue)
    let asked = powerCommand.payload.operation
    exponentiator.command.valid <== decrypts | grants & powerCommand.valid
    // No program has the private operation: for it, as for what does not exist, every size is refused.
    exponentiator.command.payload.operation
      <== mux(decrypts, Bits(decrypt, width: 2), mux(asked >= Bits(decrypt, width: 2), 3, asked))
    exponentiator.command.payload.words
      <== mux(decrypts, words.value.extended(to: sizes.sizeBits), powerCommand.payload.words)
    exponentiator.command.payload.exponentWords <== mux(decrypts, 0, powerCommand.payload.exponentWords)
    powerCommand.ready <== grants & exponentiator.command.ready

    let decodes = (phase == .decode).named("decodes")
    exponentiator.resultRequest.valid <== mux(decodes, decoder.resultRequest.valid, grants & powerRequest.valid)
    exponentiator.resultRequest.payload.index
      <== mux(decodes, decoder.resultRequest.payload.index, powerRequest.payload.index)
    decoder.resultRequest.ready <== decodes & exponentiator.resultRequest.ready
    powerRequest.ready <== grants & exponentiator.resultRequest.ready
    let result = exponentiator.result
    decoder.result.valid <== decodes & result.valid
    decoder.result.payload <== result.payload
    powerResult.valid <== grants & result.valid
    powerResult.payload.word <== result.payload.word & replicate(grants, 64)
    powerResult.payload.damaged <== result.payload.damaged & grants
    // A word that nobody waits for any more is dropped.
    result.ready <== mux(decodes, decoder.result.ready, !grants | powerResult.ready)
  }

  private func decode(wipes: Bit) {
    let clears = (wipes | (phase == .clear)).named("clears")
    decoder.start <== (phase == .cleared) & decoder.idle & fields.ready
    decoder.words <== words.value
    decoder.wipe <== clears
    fields.start <== decoder.start
    fields.write <== decoder.messageValid
    fields.index <== decoder.messageIndex
    fields.word <== decoder.messageWord
    fields.wipe <== clears
    let nextPoint = mux(phase == .record, position, position + 1).named("next_point")
    let pointWord = nextPoint[1...3].extended(to: 5) + Bits(UInt64(EntryFields.pointWord), width: 5)
    fields.readIndex <== mux(handsOver, pointWord, position[0...4])

    // One digest for everybody.
    let checks = phase == .checkFuses
    let decodes = phase == .decode
    let feeds = (phase == .feedField).named("feeds")
    hash.start <== mux(checks, fuseCheck.digestStart, decodes & decoder.digestStart | (phase == .beginCode))
    hash.keyed <== phase == .beginCode
    hash.key <== fields.owner
    hash.wipe <== clears
    let word = hash.word
    word.valid <== mux(checks, fuseCheck.digestWord.valid, decodes & decoder.digestWord.valid | feeds)
    word.payload.data
      <== mux(
        checks, fuseCheck.digestWord.payload.data, mux(feeds, fields.readWord, decoder.digestWord.payload.data))
    word.payload.last
      <== mux(
        checks, fuseCheck.digestWord.payload.last,
        mux(feeds, position == EntryFields.authenticatorWord - 1, decoder.digestWord.payload.last))
    word.payload.bytes <== mux(decodes, decoder.digestWord.payload.bytes, 8)
    fuseCheck.digestWord.ready <== checks & word.ready
    decoder.digestWord.ready <== decodes & word.ready
    fuseCheck.digestValid <== hash.valid
    fuseCheck.digest <== hash.digest[0...63]
    decoder.digestValid <== hash.valid
    decoder.digest <== hash.digest
    ignore(fuseCheck.digestWord.payload.bytes)
  }

  /// The first check that fails, in the order of the document; `ok` when none does.
  private func judge() -> Bits {
    let request = command.payload
    let creates = (request.domain == 0).named("creates")
    let forgets = ((phase == .forget) | (phase == .taken)).named("forgets")
    let named = mux(creates, domainOwners.free, request.domain).named("named_domain")
    domainOwners.domain <== mux(forgets, other.payload.domain, mux(handsOver, answerDomain, named))
    domainOwners.owner <== fields.owner
    domainOwners.compare <== phase == .compareOwner
    domainOwners.store <== (phase == .record) & creates
    domainOwners.erase <== phase == .forget

    let isDefault = fields.flags[0]
    let bound = request.bound.extended(to: 39)
    let size = (bound - mux(request.boundIsLimit, request.base.extended(to: 39), 0)).named("region_size")
    let wrongSize = !isDefault & (cat(Bits(0, width: 1), fields.lines, Bits(0, width: 6)) != size)
    let wrongBase = fields.flags[4] & (fields.base != request.base)
    let outOfRange = exponentiator.status == .outOfRange
    let fault =
      !(outOfRange | (exponentiator.status == .done)) | decoder.damaged | domainOwners.damaged
      | !(codeWrong ^ codeRight)
    let checks: [(Bit, UnwrapStatus)] = [
      (fault, .fault), (outOfRange | decoder.bad, .badEntry), (fields.unknownVersion, .unknownVersion),
      (fields.malformed, .malformedEntry), (codeWrong, .badAuthenticator), (request.whole != isDefault, .wrongKind),
      (creates & domainOwners.full, .domainsFull), (!creates & !domainOwners.exists, .unknownDomain),
      (!creates & domainOwners.differs, .wrongOwner), (wrongSize, .wrongRegionSize),
      (wrongBase, .wrongBase),
    ]
    let verdict = checks.reversed().reduce(Bits(0, width: 5)) { mux($1.0, $1.1.answer, $0) }.named("verdict")
    return declassify(
      mux(phase == .judge, verdict, 0),
      "the status of an entry, the first check that fails: of the padding it tells one bit, after the same time whatever is wrong"
    )
  }

  /// Installs what the entry says; everything else comes from `other`, and its installs are immediate.
  private func passSetup() {
    let installs = (phase == .install).named("installs")
    let passes = (phase == .pass).named("passes")
    func shown(_ value: Bits) -> Bits {
      declassify(
        mux(installs, value, Bits(0, width: value.width)),
        "what the public view shows of a region, when its entry was accepted")
    }
    let request = command.payload
    let rights = shown(fields.rights)
    let flags = shown(fields.flags)
    let from = other.payload
    let to = setup.payload
    setup.valid <== installs | passes & other.valid
    to.operation <== mux(installs, Bits(UInt64(SetupOperation.install.rawValue), width: 2), from.operation)
    to.domain <== mux(installs, domainOwners.domain, from.domain)
    to.segment <== mux(installs, request.segment, from.segment)
    to.base <== mux(installs, request.base, from.base)
    to.bound <== mux(installs, request.bound, from.bound)
    to.boundIsLimit <== mux(installs, request.boundIsLimit, from.boundIsLimit)
    to.algorithm <== mux(installs, shown(fields.algorithm), from.algorithm)
    to.nonce <== mux(installs, fields.nonce, from.nonce)
    to.read <== mux(installs, rights[0], from.read)
    to.write <== mux(installs, rights[1], from.write)
    to.execute <== mux(installs, rights[2], from.execute)
    to.defaultKey <== mux(installs, flags[0], from.defaultKey)
    to.plainAccess <== mux(installs, flags[1], from.plainAccess)
    to.shared <== mux(installs, flags[2], from.shared)
    to.stack <== mux(installs, flags[3], from.stack)
    to.closed <== mux(installs, flags[4], from.closed)
    to.immediate <== !installs
    to.shareKey <== !installs & from.shareKey
    to.keySegment <== from.keySegment
    to.keyBytes <== mux(installs, shown(fields.keyBytes), from.keyBytes)
    to.key <== mux(installs, fields.key, from.key)
    ignore(from.immediate)

    let ends = (phase == .passAnswer).named("passes_answer")
    setupResponse.ready <== (phase == .answer) | ends & otherResponse.ready
    otherResponse.valid <== ends & setupResponse.valid
    otherResponse.payload <== setupResponse.payload
    // The command stays until a domain that it ended is forgotten.
    other.ready <== (phase == .taken) & domainOwners.idle
  }

  /// Whoever watches the mode port gets the entry points of a region that was installed, two a word.
  private func handOver() {
    restricts <== (phase == .answer) & fields.pointCount.any
    handsOver <== (phase == .record) | (phase == .recorded)
    pointWrite <== (phase == .recorded) & !position[3]
    pointIndex <== position[0...2]
    point.isUsed <== position[0...3] < fields.pointCount
    point.offset <== mux(position[0], fields.readWord[32...63], fields.readWord[0...31])
  }

  private func answer() {
    command.ready <== (phase == .respond) & response.ready
    response.valid <== phase == .respond
    response.payload.status <== status
    response.payload.domain <== answerDomain
    response.payload.attribute <== answerAttribute
  }
}
