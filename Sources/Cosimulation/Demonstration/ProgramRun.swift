import Foundation
import Reference
import Toolchain

/// One program: compiled, encrypted by its makers, loaded into external memory, and read and written line by line through
/// the unit.
struct ProgramRun {
  let built: BuiltProgram
  let image: EncryptedImage
  /// The image for the processor, and the loader's table as it is in there.
  let file: ELFFile
  let table: LoaderTable
  /// What the makers know, and the image must not show.
  let secrets: [[UInt8]]
  /// The process of the program.
  let domain: Int
  private(set) var space = AddressSpace()

  var name: String { built.description.name }

  init(_ built: BuiltProgram, domain: Int, seed: UInt64, processor: PublicKey) throws {
    self.built = built
    self.domain = domain
    var generator = SeededGenerator(seed: seed &* 31 &+ UInt64(domain))
    let keys = KeyFile(name: "keys of \(built.description.name)", for: built.description.plan, using: &generator)
    secrets = (keys.names.map { keys[$0] } + [keys.owner]).compactMap(\.self)
    let stackKey = built.description.stack?.key
    let objects = built.description.objects
    // Each maker has the keys of his own regions only (SF-47).
    image = try built.encrypted(nonces: .seed(seed)) { object in
      let own = object.map { name in
        objects.filter { $0.name == name }.flatMap(\.regions).compactMap(\.key)
      }
      return keys.only(own ?? [stackKey].compactMap { $0 })
    }
    file = try image.program.embedding(LoaderTable(image, keys: [keys], processor: processor))
    table = try file.embeddedTable()
  }

  /// Keys and owner secrets that the image shows in plaintext.
  var secretsInImage: Int { secrets.count { file.bytes.firstRange(of: $0.prefix(16)) != nil } }

  /// Copies the encrypted program to its pages.
  mutating func load(into memory: inout ExternalMemory, from allocator: inout FrameAllocator) throws {
    for segment in file.segments {
      let contents = try lines(file.contents(of: segment), at: segment.address)
      let first = segment.address / UInt32(Line.byteCount)
      space.map(first..<first + UInt32(contents.count), from: &allocator)
      for (offset, line) in contents.enumerated() {
        if let physical = space.physicalLine(first + UInt32(offset)) { memory[physical] = line }
      }
    }
    for region in image.manifest.regions { space.map(region.lines, from: &allocator) }
  }

  private func lines(_ bytes: [UInt8], at address: UInt32) throws -> [Line] {
    guard address.isMultiple(of: UInt32(Line.byteCount)) else {
      throw DemonstrationError.program(
        name,
        reason: "its segment at \(hexadecimal(UInt64(address))) does not begin on a line; use sim/programs/keyline.ld"
      )
    }
    return Line.lines(of: bytes)
  }

  /// What `program`, plain or encrypted, has in a region; nothing for memory that the file does not hold.
  func contents(of region: Manifest.Region, in program: ELFFile) -> [Line] {
    Line.lines(of: region.sections.compactMap(program.section(named:)).flatMap(program.contents(of:)))
  }

  /// The sections that are in memory as plaintext.
  var openSections: [ELFFile.Section] {
    let encrypted = Set(image.manifest.regions.flatMap(\.sections))
    return built.program.sections.filter {
      $0.isAllocated && !$0.isWithoutContents && $0.size > 0 && !encrypted.contains($0.name)
    }
  }

  /// The line requests for `lines`.
  func operations(
    _ kind: LineKind, _ lines: Range<UInt32>, encrypted: Bool, as asker: Int? = nil
  ) -> [LineOperation] {
    lines.compactMap { line in
      space.physicalLine(line).map { physical in
        LineOperation(
          LineRequest(
            kind, encrypted: encrypted, domain: asker ?? domain, virtualLine: line, physicalLine: physical))
      }
    }
  }

  /// The write-backs of `contents`, one line for each of `lines`.
  func writeBacks(_ contents: [Line], _ lines: Range<UInt32>, identities: [LineIdentity]) -> [LineOperation] {
    zip(zip(contents, lines), identities).compactMap { pair, identity in
      space.physicalLine(pair.1).map { physical in
        LineOperation(
          LineRequest(
            .writeBack, domain: domain, virtualLine: pair.1, physicalLine: physical, identity: identity),
          data: pair.0)
      }
    }
  }
}

extension Manifest.Region {
  /// Its line numbers. A manifest that was checked has line-aligned bounds of at most 2^32.
  var lines: Range<UInt32> { UInt32(base.value / 64)..<UInt32(limit.value / 64) }
}

extension Line {
  /// The lines that hold `bytes`, the last one filled up with zeros.
  static func lines(of bytes: [UInt8]) -> [Line] {
    stride(from: 0, to: bytes.count, by: byteCount).compactMap { start in
      let part = bytes[start..<min(start + byteCount, bytes.count)]
      return Line(bytes: Array(part) + Array(repeating: 0, count: byteCount - part.count))
    }
  }
}

extension KeyFile {
  /// Some of the keys.
  fileprivate func only(_ chosen: [String]) -> KeyFile {
    var part: [String: [UInt8]] = [:]
    for name in chosen { part[name] = self[name] }
    return KeyFile(name: name, keys: part)
  }
}
