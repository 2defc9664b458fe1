#if IMPERSONATION
  /// A kernel that kills the process `a` when it yields, and starts the program of `false` in its place: under its
  /// name, its number, and the same domain of the processor.
  extension Kernel {
    func yielded(_ victim: Process) {
      guard victim.number == 0, let other = processes.first(where: { $0.name == Name(low: 0x736c_6166, high: 0x65) }),
        let image = frames.take(), let region = storedRegions(of: other).last
      else { return }
      say("takes the context of a out: ", "spill answers ", Int(spill_context(victim.domain, image)))
      end(victim, code: 0)
      say("kills a: ", "regions that are left of it: ", views(of: victim.domain).count)
      say("gives its domain a region: ", "setk answers ", Int(region.install(for: victim.domain).status))
      say("gives its context back: ", "fill answers ", Int(fill_context(victim.domain, image)))
      end(other, code: 0)
      do throws(LoadError) {
        let impostor = try loader.load(other.file, name: victim.name, number: victim.number) { $0.install(for: $1) }
        processes[victim.number] = impostor
        say("starts false as a: ", "the difference of the domains is ", Int(impostor.domain) - Int(victim.domain))
        say("gives it the context of a: ", "fill answers ", Int(fill_context(impostor.domain, image)))
      } catch { error.print(to: console) }
    }
  }
#endif
