import HDL

/// A direct-mapped buffer of translations. An access that its entry does not allow counts as a miss, so that faults come from
/// the page table as it stands: only the walker finds them. A superpage is held in parts of 4 KiB.
final class TranslationBuffer: Module {
  let page = In(20, "of the access")
  let access = In(Access())
  let isAllowed = Out("the page has an entry that allows the access")
  let frame = Out(20, "meaningful with `is_allowed`")

  let fill = In("keep `translation`")
  let translation = In(Translation())
  let forget = In("drop the entry `forget_index`; not together with `fill`")
  let forgetIndex: Bits.Input

  let entries: Memory

  let count: Int

  /// - Parameter count: Number of entries, a power of two.
  init(count: Int) {
    self.count = count
    forgetIndex = In(bitsToCount(count))
    entries = Memory(depth: count, width: Entry(count).width, style: .distributed)
    super.init(name: "translation_buffer_\(count)")
  }

  override var summary: String { "Translations of \(count) pages of 4 KiB, direct-mapped." }

  /// What waits for tags and translation is to be short after both: mapped together with this, it would not be.
  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  /// What the buffer keeps of a translation.
  private struct Entry: Layout {
    let tag: Field<Bits>
    let frame = field(20)
    let rights = field(PageRights(), "none: there is no translation")
    let width: Int

    init(_ count: Int) {
      tag = field(20 - bitsToCount(count), "page number above the index")
      width = (20 - bitsToCount(count)) + 20 + 4
    }
  }

  override func build() {
    let indexBits = forgetIndex.width
    func tag(_ page: Bits) -> Bits { page[indexBits...19] }
    let entry = View(Entry(count), from: entries[page[0...indexBits - 1]])
    isAllowed <== (entry.tag == tag(page)) & entry.rights.permits(access)
    frame <== entry.frame
    let rights = translation.rights.bits & replicate(!forget, 4)
    let kept = cat(tag(translation.page), translation.frame, rights)
    when(fill | forget) {
      entries.write(mux(forget, forgetIndex, translation.page[0...indexBits - 1]), kept)
    }
    assume("fills_or_forgets", !(fill & forget))
  }
}
