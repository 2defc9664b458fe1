import Foundation
import Testing

@testable import Hardware

/// The memory unit beside a model without caches.
@Suite struct MemoryUnitTests {
  /// Sizes that are tested.
  enum Size: String, CaseIterable {
    case standard, minimal, mixed

    var parameters: MemoryParameters {
      switch self {
      case .standard: return MemoryParameters()
      case .minimal: return .minimal
      case .mixed:
        var parameters = MemoryParameters()
        parameters.instructionCache = CacheParameters(bytes: 1024, ways: 2)
        parameters.dataCache = CacheParameters(bytes: 4096, ways: 1)
        parameters.translations = 4
        return parameters
      }
    }
  }

  @Test("random accesses and fetches give what memory without caches gives", arguments: Size.allCases)
  func random(size: Size) throws {
    let environment = ProcessInfo.processInfo.environment
    let runs = environment["MEMORY_RUNS"].flatMap { Int($0) } ?? 4
    let first = environment["MEMORY_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
    var faults: Set<UInt64> = []
    var successes = 0
    for run in 0..<runs {
      let seed = first &+ UInt64(run)
      let bench = try MemoryBench(size.parameters, seed: seed)
      do {
        try bench.run(accesses: 10_000)
      } catch {
        Issue.record(
          "\(size.rawValue), \(error). Replay: MEMORY_SEED=\(seed) MEMORY_RUNS=1 swift test --filter MemoryUnitTests")
        return
      }
      faults.formUnion(bench.faults)
      #expect(bench.lines.writeBacks > 50)
      #expect(bench.lines.wordsAhead > 50)
      #expect(bench.answeredFetches > 1000)
      #expect(bench.commands > 10)
      successes += bench.successes
    }
    print("MemoryUnitTests.random: \(size.rawValue), seeds from \(first) on")
    #expect(successes > 10)
    #expect(faults == [17, 21, 23, 28, 29, 31])
  }
}
