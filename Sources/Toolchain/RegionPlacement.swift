/// Finding the range of a region in a program, with every reason why it cannot be there.
extension ELFFile {
  /// The range of lines of `region`.
  func place(_ region: PlannedRegion) throws(ImageError) -> Range<UInt64> {
    func refuse(_ problem: ImageError.Problem) -> ImageError {
      ImageError(file: name, region: region.name, problem: problem)
    }
    switch region.place {
    case .sections(let names):
      return try place(sectionsNamed: names, isStack: region.flags.contains(.stack), refuse)
    case .range(let base, let size):
      let range = try lines(base: base, size: size, what: "its range", refuse)
      for section in sections
      where section.isAllocated && !section.isWithoutContents && section.addresses.overlaps(range) {
        throw refuse(.contentsInRange(section: section.name))
      }
      return range
    }
  }

  /// The offsets of the entry points of `region`, which begins at `base`; nil when it names none.
  func entryPoints(of region: PlannedRegion, from base: UInt64) throws(ImageError) -> [Hexadecimal]? {
    guard !region.entryPoints.isEmpty else { return nil }
    return try region.entryPoints.map { symbol throws(ImageError) in
      guard let address = address(of: symbol) else {
        throw ImageError(file: name, region: region.name, problem: .unknownSymbol(symbol))
      }
      guard UInt64(address) >= base else {
        throw ImageError(file: name, region: region.name, problem: .entryPointOutside(symbol))
      }
      return Hexadecimal(UInt64(address) - base)
    }
  }

  private func place(
    sectionsNamed names: [String], isStack: Bool, _ refuse: (ImageError.Problem) -> ImageError
  ) throws(ImageError) -> Range<UInt64> {
    var whole: Range<UInt64>?
    var previous = ""
    for name in names {
      guard let section = section(named: name) else {
        throw refuse(.unknownSection(name, existing: sections.filter(\.isAllocated).map(\.name)))
      }
      guard section.isAllocated else { throw refuse(.notAllocated(section: name)) }
      let range = try lines(
        base: UInt64(section.address), size: UInt64(section.size), what: "section \"\(name)\"", refuse)
      guard isStack || !section.isWithoutContents else { throw refuse(.noContents(section: name)) }
      try checkStorage(of: section, refuse)
      if let end = whole?.upperBound, end != range.lowerBound {
        throw refuse(.notAdjacent(section: previous, following: name))
      }
      whole = (whole?.lowerBound ?? range.lowerBound)..<range.upperBound
      previous = name
    }
    guard let whole else { throw refuse(.noSections) }
    return whole
  }

  private func lines(
    base: UInt64, size: UInt64, what: String, _ refuse: (ImageError.Problem) -> ImageError
  ) throws(ImageError) -> Range<UInt64> {
    guard base.isMultiple(of: 64) else { throw refuse(.unaligned(what: "the address of \(what)", value: base)) }
    guard size.isMultiple(of: 64) else { throw refuse(.unaligned(what: "the size of \(what)", value: size)) }
    let (limit, overflow) = base.addingReportingOverflow(size)
    guard !overflow, limit <= 1 << 32 else { throw refuse(.wraps(base: base, size: size)) }
    guard size > 0 else { throw refuse(.empty) }
    return base..<limit
  }

  /// The loader must bring just these bytes of the file to just this address, and to no other section's.
  private func checkStorage(
    of section: Section, _ refuse: (ImageError.Problem) -> ImageError
  ) throws(ImageError) {
    guard !section.isWithoutContents else { return }
    let isLoaded = segments.contains { segment in
      segment.fileRange.lowerBound <= section.fileRange.lowerBound
        && section.fileRange.upperBound <= segment.fileRange.upperBound
        && UInt64(section.address) >= UInt64(segment.address)
        && UInt64(section.address) - UInt64(segment.address)
          == UInt64(section.fileRange.lowerBound - segment.fileRange.lowerBound)
    }
    guard isLoaded else { throw refuse(.notLoaded(section: section.name)) }
    let sharing = sections.filter { $0.fileRange.overlaps(section.fileRange) }
    if sharing.count > 1, let other = sharing.first(where: { $0 != section }) ?? sharing.last {
      throw refuse(.sharesFileBytes(section: section.name, other: other.name))
    }
  }
}
