#if ESPIONAGE || MISPLACEMENT || IMPERSONATION
  /// What every hostile kernel can do.
  extension Kernel {
    /// Says what it tries, and what it gets.
    func say(_ attempt: StaticString, _ got: StaticString = "", _ number: Int? = nil) {
      console.write("kernel   ")
      console.write(attempt)
      console.write(got)
      if let number { console.write(number) }
      console.write("\n")
    }

    /// Where a segment of a process is: everybody may know that.
    func base(ofSegment segment: UInt32, _ process: Process) -> UInt32? {
      views(of: process.domain).first { $0.info >> 8 & 255 == segment }?.base
    }

    /// A page of a process, as it is in memory.
    func words(_ process: Process, _ address: UInt32) -> [UInt32] {
      guard let frame = process.space.physical(address) else { return [] }
      return (0..<1024).map { Memory.word(frame)[$0] }
    }

    /// The regions with which a process was loaded.
    func storedRegions(of process: Process) -> [StoredRegion] {
      do throws(LoadError) {
        let program = try ProgramFile(process.file)
        return program.regions.map { StoredRegion($0, of: program) }
      } catch { return [] }
    }
  }
#endif
