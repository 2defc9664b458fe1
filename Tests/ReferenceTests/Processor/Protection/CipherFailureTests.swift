import Testing

@testable import Reference

/// What happens when OpenSSL fails: an end with the error, and no crash.
@Suite struct CipherFailureTests {
  @Test("the first failure is kept, and the substitute taken")
  func first() {
    let failure = CipherFailure()
    #expect(failure.attempt(otherwise: 7) { () throws(CipherError) in 3 } == 3 && failure.error == nil)
    #expect(failure.attempt(otherwise: 7) { () throws(CipherError) in throw .equalKeyHalves } == 7)
    _ = failure.attempt(otherwise: 0) { () throws(CipherError) in throw .openSSL(call: "later", reason: "") }
    #expect(failure.error == .equalKeyHalves)
  }

  @Test("a run ends with it")
  func run() {
    let machine = Machine(memory: 1 << 16) { _ in }
    // An endless loop.
    #expect(machine.hart.memory.load([0x6f, 0, 0, 0], at: 0x1000))
    #expect(machine.run(limit: 10_000) == .limit)
    machine.hart.cipherFailure.attempt(otherwise: ()) { () throws(CipherError) in throw .equalKeyHalves }
    #expect(machine.run(limit: 20_000) == .failed(.equalKeyHalves))
  }
}
