import HDL
import Testing

@testable import Hardware

@Suite struct LineSharingTests {
  @Test func dataFirstAndWhatIsOfferedStays() throws {
    let sharing = try simulateHere(LineSharing(MemoryParameters()))
    try sharing.reset()
    sharing.data.payload.physicalLine = 0x111
    sharing.data.payload.kind = .load
    sharing.fetch.payload.physicalLine = 0x222
    sharing.fetch.payload.kind = .fetch
    sharing.dataResponse.ready = true
    sharing.fetchResponse.ready = true

    // The fetch was offered before, so it stays although data comes.
    sharing.fetch.valid = true
    try sharing.tick()
    sharing.data.valid = true
    #expect(sharing.request.valid && sharing.request.payload.physicalLine == 0x222)
    sharing.request.ready = true
    #expect(sharing.fetch.ready && !sharing.data.ready)
    try sharing.tick()

    // Until its last word nothing else is taken; data is offered already.
    sharing.request.ready = false
    for word in 0..<8 as Range<UInt64> {
      #expect(sharing.request.valid && sharing.request.payload.physicalLine == 0x111)
      #expect(!sharing.fetch.ready && !sharing.data.ready)
      sharing.response.valid = true
      sharing.response.payload.data = word
      sharing.response.payload.last = word == 7
      #expect(sharing.fetchResponse.valid && !sharing.dataResponse.valid)
      #expect(sharing.fetchResponse.payload.data == word)
      try sharing.tick()
    }
    sharing.response.valid = false

    // Both ask: data goes first, and the fetch is not offered before the answer has ended.
    sharing.request.ready = true
    #expect(sharing.request.valid && sharing.request.payload.physicalLine == 0x111)
    #expect(sharing.data.ready && !sharing.fetch.ready)
    try sharing.tick()
    sharing.request.ready = false
    sharing.data.valid = false
    #expect(!sharing.request.valid)
    sharing.response.valid = true
    sharing.response.payload.last = true
    #expect(sharing.dataResponse.valid && !sharing.fetchResponse.valid)
    try sharing.tick()
    sharing.response.valid = false
    #expect(sharing.request.valid && sharing.request.payload.physicalLine == 0x222)
  }
}
