import HDL

/// Decides whether the fuses hold an identity: name, size and digest. `docs/key-entries.md`, section 3.
final class FuseCheck: Module {
  /// The words are read one by one; `fetch` waits for the fuse, `feed` for the digest to take it.
  enum Step: HardwareEnum { case idle, name, size, digest, fetch, feed, finish }

  let start = In("begin")
  let wipe = In("stop, and forget what was read")
  let done = Out("in the last cycle; then `valid` and `words` hold until the next start")
  let valid = Out("the fuses hold an identity")
  let words = Out(6, "words of 64 bits in its modulus")
  let address: Bits.Output
  let fuse = In(64, "the word at `address` one cycle before").secret()
  let digestStart = Out()
  let digestWord = Source(MessageWord())
  let digestValid = In()
  let digest = In(64, "first 8 bytes of the digest").secret()

  let step = Reg(reset: Step.idle)
  let position: Bits.Var
  let modulusWords = Reg(6, reset: 0)
  let expected = Reg(64, reset: 0)
  let isIdentity = Reg(reset: false)

  let parameters: ExponentiationParameters

  init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    address = Out(parameters.fuseAddressBits)
    position = Reg(parameters.fuseAddressBits, reset: 0, "of the word that is being read")
  }

  override var summary: String { "Decides whether the fuses hold an identity: name, size and SHA-256 digest." }

  override var latency: Latency? {
    .described("three cycles for every word of the fuses, and what the digest takes")
  }

  override func build() {
    let name = "KEYLINE1".utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let sizes = parameters.keyBits.map { (bits: $0, holds: fuse == Bits(UInt64($0), width: 64)) }
    let isSize = sizes.dropFirst().reduce(sizes[0].holds) { $0 | $1.holds }
    let chosen = sizes.dropFirst().reduce(Bits(UInt64(sizes[0].bits / 64), width: 6)) {
      mux($1.holds, Bits(UInt64($1.bits / 64), width: 6), $0)
    }
    // Whether a chip has an identity, and how long its modulus is, everyone may know.
    let isName = declassify(
      (fuse == Bits(name, width: 64)).named("is_name"), "whether a chip has an identity is public")
    let isKnownSize = declassify(isSize.named("is_size"), "the length of a chip's modulus is public: so is the modulus")
    let size = declassify(chosen.named("size"), "the length of a chip's modulus is public: so is the modulus")
    let agrees = declassify(
      (digest == expected).named("agrees"), "one bit about the fuses, the same for every chip that works")

    // Words behind the digest: a modulus and five numbers of half its length, 7/2 of a modulus.
    let half = modulusWords[1...5].extended(to: position.width)
    let last = (half.shiftedLeft(by: 3) - half + 2).named("last_address")
    let isLast = (position == last).named("is_last")

    address <== position
    digestStart <== (step == .digest)
    digestWord.valid <== (step == .feed)
    digestWord.payload.data <== fuse
    digestWord.payload.last <== isLast
    digestWord.payload.bytes <== 8
    done <== (step == .finish) & digestValid
    valid <== isIdentity
    words <== modulusWords

    when(wipe) {
      step <== .idle
      expected <== 0
    } otherwise: {
      when(start) {
        step <== .name
        position <== 1
        isIdentity <== true
      } otherwise: {
        match(step) {
          switch $0 {
          case .idle: position <== 0
          case .name:
            // Address 0 was there while idle.
            position <== 2
            isIdentity <== isIdentity & isName
            step <== .size
          case .size:
            position <== 3
            modulusWords <== size
            isIdentity <== isIdentity & isKnownSize
            step <== .digest
          case .digest:
            expected <== fuse
            step <== .feed
          case .fetch: step <== .feed
          case .feed:
            when(digestWord.ready) {
              position <== position + 1
              when(isLast) {
                step <== .finish
              } otherwise: {
                step <== .fetch
              }
            }
          case .finish:
            when(digestValid) {
              isIdentity <== isIdentity & agrees
              expected <== 0
              step <== .idle
            }
          }
        }
      }
    }
  }
}
