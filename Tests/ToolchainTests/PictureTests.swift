import Foundation
import Testing

@testable import Toolchain

@Suite struct PictureTests {
  @Test func pngRoundTrip() throws {
    try withTemporaryFolder { folder in
      var generator = SeededGenerator(seed: 7)
      let rgb = (0..<3 * 31 * 17).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let picture = try Picture(width: 31, height: 17, rgb: rgb)
      try picture.write(to: "\(folder)/picture.png")
      #expect(try Picture(path: "\(folder)/picture.png") == picture)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["picture.png"])
    }
  }

  @Test func demonstrationIsTheSameEverywhere() throws {
    let picture = try Picture.demonstration()
    #expect(picture.width == 256 && picture.height == 160)
    let digest = hexadecimal(bytes: sha256(picture.rgb))
    #expect(digest == "f3be32bc09940bc0c1d0d59f52d653d211b071e9ed5e04561e1b5099cd1e6c07")
    // Large flat areas and shapes: what repeats must show in plaintext, or ciphertext would prove nothing.
    let wall = (0..<160 * 256).count { picture[$0 % 256, $0 / 256] == picture[0, 0] }
    #expect(wall > 10_000)
  }

  @Test func subscriptsAreRowByRow() throws {
    var picture = try Picture(width: 3, height: 2, colour: [1, 2, 3])
    picture[2, 1] = [7, 8, 9]
    #expect(picture.rgb == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 7, 8, 9])
    #expect(picture[2, 1] == [7, 8, 9])
  }

  @Test func refusesWhatIsNotPNG() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/text.png"
      try Data("no picture".utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: PictureError.self) { try Picture(path: path) }
      #expect("\(try #require(error))".hasPrefix("\(path): cannot be read as a PNG picture ("))
      #expect(throws: FileError.missing("\(folder)/none.png")) { try Picture(path: "\(folder)/none.png") }
      #expect(throws: FileError.self) { try Picture(width: 1, height: 1).write(to: "\(folder)/none/a.png") }
    }
  }

  @Test func refusesImpossibleSizes() {
    #expect(throws: PictureError.size(width: 0, height: 4)) { try Picture(width: 0, height: 4) }
    #expect(throws: PictureError.size(width: -1, height: 4)) { try Picture(width: -1, height: 4, rgb: []) }
    #expect(throws: PictureError.size(width: 4097, height: 1)) { try Picture(width: 4097, height: 1) }
    #expect(throws: PictureError.byteCount(11, expected: 12)) {
      try Picture(width: 2, height: 2, rgb: [UInt8](repeating: 0, count: 11))
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    let original = try Picture.demonstration().png()
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      var damaged = original
      for _ in 0..<3 { damaged[Int.random(in: 0..<600, using: &generator)] = generator.next(upperBound: 255) }
      _ = try? Picture(png: damaged, name: "damaged.png")
    }
    #expect(throws: PictureError.self) { try Picture(png: Array(original.prefix(1000)), name: "short.png") }
  }
}
