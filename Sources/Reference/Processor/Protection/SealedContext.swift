import COpenSSL

/// The image of a context in memory: `docs/encrypted-execution.md`, section 5. AES-128-GCM (SP 800-38D), by OpenSSL.
struct SealedContext {
  /// Addresses of images are multiples of this, in bytes.
  static let alignment: UInt32 = 256
  /// Words before and behind the sealed ones.
  static let headerWords = 4
  static let tagWords = 4

  /// Words that are sealed: the context and the mode state, and zeros up to a whole block.
  static func contentWords(_ parameters: UnitParameters) -> Int {
    (32 + ModeState.words(parameters) + 3) & ~3
  }

  /// For whom it is, and which it is: the words before the sealed ones.
  struct Header: Equatable {
    let domain: Int
    let slot: Int
    let version: UInt64

    var words: [UInt32] {
      [
        UInt32(domain) | UInt32(slot) << 8, UInt32(truncatingIfNeeded: version),
        UInt32(truncatingIfNeeded: version >> 32),
        0,
      ]
    }

    /// The first twelve bytes: no two images under one key have the same version.
    var initialVector: [UInt8] { words.prefix(3).flatMap { littleEndian($0) } }
  }

  /// The words behind the header: what is sealed, and the tag.
  static func seal(_ content: [UInt32], _ header: Header, under key: [UInt8]) throws(CipherError) -> [UInt32] {
    let context = try CipherContext(EVP_aes_128_gcm(), key: key, direction: .encrypt)
    try context.restart(initialVector: header.initialVector)
    var bytes = content.flatMap { littleEndian($0) }
    try context.process(bytes, into: &bytes, count: bytes.count)
    return words(bytes + (try context.tag()))
  }

  /// What was sealed as these words, which `seal` made; nil if they are any others.
  static func open(_ sealed: [UInt32], _ header: Header, under key: [UInt8]) throws(CipherError) -> [UInt32]? {
    let context = try CipherContext(EVP_aes_128_gcm(), key: key, direction: .decrypt)
    try context.restart(initialVector: header.initialVector)
    var bytes = sealed.dropLast(tagWords).flatMap { littleEndian($0) }
    try context.process(bytes, into: &bytes, count: bytes.count)
    return try context.accepts(tag: sealed.suffix(tagWords).flatMap { littleEndian($0) }) ? words(bytes) : nil
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: 4).map { UInt32(littleEndian(bytes[$0..<$0 + 4])) }
  }
}

/// Which images are live: one for each context that is in memory and nowhere else.
struct ImageTable {
  struct Image: Equatable {
    let domain: Int
    let version: UInt64
  }

  private(set) var slots: [Image?]
  /// Of the last image that was begun. No version comes twice.
  private var version: UInt64 = 0

  init(slots: Int) { self.slots = Array(repeating: nil, count: slots) }

  /// A slot for another image; nil while all are live.
  var free: Int? { slots.firstIndex(of: nil) }

  /// The header of an image that is begun. It is not live before `keep`.
  mutating func begin(_ domain: Int, in slot: Int) -> SealedContext.Header {
    version += 1
    return SealedContext.Header(domain: domain, slot: slot, version: version)
  }

  /// The image is complete.
  mutating func keep(_ header: SealedContext.Header) {
    slots[header.slot] = Image(domain: header.domain, version: header.version)
  }

  /// The header of the live image of `domain` that begins with these words; nil if there is none.
  func live(_ words: [UInt32], of domain: Int) -> SealedContext.Header? {
    let slot = Int(words[0] >> 8)
    guard slot < slots.count, let image = slots[slot], image.domain == domain else { return nil }
    let header = SealedContext.Header(domain: domain, slot: slot, version: image.version)
    return header.words == words ? header : nil
  }

  /// The image is no longer live.
  mutating func take(_ header: SealedContext.Header) { slots[header.slot] = nil }

  /// All images of a domain that has ended.
  mutating func end(_ domain: Int) {
    for slot in slots.indices where slots[slot]?.domain == domain { slots[slot] = nil }
  }
}
