import HDL
import Testing

/// Expressions of unusual length and depth.
@Suite struct LongExpressionTests {
  /// A chain far deeper than the machine's stack would allow a recursive walk.
  @Test func deepExpressions() throws {
    final class Deep: Module {
      let a = In(8)
      let b = In(8)
      let result = Out(8)
      override func build() {
        var value: Bits = a
        for step in 0..<10_000 { value = step % 2 == 0 ? value + b : value ^ a }
        result <== value
      }
    }
    let design = try Design(Deep())
    #expect(try #require(design.verilog().files.first).text.contains("assign result = "))
    #expect(design.mutationSites().count == 10_000)
  }

  /// They type-check quickly: that this file compiles is the test.
  @Test func sixtyFourTerms() throws {
    final class Long: Module {
      let a = In(8)
      let b = In(8)
      let p = In()
      let result = Out(8)
      override func build() {
        let k = 3
        result <== a + b ^ a & b | a - k + b ^ a & b + 1 | a ^ b + a & b - 2 | a ^ b + a & b | a - b + k ^ a & b
          | a + b ^ a & b | a - k + b ^ a & b + 1 | a ^ b + a & b - 2 | a ^ b + a & b | a - b + k ^ a & b
          | a + b ^ a & b | a - k + b ^ a & b + 1 | a ^ b + a & b - 2 | a ^ b + a & b | a - b + k ^ a & mux(p, a, b)
      }
    }
    #expect(try text(of: Long()).contains("assign result"))
  }
}
