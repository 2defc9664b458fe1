#if MISPLACEMENT
  /// A kernel that uses its turn whenever the process `target` yields, and once when `stray` does.
  extension Kernel {
    func yielded(_ process: Process) {
      if process.name == Name(low: 0x6172_7473, high: 0x79) { return leadAstray(process) }
      guard process.name == Name(low: 0x6772_6174, high: 0x7465), let hidden = base(ofSegment: 4, process)
      else { return }
      attempts += 1
      switch attempts {
      case 1: forgeDescriptors(of: process)
      case 2: moveEntry(of: process)
      case 3: twice(hidden, process)
      case 4:
        process.space.exchange(hidden + 4096, spare)
        say("puts the second page back")
      case 5: outside(hidden, process)
      case 6: clear(process)
      case 7: showDevice(hidden, process)
      default: break
      }
    }

    /// Where no program of this system has memory.
    private var spare: UInt32 { 0x5000_0000 }
    /// The same in the upper half.
    private var open: UInt32 { 0xd000_1000 }

    /// SF-54: the target's own key entries, in other domains and with other descriptors.
    private func forgeDescriptors(of target: Process) {
      guard let code = storedRegions(of: target).first, let data = storedRegions(of: target).last,
        let stranger = processes.first(where: { $0.domain != target.domain && !$0.hasEnded })
      else { return }
      func answer(
        _ attempt: StaticString, _ region: StoredRegion, for domain: UInt32 = 0,
        _ altering: (UnsafeMutablePointer<UInt32>) -> Void = { _ in }
      ) {
        let answer = region.install(for: domain, altering: altering)
        say(attempt, "setk answers ", Int(answer.status))
        if answer.status == 0, domain == 0 { _ = kill_domain(answer.domain) }
      }
      answer("makes its data shorter: ", data) { $0[2] /= 2 }
      answer("makes its data longer: ", data) { $0[2] += 4096 }
      answer("puts its code elsewhere: ", code) { $0[1] += 0x1000_0000 }
      answer("puts its data at half a line: ", data) { $0[1] += 32 }
      answer("puts its data beyond the last address: ", data) { $0[1] = 0xffff_f000 }
      answer("gives it its data once more: ", data, for: target.domain)
      answer("gives it its data under another segment: ", data, for: target.domain) { $0[0] += 9 }
      answer("gives its data to a domain that is not there: ", data, for: 13)
      answer("gives its data to another process: ", data, for: stranger.domain) { $0[0] += 9 }
      answer("cuts its key entry off: ", data) { $0[0] -= 1 << 24 }
      answer("changes a bit of its key entry: ", data) { $0[10] ^= 1 }
      let rights = code.install(for: 0) { $0[0] |= 0xfc00 }
      say("asks for all rights to its code: ", "setk answers ", Int(rights.status))
      say("the rights that are there: ", "", Int(region_view(rights.attribute).info & 7))
      _ = kill_domain(rights.domain)
    }

    /// The target's data a second time, at another place of its own.
    private func moveEntry(of target: Process) {
      guard let data = storedRegions(of: target).last else { return }
      let answer = data.install(for: target.domain) {
        $0[0] += 9
        $0[1] = spare + 0x100_0000
      }
      say("gives it its data at another address, too: ", "setk answers ", Int(answer.status))
    }

    /// Within the region: the first page in the place of the second, too.
    private func twice(_ hidden: UInt32, _ target: Process) {
      guard let frame = target.space.physical(hidden), target.space.map(spare, shared: frame, [.read, .write]) else {
        return
      }
      target.space.exchange(hidden + 4096, spare)
      say("maps the first page of its hidden region in the place of the second, too")
    }

    /// Outside of the region.
    private func outside(_ hidden: UInt32, _ target: Process) {
      guard let frame = target.space.physical(hidden), target.space.map(open, shared: frame, [.read]) else {
        return
      }
      say("maps the first page of its hidden region outside of the region, too")
    }

    /// The region of its data with the stack. What was there stays ciphertext, and without it the process cannot write
    /// there: its domain is closed.
    private func clear(_ target: Process) {
      guard let data = storedRegions(of: target).last, let base = base(ofSegment: 1, target) else { return }
      say("clears the region of its data and stack: ", "keyclr answers ", Int(clear_region(1, target.domain)))
      say("lets it run: ", "exceptions in encrypted mode: ", runToException(target) ? 1 : 0)
      let pages = stride(from: base, to: base + 0x8000, by: 4096)
      let found = pages.reduce(0) { $0 + words(target, $1).filter { $0 >> 12 == 0x5ec2e }.count }
      say("searches where the region was: ", "words of its data found: ", found)
      say("sets the region again: ", "setk answers ", Int(data.install(for: target.domain).status))
    }

    /// The UART in the place of a page of its region: what it stores there would be text for everybody.
    private func showDevice(_ hidden: UInt32, _ target: Process) {
      let (uart, page) = (UInt32(0x1000_0000), spare + 8192)
      guard target.space.map(page, shared: uart, [.read, .write]) else { return }
      target.space.exchange(hidden + 4096, page)
      say("puts the UART in the place of its second page")
      say("lets it run: ", "exceptions in encrypted mode: ", runToException(target) ? 1 : 0)
      target.space.exchange(hidden + 4096, page)
    }

    /// SF-33, SF-38: its context runs with the pages of another process under it, and then with others of them in their
    /// places.
    private func leadAstray(_ stray: Process) {
      guard let host = processes.first(where: { $0.name == Name(low: 0x7473_6f68, high: 0) }) else { return }
      stray.context.pointee.translation = host.space.translation
      var (exceptions, shown) = (0, 0)
      let code: UInt32 = 0x4000_0000
      for page in 1...UInt32(6) {
        exceptions += runToException(stray) ? 1 : 0
        shown += stray.context.pointee.value >> 12 == 0x5ec2e ? 1 : 0
        host.space.exchange(code, code + page * 4096)
      }
      say("lets it run in the memory of host: ", "exceptions in encrypted mode: ", exceptions)
      say("pages of faults that it has in a register: ", "", shown)
      let pages = stride(from: UInt32(0x4000_0000), to: 0x4002_0000, by: 4096)
      let found = pages.reduce(0) { $0 + words(host, $1).filter { $0 >> 12 == 0x5ec2e }.count }
      say("searches the memory of host for its data: ", "found are ", found)
      end(stray, code: 0)
      end(host, code: 0)
    }

    private func runToException(_ process: Process) -> Bool {
      let timer: UInt32 = 1 << 31 | 5
      for _ in 0..<20 {
        set_timer(time_now() + timeSlice)
        resume(process.context)
        if process.context.pointee.cause != timer { return process.context.pointee.domain >> 31 != 0 }
      }
      return false
    }
  }
#endif
