import Foundation
import HDL
import Hardware
import Simulation

/// The stimulus of the simulation benchmark as files, for measurements with other tools: a folder with the Verilog, the
/// recording `stimulus.bin` (its format is `StimulusRecording`'s) and `stimulus.json`.
public struct StimulusFolder: Codable, Sendable {
  /// One input, in the order of the recording.
  struct Input: Codable {
    let name: String
    let bytes: Int
  }

  let design: String
  let top: String
  let clock: String
  let sources: [String]
  let inputs: [Input]
  let outputs: [String]
  let cycles: Int
  /// Words that leave the response port during the replay: whoever counts another number did not replay it.
  let answerWords: Int

  /// Records `cycles` clock cycles of the benchmark's stimulus and writes the folder.
  @discardableResult
  public static func write(
    _ point: DesignPoint, on model: SimulationModel, cycles: Int, to path: String
  ) throws -> StimulusFolder {
    let recording = try SimulationBenchmark(point).record(on: model).prefix(cycles)
    let design = model.design
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    let description = StimulusFolder(
      design: point.rawValue, top: design.top, clock: design.clock ?? "", sources: design.files.map(\.name),
      inputs: recording.inputs.map { Input(name: $0.name, bytes: $0.storageSize) },
      outputs: design.ports.filter { $0.direction == .output }.map(\.name), cycles: recording.cycles,
      answerWords: try UnitPorts(Simulator(model)).answerWords(recording))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in design.files {
      try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name), options: .atomic)
    }
    try recording.write(to: folder.appendingPathComponent("stimulus.bin").path)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(description).write(to: folder.appendingPathComponent("stimulus.json"), options: .atomic)
    return description
  }
}
