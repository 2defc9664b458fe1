import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// Programs on the hardware of the processor, every instruction compared with the golden hart.
@Suite struct ProcessorTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path

  /// Built once for all tests.
  private static let minimal = Result { try SimulationModel(ProcessorRegression.design(.minimal)) }
  private static let small = Result { try SimulationModel(ProcessorRegression.design(.small)) }

  private static func sources(_ name: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
    return names.filter { $0.hasSuffix(".S") || $0.hasSuffix(".c") }.sorted().map { "\(name)/\($0)" }
  }

  private func run(
    _ source: String, on model: SimulationModel, _ point: DesignPoint = .small, latency: Int = 20,
    output: @escaping (UInt8) -> Void = { _ in }
  ) throws -> ProcessorRun {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/\(source)")
    let run = try ProcessorRun(model, memory: 4 << 20, latency: latency, unit: point.reference, output: output)
    for segment in elf.segments {
      #expect(run.load(elf.contents(of: segment), at: segment.address))
    }
    #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    return run
  }

  private func expectSuccess(_ outcome: ProcessorRun.Outcome) {
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("every test in assembly ends well in lockstep", arguments: sources("tests"))
  func tests(source: String) throws {
    for (point, model, latency) in [(DesignPoint.minimal, Self.minimal, 0), (.small, Self.small, 7)] {
      expectSuccess(try run(source, on: model.get(), point, latency: latency).run(limit: 400_000))
    }
  }

  @Test("programs compute the same, and say so over the serial line")
  func programs() throws {
    for name in ["strings", "sorting"] {
      var text: [UInt8] = []
      let run = try run("programs/\(name).c", on: Self.small.get()) { text.append($0) }
      expectSuccess(try run.run(limit: 10_000_000))
      let lines = ["strings": "of a wife.\n", "sorting": "sorted three times\n"]
      #expect(String(decoding: text, as: UTF8.self).hasSuffix(lines[name] ?? "?"))
      // Loops in the caches: hardly more cycles than instructions.
      #expect(Double(run.statistics.cycles) < 1.4 * Double(run.statistics.instructions))
    }
  }

  @Test("a million instructions of random programs are no different, in all modes, with every instruction")
  func random() throws {
    var coverage = ProcessorCoverage()
    for (point, model, seeds) in [
      (DesignPoint.minimal, Self.minimal, 60), (.small, Self.small, 20),
    ] as [(DesignPoint, Swift.Result<SimulationModel, any Error>, UInt64)] {
      let regression = ProcessorRegression(point)
      let results = try regression.run(Array(1...seeds), on: model.get()) { _ in }
      for result in results {
        if let difference = result.difference {
          Issue.record("\(difference)\nrepeat with: \(regression.replayCommand(result.seed))")
        }
        coverage.merge(result.coverage)
      }
    }
    #expect(coverage.retired.values.reduce(0, +) > 1_000_000)
    #expect(coverage.summary.hasPrefix("68 of 68 instructions retired"), "\(coverage.summary)")
    #expect(Set(coverage.exceptions.keys.map(\.cause)) == Set(ExceptionCause.allCases), "\(coverage.summary)")
    #expect(Set(coverage.retired.keys.map(\.privilege)) == Set(Privilege.allCases))
  }

  @Test("what the hardware does differently is found, with the instructions before it")
  func difference() throws {
    let run = try ProcessorRun(Self.minimal.get(), memory: 1 << 20, unit: DesignPoint.minimal.reference) { _ in }
    let program = try RandomSystemProgram(seed: 5)
    for (bytes, address) in program.image { #expect(run.load(bytes, at: address)) }
    #expect(run.load(ProcessorRun.boot(to: RandomSystemProgram.entry), at: 0x1000))
    // Another constant in the third instruction, for the hardware alone.
    run.damage(at: RandomSystemProgram.entry + 8, 0x80)
    guard case .difference(let text) = try run.run(limit: 100_000) else {
      Issue.record("not found")
      return
    }
    #expect(text.contains("hardware: ") && text.contains("golden:   ") && text.contains(" 80000004 "))
  }

  @Test("a line that goes to memory otherwise than the golden one is found, though no instruction reads it")
  func lineDifference() throws {
    for isDamaged in [false, true] {
      let run = try ProcessorRun(Self.minimal.get(), memory: 1 << 20, unit: DesignPoint.minimal.reference) { _ in }
      var program = InstructionSequence(at: 0x8000_0000)
      program.load(5, 0x8000_4000)
      program.add("sw", rs1: 5, rs2: 5)
      program.add("fence.i")
      for _ in 0..<8 { program.add("addi") }
      program.load(5, 0x10_0000)
      program.load(6, 0x5555)
      program.add("sw", rs1: 5, rs2: 6)
      let bytes = try program.words().flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
      #expect(run.load(bytes, at: 0x8000_0000))
      #expect(run.load(ProcessorRun.boot(to: 0x8000_0000), at: 0x1000))
      // In the line that the store fills, and not in its word.
      if isDamaged { run.damage(at: 0x8000_403f, 1) }
      switch (isDamaged, try run.run(limit: 100_000)) {
      case (false, .finished(0)): break
      case (true, .difference(let text)): #expect(text.contains("line 0x") && text.contains("80004000"))
      case (_, let outcome): Issue.record("\(outcome)")
      }
    }
  }

  @Test("a random program is the same for the same seed, and another for another")
  func repeatable() throws {
    func bytes(_ seed: UInt64) throws -> [[UInt8]] { try RandomSystemProgram(seed: seed).image.map(\.bytes) }
    #expect(try bytes(3) == bytes(3))
    #expect(try bytes(3) != bytes(4))
  }
}
