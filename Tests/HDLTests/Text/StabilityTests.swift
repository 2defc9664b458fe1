import HDL
import Testing

/// What an edit changes in the text, and what it leaves alone: reviewers read the difference.
@Suite struct StabilityTests {
  /// How the inner module differs.
  enum Edit: CaseIterable { case none, otherExpression, moreState, moreLogicFirst, moreLogicLast }

  final class Inner: Module {
    let a = In(8)
    let b = In(8)
    let sum = Out(8)
    let same = Out()
    let edit: Edit

    init(_ edit: Edit) {
      self.edit = edit
      super.init(name: "inner")
    }

    override func build() {
      if edit == .moreLogicFirst { ignore(((a ^ b) & (a | b)).named("extra")) }
      let mixed = (a + b) ^ (a & b)
      sum <== (edit == .otherExpression ? mixed - a : mixed + (mixed & b))
      same <== (mixed == a) | (mixed == b)
      if edit == .moreState {
        let last = Reg(8, reset: 0).named("last")
        last <== a
        always("moves", (last == a) | a.any | b.any | last.any | !a.any)
      }
      if edit == .moreLogicLast { ignore(((a - b) & (b - a)).named("extra")) }
    }
  }

  final class Sibling: Module {
    let a = In(8)
    let parity = Out()
    override func build() { parity <== (a + 1).parity ^ a.parity }
  }

  final class Outer: Module {
    let a = In(8)
    let b = In(8)
    let result = Out(8)
    let flags = Out(2)
    let inner: [Instance<Inner>]
    let sibling = Instance(Sibling())

    init(_ edit: Edit) {
      inner = (0..<2).map { _ in Instance(Inner(edit)) }
      super.init(name: "outer")
    }

    override func build() {
      for unit in inner {
        unit.a <== a
        unit.b <== b
      }
      sibling.a <== inner[0].sum
      result <== inner[0].sum ^ inner[1].sum
      flags <== cat(inner[0].same & inner[1].same, sibling.parity)
    }
  }

  private func files(_ edit: Edit) throws -> [String: String] {
    let files = try Design(Outer(edit)).verilog().files
    return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
  }

  @Test(arguments: Edit.allCases.dropFirst())
  func anEditChangesItsOwnModuleOnly(edit: Edit) throws {
    let before = try files(.none)
    let after = try files(edit)
    #expect(before.keys.sorted() == ["inner.v", "outer.v", "sibling.v"])
    let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
    // New state needs a clock, which the modules around it must bring.
    #expect(changed == (edit == .moreState ? ["inner.v", "outer.v"] : ["inner.v"]))
    if edit == .moreState {
      let lines = try #require(after["outer.v"]).split(separator: "\n")
      let known = try #require(before["outer.v"]).split(separator: "\n")
      let more = lines.filter { !known.contains($0) }
      #expect(
        more.allSatisfy { $0.contains("clock") || $0.contains("reset") || $0.hasPrefix("  input  wire") }, "\(more)")
    }
  }

  /// What is added behind adds lines and renames nothing that was there.
  @Test func whatIsAddedBehindOnlyAdds() throws {
    let before = try #require(try files(.none)["inner.v"]).split(separator: "\n")
    let after = try #require(try files(.moreLogicLast)["inner.v"]).split(separator: "\n")
    let missing = before.filter { !after.contains($0) }
    #expect(missing.isEmpty, "\(missing)")
  }
}
