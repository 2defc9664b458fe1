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
