import Foundation
import Reference
import Testing

@testable import Toolchain

/// Every reason for which a plan, a key file or a manifest is refused.
@Suite struct RefusalTests {
  let program: ELFFile
  let keys: KeyFile

  init() throws {
    program = try Programs.figure3().program
    var generator = SeededGenerator(seed: 5)
    var random: (Int) -> [UInt8] {
      { count in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) } }
    }
    let half = random(16)
    keys = KeyFile(
      name: "keys.json", keys: ["K": random(32), "long": random(64), "short": half, "twin": half + half])
  }

  private func region(
    _ segment: UInt8 = 1, _ name: String = "R", sections: [String] = [".text.a"], algorithm: String = "aes128-xts",
    key: String? = "K", flags: RegionFlags = []
  ) -> PlannedRegion {
    PlannedRegion(
      segment: segment, name: name, place: .sections(sections), algorithm: algorithm, key: key, rights: [.read],
      flags: flags)
  }

  private func range(_ base: UInt64, _ size: UInt64, segment: UInt8 = 1, name: String = "R") -> PlannedRegion {
    PlannedRegion(
      segment: segment, name: name, place: .range(base: base, size: size), algorithm: "aes128-xts", key: "K",
      rights: [.read, .write])
  }

  private func refusal(
    _ regions: PlannedRegion..., of program: ELFFile? = nil, nonces: NonceSource = .random
  ) -> ImageError.Problem? {
    do {
      _ = try EncryptedImage(
        encrypting: program ?? self.program, plan: ImagePlan(regions: regions), keys: keys, nonces: nonces)
      return nil
    } catch let error as ImageError {
      #expect(error.region == regions.last?.name)
      let file = [program?.name ?? self.program.name, keys.name].contains(error.file)
      #expect(file && error.description.hasPrefix("\(error.file): region \"\(error.region ?? "")\": "))
      return error.problem
    } catch {
      Issue.record("unexpected \(error)")
      return nil
    }
  }

  /// The program with one word of the header of section `name` replaced.
  private func changed(_ name: String, field: Int, to value: UInt32) throws -> ELFFile {
    var bytes = program.bytes
    let index = try #require(program.sections.firstIndex { $0.name == name })
    let headers = (0..<4).reduce(0) { $0 | Int(bytes[32 + $1]) << (8 * $1) }
    for byte in 0..<4 { bytes[headers + 40 * index + field + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    return try ELFFile(name: "changed.elf", bytes: bytes)
  }

  @Test func acceptsWhatIsRight() {
    #expect(refusal(region()) == nil)
    #expect(refusal(region(algorithm: "none", key: nil)) == nil)
    #expect(refusal(range(0x9000_0000, 64)) == nil)
    #expect(refusal(range(0xFFFF_FFC0, 64)) == nil)
  }

  @Test func refusesSectionsThatCannotBeEncrypted() throws {
    #expect(
      refusal(region(sections: [".text.z"]))
        == .unknownSection(
          ".text.z", existing: [".text.start", ".data.start", ".text.a", ".data.a", ".text.b", ".data.c"]))
    #expect(refusal(region(sections: [])) == .noSections)
    #expect(refusal(region(sections: [".symtab"])) == .notAllocated(section: ".symtab"))
    #expect(
      refusal(region(sections: [".text.a", ".data.a"])) == .notAdjacent(section: ".text.a", following: ".data.a"))
    let withoutContents = try changed(".data.a", field: 4, to: 8)
    #expect(refusal(region(sections: [".data.a"]), of: withoutContents) == .noContents(section: ".data.a"))
    #expect(refusal(region(sections: [".data.a"], flags: .stack), of: withoutContents) == nil)
    #expect(
      refusal(region(), of: try changed(".text.a", field: 12, to: 0x8001_0020))
        == .unaligned(what: "the address of section \".text.a\"", value: 0x8001_0020))
    #expect(
      refusal(region(), of: try changed(".text.a", field: 20, to: 65))
        == .unaligned(what: "the size of section \".text.a\"", value: 65))
    #expect(refusal(region(), of: try changed(".text.a", field: 20, to: 0)) == .empty)
    #expect(
      refusal(region(), of: try changed(".text.a", field: 12, to: 0x9000_0000)) == .notLoaded(section: ".text.a"))
    let text = try #require(program.section(named: ".text.a"))
    #expect(
      refusal(region(), of: try changed(".data.a", field: 16, to: UInt32(text.fileRange.lowerBound)))
        == .sharesFileBytes(section: ".text.a", other: ".data.a"))
    #expect("\(ImageError.Problem.unaligned(what: "x", value: 1))".contains(". = ALIGN(64);"))
  }

  @Test func refusesImpossibleRanges() {
    #expect(refusal(range(0x9000_0001, 64)) == .unaligned(what: "the address of its range", value: 0x9000_0001))
    #expect(refusal(range(0x9000_0000, 65)) == .unaligned(what: "the size of its range", value: 65))
    #expect(refusal(range(0xFFFF_FFC0, 128)) == .wraps(base: 0xFFFF_FFC0, size: 128))
    #expect(refusal(range(0xFFFF_FFFF_FFFF_FFC0, 128)) == .wraps(base: 0xFFFF_FFFF_FFFF_FFC0, size: 128))
    #expect(refusal(range(0x9000_0000, 0)) == .empty)
    #expect(refusal(range(0x8001_0000, 64)) == .contentsInRange(section: ".text.a"))
  }

  @Test func refusesRegionsThatDoNotFitEachOther() {
    #expect(refusal(region(1, "A"), region(1, "B", sections: [".text.b"])) == .duplicateSegment(1, other: "A"))
    #expect(refusal(region(1, "A"), region(2, "A", sections: [".text.b"])) == .duplicateName)
    #expect(refusal(region(1, "A"), region(2, "B")) == .overlaps(other: "A"))
    #expect(refusal(region(1, "A"), region(2, "B", flags: .defaultKey)) == .overlaps(other: "A"))
    #expect(
      refusal(range(0x9000_0000, 256, segment: 1, name: "A"), range(0x9000_00C0, 64, segment: 2, name: "B"))
        == .overlaps(other: "A"))
    #expect(
      refusal(range(0x9000_0000, 256, segment: 1, name: "A"), range(0x9000_0100, 64, segment: 2, name: "B")) == nil)
  }

  @Test func refusesAlgorithmsAndKeysThatDoNotFit() {
    #expect(refusal(region(algorithm: "rot13")) == .unknownAlgorithm("rot13"))
    #expect("\(ImageError.Problem.unknownAlgorithm("rot13"))".hasSuffix("none, aes128-xts, aes256-xts"))
    #expect(refusal(region(key: nil)) == .noKey(algorithm: "aes128-xts"))
    #expect(refusal(region(algorithm: "none")) == .superfluousKey("K"))
    #expect(refusal(region(key: "Q")) == .unknownKey("Q", existing: ["K", "long", "short", "twin"]))
    #expect(
      refusal(region(key: "short"))
        == .wrongKeyLength(key: "short", algorithm: "aes128-xts", expected: 32, actual: 16))
    #expect(
      refusal(region(key: "long")) == .wrongKeyLength(key: "long", algorithm: "aes128-xts", expected: 32, actual: 64))
    #expect(refusal(region(key: "twin")) == .equalKeyHalves(key: "twin"))
  }

  @Test func refusesANonceUsedTwice() throws {
    let plan = ImagePlan(regions: [region(1, "A"), region(2, "B", sections: [".text.b"])])
    var manifest = try Manifest(plan, of: program, nonces: .seed(1))
    manifest.regions[1].nonce = manifest.regions[0].nonce
    #expect(throws: ImageError(file: "m", region: "B", problem: .nonceReused(other: "A"))) {
      try manifest.check(file: "m")
    }
    // Another name for the same key does not help.
    manifest.regions[1].key = "K2"
    manifest.regions[1].keySegment = nil
    try manifest.check(file: "m")
    let twice = KeyFile(name: "twice.json", keys: ["K": keys["K"]!, "K2": keys["K"]!])
    #expect(throws: ImageError(file: "twice.json", region: "B", problem: .nonceReused(other: "A"))) {
      try manifest.checkNonces(keys: twice)
    }
  }

  @Test func refusesAManifestOfAnotherProgram() throws {
    let image = try EncryptedImage(encrypting: program, plan: ImagePlan(regions: [region()]), keys: keys)
    #expect(throws: ImageError.self) { try EncryptedImage(program: program, manifest: image.manifest) }

    func problem(_ change: (inout Manifest) -> Void) -> ImageError.Problem? {
      var manifest = image.manifest
      change(&manifest)
      do throws(ImageError) {
        _ = try EncryptedImage(program: image.program, manifest: manifest)
        return nil
      } catch {
        return error.problem
      }
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0.version = 2 } == .unknownVersion(2))
    #expect(problem { $0.regions[0].keySegment = 9 } == .wrongKeySegment(9))
    #expect(problem { $0.regions[0].base = Hexadecimal(3) } == .unaligned(what: "its base", value: 3))
    #expect(problem { $0.regions[0].limit = Hexadecimal(0) } == .empty)
    #expect(
      problem { $0.regions[0].limit = Hexadecimal(1 << 33) } == .wraps(base: 0x8001_0000, size: 1 << 33 - 0x8001_0000))
    guard case .movedRegion? = problem({ $0.regions[0].limit = Hexadecimal(0x8001_0040) }) else {
      Issue.record("a region that ends elsewhere was accepted")
      return
    }
  }
}
