import Sharing

/// Process A, the owner of the shared region, as `a.c` is it in C.
@main struct A: Program {
  /// Offsets in the shared region: `struct letter` of `figure5.h`.
  private static let (turn, number, text) = (0, 4, 8)

  static func run() throws(SharingError) {
    let peer = try Peer("b")
    step("S81", "runs in encrypted mode: code and data under the keys of its entries")
    var hidden = try HiddenRegion(segment: 4, bytes: 4096)
    step("S82", "has the hidden region Ha at", address: hidden.address)
    let exchange = try KeyExchange(as: .owner, in: &hidden)
    try exchange.choosePrivateExponent()
    step("S83", "has chosen Xa in Ha, and computed Ka = alpha^Xa mod q")

    try exchange.sendPublicValue(to: peer)
    try exchange.receivePublicValue(from: peer)
    step("S84", "has sent Ka and received Kb")
    let key = try exchange.computeKey(for: "Sab", in: &hidden)
    step("S85", "has computed Kab = Kb^Xa mod q, in Ha")

    let letter = try SharedRegion.share("Sab", with: [peer], segment: 5, bytes: 4096, key: key)
    step("S86", "shares Sab under Kab, at", address: letter.address)
    letter.write("Which lock did you change last night, and why?", at: text)
    try peer.send("go")
    try peer.waitForMessage()
    guard letter.holds("The seventh: its ward was worn to the brass.", at: text) else { fail("this is no answer") }
    step("S100", "reads B's answer in Sab")
    talk(in: letter, rounds: argument == 0 ? 20 : argument)
    showRegions()
    try peer.send("end")
  }

  private static func talk(in letter: SharedRegion, rounds: Int) {
    for round in 0..<rounds {
      letter[word: number] = UInt32(round)
      letter[word: turn] = 1
      while letter[word: turn] != 0 { yield() }
      guard letter[word: number] == 3 * UInt32(round) + 1 else { fail("the answer is wrong") }
    }
    step("S100", "messages to and fro in Sab:", rounds)
  }
}
