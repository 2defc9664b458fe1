import HDL

/// What `spill` and `fill` answer. `docs/encrypted-execution.md`, section 5.
enum ContextStatus: HardwareEnum {
  case ok, noImages, noDomain, noContext, inUse, noKey, imagesFull, stale, badImage, wrongMethod
}

/// Executes `spill` and `fill` for the core: the context of a domain and its mode state go to memory word by word under AES-128-GCM, and come
/// back. `docs/encrypted-execution.md`, section 5. SF-33 to SF-36.
///
/// A context leaves the context store when its whole image is written, and an image is taken when all of it has been found right: until then it
/// is only in the place of a domain that has no context.
final class SealControl: Module {
  enum Phase: HardwareEnum {
    case idle
    /// The mode port: a word of the mode state, or a pair of words back.
    case mode, modeAnswer
    /// Whether the image can be written there.
    case probe, probed
    case begin
    /// A word: that of the context, its access, and what the cipher makes of it.
    case next, fetched, access, accessed, put
    case judge, erase, done
  }
  /// What the mode port is asked for.
  enum Stage: HardwareEnum { case check, words, commit }

  let order: View<ProtectionOrder>.Input
  let access = Out(ProtectionAccess())
  let accessStore = Out(32, "value of a store").secret()
  let accessDone = In("the answer")
  let accessCause = In(5, "0, or 16 + the cause why it failed")
  let accessWord = In(32)
  let mode: Source<ModeCommand>
  let modeResponse: Sink<ModeResponse>
  let context: View<ContextAccess>.Output
  let contextWord = In(32)
  let erase = Out("overwrite the context of the domain, until `erased`")
  let erased = In()
  let ended = In("the domain `ended_domain` ends")
  let endedDomain: Bits.Input
  let random = In(16, "random bits, while `random_valid`").secret()
  let randomValid = In()
  let draws = Out("they are taken in every cycle in which there are some")

  let busy = Out("an instruction is in work")
  let done = Out("it is executed; the rest is meaningful in this cycle")
  let cause = Out(5, "0, or 16 + the cause of its exception")
  let value = Out(32, "its result, or the address that the exception is about")

  let phase = Reg(reset: Phase.idle)
  let stage = Reg(reset: Stage.check)
  let position = Reg(6, reset: 0, "word of the image")
  let word = Reg(32, reset: 0, "the word in work")
  let low = Reg(32, reset: 0, "the first word of a pair of the mode state")
  let state = Reg(24, reset: 0, "what the mode state will be, but for links")
  let isAutomatic = Reg(reset: false, "the method of the domain")
  let isFinished = Reg(reset: false, "the tag is there")
  let isNamed = Reg(reset: true, "the header is that of the slot")
  let isRight = Reg(reset: true, "so is the tag").secret()
  let hasFault = Reg(reset: false)
  let fault = Reg(4, reset: 0, "cause of the exception")
  let answer = Reg(4, reset: 0)
  let key = Reg(128, reset: 0, "under which contexts are sealed until reset")
  let drawn = Reg(4, reset: 0, "random words of the key")

  let cipher: Instance<GaloisCounter>
  let slots: Instance<ImageSlots>
  let parameters: UnitParameters

  /// Words that are sealed: the context and the mode state, and zeros up to a whole block.
  static func words(_ parameters: UnitParameters) -> Int { (34 + 2 * parameters.backLinks + 3) & ~3 }

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    mode = Source(ModeCommand(parameters))
    modeResponse = Sink(ModeResponse(parameters))
    context = Out(ContextAccess(domainBits: parameters.domainBits))
    endedDomain = In(parameters.domainBits)
    cipher = Instance(GaloisCounter(.blockMemory, words: Self.words(parameters)))
    slots = Instance(ImageSlots(parameters))
  }

  override var summary: String { "Executes spill and fill: contexts to memory and back, under AES-128-GCM." }

  override var latency: Latency? {
    .described("some 200 cycles for each of \(Self.words(parameters) / 4) blocks, and an access for each word")
  }

  override func build() {
    let words = Self.words(parameters)
    let isOwn = (order.execute & ProtectionInstruction.isContext(order.instruction)).named("is_own")
    let isMisaligned = order.second[0...7].any.named("is_misaligned")
    let isDomain = (domain.any & !order.first[parameters.domainBits...31].any).named("is_domain")
    let isDone = (phase == .done).named("is_done")

    // Where the word is in the image: header, context, mode state, zeros, tag.
    let isHeader = (!position[2...5].any).named("is_header")
    let isTag = (position >= words + 4).named("is_tag")
    let isContext = (!isHeader & (position < 36)).named("is_context")
    let isPair = (!isHeader & !isContext & (position < 38 + 2 * parameters.backLinks)).named("is_pair")
    let pair = (position - 36)[1...4].named("pair")
    let isSecond = position[0].named("is_second")

    let name = cat(Bits(0, width: 16), slots.slot.extended(to: 8), domain.extended(to: 8)).named("name")
    let header = select(
      position[0...1], from: [name, slots.version[0...31], slots.version[32...63], Bits(0, width: 32)]
    ).named("header")
    // The slot of the first word is the one that is asked about from the next word on.
    let beyondSlot = 8 + parameters.imageBits
    let names = mux(
      position[0...1].any, word == header,
      (word[0...7] == domain.extended(to: 8)) & !word[beyondSlot...31].any
    ).named("names")

    let isPut = (phase == .put).named("is_put")
    let opened = declassify(
      mux(isFill & isPut & !isHeader & !isTag, cipher.leaving, 0),
      "registers and mode state of a domain on their way to their places; until its image has been found right, nobody can run with them"
    ).named("opened")
    let isWhole = declassify(
      mux(phase == .judge, isRight, false),
      "one bit: whether an image is what was sealed, after the same time whatever differs"
    ).named("is_whole")

    drawKey()
    seal(name: name, isBody: !isHeader & !isTag, isTag: isTag, isDone: isDone)
    slots.open <== (phase == .probed) & accessDone & !accessCause[4]
    slots.choose <== isPut & isFill & !position.any
    let isTaken = (isWhole & (state[1] == isAutomatic)).named("is_taken")
    slots.keep <== (phase == .judge) & !isFill
    slots.take <== (phase == .judge) & isFill & isTaken

    access.valid <== (phase == .probe) | (phase == .access)
    // The memory stage asks for it in later cycles, so it stays until the answer.
    let isProbe = ((phase == .probe) | (phase == .probed)).named("is_probe")
    access.operation <== first([(isProbe, DataOperation.or), (isFill, .load)], otherwise: .store)
    access.address <== cat(order.second[8...31], position, Bits(0, width: 2))
    accessStore
      <== mux(isTag, cipher.tag, mux(isHeader, header, cipher.leaving))
      & replicate(!isFill & ((phase == .access) | (phase == .accessed)), 32)
    context.domain <== domain
    context.index <== (position - 4)[0...4]
    context.read <== (phase == .next) & !isFill
    context.write <== isPut & isFill & isContext
    context.value <== opened
    erase <== phase == .erase
    askMode(pair: pair, isSecond: isSecond)

    busy <== phase != .idle
    done <== isDone
    cause <== cat(hasFault, fault) & replicate(hasFault, 5)
    value <== mux(hasFault, mux(isMisaligned, order.second, access.address), answer.extended(to: 32))
    ignore(order.transfer, order.suspend, order.restore, order.domain, order.instruction, order.isCall)
    ignore(order.first, order.pc, order.next, order.isUser)

    // What comes after a word.
    let loadsPair = (isFill & isPair & isSecond & pair.any).named("loads_pair")
    let endsHeader = (isFill & (position == 3)).named("ends_header")
    let isStale = (endsHeader & !(isNamed & names & slots.live)).named("is_stale")
    let following = first(
      [(loadsPair, Phase.mode), (endsHeader, .begin), (position == words + 7, .judge)], otherwise: .next)

    match(phase) {
      switch $0 {
      case .idle:
        when(isOwn) {
          hasFault <== isMisaligned
          fault <== mux(isFill, Bits(4, width: 4), 6)
          answer <== Bits(UInt64(ContextStatus.noDomain.code), width: 4)
          phase <== mux(isMisaligned | !isDomain, .done, Enum(.mode))
        }
      case .mode: when(mode.ready) { phase <== .modeAnswer }
      case .modeAnswer:
        when(modeResponse.valid) { takeMode() }
      case .probe: phase <== .probed
      case .probed:
        when(accessDone) {
          when(accessCause[4]) {
            fail(cleans: false)
          } otherwise: {
            phase <== .begin
          }
        }
      case .begin: phase <== .next
      case .next:
        when(cipher.idle) {
          when(isTag & !isFinished) {
            isFinished <== true
          } otherwise: {
            word <== 0
            stage <== .words
            phase
              <== first(
                [(isFill, Phase.access), (isPair, .mode), (isContext, .fetched)], otherwise: .access)
          }
        }
      case .fetched:
        word <== contextWord
        phase <== .access
      case .access: phase <== .accessed
      case .accessed:
        when(accessDone) {
          when(accessCause[4]) {
            fail(cleans: isFill & !isHeader)
          } otherwise: {
            when(isFill) { word <== accessWord }
            phase <== .put
          }
        }
      case .put:
        when(isStale) {
          end(.stale)
        } otherwise: {
          phase <== following
        }
        when(!loadsPair) { position <== position + 1 }
        when(isFill & isHeader) { isNamed <== isNamed & names }
        when(isFill & isTag) { isRight <== isRight & (word == cipher.tag) }
        when(isFill & isPair) {
          when(isSecond) {
            word <== opened
          } otherwise: {
            low <== opened
            when(!pair.any) { state <== opened[0...23] }
          }
        }
      case .judge:
        stage <== .commit
        when(isFill & !isTaken) {
          answer <== mux(isWhole, code(.wrongMethod), code(.badImage))
          phase <== .erase
        } otherwise: {
          phase <== .mode
        }
      case .erase: when(erased) { phase <== .done }
      case .done:
        stage <== .check
        position <== 0
        word <== 0
        low <== 0
        state <== 0
        isNamed <== true
        isRight <== true
        isFinished <== false
        hasFault <== false
        phase <== .idle
      }
    }
  }

  private var domain: Bits { order.first[0...parameters.domainBits - 1] }
  private var isFill: Bit { order.instruction[25] }
  private func code(_ status: ContextStatus) -> Bits { Bits(UInt64(status.code), width: 4) }

  private func end(_ status: ContextStatus) {
    answer <== code(status)
    phase <== .done
  }

  /// - Parameter cleans: words of a context that was not taken are in the context store.
  private func fail(cleans: Bit) {
    hasFault <== true
    fault <== accessCause[0...3]
    phase <== mux(cleans, .erase, Enum(.done))
  }

  /// The key: the first random bits after reset.
  private func drawKey() {
    draws <== !drawn[3]
    when(!drawn[3] & randomValid) {
      key <== cat(random, key[16...127])
      drawn <== drawn + 1
    }
  }

  private func seal(name: Bits, isBody: Bit, isTag: Bit, isDone: Bit) {
    cipher.key <== key
    cipher.nonce <== cat(slots.version, name)
    cipher.start <== phase == .begin
    cipher.decrypt <== isFill
    cipher.take <== (phase == .put) & isBody
    cipher.place <== position[0...1]
    cipher.entering <== word
    cipher.finish <== (phase == .next) & cipher.idle & isTag & !isFinished
    cipher.wipe <== isDone
    slots.domain <== domain
    slots.chosen <== word.bits(from: 8, width: parameters.imageBits)
    slots.past <== isFill
    slots.ended <== ended
    slots.endedDomain <== endedDomain
  }

  /// A word of a mode state, or a pair of words back.
  private func askMode(pair: Bits, isSecond: Bit) {
    let isWord = (stage == .words).named("is_word")
    let saves = mux(isWord, !isFill, stage == .check).named("saves")
    func operation(_ operation: ModeOperation) -> Bits { Bits(UInt64(operation.rawValue), width: 3) }
    let asked = mode.payload
    mode.valid <== phase == .mode
    asked.operation <== mux(saves, operation(.save), operation(.load))
    asked.domain <== domain
    asked.automatic <== false
    asked.link <== isWord & isSecond
    asked.hasTarget <== false
    asked.target
      <== cat(
        pair.extended(to: 8) & replicate(isWord, 8), mux(isWord, word[0...23], state))
    asked.next <== low
    modeResponse.ready <== phase == .modeAnswer
    ignore(modeResponse.payload.status, modeResponse.payload.encrypted, modeResponse.payload.attribute)
  }

  /// The mode port has answered.
  private func takeMode() {
    let told = modeResponse.payload.pc
    match(stage) {
      switch $0 {
      case .check:
        let isInUse = (told[0] | told[16...23].any).named("is_in_use")
        let ofSpill = first(
          [(!isInUse, ContextStatus.noContext), (!drawn[3], .noKey), (slots.full, .imagesFull)], otherwise: .ok)
        let verdict = mux(isFill, mux(isInUse, .inUse, Enum(ContextStatus.ok)), ofSpill).named("verdict")
        isAutomatic <== told[1]
        answer <== verdict.bits
        phase <== mux(verdict != .ok, .done, mux(isFill, .next, Enum(Phase.probe)))
      case .words:
        when(isFill) {
          position <== position + 1
          phase <== .next
        } otherwise: {
          word <== told
          phase <== .access
        }
      case .commit: phase <== mux(isFill, .done, Enum(.erase))
      }
    }
  }
}
