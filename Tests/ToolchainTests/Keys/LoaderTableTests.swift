import Foundation
import Reference
import Testing

@testable import Toolchain

/// An image, from the makers' keys to the processor that runs it.
@Suite struct LoaderTableTests {
  let plain: ELFFile
  let plan: ImagePlan
  let keys: KeyFile
  let image: EncryptedImage
  let device: DeviceFolder
  let processor: PublicKey

  init() throws {
    let built = try Programs.figure3()
    plain = built.program
    var plan = built.description.plan
    plan.regions[0].entryPoints = ["main"]
    self.plan = plan
    keys = Programs.keys(for: plan)
    image = try EncryptedImage(encrypting: plain, plan: plan, keys: keys, nonces: .seed(1))
    device = try Devices.first()
    processor = try device.publicKey()
  }

  private func maker(_ names: String...) -> KeyFile {
    KeyFile(
      name: names.joined(), keys: Dictionary(uniqueKeysWithValues: names.map { ($0, keys[$0]!) }), owner: keys.owner)
  }

  /// What a loader does: every region of `table` before the first instruction; the processor says in which domain.
  private func load(_ table: LoaderTable, _ unit: inout EncryptionUnit, _ unwrap: inout UnwrapUnit) throws -> Int {
    var domain = 0
    for (index, region) in table.regions.enumerated() {
      let response = try unwrap.execute(region.command(domain: domain), on: &unit)
      #expect(response == KeyResponse(.setup(.ok), domain: 1, attribute: index), "\(region.name)")
      domain = response.domain
    }
    return domain
  }

  @Test("an image alone is enough to run a program on its processor")
  func embedded() throws {
    let table = try LoaderTable(image, keys: [maker("Ka"), maker("Kb", "Kc"), maker("Kd")], processor: processor)
    let file = try image.program.embedding(table)
    #expect(file.bytes.count > image.program.bytes.count)
    // Loading it as any other program gives the same memory.
    #expect(file.entry == plain.entry && file.segments == image.program.segments)
    for section in image.program.sections where section.isAllocated {
      #expect(file.section(named: section.name) == section)
      #expect(file.contents(of: section) == image.program.contents(of: section))
    }
    var found = try ELFFile(name: "image.elf", bytes: file.bytes).embeddedTable()
    #expect(found.program == nil)
    found.program = table.program
    #expect(found == table)

    var (unit, unwrap) = (EncryptionUnit(), try UnwrapUnit(fuses: device.fuses()))
    let domain = try load(found, &unit, &unwrap)
    _ = unit.mode(ModeCommand(.select, domain: domain))
    var lines = 0
    for region in image.manifest.regions {
      for section in region.sections.compactMap(file.section(named:)) {
        for start in stride(from: 0, to: Int(section.size), by: 64) {
          let bus = try #require(Line(bytes: file.bytes[section.fileRange].dropFirst(start).prefix(64)))
          let decision = unit.decide(
            LineRequest(
              region.rights.contains(.execute) ? .fetch : .load, encrypted: true, domain: domain,
              virtualLine: (section.address + UInt32(start)) / 64))
          #expect(try decision.decrypt(bus).bytes == Array(plain.contents(of: section)[start..<start + 64]))
          lines += 1
        }
      }
    }
    #expect(lines > 60)
    let main = try #require(plain.address(of: "main"))
    let entries = try found.regions.map { try unwrap.open($0.command(domain: 0).entry).get() }
    #expect(entries.map(\.entryPoints.count) == [1, 0, 0, 0, 0])
    #expect(UInt64(entries[0].entryPoints[0]) + found.regions[0].base.value == UInt64(main))
    #expect(Set(entries.map(\.owner)) == [try #require(keys.owner)])
  }

  @Test("no key and no owner secret is in the image, and another processor refuses it")
  func secrecy() throws {
    let table = try LoaderTable(image, keys: [keys], processor: processor)
    let text = String(decoding: try JSONFile.text(of: table, for: "t"), as: UTF8.self)
    let bytes = try image.program.embedding(table).bytes
    let secrets = keys.names.compactMap { keys[$0] } + [try #require(keys.owner)]
    for secret in secrets {
      #expect(!text.contains(hexadecimal(bytes: secret.prefix(8))))
      #expect(bytes.firstRange(of: secret.prefix(8)) == nil)
    }
    var (unit, unwrap) = (EncryptionUnit(), try UnwrapUnit(fuses: Devices.second().fuses()))
    #expect(try unwrap.execute(table.regions[0].command(domain: 0), on: &unit) == KeyResponse(.badEntry))
  }

  @Test("regions and entries may come in a file beside the program, and entries from other makers")
  func sidecar() throws {
    let table = try LoaderTable(
      image, keys: [maker("Ka", "Kb", "Kd")], prepared: ["Dc": entryOfDc()], processor: processor)
    try withTemporaryFolder { folder in
      try table.write(to: "\(folder)/figure3.json", programPath: "\(folder)/figure3.elf")
      let found = try LoaderTable(path: "\(folder)/figure3.json", program: image.program)
      #expect(found.regions == table.regions && found.program?.file == "figure3.elf")
      var (unit, unwrap) = (EncryptionUnit(), try UnwrapUnit(fuses: device.fuses()))
      _ = try load(found, &unit, &unwrap)
      #expect(throws: ImageError.self) { try LoaderTable(path: "\(folder)/figure3.json", program: plain) }
      for (old, new, expected) in [
        (table.regions[0].entry, "xy", "its entry is not"), ("\"version\" : 1", "\"version\" : 7", "version 7"),
        ("\"limit\" : \"0x8", "\"limit\" : \"0x18", "goes beyond"),
        ("\"limit\" : \"0x8", "\"limit\" : \"0x0", "is empty"),
      ] {
        let text = String(decoding: try File.read("\(folder)/figure3.json"), as: UTF8.self)
        let changed = "\(folder)/changed.json"
        try File.write(text.replacing(old, with: new).utf8, to: changed)
        let error = #expect(throws: ImageError.self) { try LoaderTable(path: changed, program: image.program) }
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
      }
    }
  }

  private func entryOfDc() throws -> [UInt8] {
    let region = try #require(image.manifest.regions.first { $0.name == "Dc" })
    return try processor.wrap(maker("Kc").entry(of: region))
  }

  @Test("setck brings a default key, which has no size")
  func defaultKey() throws {
    let region = PlannedRegion(
      segment: 9, name: "all", place: .range(base: 0x9000_0000, size: 0x1000), algorithm: "aes128-xts", key: "Ka",
      rights: [.read], flags: .defaultKey)
    let image = try EncryptedImage(encrypting: plain, plan: ImagePlan(regions: [region]), keys: keys)
    let table = try LoaderTable(image, keys: [keys], processor: processor)
    #expect(table.regions[0].command(domain: 0).instruction == .setck)
    var (unit, unwrap) = (EncryptionUnit(), try UnwrapUnit(fuses: device.fuses()))
    #expect(try load(table, &unit, &unwrap) == 1)
    #expect(unit.view(0)?.flags == .defaultKey)
  }

  private func refusal(keys: [KeyFile], prepared: [String: [UInt8]] = [:]) -> ImageError? {
    do {
      _ = try LoaderTable(image, keys: keys, prepared: prepared, processor: processor)
      return nil
    } catch {
      return error as? ImageError
    }
  }

  @Test("every reason for which no entries are made")
  func refusals() throws {
    let all = keys
    func file(_ name: String, _ names: [String], owner: [UInt8]?) -> KeyFile {
      KeyFile(name: name, keys: Dictionary(uniqueKeysWithValues: names.map { ($0, all[$0]!) }), owner: owner)
    }
    let other = [UInt8](repeating: 3, count: 32)
    #expect(refusal(keys: [keys]) == nil)
    #expect(refusal(keys: [file("k", keys.names, owner: nil)])?.problem == .noOwner)
    #expect(
      refusal(keys: [maker("Ka"), file("b", ["Kb"], owner: other)])
        == ImageError(file: "b", region: nil, problem: .otherOwner(file: "Ka")))
    #expect(
      refusal(keys: [keys, maker("Kb")]) == ImageError(file: "Kb", region: nil, problem: .duplicateKey("Kb")))
    #expect(refusal(keys: [maker("Ka", "Kb", "Kd")])?.problem == .unknownKey("Kc", existing: ["Ka", "Kb", "Kd"]))
    #expect(refusal(keys: [])?.region == "Ta")
    #expect(
      refusal(keys: [keys], prepared: ["Dz": []])?.problem
        == .unknownRegion("Dz", existing: ["Ta", "Da", "Tb", "Dc", "S"]))
    #expect(
      refusal(keys: [keys], prepared: ["Dc": [1, 2]])?.problem == .wrongEntryLength(expected: 256, actual: 2))
    let table = try LoaderTable(image, keys: [keys], processor: processor)
    let file = try image.program.embedding(table)
    #expect(throws: ImageError(file: file.name, region: nil, problem: .hasTable)) { try file.embedding(table) }
    #expect(throws: ImageError(file: plain.name, region: nil, problem: .noTable)) { try plain.embeddedTable() }
  }

  @Test("entry points are symbols inside their region, at even addresses, and few")
  func entryPoints() throws {
    func problem(_ symbols: [String]) -> ImageError.Problem? {
      var plan = plan
      plan.regions[0].entryPoints = symbols
      do {
        _ = try Manifest(plan, of: plain, nonces: .seed(1))
        return nil
      } catch { return (error as ImageError).problem }
    }
    #expect(problem(["main"]) == nil)
    #expect(problem(["nowhere"]) == .unknownSymbol("nowhere"))
    #expect(problem([String](repeating: "main", count: 9)) == .tooManyEntryPoints(9))
    let outside = try #require(plain.symbols.first { UInt64($0.value) >= image.manifest.regions[0].limit.value })
    guard case .entryPointOutside? = problem([outside.name]) else {
      Issue.record("\(outside.name) is outside")
      return
    }
    let before = try #require(plain.symbols.first { $0.isInSection && $0.value < 0x8001_0000 })
    #expect(problem([before.name]) == .entryPointOutside(before.name))
    var manifest = image.manifest
    manifest.regions[0].entryPoints = [Hexadecimal(3)]
    #expect(throws: ImageError(file: "m", region: "Ta", problem: .oddEntryPoint("0x00000003"))) {
      try manifest.check(file: "m")
    }
    let text = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(ImagePlan.self, from: text) == plan)
  }

  @Test("damaged notes are refused, and none ends the tool")
  func damage() throws {
    let table = try LoaderTable(image, keys: [keys], processor: processor)
    let file = try image.program.embedding(table)
    let section = try #require(file.section(named: ".note.keyline"))
    var generator = SeededGenerator(seed: 11)
    var (refused, accepted) = (0, 0)
    for _ in 0..<2000 {
      var bytes = file.bytes
      let place = section.fileRange.lowerBound + Int(generator.next() % UInt64(section.fileRange.count))
      bytes[place] ^= 1 << (generator.next() % 8)
      do {
        _ = try ELFFile(name: "damaged.elf", bytes: bytes).embeddedTable()
        accepted += 1
      } catch {
        #expect("\(error)".hasPrefix("damaged.elf"), "\(error)")
        refused += 1
      }
    }
    // Most of a note is the entry, which only the processor can judge.
    #expect(refused > 50 && accepted > 1000, "\(refused) \(accepted)")
    for size in stride(from: 0, to: section.fileRange.count, by: 4) {
      var bytes = file.bytes
      let headers = (0..<4).reduce(0) { $0 | Int(bytes[32 + $1]) << (8 * $1) }
      let index = try #require(file.sections.firstIndex { $0.name == ".note.keyline" })
      for byte in 0..<4 { bytes[headers + 40 * index + 20 + byte] = UInt8(truncatingIfNeeded: size >> (8 * byte)) }
      let shortened = try ELFFile(name: "short.elf", bytes: bytes)
      let regions = (try? shortened.embeddedTable())?.regions.count
      #expect(regions.map { $0 < 5 } ?? true)
    }
  }
}
