import Foundation
import Reference
import Testing

@testable import Toolchain

/// `keyline device`, `wrap`, `unwrap` and `image`, and the `openssl` command beside them.
@Suite final class KeyCommandTests {
  private let tool = Tool()
  private let folder: String

  init() throws {
    folder = try tool.temporaryFolder()
    let made = try tool.keyline("device", "new", "--output", "device", in: folder)
    #expect(made.status == 0, "\(made.complaint)")
    try write("keys.json", "{\"version\": 1, \"owner\": \"\(owner)\", \"keys\": {\"K\": \"\(key)\"}}")
    try write("key.txt", key + "\n")
    try write("owner.txt", owner)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private let key = hexadecimal(bytes: 0..<32)
  private let owner = hexadecimal(bytes: 100..<132)
  private let oaep =
    "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256"

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  private func wrap(_ more: String...) throws -> Tool.Outcome {
    try tool.keyline(["wrap", "--rights", "rw", "--lines", "4", "--output", "out.key"] + more, in: folder)
  }

  private func open(_ name: String) throws -> KeyEntry {
    try UnwrapUnit(fuses: DeviceFolder("\(folder)/device").fuses()).open(bytes(name)).get()
  }

  @Test func whatKeylineWrapsOpensWithOpenSSL() throws {
    for processor in ["device", "device/device.json", "device/public.pem"] {
      let outcome = try wrap(
        "--for", processor, "--keys", "keys.json", "--key", "K", "--nonce", "0x0123", "--flag", "shared", "--flag",
        "stack", "--entry-point", "0", "--entry-point", "0xfe")
      #expect(outcome.status == 0, "\(outcome.complaint)")
      #expect(outcome.output.hasPrefix("out.key: key entry of 256 bytes for device/public.pem"))
      let opened = try tool.shell(
        "openssl pkeyutl -decrypt -inkey device/private.pem -in out.key -out plain.bin \(oaep)", in: folder)
      #expect(opened.status == 0, "\(opened.complaint)")
      let expected = KeyEntry(
        algorithm: 1, rights: [.read, .write], flags: [.shared, .stack], lines: 4, nonce: 0x123,
        owner: Array(100..<132), key: Array(0..<32), entryPoints: [0, 0xfe])
      #expect(try bytes("plain.bin") == expected.encoded())
      #expect(try open("out.key") == expected)
    }
  }

  @Test func aClosedRegionHasItsPlace() throws {
    let options = ["--for", "device", "--keys", "keys.json", "--key", "K", "--flag", "closed"]
    let missing = try tool.keyline(["wrap", "--lines", "4", "--output", "out.key"] + options, in: folder)
    #expect(missing.status == 64 && missing.complaint.contains("say --base ADDRESS"))
    let outcome = try tool.keyline(
      ["wrap", "--rights", "rx", "--lines", "4", "--output", "out.key", "--base", "0x40000040"] + options, in: folder)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(try open("out.key").base == 0x4000_0040 && open("out.key").flags == .closed)
    let shown = try tool.keyline("unwrap", "out.key", "--device", "device", in: folder)
    #expect(shown.output.contains("flags         closed\n  lines         4\n  base          0x40000040"))
    let useless = try wrap("--for", "device", "--keys", "keys.json", "--key", "K", "--base", "64")
    #expect(useless.status == 2 && useless.complaint.contains("add --flag closed or leave it out"))
  }

  @Test func whatOpenSSLEncryptsOpensInTheProcessor() throws {
    let plain = try wrap("--plaintext-only", "--key-file", "key.txt", "--owner-file", "owner.txt", "--nonce", "7")
    #expect(plain.status == 0, "\(plain.complaint)")
    let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/out.key")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let encrypted = try tool.shell(
      "openssl pkeyutl -encrypt -pubin -inkey device/public.pem -in out.key -out openssl.key \(oaep)", in: folder)
    #expect(encrypted.status == 0, "\(encrypted.complaint)")
    #expect(
      try open("openssl.key")
        == KeyEntry(
          algorithm: 1, rights: [.read, .write], lines: 4, nonce: 7, owner: Array(100..<132), key: Array(0..<32)))
    let shown = try tool.keyline("unwrap", "openssl.key", "--device", "device", in: folder)
    #expect(shown.status == 0 && shown.output.contains("nonce         0x00000007"))
    #expect(!shown.output.contains(key))
    let told = try tool.keyline("unwrap", "openssl.key", "--device", "device", "--show-key", "--json", in: folder)
    #expect(told.output.contains("\"key\" : \"\(key)\"") && told.output.contains("\"owner\" : \"\(owner)\""))
  }

  /// The example of docs/key-entries.md, command by command, and what it prints; fingerprints are random.
  @Test func theExampleOfTheDocumentationWorks() throws {
    let page = try String(contentsOf: Tool.package.appendingPathComponent("docs/key-entries.md"), encoding: .utf8)
    let script = try #require(page.components(separatedBy: "```sh\n").last?.components(separatedBy: "```").first)
    let printed = try #require(
      page.components(separatedBy: "prints\n\n```\n").last?.components(separatedBy: "```").first)
    try FileManager.default.createDirectory(atPath: folder + "/example", withIntermediateDirectories: false)
    let outcome = try tool.shell(script, in: folder + "/example")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    func plain(_ text: String) -> String { text.replacing(/fingerprint [0-9a-f]{64}/, with: "fingerprint") }
    #expect(plain(outcome.output) == plain(printed))
  }

  @Test func identitiesAreShownAndNotLost() throws {
    let shown = try tool.keyline("device", "show", "device", in: folder)
    #expect(shown.status == 0)
    #expect(shown.output.hasPrefix("device: RSA key of 2048 bits, made by keyline "))
    let digest = try tool.shell("openssl pkey -pubin -in device/public.pem -outform der | sha256sum", in: folder)
    #expect(shown.output.contains("fingerprint \(digest.output.prefix(64))"))
    let fuses = try bytes("device/fuses.hex")
    let again = try tool.keyline("device", "new", "--output", "device", in: folder)
    #expect(again.status == 2 && again.complaint.contains("holds a processor identity already"))
    #expect(try bytes("device/fuses.hex") == fuses)
    let forced = try tool.keyline(
      "device", "new", "--bits", "3072", "--output", "device", "--force", "--json", in: folder)
    #expect(forced.status == 0 && forced.output.contains("\"bits\" : 3072"))
    #expect(try bytes("device/fuses.hex") != fuses)
    #expect(try wrap("--for", "device", "--keys", "keys.json", "--key", "K").output.contains("384 bytes"))
    #expect(try tool.keyline("device", "new", "--bits", "1024", "--output", "small", in: folder).status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder + "/small"))
    let secret = try bytes("device/private.pem")
    try write("device/private.pem", "no key")
    let mixed = try tool.keyline("device", "show", "device", in: folder)
    #expect(mixed.status == 2 && mixed.complaint.contains("device/private.pem: is not the RSA key"))
    try Data(secret).write(to: URL(fileURLWithPath: folder + "/device/private.pem"))
    try write("device/fuses.hex", "00")
    let damaged = try tool.keyline("device", "show", "device", in: folder)
    #expect(damaged.status == 2 && damaged.complaint.contains("device/fuses.hex: holds no identity"))
  }

  @Test func newKeysAndKeylessEntries() throws {
    #expect(
      try wrap("--for", "device", "--owner-file", "owner.txt", "--new-key", "--algorithm", "aes256-xts").status == 0)
    let first = try open("out.key")
    #expect(first.key.count == 64)
    #expect(
      try wrap("--for", "device", "--owner-file", "owner.txt", "--new-key", "--algorithm", "aes256-xts").status == 0)
    let second = try open("out.key")
    #expect(first.key != second.key && first.nonce != second.nonce)
    #expect(try wrap("--for", "device", "--owner-file", "owner.txt", "--algorithm", "none").status == 0)
    #expect(try open("out.key").key == [])
  }

  @Test func badInputIsNamedAndNothingIsWritten() throws {
    try write("odd.txt", "123")
    try write("long.txt", key + "00")
    try write("twin.txt", String(repeating: "11", count: 32))
    try write("ownerless.json", "{\"version\": 1, \"keys\": {\"K\": \"\(key)\"}}")
    try write("short-owner.json", "{\"version\": 1, \"owner\": \"00\", \"keys\": {}}")
    let normal = ["--for", "device", "--keys", "keys.json", "--key", "K"]
    let file = ["--for", "device", "--owner-file", "owner.txt", "--key-file"]
    for (arguments, status, expected) in [
      (normal + ["--flag", "default_key"], 2, "fits a region of any size"),
      (normal + ["--entry-point", "3"], 2, "is odd"), (normal + ["--entry-point", "256"], 2, "outside the region"),
      (normal + ["--lines", "0x10000000"], 2, "2^26"), (normal + ["--algorithm", "aes256-xts"], 2, "needs 64"),
      (["--for", "device", "--keys", "keys.json", "--key", "Q"], 2, "there is no key \"Q\"; the keys are K"),
      (["--for", "device", "--keys", "ownerless.json", "--key", "K"], 2, "has no owner secret"),
      (["--for", "device", "--keys", "short-owner.json", "--key", "K"], 2, "owner: is not 64 hexadecimal digits"),
      (["--for", "key.txt", "--keys", "keys.json", "--key", "K"], 2, "key.txt: is not the public RSA key"),
      (["--for", "missing.pem", "--keys", "keys.json", "--key", "K"], 2, "missing.pem: no such file"),
      (file + ["odd.txt"], 2, "odd.txt: is not an even number"), (file + ["long.txt"], 2, "the key has 33 bytes"),
      (file + ["twin.txt"], 2, "halves"), (file + ["none.txt"], 2, "none.txt: no such file"),
      (file + ["out.key"], 2, "out.key is named for two files"),
      (["--for", "device", "--owner-file", "odd.txt", "--new-key"], 2, "odd.txt: is not an even number"),
      (["--for", "device", "--owner-file", "twin.txt"], 64, "say one of --key NAME"),
      (normal + ["--new-key"], 64, "say one of --key NAME"), (normal + ["--algorithm", "none"], 64, "takes no key"),
      (["--for", "device", "--key", "K", "--owner-file", "owner.txt"], 64, "--key NAME needs --keys"),
      (["--for", "device", "--new-key"], 64, "say where the owner secret is"),
      (normal + ["--plaintext-only"], 64, "--for PROCESSOR, or --plaintext-only"),
      (["--keys", "keys.json", "--key", "K"], 64, "--for PROCESSOR, or --plaintext-only"),
      (normal + ["--rights", "q"], 64, "letters r, w and x"), (normal + ["--flag", "q"], 64, "there is no flag"),
      (normal + ["--nonce", "-1"], 64, "--nonce"), (normal + ["--nonce", "0x1ffffffffffffffff"], 64, "64 bits"),
      (normal + ["--lines", "4294967296"], 64, "32 bits"), (normal + ["--algorithm", "rot13"], 64, "rot13"),
    ] {
      let outcome = try tool.keyline(
        ["wrap", "--rights", "rw", "--output", "out.key"] + (arguments.contains("--lines") ? [] : ["--lines", "4"])
          + arguments, in: folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.complaint)")
      #expect(outcome.complaint.contains(expected), "\(outcome.complaint)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.key"))
    }
    for (entry, expected) in [("key.txt", "wrongEntrySize (18)"), ("keys.json", "wrongEntrySize (18)")] {
      let outcome = try tool.keyline("unwrap", entry, "--device", "device", in: folder)
      #expect(outcome.status == 2 && outcome.complaint.contains("\(entry): the processor answers \(expected)"))
    }
  }
}

/// `keyline image` on a real program.
@Suite final class ImageCommandTests {
  private let tool = Tool()
  private let folder: String

  init() throws {
    folder = try tool.temporaryFolder()
    let builder = ProgramBuilder(
      tools: try Tools(), programs: Tool.package.appendingPathComponent("sim/programs").path, output: folder + "/build")
    let built = try builder.build("figure3")
    try Data(built.program.bytes).write(to: URL(fileURLWithPath: folder + "/figure3.elf"))
    try JSONEncoder().encode(built.description.plan).write(to: URL(fileURLWithPath: folder + "/plan.json"))
    let script = """
      keyline device new -o device
      keyline encrypt figure3.elf --plan plan.json --keys keys.json --new-keys
      """
    let made = try tool.shell(script, in: folder)
    #expect(made.status == 0, "\(made.complaint)")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func image(_ more: String...) throws -> Tool.Outcome {
    try tool.keyline(["image", "figure3.enc.elf", "--manifest", "figure3.enc.json"] + more, in: folder)
  }

  private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  @Test func embeddedOrBesideTheProgram() throws {
    let embedded = try image("--keys", "keys.json", "--for", "device")
    #expect(embedded.status == 0, "\(embedded.complaint)")
    #expect(embedded.output == "figure3.enc.image.elf: 5 key entries for device/public.pem\n")
    let shown = try tool.keyline("unwrap", "figure3.enc.image.elf", "--device", "device", in: folder)
    #expect(shown.status == 0)
    #expect(shown.output.components(separatedBy: "algorithm").count == 6)
    #expect(shown.output.contains("figure3.enc.image.elf, region Tb:"))
    // Another reader of the format sees the same notes.
    let listed = try tool.shell(
      "readelf --notes figure3.enc.image.elf", in: folder)
    #expect(listed.output.components(separatedBy: "Keyline ").count == 7, "\(listed.output)")

    let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/figure3.enc.elf"))
    let beside = try image("--keys", "keys.json", "--for", "device/public.pem", "--sidecar", "entries.json", "--json")
    #expect(beside.status == 0 && beside.output.contains("\"name\" : \"Dc\""))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/figure3.enc.elf")) == before)
    let table = try LoaderTable(
      path: "\(folder)/entries.json", program: ELFFile(path: "\(folder)/figure3.enc.elf"))
    #expect(table.regions.map(\.name) == ["Ta", "Da", "Tb", "Dc", "S"])

    let other = try tool.shell(
      "keyline device new -o other; keyline unwrap figure3.enc.image.elf --device other", in: folder)
    #expect(other.status == 2)
    #expect(other.complaint.contains("region Ta: the processor answers badEntry (20)"), "\(other.complaint)")
  }

  @Test func everyRefusalWritesNothing() throws {
    try "{\"version\": 1, \"keys\": {}}".write(toFile: folder + "/ownerless.json", atomically: true, encoding: .utf8)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/short.key"))
    let keys = ["--keys", "keys.json"]
    for (arguments, status, expected) in [
      (keys + ["--for", "missing"], 2, "missing: no such file"),
      (keys + keys + ["--for", "device"], 2, "keys.json is named for two files"),
      (keys + ["--for", "device", "-o", "keys.json"], 2, "keys.json is named for two files"),
      (keys + ["--for", "device", "-o", "figure3.enc.elf"], 2, "is named for two files"),
      (keys + ["--for", "device", "-o", "device/public.pem"], 2, "is named for two files"),
      (keys + ["--for", "device", "-o", "none/out.elf"], 2, "none/out.elf: cannot be written"),
      (keys + ["--for", "device", "--entry", "Q=short.key"], 2, "there is no region \"Q\""),
      (keys + ["--for", "device", "--entry", "Ta=short.key"], 2, "its entry has 3 bytes"),
      (keys + ["--for", "device", "--entry", "Ta=none.key"], 2, "none.key: no such file"),
      (["--keys", "ownerless.json", "--for", "device"], 2, "ownerless.json: has no owner secret"),
      (["--entry", "Ta=short.key", "--for", "device"], 2, "region \"Ta\""),
      (keys + ["--for", "device", "--entry", "Ta"], 64, "is not REGION=FILE"),
      (keys + ["--for", "device", "--entry", "S=a", "--entry", "S=b"], 64, "two entries"),
      (keys + ["--for", "device", "-o", "a", "--sidecar", "b"], 64, "not both"),
      (["--for", "device"], 64, "--keys FILE or --entry"), (keys, 64, "--for"),
    ] {
      let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let outcome = try tool.keyline(
        ["image", "figure3.enc.elf", "--manifest", "figure3.enc.json"] + arguments, in: folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.complaint)")
      #expect(outcome.complaint.contains(expected), "\(outcome.complaint)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
    }
    // The program in plaintext, and an image that is finished.
    let plain = try tool.keyline(
      ["image", "figure3.elf", "--manifest", "figure3.enc.json", "--for", "device"] + keys, in: folder)
    #expect(plain.status == 2 && plain.complaint.contains("belongs to another program"))
  }

  @Test func aMakerKeepsHisKeyToHimself() throws {
    let manifest = try Manifest(path: folder + "/figure3.enc.json")
    let all = try KeyFile(path: folder + "/keys.json")
    let region = try #require(manifest.regions.first { $0.name == "Dc" })
    func file(_ name: String, _ names: [String]) throws {
      let keys = Dictionary(uniqueKeysWithValues: names.compactMap { name in all[name].map { (name, $0) } })
      try KeyFile(name: name, keys: keys, owner: all.owner).write(to: "\(folder)/\(name)")
    }
    try file("a.json", ["Ka", "Kb"])
    try file("c.json", ["Kc"])
    try file("d.json", ["Kd"])
    let script = """
      keyline wrap --for device --keys c.json --key Kc --rights r --lines \((region.limit.value - region.base.value) / 64) \
        --nonce \(region.nonce) -o dc.key
      keyline image figure3.enc.elf --manifest figure3.enc.json --keys a.json --keys d.json --entry Dc=dc.key \
        --for device/public.pem
      keyline unwrap figure3.enc.image.elf --device device
      """
    let outcome = try tool.shell(script, in: folder)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("region Dc:\n  algorithm     aes128-xts\n  rights        r\n"))
  }
}
