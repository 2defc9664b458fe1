import Sharing

/// One side of authenticated exchanges that end with a refusal, and of one that does not; `client.swift` is the other one.
@main struct Owner: Program {
  static func run() throws(SharingError) {
    let client = try Peer("client")
    var hidden = try HiddenRegion(segment: 4, bytes: 65536)
    expect(.badName, "a name that is too long") { () throws(SharingError) in
      _ = try AuthenticatedExchange(as: .owner, with: "far too long", in: &hidden)
    }
    let early = try AuthenticatedExchange(as: .owner, with: "client", in: &hidden)
    expect(.refused(.wrongStep), "a key before the exchange") { () throws(SharingError) in
      _ = try early.regionKey(for: "early", in: &hidden)
    }
    expect(.refused(.wrongStep), "the last step first") { () throws(SharingError) in try early.confirm() }

    expect(.refused(.noCommonSuite), "other suites") { () throws(SharingError) in
      _ = try AuthenticatedExchange.agree(
        with: client, named: "client", as: .owner, for: "suites", suite: .x25519WithEd25519, in: &hidden)
    }
    expect(.refused(.malformed), "no message of the exchange") { () throws(SharingError) in
      _ = try AuthenticatedExchange.agree(with: client, named: "client", as: .owner, for: "letter", in: &hidden)
    }
    var later = Identity.own
    later.time += 2 * 366 * 24 * 60 * 60
    expect(.refused(.badCertificate(.expired)), "two years later") { () throws(SharingError) in
      _ = try AuthenticatedExchange.agree(
        with: client, named: "client", as: .owner, for: "late", identity: later, in: &hidden)
    }

    let key = try AuthenticatedExchange.agree(
      with: client, named: "client", as: .owner, for: "right", in: &hidden)
    let right = try SharedRegion.share("right", with: [client], segment: 5, bytes: 64, key: key)
    right.write("client, and nobody else")
    try client.send("read")

    guard
      Refusal.badCertificate(.wrongName).text.utf8.elementsEqual(
        "the certificate does not hold (it is another process's)".utf8)
    else { fail("the text of a refusal") }
    // What is not caught ends the process with these words.
    _ = try AuthenticatedExchange.agree(with: client, named: "other", as: .owner, for: "wrong", in: &hidden)
    fail("a certificate for another name")
  }

  /// Carries out what has to be refused.
  private static func expect(_ error: SharingError, _ what: StaticString, _ body: () throws(SharingError) -> Void) {
    do throws(SharingError) { try body() } catch let found {
      if found == error { return }
    }
    fail(what)
  }
}
