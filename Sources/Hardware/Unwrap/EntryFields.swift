import HDL

/// The 23 words of a key entry: keeps them, gives its fields, and checks their form as they come.
/// `docs/key-entries.md`, sections 1 and 4.
final class EntryFields: Module {
  let start = In("a new entry: nothing is wrong yet")
  let write = In("`word` is word `index`; in order from 0 to 22")
  let index = In(5)
  let word = In(64).secret()
  let readIndex = In(5)
  let readWord = Out(64, "one cycle later").secret()
  let wipe = In("overwrite everything with zeros")
  let ready = Out("nothing is being overwritten")

  let unknownVersion = Out().secret()
  let malformed = Out().secret()
  let algorithm = Out(8).secret()
  let keyBytes = Out(7).secret()
  let rights = Out(3, "read, write, execute").secret()
  let flags = Out(5, "default key, plain access, shared, stack, closed").secret()
  let pointCount = Out(4, "entry points, 0 to 8").secret()
  let lines = Out(32).secret()
  let base = Out(32, "of a region that is closed; else 0").secret()
  let nonce = Out(64).secret()
  let owner = Out(256).secret()
  let key = Out(512).secret()

  let entry = Memory(depth: 32, width: 64).secret()
  let head = Reg(48, reset: 0, "bytes 0 to 5").secret()
  let size = Reg(32, reset: 0).secret()
  let place = Reg(32, reset: 0).secret()
  let nonceWord = Reg(64, reset: 0).secret()
  let ownerWords = (0..<4).map { _ in Reg(64, reset: 0).secret() }
  let keyWords = (0..<8).map { _ in Reg(64, reset: 0).secret() }
  let wrong = Reg(reset: false).secret()
  let sweeping = Reg(reset: true)
  let sweepIndex = Reg(5, reset: 0)

  /// Words of the fields (their offsets divided by 8).
  static let ownerWord = 3
  static let keyWord = 7
  static let pointWord = 15
  static let authenticatorWord = 19
  static let count = 23

  override var summary: String { "The words of an opened key entry, its fields, and whether they are well formed." }

  override var latency: Latency? {
    .described("`malformed` covers a word one cycle after it; the sweep takes 32 cycles")
  }

  override func build() {
    readWord <== entry.read(readIndex, enable: true)
    ready <== !sweeping
    sweeping <== wipe | sweeping & !sweepIndex.all
    sweepIndex <== mux(wipe | !sweeping, 0, sweepIndex + 1)
    when(sweeping) {
      entry.write(sweepIndex, 0)
    } otherwise: {
      when(write) { entry.write(index, word) }
    }

    unknownVersion <== head[0...7] != 1
    algorithm <== head[8...15]
    keyBytes <== head[16...22]
    rights <== head[24...26]
    flags <== head[32...36]
    pointCount <== head[40...43]
    lines <== size
    base <== place
    nonce <== nonceWord
    owner <== cat(ownerWords.reversed())
    key <== cat(keyWords.reversed())
    malformed <== wrong
    // They are zero in what is well formed.
    ignore(head[23...23], head[27...31], head[36...39], head[44...47])

    when(wipe) {
      head <== 0
      size <== 0
      place <== 0
      nonceWord <== 0
      for register in ownerWords + keyWords { register <== 0 }
      wrong <== false
    } otherwise: {
      when(start) {
        wrong <== false
      } otherwise: {
        when(write) {
          when(index == 0) { head <== word[0...47] }
          when(index == 1) {
            size <== word[0...31]
            place <== word[32...63]
          }
          when(index == 2) { nonceWord <== word }
          for (offset, register) in ownerWords.enumerated() {
            when(index == Self.ownerWord + offset) { register <== word }
          }
          for (offset, register) in keyWords.enumerated() {
            when(index == Self.keyWord + offset) { register <== word }
          }
          wrong <== wrong | (headIsWrong | sizeIsWrong | keyIsWrong | pointsAreWrong).named("word_is_wrong")
        }
      }
    }
  }

  /// Word 0: key bytes that do not fit the algorithm, unknown rights or flags, too many entry points, bytes that must be 0.
  private var headIsWrong: Bit {
    let bytes = word[16...23]
    let fits =
      (word[8...15] == 0) & (bytes == 0) | (word[8...15] == 1) & (bytes == 32) | (word[8...15] == 2) & (bytes == 64)
    let points = word[40...47]
    return (index == 0)
      & (!fits | word[27...31].any | word[37...39].any | (points > Bits(8, width: 8)) | word[48...63].any)
  }

  /// Word 1: a size in a default-key entry, a base in one that is not closed.
  private var sizeIsWrong: Bit {
    (index == 1) & (!head[36] & word[32...63].any | head[32] & word[0...31].any)
  }

  /// Words 7 to 14: bytes beyond the key.
  private var keyIsWrong: Bit {
    let (first, last) = (Self.keyWord, Self.pointWord - 1)
    let inLower = (index >= Bits(UInt64(first), width: 5)) & (index < Bits(UInt64(first + 4), width: 5))
    let inUpper = (index >= Bits(UInt64(first + 4), width: 5)) & (index <= Bits(UInt64(last), width: 5))
    let length = head[16...23]
    return (inLower & (length == 0) | inUpper & (length != 64)) & word.any
  }

  /// Words 15 to 18, two entry points each: odd ones, ones outside the region, and unused ones other than 0.
  private var pointsAreWrong: Bit {
    let first = Bits(UInt64(Self.pointWord), width: 5)
    let inside = (index >= first) & (index < Bits(UInt64(Self.authenticatorWord), width: 5))
    let pair = (index - first)[0...1]
    let bytes = cat(size, Bits(0, width: 6))
    let wrongs = (0..<2).map { half -> Bit in
      let point = word.bits(from: 32 * half, width: 32)
      let number = cat(Bits(0, width: 5), pair, Bits(UInt64(half), width: 1))
      let isUsed = (number < head[40...47]).named("is_used_\(half)")
      let outside = point[0] | !head[32] & (point.extended(to: 38) >= bytes)
      return mux(isUsed, outside, point.any)
    }
    return inside & (wrongs[0] | wrongs[1])
  }
}
