import Sharing

/// What the module answers, and what it refuses, in one process; `other.c` is the other side.
@main struct Regions: Program {
  static func run() throws(SharingError) {
    try peers()
    try regions()
    try keys()
    print("done")
  }

  private static func peers() throws(SharingError) {
    expect(.badName, "a name that is too long") { () throws(SharingError) in _ = try Peer("far too long") }
    expect(.badName, "no name") { () throws(SharingError) in _ = try Peer("") }
    expect(.system(.unknown), "nobody") { () throws(SharingError) in _ = try Peer("nobody") }
    let other = try Peer("other")
    check(other.number == 1, "the other process has number 1")
    try other.send([1, 2, 250])
    check(try other.receive() == [250, 2, 1], "the answer is the message backwards")
    expect(.system(.badOperand), "a long message") { () throws(SharingError) in
      try other.send([UInt8](repeating: 0, count: 1025))
    }
    let message = try Message.next()
    check(message.sender == other && message.bytes.isEmpty, "an empty message")
    expect(.otherMessage, "a message of the wrong process") { () throws(SharingError) in
      _ = try Peer("regions").receive()
    }
    expect(.otherMessage, "the same, and nobody reads it") { () throws(SharingError) in
      try Peer("regions").waitForMessage()
    }
  }

  private static func regions() throws(SharingError) {
    var hidden = try HiddenRegion(segment: 4, bytes: 64)
    let (small, large) = (try hidden.place(UInt8(7)), try hidden.place(UInt64(1) << 40))
    large.value += UInt64(small.value)
    check(large.value == 1 << 40 + 7 && small.value == 7, "values have places of their own")
    for number in 0..<6 { check(try hidden.place(UInt64(number)).value == UInt64(number), "there is room") }
    expect(.hiddenRegionIsFull, "a full region") { () throws(SharingError) in _ = try hidden.place(UInt8(0)) }
    expect(.processor(status: 9), "a segment that is there") { () throws(SharingError) in
      _ = try HiddenRegion(segment: 4, bytes: 64)
    }
    expect(.processor(status: 5), "part of a line") { () throws(SharingError) in
      _ = try HiddenRegion(segment: 5, bytes: 65)
    }
    expect(.system(.badOperand), "an empty region") { () throws(SharingError) in
      _ = try HiddenRegion(segment: 5, bytes: 0)
    }
    expect(.system(.noMemory), "a region of 256 MiB") { () throws(SharingError) in
      _ = try HiddenRegion(segment: 5, bytes: 1 << 28)
    }
  }

  private static func keys() throws(SharingError) {
    var hidden = try HiddenRegion(segment: 6, bytes: 512)
    let other = try Peer("other")
    let key = try RegionKey.derive(from: "spring tide of 1851", for: "derived", in: &hidden)
    let shared = try SharedRegion.share("derived", with: [other], segment: 7, bytes: 128, key: key)
    check(shared.count == 128 && shared[word: 124] == 0, "a shared region is zero")
    shared.write("written in Swift", at: 64)
    shared[word: 0] = 1851
    shared[byte: 5] = 0xa5
    check(shared[word: 4] == 0xa500, "a byte lies in its word")
    expect(.system(.exists), "a name that is taken") { () throws(SharingError) in
      _ = try SharedRegion.share("derived", with: [other], segment: 8, bytes: 64, key: key)
    }
    expect(.system(.unknown), "what nobody shares") { () throws(SharingError) in
      _ = try SharedRegion.join("nothing", segment: 8, bytes: 64, key: key)
    }
    try other.send("read")
    try other.waitForMessage()
    check(shared.text(at: 64).utf8.elementsEqual("read in C, too".utf8), "text of the other process")
    check(shared.holds("read in C, too", at: 64) && !shared.holds("read in C", at: 64), "the whole text")
    check(shared[word: 0] == 2 * 1851, "a word of the other process")
    let random = try RegionKey.random(in: &hidden)
    expect(.system(.denied), "what the owner keeps") { () throws(SharingError) in
      _ = try SharedRegion.join("kept", segment: 8, bytes: 64, key: random)
    }
    // The same key at the right place, and another one: noise.
    let wrong = try SharedRegion.join("open", segment: 8, bytes: 64, key: random)
    check(!wrong.holds("nobody reads this by chance"), "another key gives noise")
  }

  private static func check(_ isRight: Bool, _ what: StaticString) { if !isRight { fail(what) } }

  /// Carries out what has to be refused.
  private static func expect(_ error: SharingError, _ what: StaticString, _ body: () throws(SharingError) -> Void) {
    do throws(SharingError) { try body() } catch let found {
      if found == error { return }
    }
    fail(what)
  }
}
