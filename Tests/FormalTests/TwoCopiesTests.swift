import Foundation
import HDL
import Testing

@testable import Formal
@testable import Hardware

/// Attribute registers with key store, with less round them than in the unit and a mistake somebody has signed for.
private final class Careless: Module {
  /// Each is one line that a designer might write; the labels allow it because of `declassify`.
  enum Mistake: CaseIterable {
    /// A status register shows a byte of the key that is in use.
    case keyInStatus
    /// The store counts keys with a set bit as two.
    case fullByKey
    /// Set-up waits longer for some keys.
    case readyByKey
    /// A bit of the key chooses the register of the public view.
    case viewByKey
    /// None: what is shown is zero whatever the key is, which labels cannot know.
    case harmless
  }

  let attributeWrite = In()
  let writeIndex: Bits.Input
  let entry: View<Attribute>.Input
  let viewIndex: Bits.Input
  let lineIndex: Bits.Input
  let keyWrite = In()
  let keySlot: Bits.Input
  let key: Bits.Input
  let choice = In()

  let segment = Out(8)
  let status = Out(8)
  let full = Out()
  let ready = Out()
  let lineKey: Bits.Output

  private let unit: Instance<AttributesAndKeys>
  private let wasOdd = Reg(reset: false)
  private let waiting = Reg(2, reset: 0)
  private let mistake: Mistake

  init(_ mistake: Mistake, _ parameters: UnitParameters) {
    self.mistake = mistake
    writeIndex = In(parameters.attributeBits)
    entry = In(Attribute(parameters))
    viewIndex = In(parameters.attributeBits)
    lineIndex = In(parameters.attributeBits)
    keySlot = In(parameters.slotBits)
    key = In(parameters.keyBits).secret()
    lineKey = Out(parameters.keyWordBits).secret()
    unit = Instance(AttributesAndKeys(parameters))
  }

  override func build() {
    unit.attributeWrite <== attributeWrite
    unit.writeIndex <== writeIndex
    unit.writeValid <== true
    unit.entry <== entry
    let viewBit = mistake == .viewByKey ? declassify(unit.lineKey[0], "one bit") : false
    unit.viewIndex <== viewIndex ^ viewBit.bits.extended(to: viewIndex.width)
    unit.readIndex <== lineIndex
    unit.matchDomain <== 0
    unit.matchLine <== 0
    unit.runningDomain <== 0
    unit.keyWrite <== keyWrite
    unit.keyErase <== false
    unit.keySweep <== false
    unit.keyWord <== 0
    unit.keySlot <== keySlot
    unit.key <== key
    lineKey <== unit.lineKey
    segment <== unit.viewEntry.segment

    let byte = unit.lineKey[0...7]
    switch mistake {
    case .keyInStatus: status <== declassify(byte, "for debugging")
    case .harmless: status <== declassify(mux(choice, byte, 0) & mux(choice, 0, byte), "zero")
    default: status <== 0
    }
    wasOdd <== wasOdd | (mistake == .fullByKey ? keyWrite & declassify(key[0], "one bit") : false)
    full <== unit.full | wasOdd
    when(keyWrite) {
      waiting <== (mistake == .readyByKey ? cat(Bits(1, width: 1), declassify(key[7], "one bit")) : Bits(2, width: 2))
    } otherwise: {
      when(waiting.any) { waiting <== waiting - 1 }
    }
    ready <== unit.ready & !waiting.any
    ignore(choice)
  }
}

/// That secrets do not show at public ports, proved without believing labels or reasons.
@Suite("Two copies")
struct TwoCopiesTests {
  private let parameters = DesignPoint.minimal.parameters
  private let prover = Prover(timeLimit: 300)

  @Test("the public outputs of attribute registers and key store tell nothing about keys and nonces")
  func unit() throws {
    let design = try Design(AttributesAndKeys(parameters))
    #expect(design.declassifications.isEmpty)
    let copies = try TwoCopies(of: design)
    let proof = try prover.prove(copies.design, by: .induction(depth: 1))
    guard case .proved = proof.verdict else { throw Unexpected(proof.verdict) }
    for output in copies.publicOutputs {
      let isClaimed = proof.properties.contains { $0.name == "\(output)_is_equal" && $0.kind == .always }
      #expect(isClaimed)
    }
    #expect(!copies.publicOutputs.contains("read_entry_1_nonce") && !copies.publicOutputs.contains("line_key"))
    let search = try prover.cover(copies.design, depth: 4)
    #expect(search.reached.map(\.property.name).sorted() == ["secret_input_differs", "secret_output_differs"])
  }

  @Test(
    "what is declassified by mistake is refuted, with the output that shows it",
    arguments: [("status", 0), ("full", 1), ("ready", 2), ("segment", 3)])
  func mistakes(output: String, number: Int) throws {
    let design = try Design(Careless(Careless.Mistake.allCases[number], parameters))
    #expect(design.declassifications.count == 1)
    let copies = try TwoCopies(of: design, claims: .outputs)
    let proof = try prover.prove(copies.design, by: .bounded(depth: 6))
    guard case .refuted(let counterexample) = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(counterexample.property?.name == "\(output)_is_equal")
    #expect(copies.differences(in: counterexample.trace).map(\.output) == [output])
  }

  @Test("a reason that is true is proved, and one that is believed shows nothing else")
  func reasons() throws {
    let harmless = try TwoCopies(of: Design(Careless(.harmless, parameters)))
    let proof = try prover.prove(harmless.design, by: .induction(depth: 1))
    guard case .proved = proof.verdict else { throw Unexpected(proof.verdict) }
    let believed = try TwoCopies(of: Design(Careless(.keyInStatus, parameters)), declassified: .equal)
    let second = try prover.prove(believed.design, by: .induction(depth: 1))
    guard case .proved = second.verdict else { throw Unexpected(second.verdict) }
  }

  @Test("docs/secrecy.md has the sizes of what is proved")
  func sizes() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/secrecy.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `secrecy_of_") }.map {
      $0.split(separator: "|").map { String($0.filter { !" `,".contains($0) }) }
    }
    var expected: [[String]] = []
    for (goal, declassified) in [
      ("secrecy_of_attributes_and_keys", TwoCopies.Declassified.own), ("secrecy_of_the_unit", .equal),
    ] {
      for point in [DesignPoint.minimal, .small] {
        let module: Module =
          declassified == .own ? AttributesAndKeys(point.parameters) : EncryptionUnit(point.parameters)
        let copies = try TwoCopies(of: Design(module), declassified: declassified)
        let found = try #require(HardwareProofs.goals(point).first { $0.name == goal }).elaborate()
        let properties = copies.design.properties()
        #expect(found.properties().map(\.name) == properties.map(\.name))
        expected.append([
          goal, "\(point)", declassified == .own ? "therearenone" : "assumedtoagree", "\(copies.registerBits)",
          "\(copies.memoryBits)", "\(properties.count { $0.kind == .always })",
        ])
      }
    }
    #expect(rows.map { Array($0.dropLast()) } == expected)
  }
}
