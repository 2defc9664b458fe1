import Reference

extension ELFFile {
  /// This file with one more section, which is not loaded. What was there stays where it was: the section, a new table of
  /// section names and a new table of section headers follow at the end.
  func appending(section name: String, type: UInt32, contents: [UInt8]) throws(ELFError) -> ELFFile {
    func word(_ offset: Int) -> Int { bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) } }
    func half(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }
    let (headers, count, nameTable) = (word(32), half(48), half(50))
    var headerTable = Array(bytes[headers..<headers + 40 * count])
    var names = Array(bytes[sections[nameTable].fileRange])

    var file = padded(bytes)
    func set(_ value: Int, at offset: Int, in bytes: inout [UInt8]) {
      bytes.replaceSubrange(offset..<offset + 4, with: littleEndian(UInt32(value)))
    }
    let contentsStart = file.count
    file += padded(contents)
    let nameOffset = names.count
    names += Array(name.utf8) + [0]
    set(file.count, at: 40 * nameTable + 16, in: &headerTable)
    set(names.count, at: 40 * nameTable + 20, in: &headerTable)
    file += padded(names)
    // Name, type, flags, address, offset, size, link, information, alignment, entry size.
    let header = [nameOffset, Int(type), 0, 0, contentsStart, contents.count, 0, 0, 4, 0]
    set(file.count, at: 32, in: &file)
    file.replaceSubrange(48..<50, with: littleEndian(UInt16(count + 1)))
    file += headerTable + header.flatMap { littleEndian(UInt32($0)) }
    // Reading it again checks it.
    return try ELFFile(name: self.name, bytes: file)
  }
}
