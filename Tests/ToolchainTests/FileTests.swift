import Foundation
import Reference
import Testing

@testable import Toolchain

/// Manifests, key files and plans on disk.
@Suite struct FileTests {
  private func encrypted() throws -> (image: EncryptedImage, keys: KeyFile, plain: ELFFile) {
    let built = try Programs.figure3()
    let keys = Programs.keys(for: built.description.plan)
    return (
      try EncryptedImage(encrypting: built.program, plan: built.description.plan, keys: keys, nonces: .seed(1)), keys,
      built.program
    )
  }

  @Test func imageManifestAndKeysRoundTrip() throws {
    try withTemporaryFolder { folder in
      let (image, keys, plain) = try encrypted()
      try image.write(programPath: "\(folder)/p.elf", manifestPath: "\(folder)/p.json")
      try keys.write(to: "\(folder)/keys.json")
      let read = try EncryptedImage(programPath: "\(folder)/p.elf", manifestPath: "\(folder)/p.json")
      #expect(read.manifest.regions == image.manifest.regions)
      #expect(read.manifest.program.file == "p.elf")
      #expect(try read.decrypted(keys: KeyFile(path: "\(folder)/keys.json")).bytes == plain.bytes)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["keys.json", "p.elf", "p.json"])
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/keys.json")[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func theManifestIsPublic() throws {
    let (image, keys, _) = try encrypted()
    let text = String(decoding: try JSONFile.text(of: image.manifest, for: "m"), as: UTF8.self)
    for name in keys.names {
      let digits = hexadecimal(bytes: try #require(keys[name]))
      #expect(!text.contains(digits.prefix(16)))
    }
    #expect(text.contains(#""base" : "0x80010000""#) && text.contains(#""rights" : "rx""#))
  }

  @Test func aFailedWriteLeavesTheOldFiles() throws {
    try withTemporaryFolder { folder in
      let (image, _, _) = try encrypted()
      try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder)/p.elf"))
      #expect(throws: FileError.self) {
        try image.write(programPath: "\(folder)/p.elf", manifestPath: "\(folder)/none/p.json")
      }
      #expect(try File.read("\(folder)/p.elf") == Array("old".utf8))
      #expect(throws: FileError.unwritable(folder, reason: "it is a folder")) {
        try image.write(programPath: "\(folder)/p.elf", manifestPath: folder)
      }
      #expect(try File.read("\(folder)/p.elf") == Array("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["p.elf"])
    }
  }

  @Test func newKeysAppearWithTheProgramOrNotAtAll() throws {
    try withTemporaryFolder { folder in
      let (image, _, _) = try encrypted()
      let keys = KeyFile(name: "\(folder)/keys.json", keys: ["K": [1, 2]])
      #expect(throws: FileError.self) {
        try image.write(programPath: "\(folder)/none/p.elf", manifestPath: "\(folder)/p.json", newKeys: keys)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
      try image.write(programPath: "\(folder)/p.elf", manifestPath: "\(folder)/p.json", newKeys: keys)
      #expect(try KeyFile(path: "\(folder)/keys.json")["K"] == [1, 2])
    }
  }

  @Test func onlyFilesAndPipesAreRead() throws {
    try withTemporaryFolder { folder in
      _ = #expect(throws: FileError.unreadable(folder, reason: "it is a folder")) { try File.read(folder) }
    }
    #expect(throws: FileError.unreadable("/dev/zero", reason: "it is neither a file nor a pipe")) {
      try File.read("/dev/zero")
    }
    #expect(throws: FileError.missing("")) { try File.read("") }
  }

  @Test func foldersAreMadeWithThoseAboveThem() throws {
    try withTemporaryFolder { folder in
      try File.createFolder("\(folder)/a/b/c")
      try File.createFolder("\(folder)/a/b/c")
      #expect(File.isFolder("\(folder)/a/b/c"))
      try File.write("x".utf8, to: "\(folder)/file")
      #expect(throws: FileError.unwritable("\(folder)/file", reason: "File exists")) {
        try File.createFolder("\(folder)/file")
      }
      #expect(throws: FileError.unwritable("\(folder)/file/d", reason: "Not a directory")) {
        try File.createFolder("\(folder)/file/d")
      }
    }
  }

  private func keyFileError(_ text: String) throws -> String {
    try withTemporaryFolder { folder in
      let path = "\(folder)/keys.json"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: FileError.self) { try KeyFile(path: path) }
      return try #require(error).description.replacing(folder, with: "")
    }
  }

  @Test func refusesMalformedKeyFiles() throws {
    let hexadecimal = "/keys.json: keys.K: is not an even number of hexadecimal digits"
    #expect(try keyFileError(#"{"version": 1, "keys": {"K": "0g"}}"#) == hexadecimal)
    #expect(try keyFileError(#"{"version": 1, "keys": {"K": "012"}}"#) == hexadecimal)
    #expect(try keyFileError(#"{"version": 1, "keys": {"K": "+1"}}"#) == hexadecimal)
    #expect(
      try keyFileError(#"{"version": 2, "keys": {}}"#)
        == "/keys.json: version: is 2, but this Keyline reads version 1")
    #expect(try keyFileError(#"{"version": 1}"#) == "/keys.json: keys: is missing; add it")
    #expect(throws: FileError.missing("/nowhere")) { try KeyFile(path: "/nowhere") }
  }

  private func plan(_ region: String) throws -> ImagePlan {
    try withTemporaryFolder { folder in
      try Data(#"{"regions": [\#(region)]}"#.utf8).write(to: URL(fileURLWithPath: "\(folder)/plan.json"))
      return try ImagePlan(path: "\(folder)/plan.json")
    }
  }

  @Test func readsPlans() throws {
    let common = #""segment": 7, "name": "R", "algorithm": "aes128-xts", "key": "K""#
    let sections = try plan(#"{\#(common), "rights": "rwx", "sections": [".a", ".b"], "flags": ["shared", "stack"]}"#)
    let region = PlannedRegion(
      segment: 7, name: "R", place: .sections([".a", ".b"]), algorithm: "aes128-xts", key: "K",
      rights: [.read, .write, .execute], flags: [.shared, .stack])
    #expect(sections.regions == [region])
    let range = try plan(#"{\#(common), "rights": "", "range": {"base": "0x40", "size": "0x80"}}"#)
    #expect(range.regions[0].place == .range(base: 64, size: 128) && range.regions[0].rights == [])
    for plan in [sections, range] {
      #expect(try JSONDecoder().decode(ImagePlan.self, from: JSONEncoder().encode(plan)) == plan)
    }
  }

  @Test(arguments: [
    (#""rights": "rz", "sections": []"#, #"regions[0].rights: "z" is no right; use the letters r, w and x"#),
    (
      #""rights": "r", "sections": [], "flags": ["x"]"#, #"regions[0].flags: "x" is no flag; the flags are default_key"#
    ),
    (#""rights": "r""#, #"regions[0]: must have either "sections" or "range""#),
    (#""rights": "r", "range": {"base": "0x-4", "size": "0x1"}"#, #"regions[0].range.base: "0x-4" is not a 64-bit"#),
  ])
  func refusesMalformedPlans(fields: String, message: String) throws {
    let error = #expect(throws: FileError.self) {
      try plan(#"{"segment": 7, "name": "R", "algorithm": "none", \#(fields)}"#)
    }
    #expect(try #require(error).description.contains("plan.json: \(message)"))
  }

  @Test func segmentsHaveEightBits() {
    let error = #expect(throws: FileError.self) {
      try plan(#"{"segment": 256, "name": "R", "algorithm": "none", "rights": "r", "sections": []}"#)
    }
    #expect(error?.description.contains("a number is too large for its field") == true)
  }
}
