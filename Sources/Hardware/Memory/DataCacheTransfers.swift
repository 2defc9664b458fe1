import HDL

// What goes into the arrays of the data cache and out of them: lookups, stores, lines.
extension DataCache {
  private var isFill: Bit { phase == .fill }
  private var ways: [Bit] { cache.ways == 1 ? [!way] : [!way, way] }

  func buildReads() {
    let isReady = phase == .ready
    let next = data.payload.address
    // A read never meets the write of a store: the word is not read, and whoever wants it looks again.
    let storesPair =
      (isReady & pending & (access.operation == .store)
      & (next[3...cache.setBits + 5] == access.address[3...cache.setBits + 5])).named("stores_pair")
    collides <== storesPair & (next[2] == access.address[2])
    // What an atomic operation found must stay for its second cycle.
    let looks = (isReady & (!(pending & modifies) | cancel) & !sweeps | (phase == .read)).named("looks")
    let isWritingBack = ((phase == .writeBackRequest) | (phase == .writeBack)).named("is_writing_back")
    arrays.readTags <== looks
    arrays.readWords
      <== cat(
        looks & !(storesPair & access.address[2]) | isWritingBack,
        looks & !(storesPair & !access.address[2]) | isWritingBack)
    let nextBeat = mux(store.fire, beat + 1, beat)
    arrays.readPlace
      <== mux(
        isReady, next[3...cache.setBits + 5], cat(set, mux(isWritingBack, nextBeat, target[3...5])))
  }

  func buildWrites() {
    let isConditional = access.operation == .storeConditional
    let writesStore = (hits & (access.operation == .store) | (phase == .modify) & (!isConditional | succeeds))
      .named("writes_store")
    arrays.writeLine
      <== cat(
        ways.indices.reversed().map { mux(isFill, response.valid & ways[$0], writesStore & arrays.found[$0]) })
    arrays.writeHalf <== mux(isFill, 3, cat(target[2], !target[2]))
    arrays.writePlace <== cat(set, mux(isFill, beat, target[3...5]))
    let offset = access.address[0...1]
    let bytes = (0..<4).map { place in
      isFill | access.size[1] | (access.size == 1) & (place > 1 ? offset[1] : !offset[1])
        | (access.size == 0) & (offset == Bits(UInt64(place), width: 2))
    }
    arrays.writeBytes <== cat(bytes.reversed())
    arithmetic.operation <== access.operation
    arithmetic.memory <== old
    arithmetic.operand <== placed
    arrays.newWords <== mux(isFill, response.payload.data, cat(arithmetic.result, arithmetic.result))

    let dirtyNow = dirty[set].named("dirty_now")
    let isWrittenBack = ((phase == .writeBackAnswer) & response.valid).named("is_written_back")
    when(writesStore | isWrittenBack | forget) {
      dirty.write(
        set, mux(forget, 0, mux(isWrittenBack, dirtyNow & ~cat(ways.reversed()), dirtyNow | arrays.found)))
    }
    victim <== mux(sweeps, !dirtyNow[0], arrays.victim)
    isVictimDirty
      <== mux(
        sweeps, dirtyNow.any, cache.ways == 1 ? dirtyNow[0] : mux(arrays.victim, dirtyNow[cache.ways - 1], dirtyNow[0]))
    setIsClean <== (phase == .check) & sweeps & !isVictimDirty
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
