/// What other builds of the kernel do, which are compiled under a condition.
///
/// FREQUENT_SWITCHES interrupts a process after a few instructions, each time after another number of them (SF-30).
///
/// MEMORY_PRESSURE puts a page of a process on the block device each eighth time when one is let run; it comes back to
/// another frame when the process needs it (SF-31).
///
/// ESPIONAGE tries to read and to change what the process `victim` has: `Espionage.swift`.
///
/// REPLAYED_CONTEXTS tries an older image and one of another program before a context comes back (SF-33).
///
/// MISPLACEMENT forges descriptors, and puts regions, pages and contexts where they do not belong:
/// `Misplacement.swift`.
///
/// IMPERSONATION kills the process `a` and lets another one answer under its name and number: `Impersonation.swift`.
///
/// MISROUTING puts the process `mitm` between all others. Whoever looks for a process finds
/// `mitm`, and whoever maps what another shares gets what `mitm` shares under the same name (SF-112, SF-126).
extension Kernel {
  #if FREQUENT_SWITCHES
    /// Ticks until the process is interrupted. The way to it takes some of them.
    var timeSlice: UInt64 { UInt64(150 + turns &* 37 % 701) }
  #else
    /// Ticks that a process runs at most before the next one does.
    var timeSlice: UInt64 { 50_000 }
  #endif

  /// What is done to a process before it runs.
  func interfere(with process: Process) {
    #if MEMORY_PRESSURE
      // Not every time: an instruction may need three pages at once.
      guard turns % 8 == 0 else { return }
      for distance in UInt32(0)..<16 where process.space.sendAway(0x4000_0000 + (turns / 8 &+ distance) % 16 << 12) {
        return
      }
    #endif
  }

  #if REPLAYED_CONTEXTS
    /// What is done before the image of a process comes back.
    func tamper(with image: UInt32, of process: Process) {
      if let frame = olderImages ?? frames.take() {
        olderImages = frame
        let older = frame + UInt32(process.number % 16) * 256
        if Memory.word(older + 4).pointee != 0 { count(fill_context(process.domain, older)) }
        for index in 0..<64 { Memory.word(older)[index] = Memory.word(image)[index] }
      }
      for other in processes where other.domain != process.domain {
        guard case .memory(let image) = other.place else { continue }
        count(fill_context(process.domain, image))
        break
      }
      if exchangedAnswer == nil { exchangeContexts(with: process) }
    }

    /// The context of another process of the same program, which goes back to where it was.
    private func exchangeContexts(with process: Process) {
      for other in processes where other.domain == process.domain && other.number != process.number {
        guard case .memory(let image) = other.place else { continue }
        exchangedAnswer = fill_context(process.domain, image)
        _ = spill_context(process.domain, image)
        return
      }
    }

    private func count(_ status: UInt32) {
      let stale: UInt32 = 7
      if status == stale { staleAnswers += 1 } else { otherAnswers += 1 }
    }

    /// What the attempts came to.
    func reportAttempts() {
      console.write("kernel: older images and those of other programs: fill answers 7 ")
      console.write(staleAnswers)
      console.write(" times, something else ")
      console.write(otherAnswers)
      console.write(" times\n")
      guard let exchangedAnswer else { return }
      console.write("kernel: that of another process of the program: fill answers ")
      console.write(Int(exchangedAnswer))
      console.write("\n")
    }
  #else
    /// What is done before the image of a process comes back.
    func tamper(with image: UInt32, of process: Process) {}
    /// What the attempts came to.
    func reportAttempts() {}
  #endif

  #if !ESPIONAGE && !MISPLACEMENT && !IMPERSONATION
    /// A process has given up its turn.
    func yielded(_ process: Process) {}
  #endif

  #if MISROUTING
    private func interposed(_ process: Process) -> Process? {
      processes.first { $0.name == Name(low: 0x6d74_696d, high: 0) && $0.number != process.number }
    }

    /// The process that is found under a name.
    func lookUp(_ name: Name, for process: Process) -> Process? {
      interposed(process) ?? processes.first { $0.name == name }
    }

    /// The shared memory that is found under a name.
    func lookUpShare(_ name: Name, for process: Process) -> SharedMemory? {
      let interposed = interposed(process)
      return shares.first { share in
        share.name == name && share.owner != process.number && (interposed == nil || share.owner == interposed?.number)
      }
    }

    func isTaken(_ name: Name, by process: Process) -> Bool {
      shares.contains { $0.name == name && $0.owner == process.number }
    }
  #else
    /// The process that is found under a name.
    func lookUp(_ name: Name, for process: Process) -> Process? { processes.first { $0.name == name } }

    /// The shared memory that is found under a name.
    func lookUpShare(_ name: Name, for process: Process) -> SharedMemory? { shares.first { $0.name == name } }

    func isTaken(_ name: Name, by process: Process) -> Bool { shares.contains { $0.name == name } }
  #endif
}
