import Sharing

/// The other side of `owner.swift`, which is told of each refusal.
@main struct Client: Program {
  static func run() throws(SharingError) {
    let owner = try Peer("owner")
    var hidden = try HiddenRegion(segment: 4, bytes: 65536)
    try expectRefusal("other suites", owner, &hidden)
    try owner.send("none")
    try takeRefusal("no message of the exchange", owner, &hidden)
    try expectRefusal("two years later", owner, &hidden)

    let key = try AuthenticatedExchange.agree(
      with: owner, named: "owner", as: .client, for: "right", suite: .ffdhe2048WithRSAPSS, in: &hidden)
    try owner.waitForMessage()
    let right = try SharedRegion.join("right", segment: 5, bytes: 64, key: key)
    guard right.holds("client, and nobody else") else { fail("this is no text of the owner") }

    try expectRefusal("a certificate for another name", owner, &hidden)
    print("the owner has refused each")
  }

  private static func expectRefusal(
    _ what: StaticString, _ owner: Peer, _ hidden: inout HiddenRegion
  ) throws(SharingError) {
    do throws(SharingError) {
      _ = try AuthenticatedExchange.agree(
        with: owner, named: "owner", as: .client, for: "wrong", suite: .ffdhe2048WithRSAPSS, in: &hidden)
    } catch {
      if error == .refused(.peerRefused) { return }
      throw error
    }
    fail(what)
  }

  /// The answer to a message that was none of the exchange.
  private static func takeRefusal(
    _ what: StaticString, _ owner: Peer, _ hidden: inout HiddenRegion
  ) throws(SharingError) {
    let exchange = try AuthenticatedExchange(as: .client, with: "owner", in: &hidden)
    try exchange.request()
    exchange.receiveMessage(from: owner)
    do throws(SharingError) { try exchange.checkResponse() } catch {
      if error == .refused(.peerRefused) { return }
      throw error
    }
    fail(what)
  }
}
