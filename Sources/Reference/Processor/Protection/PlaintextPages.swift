/// Pages of memory that domains work on, in plaintext. Memory itself holds ciphertext: before anybody else sees such a page, the
/// lines that were changed are encrypted back, as a cache writes lines back.
///
/// One domain has a page at a time, in one mode and at one virtual address: under its *identity*.
final class PlaintextPages {
  /// For whom a page is in plaintext. Two that differ may decrypt the same line differently.
  struct Identity: Equatable {
    let domain: Int
    let encrypted: Bool
    let virtualPage: UInt32
  }

  /// How a line goes to and from memory.
  struct LineProtection {
    let cipher: LineCipher
    let tweak: Tweak
  }

  /// The plaintext of a page of memory. What is written to `bytes` is noticed when the page is given back.
  final class Page {
    let bytes: UnsafeMutableRawPointer
    /// The instructions in it, decoded, once any was executed.
    fileprivate(set) var code: UnsafeMutablePointer<DecodedInstruction>?
    /// Nil while nobody has the page.
    fileprivate var identity: Identity?
    fileprivate var protections: [LineProtection?] = []
    // The page of memory, and its plaintext as it was decrypted.
    fileprivate let stored: UnsafeMutableRawPointer
    fileprivate let original: UnsafeMutableRawPointer
    private let decoded: DecodedPages

    fileprivate init(_ stored: UnsafeMutableRawPointer, _ decoded: DecodedPages) {
      self.stored = stored
      self.decoded = decoded
      bytes = .allocate(byteCount: PhysicalMemory.pageSize, alignment: PhysicalMemory.pageSize)
      original = .allocate(byteCount: PhysicalMemory.pageSize, alignment: PhysicalMemory.pageSize)
    }

    deinit {
      bytes.deallocate()
      original.deallocate()
      code?.deallocate()
    }

    /// The place of the decoded instructions.
    func makeCode() -> UnsafeMutablePointer<DecodedInstruction> {
      if let code { return code }
      let made = decoded.newPage()
      code = made
      return made
    }

    fileprivate func decrypt(_ failure: CipherFailure) {
      bytes.copyMemory(from: stored, byteCount: PhysicalMemory.pageSize)
      for (number, protection) in protections.enumerated() {
        guard let protection else { continue }
        let place = bytes + 64 * number
        let line = place.load(as: Line.self)
        let plain = failure.attempt(otherwise: .zero) { () throws(CipherError) in
          try protection.cipher.decrypt(line, tweak: protection.tweak)
        }
        place.storeBytes(of: plain, as: Line.self)
      }
      original.copyMemory(from: bytes, byteCount: PhysicalMemory.pageSize)
      code?.update(repeating: DecodedInstruction(.unknown), count: decoded.instructions)
    }

    /// Whether memory was changed.
    fileprivate func encryptBack(_ failure: CipherFailure) -> Bool {
      var isChanged = false
      for (number, protection) in protections.enumerated() {
        let line = (bytes + 64 * number).load(as: Line.self)
        guard line != (original + 64 * number).load(as: Line.self) else { continue }
        isChanged = true
        let cipher = protection?.cipher ?? .none
        let tweak = protection?.tweak ?? Tweak(lineIndex: 0, nonce: 0)
        // Never plaintext: what cannot be encrypted is not written.
        let place = stored + 64 * number
        let written = failure.attempt(otherwise: place.load(as: Line.self)) { () throws(CipherError) in
          try cipher.encrypt(line, tweak: tweak)
        }
        place.storeBytes(of: written, as: Line.self)
      }
      return isChanged
    }
  }

  // By number of the page of memory. A page that was given back stays for the next who wants it.
  private var pages: [UInt32: Page] = [:]
  private var taken: Set<UInt32> = []
  private let translations: TranslationCache
  private let decoded: DecodedPages
  private let failure: CipherFailure

  init(_ translations: TranslationCache, _ decoded: DecodedPages, _ failure: CipherFailure) {
    self.translations = translations
    self.decoded = decoded
    self.failure = failure
  }

  /// The page with a physical address, in plaintext for `identity`. Whoever had it gives it back.
  ///
  /// - Parameters:
  ///   - stored: the page in memory.
  ///   - protections: of its 64 lines; nil for a line that passes unchanged.
  func take(
    _ address: UInt32, _ stored: UnsafeMutableRawPointer, for identity: Identity,
    protections: () -> [LineProtection?]
  ) -> Page {
    let number = address >> 12
    let page = pages[number] ?? Page(stored, decoded)
    if page.identity == identity { return page }
    pages[number] = page
    giveBack(address)
    page.identity = identity
    page.protections = protections()
    page.decrypt(failure)
    taken.insert(number)
    // Some may go to the page in memory.
    translations.forget()
    return page
  }

  /// The page with a physical address is in memory again, in ciphertext.
  func giveBack(_ address: UInt32) {
    guard !taken.isEmpty, taken.remove(address >> 12) != nil, let page = pages[address >> 12] else { return }
    page.identity = nil
    if page.encryptBack(failure) { decoded.forgetPage(address) }
    translations.forget()
  }

  /// The same for so many bytes.
  func giveBack(_ address: UInt32, count: Int) {
    guard !taken.isEmpty else { return }
    let pages = address >> 12...UInt32((Int(address) + count - 1) >> 12)
    for number in taken where pages.contains(number) { giveBack(number << 12) }
  }

  func giveBackAll() { for number in taken { giveBack(number << 12) } }
}
