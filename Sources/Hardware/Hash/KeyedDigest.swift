import HDL

/// SHA-256 or, under a key of 32 bytes, HMAC-SHA-256 of a message. FIPS 180-4, FIPS 198-1.
final class KeyedDigest: Module {
  enum Phase: HardwareEnum {
    /// Nothing has begun.
    case idle
    /// The key with the inner pad.
    case innerKey
    /// The message.
    case message
    /// The key with the outer pad.
    case outerKey
    /// The inner digest.
    case outerMessage
  }

  let start = In("begin a message; one that is in work is dropped")
  let keyed = In("with `start`: HMAC, else the digest alone")
  let key = In(256, "byte 0 in bits 7:0; constant from `start` until `valid`").secret()
  let wipe = In("overwrite every register that depends on message or key with zeros, and wait for `start`")
  let word = Sink(MessageWord(), "stays, once offered, until it is taken or `start`")
  let valid = Out("`digest` is that of the whole message, until `start` or `wipe`")
  let digest = Out(256, "byte 0 in bits 7:0; only while `valid`").secret()

  let phase = Reg(reset: Phase.idle)
  let isKeyed = Reg(reset: false)
  let position = Reg(3, reset: 0, "of the next word of key or inner digest")
  let inner = (0..<4).map { _ in Reg(64, reset: 0, "inner digest, the next word first") }
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let message = Instance(MessageDigest())

  override var summary: String {
    """
    SHA-256 (FIPS 180-4) and HMAC-SHA-256 (FIPS 198-1) with a key of 32 bytes. How long it takes depends on the length
    and on when the words come, not on what they or the key say.
    """
  }

  override var latency: Latency? {
    .described("HMAC takes a block before the message and two behind it, of 68 cycles each, and three cycles")
  }

  override func build() {
    let isInnerKey = (phase == .innerKey).named("is_inner_key")
    let isKey = (isInnerKey | (phase == .outerKey)).named("is_key")
    let isMessage = (phase == .message).named("is_message")
    let isOuterMessage = (phase == .outerMessage).named("is_outer_message")
    // The inner digest is complete in the phase `message`, the outer one in `outerMessage`.
    let turns = (isKeyed & isMessage & message.valid).named("turns")

    message.start <== start | turns
    message.wipe <== wipe
    let target = message.word
    target.valid <== isKey | isMessage & word.valid | isOuterMessage
    word.ready <== isMessage & target.ready
    let keyWord = select(position, from: (0..<4).map { key.bits(from: 64 * $0, width: 64) } + [Bits(0, width: 64)])
    let pad = mux(isInnerKey, Bits(0x3636_3636_3636_3636, width: 64), 0x5c5c_5c5c_5c5c_5c5c)
    let padded = (keyWord ^ pad).named("padded_key")
    target.payload.data <== mux(isMessage, word.payload.data, mux(isKey, padded, inner[0]))
    target.payload.last <== mux(isMessage, word.payload.last, isOuterMessage & (position == 3))
    target.payload.bytes <== mux(isMessage, word.payload.bytes, 8)

    valid <== message.valid & (isOuterMessage | isMessage & !isKeyed)
    digest <== message.digest

    wiped <== wipe
    let registers = inner.map { $0.any }
    always("wipe_leaves_nothing", !wiped | !registers.dropFirst().reduce(registers[0]) { $0 | $1 })

    let taken = (target.valid & target.ready & !isMessage).named("taken")
    let isLastOfKey = (position == 7).named("is_last_of_key")
    when(start | wipe) {
      phase <== first([(wipe, .idle), (keyed, .innerKey)], otherwise: .message)
      isKeyed <== keyed & !wipe
      position <== 0
    } otherwise: {
      when(turns) {
        phase <== .outerKey
      } otherwise: {
        when(taken) {
          position <== position + 1
          when(isKey & isLastOfKey) { phase <== first([(isInnerKey, .message)], otherwise: .outerMessage) }
        }
      }
    }
    when(wipe) {
      for register in inner { register <== 0 }
    } otherwise: {
      when(turns) {
        for (index, register) in inner.enumerated() { register <== message.digest.bits(from: 64 * index, width: 64) }
      } otherwise: {
        when(taken & isOuterMessage) {
          for index in 0..<3 { inner[index] <== inner[index + 1] }
          inner[3] <== 0
        }
      }
    }
  }
}
