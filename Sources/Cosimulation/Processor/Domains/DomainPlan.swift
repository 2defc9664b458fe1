import Reference

/// What a random domain program consists of: blocks of code, one behind the other, and the regions over code and data.
struct DomainPlan {
  /// Whole lines of instructions, in plaintext or in one region.
  struct Block {
    let address: UInt32
    let lines: Int
    /// Index of the region; nil in plaintext.
    let region: Int?
    var end: UInt32 { address + UInt32(64 * lines) }
  }

  struct Region {
    let segment: UInt8
    let base: UInt32
    let lines: UInt32
    let algorithm: Algorithm
    let key: [UInt8]
    /// The region whose key it has.
    let shared: Int?
    let nonce: UInt64
    let rights: Rights
    fileprivate(set) var flags: RegionFlags
    let isCode: Bool
  }

  /// The mode follows the regions.
  let isAutomatic: Bool
  /// Some regions lack rights, and some instructions do not exist: the program will not come far in encrypted mode.
  let isReckless: Bool
  /// With instructions of 16 bits.
  let compressed: Bool
  /// Another domain, which runs in turn with the one that all the rest is about: code and data, all of it encrypted.
  let neighbour: Region?
  /// The first is plaintext, the second the beginning of region 0, which the key entry brings; the last is plaintext.
  private(set) var blocks: [Block] = []
  /// The first comes with a key entry, the others by `setik`.
  private(set) var regions: [Region] = []
  /// Where the descriptors for `setik` are: at the end of region 0.
  private(set) var descriptors: UInt32 = 0
  /// Plaintext functions that encrypted code calls, behind the blocks.
  private(set) var functions: [Block] = []

  /// The address behind all code.
  var end: UInt32 { (blocks + functions).map(\.end).max() ?? 0 }

  static let descriptorStride: UInt32 = 88
  /// Descriptors behind those of the regions.
  let wrongDescriptors = 6

  init(
    _ generator: inout SeededGenerator, parameters: Reference.UnitParameters, instructions: Int, compressed: Bool
  ) {
    self.compressed = compressed
    isAutomatic = generator.chance(30)
    isReckless = generator.chance(25)
    neighbour = generator.chance(40) ? Self.neighbour(&generator) : nil
    let (attributes, keySlots) =
      neighbour == nil
      ? (min(parameters.attributes, 10), parameters.keySlots)
      : (min(parameters.attributes - 1, 10), parameters.keySlots - 1)
    // A fetch does not enter a region by its default key.
    let hasDefaultKey = !isAutomatic && generator.chance(25)
    // In plaintext mode its ciphertext can be executed. With instructions of 16 bits most of that would be legal, and store anywhere.
    let isWhole = hasDefaultKey && !compressed
    let codeRegions = 1 + generator.below(attributes > 4 ? 4 : 2)
    let dataRegions = attributes - codeRegions - generator.below(2)
    let blockLines = max(instructions / 16 / (2 * codeRegions + 2), 4)
    var address = RandomDomainProgram.Place.code
    func block(_ region: Int?, _ lines: Int) -> Block {
      defer { address += UInt32(64 * lines) }
      return Block(address: address, lines: lines, region: region)
    }
    func lines(_ generator: inout SeededGenerator) -> Int { 4 + generator.below(2 * blockLines) }
    let algorithms = Algorithm.allCases.filter { $0 != .aes256XTS || parameters.aes256 }

    blocks.append(block(nil, lines(&generator)))
    for index in 0..<codeRegions {
      let base = address
      // The first block sets the keys, with descriptors behind the others.
      if index == 0 { blocks.append(block(0, 10 + (codeRegions + dataRegions) / 2)) }
      for _ in 0..<(1 + generator.below(2)) { blocks.append(block(index, lines(&generator))) }
      if index == 0 {
        descriptors = address
        address += (Self.descriptorStride * UInt32(attributes + wrongDescriptors) + 63) & ~63
      }
      let algorithm = index == 0 ? .aes128XTS : algorithms[generator.below(algorithms.count)]
      // A minimal unit has two key slots.
      let shares = index > 0 && (index >= keySlots - 1 || generator.chance(20))
      let owner = shares ? 0 : nil
      regions.append(
        Region(
          segment: UInt8(index), base: base, lines: (address - base) / 64, algorithm: shares ? .aes128XTS : algorithm,
          key: shares ? regions[0].key : generator.bytes(algorithm.keyLength), shared: owner, nonce: generator.next(),
          rights: [.read, .execute], flags: index == 0 && isWhole ? .defaultKey : [], isCode: true))
      if generator.chance(60) { blocks.append(block(nil, lines(&generator))) }
    }
    blocks.append(block(nil, 6))
    functions = (0..<3).map { _ in block(nil, 2 + generator.below(4)) }
    addData(dataRegions, keys: keySlots - codeRegions, algorithms, &generator)
    if generator.chance(40) { regions[0].flags.insert(.closed) }
  }

  /// Regions over the first page of the data, one behind the other, some with a gap.
  private mutating func addData(
    _ count: Int, keys: Int, _ algorithms: [Algorithm], _ generator: inout SeededGenerator
  ) {
    var line = 0
    var keysLeft = keys
    for index in 0..<count where line < 60 {
      line += generator.chance(50) ? 0 : generator.below(4)
      let lines = min(1 + generator.below(64 / count + 1), 64 - line)
      let shares = keysLeft <= 0 || generator.chance(30)
      let algorithm = shares ? .aes128XTS : algorithms[generator.below(algorithms.count)]
      if !shares, algorithm != .none { keysLeft -= 1 }
      let isDefault = index == count - 1 && generator.chance(50)
      let all: Rights = [.read, .write]
      var flags: RegionFlags = isDefault ? .defaultKey : []
      if generator.chance(40) { flags.insert(.plainAccess) }
      regions.append(
        Region(
          segment: UInt8(100 + index), base: RandomDomainProgram.Place.data + UInt32(64 * (isDefault ? 0 : line)),
          lines: isDefault ? 1024 : UInt32(lines), algorithm: algorithm,
          key: shares ? [] : generator.bytes(algorithm.keyLength), shared: shares ? 0 : nil, nonce: generator.next(),
          rights: !isReckless || generator.chance(80) ? all : [[.read], [.write], []][generator.below(3)],
          flags: flags, isCode: false))
      line += lines
    }
  }

  private static func neighbour(_ generator: inout SeededGenerator) -> Region {
    Region(
      segment: 0, base: RandomDomainProgram.Place.neighbour, lines: 128, algorithm: .aes128XTS,
      key: generator.bytes(Algorithm.aes128XTS.keyLength), shared: nil, nonce: generator.next(),
      rights: [.read, .write, .execute], flags: [], isCode: true)
  }
}

/// Regions as the instructions for keys take them.
extension DomainPlan.Region {
  /// `setck` for a key of the whole process, `setk` for one of a region.
  var instruction: String { flags.contains(.defaultKey) ? "setck" : "setk" }

  /// The key entry.
  func keyEntry(for identity: DeviceIdentity, using generator: inout SeededGenerator) throws -> [UInt8] {
    let entry = KeyEntry(
      algorithm: algorithm.rawValue, rights: rights, flags: flags,
      lines: flags.contains(.defaultKey) ? 0 : lines, base: flags.contains(.closed) ? base : 0, nonce: nonce,
      owner: generator.bytes(32), key: key)
    let block = try OAEPEncoding.dataBlock(entry.encoded(), count: identity.modulus.count)
    return try RSAKey(identity).encryptUnpadded(OAEPEncoding.encoded(block, seed: generator.bytes(32)))
  }

  /// The descriptor for `instruction`, with domain 0.
  func descriptor(entryBytes: Int) -> [UInt32] {
    [UInt32(segment) | UInt32(entryBytes / 8) << 24, base, 64 * lines]
  }
}

extension DomainPlan {
  /// The descriptor of another region than the first, for `setik`.
  func descriptor(_ index: Int) -> [UInt8] {
    let region = regions[index]
    let byLimit = index % 2 == 0
    let bound = byLimit ? region.base + 64 * region.lines : 64 * region.lines
    var bytes: [UInt8] = [
      region.segment, (byLimit ? 1 : 0) | (region.shared == nil ? 0 : 4), region.algorithm.rawValue,
      region.shared.map { regions[$0].segment } ?? 0,
    ]
    bytes += RandomDomainProgram.bytes([region.base, bound])
    bytes += [region.rights.rawValue, region.flags.rawValue, UInt8(region.shared == nil ? region.key.count : 0), 0]
    bytes += RandomDomainProgram.bytes([UInt32(truncatingIfNeeded: region.nonce), UInt32(region.nonce >> 32)])
    let key = region.shared == nil ? region.key : []
    return bytes + key + [UInt8](repeating: 0, count: 64 - key.count)
  }
}
