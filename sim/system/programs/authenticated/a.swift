import Sharing

/// Process A, the owner of the shared region, as `a.c` is it in C; but after a refusal it ends.
@main struct A: Program {
  /// Offsets in the shared region: `struct letter` of `figure6.h`.
  private static let (turn, number, text) = (0, 4, 8)

  static func run() throws(SharingError) {
    let peer = try Peer("b")
    var hidden = try HiddenRegion(segment: 4, bytes: 16384)
    // B offers the algorithms of the source document alone, then all: the strongest is taken.
    for segment in UInt8(6)...7 {
      let exchange = try AuthenticatedExchange(as: .owner, with: "b", in: &hidden)
      try agree(by: exchange, with: peer)
      let key = try exchange.regionKey(for: "Sab", in: &hidden)
      let isFirst = exchange.suite == .ffdhe2048WithRSAPSS
      let letter = try SharedRegion.share(
        isFirst ? "Sab1" : "Sab2", with: [peer], segment: segment, bytes: 4096, key: key)
      step("S86", "shares Sab under Kauth, at", address: letter.address)
      try write(letter, to: peer)
      step("S100", isFirst ? "reads B's answer in Sab1" : "reads B's answer in Sab2")
      talk(in: letter, rounds: argument == 0 ? 20 : argument)
      try peer.send("next")
    }
    try peer.waitForMessage()
    showRegions()
    try peer.send("end")
  }

  /// What `AuthenticatedExchange.agree` does, with a line for each step.
  private static func agree(by exchange: borrowing AuthenticatedExchange, with peer: Peer) throws(SharingError) {
    exchange.receiveMessage(from: peer)
    try exchange.checkRequest()
    step("SF-117", "has checked Bcert with Kpg, taken Kpb out of it, and computed Av")
    try exchange.respond()
    step("SF-118", "sends the challenge An, and Acert")
    try exchange.sendMessage(to: peer)
    exchange.receiveMessage(from: peer)
    try exchange.takeValue()
    try exchange.signAsOwner()
    step("SF-119", "sends Av, and its signature of Av, Bn and all the rest")
    try exchange.sendMessage(to: peer)
    exchange.receiveMessage(from: peer)
    try exchange.checkClient()
    step("SF-121", "has checked B's signature with Kpb")
    step("SF-123", "has computed Kauth, and B has the same")
    try exchange.confirm()
    step(
      "SF-124",
      exchange.suite == .ffdhe2048WithRSAPSS
        ? "has agreed with B by ffdhe2048 with RSA-PSS" : "has agreed with B by X25519 with Ed25519")
    try exchange.sendMessage(to: peer)
    try peer.waitForMessage()
  }

  private static func write(_ letter: SharedRegion, to peer: Peer) throws(SharingError) {
    letter.write("Which lock did you change last night, and why?", at: text)
    try peer.send("go")
    try peer.waitForMessage()
    guard letter.holds("The seventh: its ward was worn to the brass.", at: text) else { fail("this is no answer") }
  }

  private static func talk(in letter: SharedRegion, rounds: Int) {
    for round in 0..<rounds {
      letter[word: number] = UInt32(round)
      letter[word: turn] = 1
      while letter[word: turn] != 0 { yield() }
      guard letter[word: number] == 3 * UInt32(round) + 1 else { fail("the answer is wrong") }
    }
    step("S100", "messages to and fro:", rounds)
  }
}
