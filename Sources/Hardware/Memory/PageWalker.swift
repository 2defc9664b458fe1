import HDL

/// A request for a translation, held until it is answered.
struct WalkRequest: Layout {
  let wanted = flag()
  let page = field(20, "virtual address / 4096")
  let access = field(Access())
}

/// Finds translations in Sv32 page tables. It reads them through the data cache, so that it sees what the processor stored.
/// Privileged specification 1.12, section 4.3.2; accessed and dirty bits that are clear are page faults (Svade).
final class PageWalker: Module {
  enum Phase: HardwareEnum { case idle, read, judge }

  let data = In(WalkRequest())
  let fetch = In(WalkRequest())
  let rootTable = In(20, "satp.PPN")

  let read = Out("read the word at `read_address` until `answered`")
  let readAddress = Out(32, "physical")
  let answered = In("`word` is what was read")
  let word = In(32).secret()
  let failed = In("with `answered`: the word cannot be read")

  let dataDone = Out("the request of the data side is answered in this cycle")
  let fetchDone = Out("the request of the fetch side is answered in this cycle")
  let isFault = Out("meaningful with a `done`: there is no translation")
  let isPageFault = Out("meaningful with `is_fault`: page fault; else access fault")
  /// Meaningful with a `done` that is no fault.
  let translation = Out(Translation())
  let isIdle = Out()

  let phase = Reg(reset: Phase.idle)
  let forFetch = Reg(reset: false)
  let page = Reg(20, reset: 0)
  let directory = Reg(20, reset: 0, "physical address / 4096")
  let isLastLevel = Reg(reset: false)
  let entry = Reg(32, reset: 0, "page table entry")
  let unreadable = Reg(reset: false)

  override var summary: String {
    "Walks page tables of two levels, for one request at a time, that of the data side first."
  }

  override var latency: Latency? {
    .described("2 cycles for each level, and what the data cache needs to read its entry")
  }

  override func build() {
    isIdle <== phase == .idle
    read <== phase == .read
    readAddress <== cat(directory, mux(isLastLevel, page[0...9], page[10...19]), Bits(0, width: 2))

    // Section 4.3.1: V, R, W, X, U, G, A, D from bit 0 on, then two bits for software and the physical page number.
    let (isValid, mayRead, mayWrite, mayExecute) = (entry[0], entry[1], entry[2], entry[3])
    let (isUser, isAccessed, isDirty) = (entry[4], entry[6], entry[7])
    ignore(entry[5], entry[8...9])
    let isLeaf = (mayRead | mayExecute).named("is_leaf")
    let rights = translation.rights
    rights.read <== mayRead
    rights.write <== mayWrite & isDirty
    rights.execute <== mayExecute
    rights.user <== isUser
    let access = mux(forFetch, fetch.access, data.access)
    let isReserved = (!mayRead & mayWrite) | !isLeaf & (isLastLevel | isUser | isAccessed | isDirty)
    let isMisaligned = !isLastLevel & entry[10...19].any
    let isRefused = isLeaf & (isMisaligned | !isAccessed | !rights.permits(access))
    let isPageFault = (!isValid | isReserved | isRefused).named("entry_faults")
    // The physical address has 34 bits, of which there are 32.
    let isBeyond = entry[30...31].any
    let isDone = ((phase == .judge) & (unreadable | isPageFault | isBeyond | isLeaf)).named("is_done")

    dataDone <== isDone & !forFetch
    fetchDone <== isDone & forFetch
    isFault <== unreadable | isPageFault | isBeyond
    self.isPageFault <== !unreadable & isPageFault
    translation.page <== page
    translation.frame <== cat(entry[20...29], mux(isLastLevel, entry[10...19], page[0...9]))

    match(phase) {
      switch $0 {
      case .idle:
        page <== mux(data.wanted, data.page, fetch.page)
        forFetch <== !data.wanted
        directory <== rootTable
        isLastLevel <== false
        when(data.wanted | fetch.wanted) { phase <== .read }
      case .read:
        when(answered) {
          entry <== declassify(word, "an entry of a page table: the addresses that it leads to show on the bus")
          unreadable <== failed
          phase <== .judge
        }
      case .judge:
        directory <== entry[10...29]
        isLastLevel <== true
        when(isDone) {
          phase <== .idle
        } otherwise: {
          phase <== .read
        }
      }
    }
  }
}
