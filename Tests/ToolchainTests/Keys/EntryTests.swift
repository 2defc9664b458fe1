import Reference
import Testing

@testable import Toolchain

/// Making one key entry, and every reason for which none is made.
@Suite struct EntryTests {
  private func entry(_ change: (inout KeyEntry) -> Void = { _ in }) -> KeyEntry {
    var entry = KeyEntry(
      algorithm: 1, rights: [.read, .write], flags: .stack, lines: 3, nonce: 77, owner: Array(0..<32),
      key: Array(100..<132), entryPoints: [0, 64, 190])
    change(&entry)
    return entry
  }

  private func refusal(_ change: (inout KeyEntry) -> Void) -> EntryError? {
    do throws(EntryError) {
      _ = try entry(change).plaintext()
      return nil
    } catch {
      return error
    }
  }

  @Test("the processor opens what was wrapped for it, and nobody else does")
  func wrap() throws {
    let device = try Devices.first()
    let wrapped = try device.publicKey().wrap(entry())
    #expect(try UnwrapUnit(fuses: device.fuses()).open(wrapped) == .success(entry()))
    #expect(try UnwrapUnit(fuses: Devices.second().fuses()).open(wrapped) == .failure(.badEntry))
    #expect(try device.publicKey().wrap(entry()) != wrapped, "the same entry is never encrypted to the same bytes")
  }

  @Test("what the processor would refuse is not wrapped")
  func refusals() {
    #expect(refusal { _ in } == nil)
    #expect(refusal { $0.algorithm = 3 } == .unknownAlgorithm(3))
    #expect(refusal { $0.key.removeLast() } == .wrongKeyLength(algorithm: .aes128XTS, actual: 31))
    #expect(refusal { $0.algorithm = 0 } == .wrongKeyLength(algorithm: .none, actual: 32))
    #expect(refusal { $0.key = [UInt8](repeating: 9, count: 32) } == .equalKeyHalves)
    #expect(refusal { $0.owner = [] } == .wrongOwnerLength(0))
    #expect(refusal { $0.lines = 0 } == .noLines)
    #expect(refusal { $0.base = 64 } == .baseWithoutFlag)
    #expect(
      refusal {
        $0.flags = .closed
        $0.base = 96
      } == .unalignedBase(96))
    #expect(
      refusal {
        $0.flags = .closed
        $0.base = 64
      } == nil)
    #expect(refusal { $0.flags.insert(.defaultKey) } == .linesOfDefaultKey(3))
    #expect(refusal { $0.lines = 1 << 26 } == nil)
    #expect(refusal { $0.lines = 1 << 26 + 1 } == .tooManyLines(1 << 26 + 1))
    #expect(refusal { $0.entryPoints = [UInt32](repeating: 2, count: 9) } == .tooManyEntryPoints(9))
    #expect(refusal { $0.entryPoints = [2, 3] } == .oddEntryPoint(3))
    #expect(refusal { $0.entryPoints = [192] } == .entryPointOutside(192, lines: 3))
    #expect(
      refusal {
        $0.algorithm = 0
        $0.key = []
      } == nil)
    #expect(
      refusal {
        $0.flags = .defaultKey
        $0.lines = 0
        $0.entryPoints = [0xffff_fffe]
      } == nil)
  }

  /// Whatever the tool makes, the processor takes; whatever the tool refuses for its contents, the processor refuses.
  @Test func toolAndProcessorAgree() throws {
    let (device, unit) = (try Devices.first(), try UnwrapUnit(fuses: Devices.first().fuses()))
    for change: (inout KeyEntry) -> Void in [
      { $0.algorithm = 3 }, { $0.key.removeLast() }, { $0.entryPoints = [2, 3] }, { $0.entryPoints = [192] },
      { $0.flags.insert(.defaultKey) },
    ] {
      #expect(refusal(change) != nil)
      let wrapped = try RSAKey(publicPEM: File.read("\(device.path)/public.pem")).encrypt(entry(change).encoded())
      #expect(try unit.open(wrapped) == .failure(.malformedEntry))
    }
  }

  @Test("a description tells the key only when it is asked for")
  func description() {
    let shown = EntryDescription(entry(), name: "e", secrets: true).text
    let hidden = EntryDescription(entry(), name: "e", secrets: false).text
    let (key, owner) = (hexadecimal(bytes: 100..<132), hexadecimal(bytes: 0..<32))
    #expect(shown.contains(key) && shown.contains(owner))
    #expect(!hidden.contains(key) && !hidden.contains(owner))
    #expect(hidden.contains("aes128-xts") && hidden.contains("0x00000000, 0x00000040, 0x000000be"))
  }
}
