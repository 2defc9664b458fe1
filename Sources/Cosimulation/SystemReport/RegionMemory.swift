import Reference

/// Where the regions of domains lie in memory, and what they hold: by the page tables with which the domains ran last.
struct RegionMemory {
  private typealias Register = SystemRecording.Register

  /// `satp` for each domain.
  private var translations: [Int: UInt32] = [:]
  /// For each domain the lines of its regions, as bits of pages of memory.
  private var lines: [Int: [UInt32: UInt64]] = [:]
  /// Regions as they were when they were looked at.
  private var found: [(register: SystemRecording.Register, view: MemoryView)] = []
  /// Regions whose memory was shown.
  private var shown: Set<SystemRecording.Register> = []

  /// A domain runs.
  mutating func resumed(_ domain: Int, _ hart: Hart) {
    translations[domain] = hart.translation
    var pages: [UInt32: UInt64] = [:]
    for number in 0..<hart.encryptionUnit.parameters.attributes {
      guard let view = hart.encryptionUnit.view(number), view.domain == domain, view.algorithm != .none else {
        continue
      }
      for page in view.pages {
        guard let physical = hart.physicalAddress(page << 12, under: hart.translation) else { continue }
        pages[physical >> 12, default: 0] |= view.lines(ofPage: page)
      }
    }
    lines[domain] = pages
  }

  /// Whether the line at a physical address is one of a region.
  func isOfRegion(_ address: UInt32) -> Bool {
    lines.values.contains { ($0[address >> 12] ?? 0) >> UInt64(address >> 6 & 63) & 1 == 1 }
  }

  /// Keeps what the regions of registers hold now.
  mutating func look(at registers: [SystemRecording.Register], _ hart: Hart) {
    found = registers.compactMap { register in
      guard !shown.contains(register) else { return nil }
      return view(of: register, among: registers, hart).map { (register, $0) }
    }
  }

  /// What was kept of regions and not shown yet. Memory that others have a region for, too, is shown once.
  mutating func views(of registers: [SystemRecording.Register], at time: UInt64) -> [MemoryView] {
    var views: [MemoryView] = []
    for register in registers where !shown.contains(register) {
      guard let view = found.first(where: { $0.register == register })?.view else { continue }
      shown.formUnion(view.readings.filter { !$0.isElsewhere }.map(\.register))
      views.append(MemoryView(time: time, view))
    }
    return views
  }

  /// Regions are no more.
  mutating func forget(_ gone: [SystemRecording.Register]) {
    for register in gone { lines[register.view.domain] = nil }
  }

  /// The first line of a region that is in memory and not zeros only.
  private func view(
    of register: SystemRecording.Register, among registers: [SystemRecording.Register], _ hart: Hart
  ) -> MemoryView? {
    for number in register.view.baseLine..<register.view.limitLine {
      guard let physical = physical(number, register.view.domain, hart), let line = hart.line(physical),
        let own = reading(of: line, number, register, hart), own.bytes.contains(where: { $0 != 0 })
      else { continue }
      let others = registers.filter { $0 != register }.compactMap { other -> MemoryView.Reading? in
        place(of: physical, in: other.view, hart).flatMap { reading(of: line, $0, other, hart) }
      }
      return MemoryView(
        time: 0, physicalAddress: physical, ciphertext: line,
        readings: ([own] + others).owned() + stranger(to: [own] + others, line, registers, hart))
    }
    return nil
  }

  private func physical(_ line: UInt32, _ domain: Int, _ hart: Hart) -> UInt32? {
    translations[domain].flatMap { hart.physicalAddress(line << 6, under: $0) }
  }

  /// The number of the line that a physical address is for a domain, if it lies in a region.
  private func place(of physical: UInt32, in view: AttributeView, _ hart: Hart) -> UInt32? {
    guard let translation = translations[view.domain] else { return nil }
    let page = view.pages.first { hart.physicalAddress($0 << 12, under: translation) == physical & ~0xfff }
    guard let page, view.lines(ofPage: page) >> UInt64(physical >> 6 & 63) & 1 == 1 else { return nil }
    return page << 6 | physical >> 6 & 63
  }

  private func reading(
    of line: Line, _ number: UInt32, _ register: SystemRecording.Register, _ hart: Hart, isElsewhere: Bool = false
  ) -> MemoryView.Reading? {
    let plaintext = try? hart.encryptionUnit.plaintext(of: line, number: number, attribute: register.number)
    return plaintext.map {
      .init(register: register, address: number << 6, bytes: $0.bytes, isElsewhere: isElsewhere)
    }
  }

  /// What a process sees that has another key, if the page is mapped into a region of its own: another process if there is one.
  private func stranger(
    to readings: [MemoryView.Reading], _ line: Line, _ registers: [SystemRecording.Register], _ hart: Hart
  ) -> [MemoryView.Reading] {
    let known = Set(readings.map(\.register.view.domain))
    let keys = Set(readings.map(\.register.key))
    let others = registers.filter { !keys.contains($0.key) && $0.key != nil }
    guard keys.count == 1 else { return [] }
    let other =
      others.first { !known.contains($0.view.domain) && $0.view.rights.contains(.write) }
      ?? others.first { !known.contains($0.view.domain) } ?? others.first
    return other.flatMap { reading(of: line, $0.view.baseLine, $0, hart, isElsewhere: true) }.map { [$0] } ?? []
  }
}

extension AttributeView {
  /// Numbers of the pages in which it lies.
  fileprivate var pages: ClosedRange<UInt32> { baseLine >> 6...(limitLine - 1) >> 6 }

  /// The lines of a page that are in it, as bits.
  fileprivate func lines(ofPage page: UInt32) -> UInt64 {
    let first = max(baseLine, page << 6)
    let count = min(limitLine, (page + 1) << 6) - first
    return (count == 64 ? .max : 1 << UInt64(count) - 1) << UInt64(first & 63)
  }
}

extension Hart {
  /// A line of memory as the bus and the operating system see it.
  fileprivate func line(_ address: UInt32) -> Line? {
    memory.bytes(at: address, count: Line.byteCount).flatMap { Line(bytes: $0) }
  }
}

extension [MemoryView.Reading] {
  /// First those with the key that most have.
  fileprivate func owned() -> [MemoryView.Reading] {
    let counts = Dictionary(grouping: self) { $0.register.key }.mapValues(\.count)
    return enumerated().sorted { left, right in
      let (a, b) = (counts[left.element.register.key] ?? 0, counts[right.element.register.key] ?? 0)
      return a != b ? a > b : left.element.register.view.domain < right.element.register.view.domain
    }.map(\.element)
  }
}

extension MemoryView {
  fileprivate init(time: UInt64, _ view: MemoryView) {
    self.init(
      time: time, physicalAddress: view.physicalAddress, ciphertext: view.ciphertext, readings: view.readings)
  }

  /// The same without the bytes of secret words, also where half of one is at an end of the line.
  func concealing(_ secrets: Set<UInt64>) -> MemoryView {
    let high = Set(secrets.map { UInt32(truncatingIfNeeded: $0 >> 32) }).subtracting([0])
    let low = Set(secrets.map { UInt32(truncatingIfNeeded: $0) }).subtracting([0])
    return MemoryView(
      time: time, physicalAddress: physicalAddress, ciphertext: ciphertext,
      readings: readings.map { reading in
        let bytes = reading.bytes.map { $0 ?? 0 }
        var visible = reading.bytes
        for start in 0...bytes.count - 8 where secrets.contains(littleEndian(bytes[start..<start + 8])) {
          for index in start..<start + 8 { visible[index] = nil }
        }
        let (first, last) = (littleEndian(bytes.prefix(8)), littleEndian(bytes.suffix(8)))
        if high.contains(UInt32(truncatingIfNeeded: first)) { for index in 0..<4 { visible[index] = nil } }
        if low.contains(UInt32(truncatingIfNeeded: last >> 32)) {
          for index in bytes.count - 4..<bytes.count { visible[index] = nil }
        }
        return Reading(
          register: reading.register, address: reading.address, bytes: visible, isElsewhere: reading.isElsewhere)
      })
  }
}
