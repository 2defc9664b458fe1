import HDL

/// Executes `setck`, `setk`, `setik`, `keyclr` and `kill` for the core: reads descriptors and key entries through the data cache, has
/// the caches emptied, and asks the key port or the set-up port. `docs/encrypted-execution.md`, section 4. SF-9, SF-43 to SF-46.
///
/// A key entry is read twice. The first time finds what cannot be read, while an exception changes nothing; the second
/// time its words go to the key port.
final class KeyControl: Module {
  enum Phase: HardwareEnum {
    case idle, load, loaded, entry, flush, offer, keyAnswer, erase, setup, setupEnd, done
  }
  enum Stage: HardwareEnum { case descriptor, check, stream }

  let order: View<ProtectionOrder>.Input
  let runningDomain: Bits.Input
  let load = Out("load the word at `load_address`; one at a time")
  let loadAddress = Out(32, "virtual")
  let loadDone = In("its answer")
  let loadCause = In(5, "0, or 16 + the cause why it failed")
  let loadWord = In(32)
  let flush = Out("write back and drop the lines of the caches, until `flushed`")
  let flushed = In()
  let erase = Out("overwrite the context of `erase_domain`, until `erased`")
  let eraseDomain: Bits.Output
  let erased = In()

  let key: Source<KeyCommand>
  let keyEntry = Source(EntryWord())
  let keyResponse: Sink<KeyResponse>
  let setup: Source<SetupCommand>
  let setupResponse: Sink<SetupResponse>

  let done = Out("the instruction is executed; the rest is meaningful in this cycle")
  let cause = Out(5, "0, or 16 + the cause of its exception")
  let value = Out(32, "its result, or the address that the exception is about")

  let phase = Reg(reset: Phase.idle)
  let stage = Reg(reset: Stage.descriptor)
  let address = Reg(32)
  let left = Reg(10, reset: 0, "words that follow the one that is read")
  let hasFault = Reg(reset: false)
  let fault = Reg(4, reset: 0, "cause of the exception")
  let result = Reg(32)
  /// The words of a descriptor, the last one on top: a short one fills the upper three.
  let words = (0..<22).map { Reg(32, reset: 0).named("word_\($0)") }
  let low = Reg(32, reset: 0, "first half of a word of the entry")
  let high = Reg(32, reset: 0)

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    runningDomain = In(parameters.domainBits)
    eraseDomain = Out(parameters.domainBits)
    key = Source(KeyCommand(parameters))
    keyResponse = Sink(KeyResponse(parameters))
    setup = Source(SetupCommand(parameters))
    setupResponse = Sink(SetupResponse(parameters))
  }

  override var summary: String {
    "Executes the instructions for keys: descriptors, key entries, the ports that take them."
  }

  override var latency: Latency? {
    .described("3 cycles and a load for each word, what the caches take to be emptied, and the port's")
  }

  override func build() {
    let domainBits = parameters.domainBits
    func isKey(_ key: ProtectionInstruction.Key) -> Bit { ProtectionInstruction.isKey(key, order.instruction) }
    let bringsEntry = (isKey(.setck) | isKey(.setk)).named("brings_entry")
    let isImmediate = isKey(.setik).named("is_immediate")
    let isClear = isKey(.keyclr).named("is_clear")
    let isKill = isKey(.kill).named("is_kill")
    let isOwn = (bringsEntry | isImmediate | isClear | isKill).named("is_own")

    // The domain that the instruction is about. In user mode it is the running one.
    let (short, first) = (words[19], words[0])
    let named = mux(bringsEntry, short[16...23].extended(to: 32), mux(isKill, order.first, order.second)).named("named")
    let isBeyond = (!order.isUser & named[domainBits...31].any).named("is_beyond")
    let domain = mux(order.isUser, runningDomain, named[0...domainBits - 1]).named("domain")
    let isUnknownSegment = (isClear & order.first[8...31].any).named("is_unknown_segment")

    // Reading.
    let isFirstMisaligned = ((bringsEntry | isImmediate) & order.first[0...1].any).named("is_first_misaligned")
    let isSecondMisaligned = (bringsEntry & order.second[0...1].any).named("is_second_misaligned")
    let entryWords = cat(!short[24...31].any, short[24...31], Bits(0, width: 1)).named("entry_words")
    let isDescriptor = (stage == .descriptor).named("is_descriptor")
    let isStream = (stage == .stream).named("is_stream")
    let hasFailed = loadCause[4]
    let isLast = (!left.any).named("is_last")
    let isHigh = (isStream & !left[0]).named("is_high")
    load <== phase == .load
    loadAddress <== address
    flush <== phase == .flush
    erase <== phase == .erase
    eraseDomain <== domain

    // The key port: the command is offered while the words of the entry follow, until it is answered.
    key.valid <== isStream
      & ((phase == .load) | (phase == .loaded) | (phase == .offer)
        | (phase == .keyAnswer))
    key.payload.whole <== !order.instruction[25]
    key.payload.domain <== domain
    key.payload.segment <== short[0...7]
    key.payload.base <== words[20]
    key.payload.bound <== cat(short[9], words[21])
    key.payload.boundIsLimit <== short[8]
    keyEntry.valid <== phase == .offer
    keyEntry.payload.data <== cat(high, low)
    keyEntry.payload.last <== isLast
    keyResponse.ready <== phase == .keyAnswer

    // The set-up port: the command is accepted after its answer.
    let operation = mux(isImmediate, 0, mux(isClear, Bits(1, width: 2), Bits(2, width: 2)))
    setup.valid <== (phase == .setup) | (phase == .setupEnd)
    setup.payload.operation <== operation
    setup.payload.domain <== domain
    setup.payload.segment <== mux(isImmediate, first[0...7], order.first[0...7])
    setup.payload.base <== words[1]
    setup.payload.bound <== cat(first[9], words[2])
    setup.payload.boundIsLimit <== first[8]
    setup.payload.shareKey <== first[10]
    setup.payload.algorithm <== first[16...23]
    setup.payload.keySegment <== first[24...31]
    setup.payload.read <== words[3][0]
    setup.payload.write <== words[3][1]
    setup.payload.execute <== words[3][2]
    setup.payload.defaultKey <== words[3][8]
    setup.payload.plainAccess <== words[3][9]
    setup.payload.shared <== words[3][10]
    setup.payload.stack <== words[3][11]
    setup.payload.closed <== words[3][12]
    setup.payload.immediate <== isImmediate
    setup.payload.keyBytes <== words[3][16...22]
    setup.payload.nonce <== cat(words[5], words[4])
    setup.payload.key <== cat(words[6...21].reversed())
    setupResponse.ready <== phase == .setup

    done <== phase == .done
    cause <== cat(hasFault, fault) & replicate(hasFault, 5)
    value <== result

    func fail(_ cause: Bits, _ place: Bits) {
      hasFault <== true
      fault <== cause
      result <== place
      phase <== .done
    }
    func answer(_ status: Bits) {
      result <== status.extended(to: 32)
      phase <== .done
    }
    func report(status: Bits, domain: Bits, attribute: Bits) {
      result <== cat(Bits(0, width: 8), attribute.extended(to: 8), domain.extended(to: 8), status.extended(to: 8))
    }
    let misaligned = Bits(4, width: 4)

    match(phase) {
      switch $0 {
      case .idle:
        stage <== .descriptor
        address <== order.first
        left <== mux(isImmediate, Bits(21, width: 10), 2)
        when(order.execute & isOwn) {
          when(isFirstMisaligned) {
            fail(misaligned, order.first)
          } otherwise: {
            when(isSecondMisaligned) {
              fail(misaligned, order.second)
            } otherwise: {
              phase <== mux(bringsEntry | isImmediate, .load, Enum(.flush))
            }
          }
        }
      case .entry:
        address <== order.second
        left <== entryWords - 1
        phase <== .load
      case .load: phase <== .loaded
      case .loaded:
        when(loadDone) {
          address <== address + 4
          // The caches were emptied since an entry could be read. If it cannot now, it will not open.
          let word = loadWord & replicate(!hasFailed, 32)
          when(isHigh) {
            high <== word
          } otherwise: {
            left <== left - 1
            low <== word
          }
          when(isDescriptor) {
            for (word, above) in zip(words, words.dropFirst()) { word <== above }
            words[21] <== loadWord
          }
          when(hasFailed & !isStream) {
            fail(loadCause[0...3], address)
          } otherwise: {
            when(isHigh) {
              phase <== .offer
            } otherwise: {
              phase <== mux(isLast, mux(isDescriptor & bringsEntry, .entry, Enum(.flush)), Enum(.load))
            }
          }
          when(isDescriptor & isLast) { stage <== .check }
        }
      case .flush:
        stage <== .stream
        when(flushed) {
          when(isBeyond) {
            answer(
              mux(bringsEntry, UnwrapStatus.unknownDomain.answer, Bits(UInt64(SetupStatus.noDomain.code), width: 5)))
          } otherwise: {
            when(isUnknownSegment) {
              answer(Bits(UInt64(SetupStatus.unknownSegment.code), width: 5))
            } otherwise: {
              phase <== mux(bringsEntry, .entry, mux(isKill & domain.any, .erase, Enum(.setup)))
            }
          }
        }
      case .offer:
        when(keyEntry.ready) {
          left <== left - 1
          phase <== mux(isLast, .keyAnswer, Enum(.load))
        }
      case .keyAnswer:
        when(keyResponse.valid) {
          report(
            status: keyResponse.payload.status, domain: keyResponse.payload.domain,
            attribute: keyResponse.payload.attribute)
          phase <== .done
        }
      case .erase: when(erased) { phase <== .setup }
      case .setup:
        when(setupResponse.valid) {
          report(
            status: setupResponse.payload.status, domain: Bits(0, width: 8), attribute: setupResponse.payload.attribute)
          phase <== .setupEnd
        }
      case .setupEnd: when(setup.ready) { phase <== .done }
      case .done:
        for word in words { word <== 0 }
        low <== 0
        high <== 0
        hasFault <== false
        phase <== .idle
      }
    }
    ignore(order.transfer, order.suspend, order.restore, order.domain, order.instruction, order.isCall)
    ignore(order.pc, order.next, key.ready)
    ignore(first, words[3])
  }
}
