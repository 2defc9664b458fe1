/// Pages that were translated and checked for what is done with them, in the present privilege, address space, domain and mode.
/// Whoever changes one of them has them forgotten.
final class TranslationCache {
  static let entries = 256

  // A tag is the number of the virtual page with bit 31 set, or 0.
  let loadTags: UnsafeMutablePointer<UInt32>
  let storeTags: UnsafeMutablePointer<UInt32>
  private let codeTags: UnsafeMutablePointer<UInt32>
  let loadPages: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  let storePages: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let codePages: UnsafeMutablePointer<UnsafeMutablePointer<DecodedInstruction>?>

  init() {
    func tags() -> UnsafeMutablePointer<UInt32> {
      let tags = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.entries)
      tags.initialize(repeating: 0, count: Self.entries)
      return tags
    }
    func pages() -> UnsafeMutablePointer<UnsafeMutableRawPointer?> {
      let pages = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: Self.entries)
      pages.initialize(repeating: nil, count: Self.entries)
      return pages
    }
    (loadTags, storeTags, codeTags) = (tags(), tags(), tags())
    (loadPages, storePages) = (pages(), pages())
    codePages = .allocate(capacity: Self.entries)
    codePages.initialize(repeating: nil, count: Self.entries)
  }

  deinit {
    for tags in [loadTags, storeTags, codeTags] { tags.deallocate() }
    for pages in [loadPages, storePages] { pages.deallocate() }
    codePages.deallocate()
  }

  @inline(__always) static func tag(_ address: UInt32) -> UInt32 { address >> 12 | 1 << 31 }
  @inline(__always) static func place(_ address: UInt32) -> Int { Int(address >> 12) & (entries - 1) }

  func code(_ address: UInt32) -> UnsafeMutablePointer<DecodedInstruction>? {
    let place = Self.place(address)
    return codeTags[place] == Self.tag(address) ? codePages[place] : nil
  }

  func keepCode(_ address: UInt32, _ page: UnsafeMutablePointer<DecodedInstruction>) {
    codeTags[Self.place(address)] = Self.tag(address)
    codePages[Self.place(address)] = page
  }

  func keepLoad(_ address: UInt32, _ page: UnsafeMutableRawPointer) {
    loadTags[Self.place(address)] = Self.tag(address)
    loadPages[Self.place(address)] = page
  }

  func keepStore(_ address: UInt32, _ page: UnsafeMutableRawPointer) {
    storeTags[Self.place(address)] = Self.tag(address)
    storePages[Self.place(address)] = page
  }

  func forget() {
    loadTags.update(repeating: 0, count: Self.entries)
    storeTags.update(repeating: 0, count: Self.entries)
    codeTags.update(repeating: 0, count: Self.entries)
  }

  func forgetStores() { storeTags.update(repeating: 0, count: Self.entries) }
}

/// The instructions of the pages of memory that were executed, decoded one by one when they are reached.
final class DecodedPages {
  /// Places of a page where an instruction may begin.
  let instructions: Int
  /// An address is moved by so many bits for the number of its place.
  let shift: UInt32

  // Whose hart has this.
  private unowned let memory: PhysicalMemory
  // A page of main memory each, and at the end the boot ROM.
  private let pages: UnsafeMutablePointer<UnsafeMutablePointer<DecodedInstruction>?>
  private let count: Int

  /// - Parameter compressed: instructions may begin at every even address.
  init(_ memory: PhysicalMemory, compressed: Bool) {
    self.memory = memory
    shift = compressed ? 1 : 2
    instructions = PhysicalMemory.pageSize >> shift
    count = memory.size / PhysicalMemory.pageSize + 1
    pages = .allocate(capacity: count)
    pages.initialize(repeating: nil, count: count)
  }

  deinit {
    for number in 0..<count { pages[number]?.deallocate() }
    pages.deallocate()
  }

  private func number(_ address: UInt32) -> Int {
    address >= PhysicalMemory.base ? Int(address - PhysicalMemory.base) / PhysicalMemory.pageSize : count - 1
  }

  /// The page of a physical address; nil where there is no memory.
  func page(_ address: UInt32) -> UnsafeMutablePointer<DecodedInstruction>? {
    guard memory.page(address, toWrite: false) != nil else { return nil }
    let number = number(address)
    if let page = pages[number] { return page }
    let page = newPage()
    pages[number] = page
    return page
  }

  /// A page of which nothing is decoded yet.
  func newPage() -> UnsafeMutablePointer<DecodedInstruction> {
    let page = UnsafeMutablePointer<DecodedInstruction>.allocate(capacity: instructions)
    page.initialize(repeating: DecodedInstruction(.unknown), count: instructions)
    return page
  }

  func hasInstructions(_ address: UInt32) -> Bool { pages[number(address)] != nil }

  /// A word of main memory was written.
  func forget(_ address: UInt32) {
    if let page = pages[number(address)] { forget(address, in: page) }
  }

  /// The instructions that have a part in a word of the page are to be decoded anew.
  func forget(_ address: UInt32, in page: UnsafeMutablePointer<DecodedInstruction>) {
    let first = Int(address & 0xffc) >> shift
    page[first] = DecodedInstruction(.unknown)
    guard shift == 1 else { return }
    page[first + 1] = DecodedInstruction(.unknown)
    if first > 0 { page[first - 1] = DecodedInstruction(.unknown) }
  }

  /// A page of memory was written.
  func forgetPage(_ address: UInt32) {
    pages[number(address)]?.update(repeating: DecodedInstruction(.unknown), count: instructions)
  }

  /// Everything may have been written.
  func forgetAll() {
    for number in 0..<count { pages[number]?.update(repeating: DecodedInstruction(.unknown), count: instructions) }
  }
}
