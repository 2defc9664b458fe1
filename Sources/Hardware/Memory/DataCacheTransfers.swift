import HDL

// What goes into the arrays of the data cache and out of them: lookups, stores, lines.
extension DataCache {
  private var isFill: Bit { phase == .fill }
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
    let isWritingBack = ((phase == .writeBackRequest) | (phase == .writeBack)).named("is_writing_back")
    arrays.readTags <== looks
    arrays.readWords <== replicate(looks | isWritingBack, 2)
    let nextBeat = mux(store.fire, beat + 1, beat)
    arrays.readPlace
      <== mux(isReady, next[1...cache.setBits + 3], cat(set, mux(isWritingBack, nextBeat, target[3...5])))
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

    arrays.writeLine <== mux(isFill, replicate(response.valid, cache.ways) & cat(ways.reversed()), storing)
    arrays.writeHalf <== mux(isFill, 3, cat(storePlace[0], !storePlace[0]))
    arrays.writePlace <== mux(isFill, cat(set, beat), storePlace[1...cache.setBits + 3])
    let changed = arithmetic.result
    let keeps = declassify(arithmetic.keeps, "nothing shows whether a word is written or stays as it is")
    arrays.writeBytes <== mux(isFill, 15, storeBytes & replicate(!keeps, 4))
    arrays.newWords <== mux(isFill, response.payload.data, cat(changed, changed))

    let storeSet = storePlace[4...cache.setBits + 3]
    let dirtyNow = dirty[mux(storing.any, storeSet, set)].named("dirty_now")
    let isWrittenBack = ((phase == .writeBackAnswer) & response.valid).named("is_written_back")
    when(storing.any | isWrittenBack | forget) {
      dirty.write(
        mux(storing.any, storeSet, set),
        mux(storing.any, dirtyNow | storing, mux(forget, 0, dirtyNow & ~cat(ways.reversed()))))
    }
    victim <== mux(sweeps, !dirtyNow[0], arrays.victim)
    isVictimDirty
      <== mux(
        sweeps, dirtyNow.any,
        cache.ways == 1 ? dirtyNow[0] : mux(arrays.victim, dirtyNow[cache.ways - 1], dirtyNow[0]))
    always("stores_are_done_first", !storing.any | (phase == .ready))
    setIsClean <== (phase == .check) & sweeps & !dirtyNow.any
  }

  func buildTags() {
    let isLast = isFill & response.valid & response.payload.last
    let answer = response.payload
    // A page table is in no region.
    lineFails <== isLast & (answer.status.any | walking & answer.protected)
    isFilled <== isLast & !lineFails
    let begins = ((phase == .fillRequest) & request.ready).named("begins")
    arrays.way <== way
    arrays.writeTag <== cat(ways.reversed().map { forget | $0 & (isFilled | begins) })
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

  func buildLinePort() {
    let writes = (phase == .writeBackRequest).named("writes")
    let line = arrays.tag
    let held = cat(line.frame, set).named("held")
    let asked = request.payload
    request.valid <== writes | (phase == .fillRequest)
    asked.kind <== first([(writes, LineKind.writeBack), (changes & !walking, .storeFill)], otherwise: .load)
    asked.encrypted <== lineEncrypted
    asked.domain <== mux(writes, line.domain, lineDomain)
    asked.virtualLine <== cat(mux(writes, line.page, target[12...31]), mux(writes, held[0...5], target[6...11]))
    asked.physicalLine <== mux(writes, held, physical[6...31])
    asked.protected <== writes & line.protected
    asked.attribute <== line.attribute
    store.valid <== phase == .writeBack
    store.payload.data <== arrays.pair
    response.ready <== isFill | (phase == .writeBackAnswer)
    ignore(line.valid, line.writable, line.encrypted)
  }
}
