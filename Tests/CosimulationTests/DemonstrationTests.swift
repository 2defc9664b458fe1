import Foundation
import Hardware
import Testing
import Toolchain

@testable import Cosimulation

@Suite struct DemonstrationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A demonstration of the programs and a picture so small that it takes a moment.
  static func options(_ point: DesignPoint = .small) throws -> DemonstrationOptions {
    var options = DemonstrationOptions(
      programFolder: "\(root)/sim/programs", buildFolder: "\(root)/.build/programs")
    options.point = point
    options.regressionSeeds = 2
    options.picturePath = try picture(width: 21, height: 13)
    return options
  }

  /// Writes a picture with large areas of one colour.
  private static func picture(width: Int, height: Int) throws -> String {
    var picture = try Picture(width: width, height: height, colour: [200, 60, 20])
    for x in 0..<width { picture[x, height / 2] = [UInt8(x % 256), 7, 7] }
    let path = NSTemporaryDirectory() + "/keyline-\(width)x\(height).png"
    try picture.write(to: path)
    return path
  }

  static let whole = Result { try Demonstration.run(try options()) }

  @Test func everyLineComesBackAndNonePasses() throws {
    let result = try Self.whole.get()
    #expect(result.passed)
    #expect(result.mismatches == 0 && result.differences.isEmpty)
    #expect(result.canaries.found == 0 && result.canaries.words > 500)
    #expect(result.programs.map(\.name) == ["figure3", "sha256"])
    for program in result.programs {
      for region in program.regions {
        #expect(region.lines == Int(region.limit - region.base) / 64)
        #expect(region.linesEqual == region.lines, "\(program.name) \(region.name)")
        #expect(region.linesSeenAsCiphertext == region.lines)
        #expect(region.refusedInPlaintextMode == region.lines)
        #expect(region.refusedToImpostor == region.lines)
        #expect(region.linesWritten == (region.rights.contains("w") ? region.lines : 0))
        #expect(abs(region.entropy.ciphertext - region.entropy.random) < 0.2)
        #expect(region.entropy.plaintext < region.entropy.ciphertext - 0.5)
      }
      #expect(program.openSections.allSatisfy { $0.linesEqual == $0.lines })
    }
    #expect(
      result.verdict.hasSuffix("lines of 2 programs and one picture crossed the bus; none of their plaintext did."))
  }

  /// SF-56, SF-57.
  @Test func registersAreThoseOfFigure3() throws {
    let program = try #require(try Self.whole.get().programs.first)
    #expect(program.regions.map(\.name) == ["Ta", "Da", "Tb", "Dc", "S"])
    #expect(program.regions.map(\.key) == ["Ka", "Ka", "Kb", "Kc", "Kd"])
    #expect(program.regions.map(\.attribute) == [0, 1, 2, 3, 4])
    #expect(program.callsAcrossKeys == 1)
  }

  /// SF-40, SF-41, SF-54: every key came in an entry, and the loader knew none.
  @Test func keysArriveWrapped() throws {
    let keys = try Self.whole.get().keys
    #expect(keys.entries.map(\.domain) == [1, 1, 1, 1, 1] + [2, 2, 2] + [3, 3])
    #expect(keys.entries.indices.filter { keys.entries[$0].createsDomain } == [0, 5, 8])
    #expect(keys.entries.map(\.attribute) == Array(0..<10))
    #expect(keys.entries.allSatisfy { $0.instruction == "setk" && $0.bytes == 256 })
    #expect(
      keys.attempts.map(\.status) == ["badEntry", "wrongOwner", "badAuthenticator", "badEntry", "wrongRegionSize"])
    // Whatever is wrong is found after the same time; an entry that is accepted takes a little longer.
    #expect(Set(keys.attempts.map(\.cycles)).count == 1)
    #expect(keys.entries.allSatisfy { (1_600_000..<2_000_000).contains($0.cycles) })
    #expect(keys.search.words > 5_000 && keys.search.registerWords > 10_000)
    #expect(Set(["axi_w_data", "response_data", "power_result_word"]).isSubset(of: keys.search.ports))
    #expect(keys.secretsInImages == 0 && keys.secrets == 4 + 1 + 1 + 1)
    let page = DemonstrationReport(try Self.whole.get()).page.text
    #expect(page.contains("Keys arrive wrapped") && page.contains(keys.fingerprint.prefix(16)))
  }

  @Test func pictureIsNoiseToOthersAndOpenWithoutEncryption() throws {
    let result = try Self.whole.get()
    let lines = (21 * 13 * 3 + 63) / 64
    #expect(result.picture.lines == lines)
    #expect(result.picture.linesEqual == lines)
    #expect(result.picture.linesSeenAsCiphertext == lines)
    #expect(result.picture.linesSameWhenRewritten == lines)
    #expect(result.picture.linesOpenWithoutEncryption == lines)
    #expect(result.picture.distinctPlaintextLines < lines)
    #expect(result.picture.distinctCiphertextLines == lines)
    let pictures = try #require(result.pictures)
    let original = try Picture(path: try #require(result.picture.file))
    #expect(try Picture(png: pictures.processor, name: "processor") == original)
    #expect(try Picture(png: pictures.busWithoutEncryption, name: "open bus") == original)
    #expect(try Picture(png: pictures.bus, name: "bus") != original)
    #expect(pictures.outsider == pictures.bus)
  }

  @Test func cyclesAreGivenForEveryAlgorithm() throws {
    let result = try Self.whole.get()
    #expect(result.lineCycles.map(\.algorithm) == ["none", "aes128-xts", "aes256-xts"])
    let toLastWord = try result.lineCycles.map { try #require($0.requestToLastWord).median }
    #expect(toLastWord == toLastWord.sorted())
    #expect(result.traces.map(\.isWriteBack) == [false, true])
    #expect(result.traces.allSatisfy { $0.beats.count == 8 && $0.beats == $0.beats.sorted() })
  }

  @Test func jsonHoldsEverythingButThePictures() throws {
    var result = try Self.whole.get()
    let decoded = try JSONDecoder().decode(DemonstrationResult.self, from: JSONEncoder().encode(result))
    #expect(decoded.pictures == nil)
    result.pictures = nil
    #expect(decoded == result)
  }

  /// The smallest unit has room for a picture.
  @Test func minimalUnitShowsThePicture() throws {
    var options = try Self.options(.minimal)
    options.programs = []
    options.triesOthers = false
    let result = try Demonstration.run(options)
    #expect(result.passed)
    #expect(result.verdict.contains("lines of one picture crossed the bus"))
  }

  // MARK: What must fail

  /// One bit of the encrypted image flips in memory: exactly one line differs, and everything says so.
  @Test(arguments: [UInt32(0x8001_0000), 0x8002_00ff])
  func alteredImageIsReported(address: UInt32) throws {
    var options = try Self.options()
    options.programs = ["figure3"]
    options.triesOthers = false
    options.alteration = .init(program: "figure3", address: address, bit: 5)
    let result = try Demonstration.run(options)
    #expect(!result.passed)
    #expect(result.mismatches == 1)
    #expect(result.verdict == "One line did not come out as it should.")
    let line = "0x" + String(address & ~63, radix: 16)
    #expect(try #require(result.differences.first).place.contains(line))
    #expect(result.programs[0].linesEqual == result.programs[0].regions.reduce(0) { $0 + $1.lines } - 1)
    let page = DemonstrationReport(result).page.text
    #expect(page.contains("What differs") && page.contains(line) && page.contains("The only difference"))
    #expect(page.contains("Bit 5 of the byte at"))
    #expect(!page.contains("What this run proved"))
  }

  @Test func alterationOutsideTheProgramIsRefused() throws {
    var options = try Self.options()
    options.alteration = .init(program: "figure3", address: 0x1000)
    #expect(throws: DemonstrationError.self) { try Demonstration.run(options) }
  }

  @Test func tooSmallUnitsAreRefused() throws {
    let error = #expect(throws: DemonstrationError.self) { try Demonstration.run(try Self.options(.minimal)) }
    #expect(
      error?.description
        == "design point minimal is built without aes256-xts, which region Tb of program figure3 needs; "
        + "choose small, balanced or fast")
    var options = try Self.options(.small)
    options.programs = ["figure3", "figure3", "figure3"]
    let full = #expect(throws: DemonstrationError.self) { try Demonstration.run(options) }
    #expect(full?.description.contains("has 16 attribute registers, but the demonstration needs 17") == true)
  }

  @Test func hugePicturesAreRefused() throws {
    var options = try Self.options()
    options.picturePath = try Self.picture(width: 1025, height: 1024)
    let error = #expect(throws: DemonstrationError.self) { try Demonstration.run(options) }
    #expect(error?.description.contains("1025 x 1024 pixels are 1049600") == true)
    #expect(error?.description.contains("scale the picture down") == true)
  }
}
