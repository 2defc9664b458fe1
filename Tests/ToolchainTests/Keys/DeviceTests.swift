import Foundation
import Reference
import Testing

@testable import Toolchain

/// Processors for tests: made once in a process, and kept until it ends.
enum Devices {
  private static let made = Result {
    try (0..<2).map { number in
      let folder = "\(NSTemporaryDirectory())/keyline-device-\(UUID().uuidString)-\(number)"
      return try DeviceFolder.create(at: folder, bits: 2048, creator: "test", replacing: false)
    }
  }

  static func first() throws -> DeviceFolder { try made.get()[0] }
  static func second() throws -> DeviceFolder { try made.get()[1] }
}

/// The files of a processor's identity.
@Suite struct DeviceTests {
  @Test("the files belong together, and the secret ones are their owner's", arguments: [2048, 3072])
  func create(bits: Int) throws {
    try withTemporaryFolder { folder in
      let made = try DeviceFolder.create(at: "\(folder)/a/b", bits: bits, creator: "test 1", replacing: false)
      let found = try DeviceFolder("\(folder)/a/b")
      #expect(found.device == made.device)
      #expect(try DeviceFolder("\(folder)/a/b/device.json").fuses() == found.fuses())
      #expect(found.device.bits == bits && found.device.createdBy == "test 1")
      let identity = try #require(try DeviceIdentity(fuses: found.fuses()))
      let secret = try RSAKey(privatePEM: File.read("\(folder)/a/b/private.pem"))
      #expect(try secret.identity() == identity)
      #expect(try found.publicKey().bits == bits)
      for (file, mode) in [("private.pem", 0o600), ("fuses.hex", 0o600), ("public.pem", 0o644), ("device.json", 0o644)]
      {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/a/b/\(file)")
        #expect(attributes[.posixPermissions] as? Int == mode & ~currentMask, "\(file)")
      }
      let text = String(decoding: try File.read("\(folder)/a/b/fuses.hex"), as: UTF8.self)
      #expect(text.hasPrefix("31454e494c59454b\n0000000000000\(String(bits, radix: 16))\n"))
    }
  }

  private var currentMask: Int {
    let mask = umask(0)
    umask(mask)
    return Int(mask)
  }

  @Test("an identity is lost only when that is asked for")
  func replace() throws {
    try withTemporaryFolder { folder in
      for file in ["device.json", "public.pem", "private.pem", "fuses.hex"] {
        let place = "\(folder)/\(file)-only"
        try File.createFolder(place)
        try File.write([1], to: "\(place)/\(file)")
        #expect(throws: DeviceError(place, .exists)) {
          try DeviceFolder.create(at: place, bits: 2048, creator: "test", replacing: false)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [file])
        _ = try DeviceFolder.create(at: place, bits: 2048, creator: "test", replacing: true)
        #expect(try DeviceFolder(place).fuses().count == 115)
      }
    }
    #expect(throws: DeviceError("x", .wrongSize(1024))) {
      try DeviceFolder.create(at: "x", bits: 1024, creator: "test", replacing: false)
    }
  }

  /// What is said about a copy of a device with one file changed.
  private func complaint(_ file: String, _ change: (String) throws -> String, _ use: (DeviceFolder) throws -> Void)
    throws
    -> String
  {
    try withTemporaryFolder { folder in
      let copy = "\(folder)/copy"
      try FileManager.default.copyItem(atPath: Devices.first().path, toPath: copy)
      let text = String(decoding: try File.read("\(copy)/\(file)"), as: UTF8.self)
      try File.write(try change(text).utf8, to: "\(copy)/\(file)")
      do {
        try use(try DeviceFolder(copy))
        return "nothing"
      } catch {
        return "\(error)".replacingOccurrences(of: copy, with: "copy")
      }
    }
  }

  @Test("files that do not belong together are refused by name")
  func mixed() throws {
    let other = try Devices.second()
    func others(_ name: String) -> (String) throws -> String {
      { _ in String(decoding: try File.read("\(other.path)/\(name)"), as: UTF8.self) }
    }
    func key(_ folder: DeviceFolder) throws { _ = try folder.publicKey() }
    func fuses(_ folder: DeviceFolder) throws { _ = try folder.fuses() }
    #expect(try complaint("public.pem", { $0 }, key) == "nothing")
    #expect(try complaint("public.pem", others("public.pem"), key).hasPrefix("copy/public.pem: has the fingerprint"))
    #expect(try complaint("public.pem", others("private.pem"), key).contains("is not the public RSA key"))
    #expect(try complaint("public.pem", { _ in "" }, key).contains("is not the public RSA key"))
    #expect(
      try complaint("private.pem", others("private.pem"), { try $0.check() }).hasPrefix(
        "copy/private.pem: has the fingerprint"))
    #expect(
      try complaint("private.pem", others("public.pem"), { try $0.check() }).hasPrefix(
        "copy/private.pem: is not the RSA key"))
    #expect(try complaint("private.pem", { $0 }, { try $0.check() }) == "nothing")
    #expect(try complaint("fuses.hex", others("fuses.hex"), fuses).hasPrefix("copy/fuses.hex: holds another key"))
    for change: (String) -> String in [
      { _ in "" }, { $0.replacing("0", with: "1") }, { $0.replacing("\n", with: "") }, { $0 + "xyz\n" },
      { String($0.dropLast(17)) },
    ] {
      #expect(try complaint("fuses.hex", change, fuses).hasPrefix("copy/fuses.hex: holds no identity"))
    }
    for (old, new, expected) in [
      ("keyline-device", "keyline-car", "copy/device.json: describes a \"keyline-car\""),
      ("\"version\" : 1", "\"version\" : 2", "copy/device.json: version 2 is unknown"),
      ("\"bits\" : 2048,", "", "copy/device.json: bits: is missing"), ("{", "", "copy/device.json: the file: "),
    ] {
      #expect(try complaint("device.json", { $0.replacing(old, with: new) }, key).hasPrefix(expected))
    }
  }

  @Test("only keys that processors have are taken")
  func publicKeys() throws {
    let small = try RSAKey.generate(bits: 1024).publicPEM()
    #expect(throws: DeviceError("k", .wrongSize(1024))) { try PublicKey(name: "k", pem: small) }
    #expect(throws: FileError.missing("/nowhere/k.pem")) { try PublicKey(path: "/nowhere/k.pem") }
    let device = try Devices.first()
    let keys = try [device.path, "\(device.path)/device.json", "\(device.path)/public.pem"].map(PublicKey.init(path:))
    #expect(Set(keys.map(\.fingerprint)).count == 1)
    #expect(keys[0].entryLength == 256)
  }
}
