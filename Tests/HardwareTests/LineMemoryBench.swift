import HDL
import Testing

@testable import Hardware

/// A memory behind AXI4 that serves whole lines.
protocol LineMemory: Module {
  var axiAr: Sink<AXIAddress> { get }
  var axiR: Source<AXIRead> { get }
  var axiAw: Sink<AXIAddress> { get }
  var axiW: Sink<AXIWrite> { get }
  var axiB: Source<AXIWriteResponse> { get }
}

extension BusMemory: LineMemory {}
extension OnChipMemory: LineMemory {}

/// Lines written and read as the encryption unit does.
extension CycleSimulator where Top: LineMemory {
  /// After reset, with the fields of bursts of a line.
  func begin() throws {
    try reset()
    self.axiB.ready = true
    self.axiW.payload.strb = 0xff
    for burst in [self.axiAr, self.axiAw] {
      burst.payload.len = 7
      burst.payload.size = 3
      burst.payload.burst = 1
    }
  }

  /// Writes a line and gives BRESP.
  func write(_ words: [UInt64], to address: UInt64) throws -> UInt64 {
    self.axiAw.payload.addr = address
    self.axiAw.valid = true
    while !self.axiAw.ready { try tick() }
    try tick()
    self.axiAw.valid = false
    self.axiW.valid = true
    for (index, word) in words.enumerated() {
      self.axiW.payload.data = word
      self.axiW.payload.last = index == words.count - 1
      while !self.axiW.ready { try tick() }
      try tick()
    }
    self.axiW.valid = false
    #expect(self.axiB.valid)
    let response = self.axiB.payload.resp
    try tick()
    return response
  }

  /// Reads a line with a reader that takes a word in every `pace`-th cycle: the words, RRESP, and the cycles it took.
  func read(_ address: UInt64, pace: Int = 1) throws -> (words: [UInt64], response: UInt64, cycles: Int) {
    self.axiAr.payload.addr = address
    self.axiAr.valid = true
    #expect(self.axiAr.ready)
    let start = cycle
    try tick()
    self.axiAr.valid = false
    var words: [UInt64] = []
    var responses: Set<UInt64> = []
    while words.count < 8 {
      self.axiR.ready = cycle % pace == 0
      if self.axiR.valid && self.axiR.ready {
        words.append(self.axiR.payload.data)
        responses.insert(self.axiR.payload.resp)
        #expect(self.axiR.payload.last == (words.count == 8))
      }
      try tick()
    }
    self.axiR.ready = false
    #expect(!self.axiR.valid && responses.count == 1)
    return (words, responses.first ?? 9, cycle - start)
  }
}
