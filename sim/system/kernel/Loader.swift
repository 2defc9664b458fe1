/// Makes a process of a program: its pages, and its regions, whose keys the processor takes out of the entries. The
/// kernel sees none of them (SF-50, SF-51, SF-54).
struct Loader {
  /// Executes `setk` or `setck` for a domain, 0 for a new one.
  typealias Install = (StoredRegion, UInt32) -> key_answer

  let frames: Frames
  let paging: Paging
  /// What programs may import.
  var libraries: [Library] = []

  /// - Parameter domain: that of the program, when a process of it is there already; else 0, and it gets one.
  func load(
    _ file: UnsafeMutableBufferPointer<UInt8>, name: Name, number: Int, domain: UInt32 = 0, installing: Install
  ) throws(LoadError) -> Process {
    let program = try ProgramFile(file)
    guard let space = AddressSpace(frames: frames, paging: paging) else { throw .noMemory }
    do throws(LoadError) {
      for segment in program.segments { try place(segment, of: program, in: space) }
      for region in program.regions { try reserve(region, in: space) }
      for function in program.imports { try fill(function, in: space) }
      synchronize_instructions()
      let domain = domain != 0 ? domain : try install(program.regions, of: program, installing)
      return Process(name, number: number, file: file, space: space, domain: domain, entry: program.entry)
    } catch {
      space.remove()
      throw error
    }
  }

  private func place(
    _ segment: ProgramFile.Segment, of program: ProgramFile, in space: AddressSpace
  ) throws(LoadError) {
    let rights: AddressSpace.Rights = segment.isExecutable ? [.read, .execute] : [.read, .write]
    let end = segment.address + segment.memorySize
    for page in stride(from: segment.address & ~4095, to: end, by: 4096) {
      guard space.physical(page) == nil else { throw .badSegment }
      guard space.map(page, rights) != nil else { throw .noMemory }
    }
    guard space.write(UnsafeRawBufferPointer(program[segment.contents]), at: segment.address) else { throw .badSegment }
  }

  /// Writes into the table of a program where a function of a library is, which is mapped when its first function comes
  /// (SF-50).
  private func fill(_ function: ProgramFile.Function, in space: AddressSpace) throws(LoadError) {
    guard let library = libraries.first(where: { $0.name == function.library }),
      let address = library.address(of: function.name)
    else { throw .unknownFunction(function.name, library: function.library) }
    try library.map(in: space)
    let isWritten = withUnsafeBytes(of: address) { space.write($0, at: function.address) }
    guard isWritten else { throw .badSegment }
  }

  /// Pages for what the file does not hold of a region, such as a stack (SF-49).
  private func reserve(_ region: ProgramFile.Region, in space: AddressSpace) throws(LoadError) {
    let (size, overflows) = region.lines.multipliedReportingOverflow(by: 64)
    let (end, wraps) = region.base.addingReportingOverflow(size)
    guard !overflows, !wraps, AddressSpace.holds(region.base, limit: end) else { throw .badSegment }
    for page in stride(from: region.base & ~4095, to: end, by: 4096) where space.physical(page) == nil {
      guard space.map(page, [.read, .write]) != nil else { throw .noMemory }
    }
  }

  /// The regions in their order; the first creates the domain. The domain, 0 without regions.
  private func install(
    _ regions: [ProgramFile.Region], of program: ProgramFile, _ installing: Install
  ) throws(LoadError) -> UInt32 {
    var domain: UInt32 = 0
    for region in regions {
      let answer = installing(StoredRegion(region, of: program), domain)
      guard answer.status == 0 else {
        if domain != 0 { _ = kill_domain(domain) }
        throw .refused(segment: region.segment, status: answer.status)
      }
      domain = answer.domain
    }
    return domain
  }
}

/// A region with its key entry, as the processor takes it: docs/encrypted-execution.md, section 4.
struct StoredRegion {
  private let region: ProgramFile.Region
  private let entry: [UInt8]
  var segment: UInt8 { region.segment }

  init(_ region: ProgramFile.Region, of program: ProgramFile) {
    self.region = region
    entry = Array(program[region.entry])
  }

  /// Executes `setk`, or `setck` for a default key.
  ///
  /// - Parameters:
  ///   - domain: the one that gets the region; 0 for a new one.
  ///   - altering: changes the three words of the descriptor, or those of the entry behind them.
  func install(for domain: UInt32, altering: (UnsafeMutablePointer<UInt32>) -> Void = { _ in }) -> key_answer {
    // The descriptor and the entry behind it, at a multiple of 4.
    let words = UnsafeMutablePointer<UInt32>.allocate(capacity: 3 + (entry.count + 3) / 4)
    defer { words.deallocate() }
    words[0] = UInt32(region.segment) | domain << 16 | UInt32(entry.count / 8 & 255) << 24
    words[1] = region.base
    words[2] = region.lines << 6
    let place = UnsafeMutableRawPointer(words + 3)
    entry.withUnsafeBytes { place.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(place), byteCount: $0.count) }
    altering(words)
    return region.isDefaultKey ? set_default_key(words, place) : set_key(words, place)
  }
}
