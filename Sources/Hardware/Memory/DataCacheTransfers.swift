import HDL

// What goes into the arrays of the data cache and out of them: lookups, stores, lines.
extension DataCache {
  private var isFill: Bit { phase == .fill }
  /// A line is moved to where it waits to be written back: while that of its place is asked for, or by itself.
  private var takes: Bit {
    (phase == .writeBackRequest) & leaving.isEmpty | fillBegins & isWayDirty
  }
  private var ways: [Bit] { cache.ways == 1 ? [!way] : [!way, way] }

  func buildReads() {
    let next = data.payload.address[2...cache.setBits + 5]
    // A word that was stored to in the cycle of its read or is in the next was read too early: whoever needs it looks again.
    let place = access.address[2...cache.setBits + 5]
    wasStoring <== storing.any
    pastPlace <== storePlace
    collides
      <== (wasStoring & (place == pastPlace) | storing.any & (place == storePlace)) & (access.operation != .store)
    // What an atomic operation found must stay for its second cycle.
    let looks = (isReady & (!(pending & modifies) | cancel) & !sweeps | missed | (phase == .read)).named("looks")
    let isLeaving = ((phase == .writeBackRequest) | (phase == .fillRequest) | leaving.isTaking).named("is_leaving")
    arrays.readTags <== looks
    arrays.readWords <== replicate(looks | isLeaving, 2)
    arrays.readPlace
      <== mux(isReady, next[1...cache.setBits + 3], cat(set, mux(isLeaving, leaving.place, target[3...5])))
  }

  func buildWrites() {
    let isConditional = access.operation == .storeConditional
    let isReserve = access.operation == .loadReserved
    // What is known before the line is found. The rest waits until the next cycle.
    let stores =
      (mayHit & (access.operation == .store) | modifying & !isReserve & !(isConditional & late[0])).named("stores")
    storing <== mux(stores, arrays.found, 0)
    let offset = access.address[0...1]
    let bytes = (0..<4).map { place in
      access.size[1] | (access.size == 1) & (place > 1 ? offset[1] : !offset[1])
        | (access.size == 0) & (offset == Bits(UInt64(place), width: 2))
    }
    // All of an access that stores is kept when it is looked for, and stays until another one is.
    when(isReady) {
      storePlace <== access.address[2...cache.setBits + 5]
      storeBytes <== cat(bytes.reversed())
      storeOperation <== access.operation
      storeWord <== placed | accessStore
    }
    arithmetic.operation <== storeOperation
    arithmetic.memory <== old
    arithmetic.operand <== storeWord

    arrays.writeLine <== mux(isFill, replicate(arrives, cache.ways) & cat(ways.reversed()), storing)
    arrays.writeHalf <== mux(isFill, 3, cat(storePlace[0], !storePlace[0]))
    arrays.writePlace <== mux(isFill, cat(set, beat), storePlace[1...cache.setBits + 3])
    let changed = arithmetic.result
    let keeps = declassify(arithmetic.keeps, "nothing shows whether a word is written or stays as it is")
    arrays.writeBytes <== mux(isFill, 15, storeBytes & replicate(!keeps, 4))
    arrays.newWords <== mux(isFill, response.payload.data, cat(changed, changed))

    let storeSet = storePlace[4...cache.setBits + 3]
    let dirtyNow = dirty[mux(storing.any, storeSet, set)].named("dirty_now")
    when(storing.any | leaving.take | forget) {
      dirty.write(
        mux(storing.any, storeSet, set),
        mux(storing.any, dirtyNow | storing, mux(forget, 0, dirtyNow & ~cat(ways.reversed()))))
    }
    victim <== mux(sweeps, !dirtyNow[0], arrays.victim)
    isWayDirty <== (dirtyNow & cat(ways.reversed())).any
    isOwnVictim <== arrays.holds.any
    always("stores_are_done_first", !storing.any | (phase == .ready))
    setIsClean <== (phase == .check) & sweeps & !dirtyNow.any
  }

  func buildTags() {
    let isLast = arrives & response.payload.last
    let answer = response.payload
    // A page table is in no region.
    lineFails <== isLast & (answer.status.any | walking & answer.protected)
    isFilled <== isLast & !lineFails
    arrays.way <== way
    arrays.writeTag <== cat(ways.reversed().map { forget | $0 & (isFilled | fillBegins) })
    arrays.writeSet <== set
    let tag = arrays.newTag
    tag.valid <== isFilled & !forget
    // In plaintext mode a line without a region has none that stores would meet; in encrypted mode there may be a default entry
    // that gives another right.
    let isOpen = !answer.protected & !lineEncrypted & !MemoryMap.isBootROM(physical[12...31])
    tag.writable <== changes & !walking | isOpen
    tag.encrypted <== lineEncrypted
    tag.domain <== lineDomain
    tag.protected <== answer.protected
    tag.attribute <== answer.attribute
    tag.page <== target[12...31]
    tag.frame <== physical[cache.setBits + 6...31]
    if cache.ways == 2 {
      always("one_copy_of_a_line", !((phase == .check) & !sweeps & isTranslated & arrays.holds.all))
    }
  }

  /// What waits to be written back comes first, behind the fill for which it gave way.
  func buildLinePort() {
    let line = arrays.tag
    leaving.take <== takes
    leaving.identity.domain <== line.domain
    leaving.identity.protected <== line.protected
    leaving.identity.attribute <== line.attribute
    leaving.identity.page <== line.page
    leaving.identity.physicalLine <== cat(line.frame, set)
    leaving.pair <== arrays.pair
    ignore(line.valid, line.writable, line.encrypted)

    let isWriteBack = leaving.request.valid
    let (written, asked) = (leaving.request.payload, request.payload)
    request.valid <== isWriteBack | (phase == .fillRequest)
    leaving.request.ready <== request.ready
    fillBegins <== (phase == .fillRequest) & !isWriteBack & request.ready
    asked.kind <== first([(isWriteBack, LineKind.writeBack), (changes & !walking, .storeFill)], otherwise: .load)
    asked.encrypted <== !isWriteBack & lineEncrypted
    asked.domain <== mux(isWriteBack, written.domain, lineDomain)
    asked.virtualLine <== mux(isWriteBack, written.virtualLine, target[6...31])
    asked.physicalLine <== mux(isWriteBack, written.physicalLine, physical[6...31])
    asked.protected <== isWriteBack & written.protected
    asked.attribute <== written.attribute
    ignore(written.kind, written.encrypted)
    store <== leaving.store
    leaving.response.valid <== response.valid
    leaving.response.payload <== response.payload
    // The words that give way are read before others come.
    arrives <== isFill & response.valid & !leaving.isTaking
    response.ready <== isFill & !leaving.isTaking | leaving.response.ready
    always("one_answer_at_a_time", !(isFill & leaving.response.ready))
    always("written_back_before_the_next_fill", !fillBegins | leaving.isEmpty)
  }
}
