import HDL
import Testing

/// Ways out for a secret, and what needs none.
@Suite struct DeclassificationChecks {
  @Test func declassifiedIsPublic() {
    vault { $0.result <== declassify($0.key, "ciphertext") + 1 }.expect()
    vault { m in
      when(declassify(m.door, "shown on the door")) {
        m.result <== 1
      } otherwise: {
        m.result <== 0
      }
    }.expect()
  }

  @Test func secretOutputsMayHaveSecrets() {
    final class Cipher: Module {
      let key = In(8).secret()
      let number = In(signed: 8).secret()
      let result = Out(8).secret()
      let doubled = Out(signed: 9).secret()
      let ready = Out()
      let state = Reg(8, reset: 0).secret()
      override func build() {
        state <== state ^ key
        result <== state
        doubled <== number.extended(to: 9) + number.extended(to: 9)
        ready <== true
        always("secrets_may_be_asserted_about", state != key)
        cover("and_covered", key.all)
      }
    }
    report(Cipher()).expect()
  }

  @Test func reasons() {
    vault { $0.result <== declassify($0.key, " ") }.expect(
      "+0:27 `declassify` of `key` has no reason: say why nothing secret can be learnt from the value")
    vault { $0.result <== declassify($0.a + 1, "ciphertext") }.expect(
      "+0:27 `declassify` of `a + 8'h01`, which is public: remove it")
  }

  /// Once is enough: what was declassified is public.
  @Test func twice() {
    vault { $0.result <== declassify(declassify($0.key, "ciphertext"), "to be sure") }.expect(
      "+0:27 `declassify` of `key`, which is public: remove it")
  }

  @Test func withoutLabelsThereIsNothingToDeclassify() {
    report { ignore(declassify($0.a, "ciphertext")) }.expect(
      "+0:21 `declassify` of `a`, which is public: remove it")
  }

  final class Mixer: Module {
    let key = In(8, "of the session").secret()
    let tag = In(4).secret()
    let p = In()
    let sum = Out(8)
    let parity = Out("of the key").secret()
    let held = Reg(8, reset: 0)
    override func build() {
      for bit in [0, 1] { when(key[bit] & p) { ignore(tag) } }
      let low = declassify(key[0...3], "half of it")
      held <== cat(low, declassify(key[4...7], "the other half"))
      sum <== held
      parity <== key.parity
      ignore(declassify(tag, "for nobody"))
    }
  }

  @Test func theDesignListsThem() throws {
    let line = #line - 9
    let design = try Design(Mixer())
    func place(_ offset: Int, _ column: Int) -> String? {
      #if DEBUG
        "DeclassificationChecks.swift:\(line + offset):\(column)"
      #else
        nil
      #endif
    }
    let found = design.declassifications
    #expect(found.map(\.value) == ["key[7:4]", "key[3:0]"])
    #expect(found.map(\.reason) == ["the other half", "half of it"])
    #expect(found.allSatisfy { $0.module == "mixer" && $0.signal == "held" && $0.width == 4 })
    #expect(found.map(\.location) == [place(1, 25), place(0, 17)])
    #expect(
      design.secretPorts == [
        PortDescription(name: "key", width: 8, direction: .input),
        PortDescription(name: "tag", width: 4, direction: .input),
        PortDescription(name: "parity", width: 1, direction: .output),
      ])
  }

  @Test func portsSayThatTheyAreSecret() throws {
    let ports = try text(of: Mixer()).prefix { $0 != ";" }
    #expect(
      ports == """
        module mixer (
          input  wire       clock,
          input  wire       reset,  // synchronous, active high
          input  wire [7:0] key,    // secret: of the session
          input  wire [3:0] tag,    // secret
          input  wire       p,
          output wire [7:0] sum,
          output wire       parity  // secret: of the key
        )
        """)
  }
}
