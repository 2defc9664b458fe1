#if ESPIONAGE
  /// What the kernel keeps between its attempts.
  struct Espionage {
    var attempts = 0
    /// A page of the victim as it was.
    var page: [UInt32] = []
    /// Two frames for images of its context.
    var images: [UInt32] = []
  }

  /// A kernel that uses its turn whenever the process `victim` yields, and says what it has got. What the victim finds
  /// afterwards it says itself.
  extension Kernel {
    func yielded(_ victim: Process) {
      guard victim.name == Name(low: 0x7463_6976, high: 0x6d69), let hidden = base(ofSegment: 4, victim) else { return }
      espionage.attempts += 1
      switch espionage.attempts {
      case 1: lookAtRegisters(of: victim)
      case 2: searchMemory(of: victim)
      case 3: rewriteRegisters(of: victim)
      case 4: forgeRegion(of: victim)
      case 5: alterContext(of: victim)
      case 6: replayContext(of: victim)
      case 7:
        swap(victim, hidden)
        say("exchanges two pages of its hidden region")
      case 8:
        swap(victim, hidden)
        say("puts them back")
      case 9:
        espionage.page = words(victim, hidden)
        say("copies a page of its hidden region")
      case 10:
        if let frame = victim.space.physical(hidden) {
          for (index, word) in espionage.page.enumerated() { Memory.word(frame)[index] = word }
        }
        say("writes the old page back")
      case 11, 12:
        if let place = victim.space.physical(hidden + 4096 + 400) { Memory.word(place).pointee ^= 1 << 7 }
        say(espionage.attempts == 11 ? "changes a bit of the other page" : "changes it back")
      case 13: giveAway(hidden, of: victim)
      default: break
      }
    }

    /// SF-32: at a system call its arguments, x10 to x17, and nothing else.
    private func lookAtRegisters(of victim: Process) {
      let registers = UnsafeMutableRawPointer(victim.context).assumingMemoryBound(to: UInt32.self)
      let seen = (0..<32).filter { !(10..<18).contains($0) && registers[$0] != 0 }
      say("looks at pc and registers: ", "not zero are ", seen.count)
    }

    /// SF-94: all pages of the victim, for two words in a row that the victim has in its hidden region.
    private func searchMemory(of victim: Process) {
      var found = 0
      for page in stride(from: UInt32(0x4000_0000), to: 0x4002_0000, by: 4096) + [base(ofSegment: 4, victim) ?? 0] {
        let words = words(victim, page)
        for index in words.indices.dropLast() where words[index] >> 12 == 0x5ec2e && words[index + 1] >> 12 == 0x5ec2e {
          found += 1
        }
      }
      say("searches its memory for its data: ", "found are ", found)
    }

    /// SF-33.
    private func rewriteRegisters(of victim: Process) {
      let registers = UnsafeMutableRawPointer(victim.context).assumingMemoryBound(to: UInt32.self)
      for number in 0..<32 where number != 10 && number != 11 { registers[number] = 0x5a5a_5a58 }
      say("writes other values to its pc and registers")
    }

    /// A region of another program, with a valid key entry, for the victim's domain.
    private func forgeRegion(of victim: Process) {
      guard let region = spyRegion else { return }
      let answer = region.install(for: victim.domain)
      say("gives it a region of another maker: ", "setk answers ", Int(answer.status))
    }

    /// SF-33: an image of the context with a bit changed, the right one, and the right one again.
    private func alterContext(of victim: Process) {
      guard let image = frames.take() else { return }
      espionage.images.append(image)
      say("takes its context out: ", "spill answers ", Int(spill_context(victim.domain, image)))
      Memory.word(image + 64).pointee ^= 1
      say("changes a bit of it: ", "fill answers ", Int(fill_context(victim.domain, image)))
      Memory.word(image + 64).pointee ^= 1
      say("changes it back: ", "fill answers ", Int(fill_context(victim.domain, image)))
      say("tries it once more: ", "fill answers ", Int(fill_context(victim.domain, image)))
    }

    /// SF-33: an image that was right once.
    private func replayContext(of victim: Process) {
      guard let image = frames.take(), let old = espionage.images.first else { return }
      say("takes its context out: ", "spill answers ", Int(spill_context(victim.domain, image)))
      say("tries the older one: ", "fill answers ", Int(fill_context(victim.domain, old)))
      say("tries the newest one: ", "fill answers ", Int(fill_context(victim.domain, image)))
    }

    private func swap(_ victim: Process, _ hidden: UInt32) { victim.space.exchange(hidden, hidden + 4096) }

    /// SF-38: the process `spy` gets the victim's page.
    private func giveAway(_ hidden: UInt32, of victim: Process) {
      guard let spy, let frame = victim.space.physical(hidden), let address = spy.reserve(4096, .upper),
        spy.space.map(address, shared: frame, [.read])
      else { return }
      say("maps its page into the memory of spy")
      spy.messages.append(
        Process.Message(sender: spy.number, bytes: (0..<4).map { UInt8(truncatingIfNeeded: address >> ($0 * 8)) }))
      deliver(to: spy)
    }

    private var spy: Process? { processes.first { $0.name == Name(low: 0x79_7073, high: 0) } }
  }
#endif
