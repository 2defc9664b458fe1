import Foundation
import Reference
import Testing

@testable import Toolchain

@Suite struct EncryptedImageTests {
  let program: ELFFile
  let plan: ImagePlan
  let keys: KeyFile
  let image: EncryptedImage

  init() throws {
    let built = try Programs.figure3()
    program = built.program
    plan = built.description.plan
    keys = Programs.keys(for: plan)
    image = try EncryptedImage(encrypting: program, plan: plan, keys: keys, nonces: .seed(1))
  }

  @Test func reproducesFigure3() {
    let regions = image.manifest.regions
    #expect(regions.map(\.name) == ["Ta", "Da", "Tb", "Dc", "S"])
    #expect(regions.map(\.key) == ["Ka", "Ka", "Kb", "Kc", "Kd"])
    #expect(regions.map(\.keySegment) == [nil, 1, nil, nil, nil])
    #expect(regions.map(\.sections) == [[".text.a"], [".data.a"], [".text.b"], [".data.c"], []])
    #expect(Set(regions.map(\.nonce)).count == 5)
  }

  @Test func everyLineIsTheLineCiphersCiphertext() throws {
    var lines = 0
    for region in image.manifest.regions {
      let key = try #require(region.key.flatMap { keys[$0] })
      let cipher = try LineCipher(try Algorithm(named: region.algorithm), key: key)
      for name in region.sections {
        let section = try #require(program.section(named: name))
        let plain = program.contents(of: section)
        let encrypted = Array(image.program.bytes[section.fileRange])
        #expect(UInt64(section.address) == region.base.value)
        for index in 0..<plain.count / 64 {
          let line = try #require(Line(bytes: plain[(64 * index)..<(64 * index + 64)]))
          let tweak = Tweak(lineIndex: UInt64(index), nonce: region.nonce.value)
          #expect(try cipher.encrypt(line, tweak: tweak).bytes == Array(encrypted[(64 * index)..<(64 * index + 64)]))
          lines += 1
        }
      }
    }
    #expect(lines > 60)
  }

  /// SF-47: what the makers encrypt one by one and what one tool encrypts at once is the same file.
  @Test func separatelyEncryptedObjectsJoinToTheSameProgram() throws {
    let built = try Programs.figure3()
    let separate = try built.encrypted(nonces: .seed(1)) { object in
      // Each maker has his own keys only.
      let own = ["a": ["Ka"], "b": ["Kb"], "c": ["Kc"], "start": []][object] ?? ["Kd"]
      let file = "keys of \(object ?? "stack")"
      return KeyFile(name: file, keys: Dictionary(uniqueKeysWithValues: own.map { ($0, keys[$0]!) }))
    }
    #expect(separate.program.bytes == image.program.bytes)
    #expect(separate.manifest.regions == image.manifest.regions)
    #expect(separate.manifest.program == image.manifest.program)
  }

  @Test func decryptsToTheOriginal() throws {
    #expect(try image.decrypted(keys: keys).bytes == program.bytes)
  }
}

/// What an observer and a thief get.
@Suite struct SecrecyTests {
  @Test func noPlaintextIsLeft() throws {
    let built = try Programs.figure3()
    let plan = built.description.plan
    let image = try EncryptedImage(encrypting: built.program, plan: plan, keys: Programs.keys(for: plan))
    // Every eight bytes in a row of an encrypted section, except what a program repeats everywhere (zeros).
    var canaries: Set<[UInt8]> = []
    for name in image.manifest.regions.flatMap(\.sections) {
      let contents = built.program.contents(of: try #require(built.program.section(named: name)))
      for start in 0...contents.count - 8 {
        let canary = Array(contents[start..<start + 8])
        if Set(canary).count > 3 { canaries.insert(canary) }
      }
    }
    #expect(canaries.count > 1000)
    func count(in bytes: [UInt8]) -> Int {
      (0...bytes.count - 8).count { canaries.contains(Array(bytes[$0..<$0 + 8])) }
    }
    #expect(count(in: built.program.bytes) > 1000, "the search finds plaintext where there is some")
    #expect(count(in: image.program.bytes) == 0)
  }

  @Test func commentsAndDebuggingInformationAreErased() throws {
    var bytes = try Programs.figure3().program.bytes
    // The symbol table becomes a section of kind SHT_PROGBITS that is not in memory, as debugging information is.
    let elf = try ELFFile(name: "a.elf", bytes: bytes)
    let index = try #require(elf.sections.firstIndex { $0.name == ".symtab" })
    let headers = Int(bytes[32]) | Int(bytes[33]) << 8
    bytes[headers + 40 * index + 4] = 1
    let changed = try ELFFile(name: "a.elf", bytes: bytes)
    let image = try EncryptedImage(
      encrypting: changed, plan: ImagePlan(regions: []), keys: KeyFile(name: "k", keys: [:]))
    let section = changed.sections[index]
    #expect(changed.contents(of: section).contains { $0 != 0 })
    #expect(image.program.contents(of: section).allSatisfy { $0 == 0 })
  }

  @Test func aWrongKeyDoesNotDecrypt() throws {
    let built = try Programs.figure3()
    let plan = built.description.plan
    let keys = Programs.keys(for: plan, seed: 1)
    let image = try EncryptedImage(encrypting: built.program, plan: plan, keys: keys)
    let noise = try image.decrypted(keys: Programs.keys(for: plan, seed: 2))
    for region in image.manifest.regions {
      for name in region.sections {
        let section = try #require(built.program.section(named: name))
        let equal = zip(noise.contents(of: section), built.program.contents(of: section)).count { $0 == $1 }
        #expect(equal < Int(section.size) / 10, "\(name)")
      }
    }
    #expect(try image.decrypted(keys: keys).bytes == built.program.bytes)
  }

  @Test func noncesAreRandomUnlessSeeded() throws {
    let built = try Programs.figure3()
    let plan = built.description.plan
    let keys = Programs.keys(for: plan)
    func encrypt(_ nonces: NonceSource) throws -> EncryptedImage {
      try EncryptedImage(encrypting: built.program, plan: plan, keys: keys, nonces: nonces)
    }
    #expect(try encrypt(.random).program.bytes != encrypt(.random).program.bytes)
    #expect(try encrypt(.seed(3)).program.bytes == encrypt(.seed(3)).program.bytes)
    #expect(try encrypt(.seed(3)).program.bytes != encrypt(.seed(4)).program.bytes)
    // Published once, a derivation must not change: old builds must be repeatable.
    #expect(NonceSource.seed(1).nonce(segment: 1) == 0x6359_9b8f_a228_042c)
  }

  @Test func keysGetIntoNoMessage() throws {
    let keys = KeyFile(name: "keys.json", keys: ["K": [UInt8](repeating: 0xA5, count: 32)])
    #expect("\(keys)" == "keys.json: keys K")
    var dumped = ""
    dump(keys, to: &dumped)
    #expect(!String(reflecting: keys).contains("165") && !dumped.contains("165"))
  }
}
