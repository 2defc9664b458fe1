import HDL
import Simulation
import Testing

@testable import Hardware

/// A level-2 cache between an encryption unit that asks for lines and a memory that takes its time.
final class LevelTwoBench {
  let cache: CycleSimulator<LevelTwoCache>
  /// What memory holds, where it is not the address in each word. Lines from `absent` on are not there.
  private(set) var memory: [UInt64: [UInt64]] = [:]
  static let absent: UInt64 = 0x3_0000
  /// What the encryption unit wrote last.
  private(set) var newest: [UInt64: [UInt64]] = [:]
  /// Lines that memory was asked for, and that it took, in order.
  private(set) var fetched: [UInt64] = []
  private(set) var taken: [UInt64] = []
  /// Whether memory takes addresses and words of lines that are written.
  var takesLines = true
  /// Of each choice whether one side is ready; nil where all are, always.
  var generator: SeededGenerator?
  /// Cycles from a read address to the first word.
  var latency = 5

  private var reading: (line: UInt64, beat: Int, wait: Int)?
  private var writing: UInt64?
  private var writtenWords: [UInt64] = []
  private var answers = false

  init(_ parameters: LevelTwoParameters) throws {
    cache = try CycleSimulator(LevelTwoCache(parameters), start: .random(seed: 3))
    cache.upperW.payload.strb = 0xff
    for burst in [cache.upperAr, cache.upperAw] {
      burst.payload.len = 7
      burst.payload.size = 3
      burst.payload.burst = 1
    }
    try cache.reset()
  }

  static func original(_ line: UInt64) -> [UInt64] { (0..<8).map { line << 6 | $0 << 3 } }

  private func chance() -> Bool { generator?.next().isMultiple(of: 2) != true }

  /// A clock cycle, with what memory does in it.
  func tick() throws {
    cache.axiAr.ready = reading == nil && chance()
    if let (line, beat, wait) = reading {
      cache.axiR.valid = wait == 0 && chance()
      cache.axiR.payload.data = (memory[line] ?? Self.original(line))[beat]
      cache.axiR.payload.resp = line < Self.absent ? 0 : 2
      cache.axiR.payload.last = beat == 7
    } else {
      cache.axiR.valid = false
    }
    cache.axiAw.ready = takesLines && writing == nil && chance()
    cache.axiW.ready = writing != nil && writtenWords.count < 8 && chance()
    cache.axiB.valid = answers && chance()
    let asked = cache.axiAr.fire ? cache.axiAr.payload.addr >> 6 : nil
    let given = cache.axiAw.fire ? cache.axiAw.payload.addr >> 6 : nil
    let word = cache.axiW.fire ? cache.axiW.payload.data : nil
    let (answered, moves) = (cache.axiB.fire, cache.axiR.fire)
    if word != nil { #expect(cache.axiW.payload.last == (writtenWords.count == 7) && cache.axiW.payload.strb == 0xff) }
    try cache.tick()

    if let asked {
      #expect(given != asked && writing != asked, "a line is asked for while it is written")
      fetched.append(asked)
      reading = (asked, 0, latency)
    } else if let (line, beat, wait) = reading {
      if moves {
        reading = beat == 7 ? nil : (line, beat + 1, 0)
      } else {
        reading = (line, beat, max(0, wait - 1))
      }
    }
    if let given { writing = given }
    if let word { writtenWords.append(word) }
    if let line = writing, writtenWords.count == 8, !answers {
      memory[line] = writtenWords
      taken.append(line)
      answers = true
    }
    if answered {
      writing = nil
      writtenWords = []
      answers = false
    }
  }

  /// Reads a line: its words, whether it was refused, and the cycles to the first word.
  func read(_ line: UInt64) throws -> (words: [UInt64], isRefused: Bool, cycles: Int) {
    cache.upperAr.payload.addr = line << 6
    cache.upperAr.valid = true
    while !cache.upperAr.ready { try tick() }
    let start = cache.cycle
    try tick()
    cache.upperAr.valid = false
    var (words, refusals, first): ([UInt64], Set<Bool>, Int?) = ([], [], nil)
    while words.count < 8 {
      cache.upperR.ready = chance()
      if cache.upperR.valid {
        first = first ?? cache.cycle
        if cache.upperR.ready {
          words.append(cache.upperR.payload.data)
          refusals.insert(cache.upperR.payload.resp != 0)
          #expect(cache.upperR.payload.last == (words.count == 8))
        }
      }
      try tick()
    }
    cache.upperR.ready = false
    #expect(refusals.count == 1)
    return (words, refusals.contains(true), (first ?? 0) - start)
  }

  /// Writes a line.
  func write(_ line: UInt64, _ words: [UInt64]) throws {
    cache.upperAw.payload.addr = line << 6
    cache.upperAw.valid = true
    while !cache.upperAw.ready { try tick() }
    try tick()
    cache.upperAw.valid = false
    for (number, word) in words.enumerated() {
      cache.upperW.payload.data = word
      cache.upperW.payload.last = number == 7
      cache.upperW.valid = chance()
      while !(cache.upperW.valid && cache.upperW.ready) {
        try tick()
        cache.upperW.valid = true
      }
      try tick()
      cache.upperW.valid = false
    }
    cache.upperB.ready = true
    while !cache.upperB.valid { try tick() }
    #expect(cache.upperB.payload.resp == 0)
    try tick()
    cache.upperB.ready = false
    newest[line] = words
  }

  /// Reads a line, which has to be what was written last.
  func check(_ line: UInt64) throws {
    let answer = try read(line)
    #expect(answer.isRefused == (line >= Self.absent && newest[line] == nil), "line \(line)")
    if !answer.isRefused { #expect(answer.words == newest[line] ?? Self.original(line), "line \(line)") }
  }
}
