import HDL

/// Eight bytes of a message.
struct MessageWord: Layout {
  let data = field(64, "the first byte in bits 7:0").secret()
  let last = flag("nothing follows")
  let bytes = field(4, "in the last word: how many of its bytes belong to the message, 0 to 8")
}

/// SHA-256 of a message of any number of bytes up to 2^32 - 1: pads it and feeds the compression. FIPS 180-4, 5.1.1.
final class MessageDigest: Module {
  enum Phase: HardwareEnum {
    /// Nothing has begun.
    case idle
    /// Words of the message enter.
    case message
    /// The message ended with a whole word: the bit behind it is still to come.
    case mark
    /// Zeros up to the length, which ends a block.
    case fill
    /// The last block is in work, or the digest is there.
    case finish
  }

  let start = In("begin a message; one that is in work is dropped")
  let wipe = In("overwrite every register that depends on the message with zeros, and wait for `start`")
  let word = Sink(MessageWord(), "stays, once offered, until it is taken or `start`")
  let valid = Out("`digest` is that of the whole message, until `start` or `wipe`")
  let digest = Out(256, "byte 0 in bits 7:0; only while `valid`").secret()

  let phase = Reg(reset: Phase.idle)
  let length = Reg(32, reset: 0, "of the message, in bytes")
  let position = Reg(3, reset: 0, "of the next word in its block")

  let compression = Instance(SHA256Compression())

  override var summary: String {
    """
    SHA-256 (FIPS 180-4) of a message that comes in words of eight bytes, padding included. How long it takes depends on
    the length and on when the words come, not on what they say.
    """
  }

  override var latency: Latency? {
    .described(
      "the digest is valid 69 cycles after the first word of the last block, while words wait; a message of n bytes has "
        + "(n + 72) / 64 blocks, rounded down")
  }

  override func build() {
    let entering = compression.input
    let isMessage = (phase == .message).named("is_message")
    let isPadding = ((phase == .mark) | (phase == .fill)).named("is_padding")
    let isLengthPlace = (position == 7).named("is_length_place")
    let isLength = ((phase == .fill) & isLengthPlace).named("is_length")

    compression.start <== start
    compression.wipe <== wipe
    entering.valid <== isMessage & word.valid | isPadding
    word.ready <== isMessage & entering.ready
    let bits = cat(Bits(0, width: 29), length, Bits(0, width: 3))
    let padding = mux(isLength, SHA256.swapped(bits), mux(phase == .mark, Bits(0x80, width: 64), 0)).named("padding")
    entering.payload.data <== mux(isMessage, marked, padding)

    valid <== (phase == .finish) & compression.resting
    digest <== compression.digest

    let isWhole = (word.payload.bytes == 8).named("is_whole")
    let entered = (entering.valid & entering.ready).named("entered")
    when(start | wipe) {
      phase <== first([(wipe, .idle)], otherwise: .message)
      length <== 0
      position <== 0
    } otherwise: {
      when(entered) {
        position <== position + 1
        when(isMessage) {
          length <== length + mux(word.payload.last, word.payload.bytes, 8).extended(to: 32)
          when(word.payload.last) { phase <== first([(isWhole, .mark)], otherwise: .fill) }
        } otherwise: {
          phase <== first([(isLength, .finish)], otherwise: .fill)
        }
      }
    }
    assume("at_most_eight_bytes", !(word.valid & word.payload.last) | (word.payload.bytes <= Bits(8, width: 4)))
  }

  /// The word of the message; in the last one with a single 1 bit behind its bytes and zeros from there on.
  private var marked: Bits {
    let bytes = (0..<8).map { index -> Bits in
      let place = Bits(UInt64(index), width: 4)
      let isMessage = !word.payload.last | (word.payload.bytes > place)
      let mark = word.payload.last & (word.payload.bytes == place)
      let byte = word.payload.data.bits(from: 8 * index, width: 8) & replicate(isMessage, 8)
      return byte | cat(mark, Bits(0, width: 7))
    }
    return cat(bytes.reversed()).named("marked")
  }
}
