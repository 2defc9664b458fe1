import CSimulation
import Foundation
import HDL

/// A C++ program that replays a recording on the verilated sources of a model, without Swift and without the harness:
/// the measure of what `Simulator` and its ports cost.
public struct BareLoop: Sendable {
  public let model: SimulationModel
  /// The program.
  public let executable: URL

  /// Builds the program with the model's own compiler and optimisation, or finds it built.
  public init(_ model: SimulationModel, progress: (String) -> Void = { _ in }) throws(SimulationError) {
    self.model = model
    guard model.design.clock != nil else {
      throw .unavailable(design: model.design.top, reason: "it has no clock")
    }
    let build = try ModelBuild(model.design, options: model.options)
    let source = String(cString: simulation_bare_loop_source())
    let sources = model.library.deletingLastPathComponent()
    let key = "\(model.design.top)-bare-\(ContentHash.of([build.key, source, sources.path]))"
    let entry = try BuildCache(folder: model.options.cache).entry(key) { folder throws(SimulationError) in
      progress("compiling the bare loop of \(model.design.top)")
      try write(source, to: folder.appendingPathComponent("bare_loop.cxx"))
      let include = try build.verilatorInclude()
      let runtime = VerilatorRuntime.parts(model.options)
      let generated: [String]
      do {
        generated = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".cpp") }
      } catch {
        throw .file(sources.path, error)
      }
      let unit = (["bare_loop.cxx"] + generated.sorted()).map { "#include \"\($0)\"\n" }.joined()
      try write(unit, to: folder.appendingPathComponent("unit.cxx"))
      let flags = ["-std=gnu++17", "-O2", "-w", "-DVERILATOR=1"] + Compilation.definitions(model.options)
      let includes = ["-I.", "-I\(sources.path)", "-I\(include)", "-I\(include)/vltstd"]
      let result = try build.compiler.run(
        flags + includes + ["-o", "bare_loop", "unit.cxx"] + runtime.map { "\(include)/\($0).cpp" }
          + ["-pthread"] + VerilatorRuntime.libraries(model.options), in: folder)
      guard result.status == 0 else { throw .compileFailed(design: model.design.top, output: result.output) }
    }
    executable = entry.appendingPathComponent("bare_loop")
  }

  /// Replays the recording, in a process of its own.
  public func replay(_ recording: StimulusRecording, repetitions: Int = 1) throws(SimulationError) -> ReplayMeasurement
  {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("stimulus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try recording.write(to: file.path)
    let program = Tool(name: "bare_loop", path: executable.path)
    let result = try program.run([file.path, "\(repetitions)"])
    let fields = result.output.split(whereSeparator: \.isWhitespace)
    guard result.status == 0, fields.count == 3, let cycles = Int(fields[0]), let seconds = Double(fields[1]),
      let checksum = UInt64(fields[2])
    else { throw .toolFailed(tool: executable.path, status: result.status, output: result.output) }
    return ReplayMeasurement(cycles: cycles, seconds: seconds, checksum: checksum)
  }

  /// Swift and C++ on the same recording, in turn, since a shared machine's speed drifts.
  public func compare(
    _ recording: StimulusRecording, repetitions: Int = 1, rounds: Int = 9
  ) throws(SimulationError) -> SpeedComparison {
    var swift: [ReplayMeasurement] = []
    var bare: [ReplayMeasurement] = []
    for _ in 0..<max(rounds, 1) {
      bare.append(try replay(recording, repetitions: repetitions))
      swift.append(try recording.replay(on: try Simulator(model), repetitions: repetitions))
    }
    return SpeedComparison(swift: swift, bare: bare)
  }
}

/// Measurements of the same work through `Simulator` and in a bare C++ loop, taken alternately.
public struct SpeedComparison: Equatable, Sendable {
  public let swift: [ReplayMeasurement]
  public let bare: [ReplayMeasurement]

  /// Cycles per second of processor time, medians.
  public var swiftSpeed: Double { SpeedComparison.median(swift.map(\.cyclesPerSecond)) }
  public var bareSpeed: Double { SpeedComparison.median(bare.map(\.cyclesPerSecond)) }
  /// How much of the bare loop's speed remains, 1 for all of it: the median over the rounds, whose two halves ran one
  /// after the other and so, mostly, on an equally fast machine.
  public var ratio: Double {
    SpeedComparison.median(zip(swift, bare).map { $0.cyclesPerSecond / $1.cyclesPerSecond })
  }
  /// Whether both saw the same outputs in every cycle.
  public var agrees: Bool { Set((swift + bare).map(\.checksum)).count == 1 }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
