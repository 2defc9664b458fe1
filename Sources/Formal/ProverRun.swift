import Foundation

/// One run of SymbiYosys in a folder.
struct ProverRun {
  let folder: URL
  /// Whether the folder outlives the run.
  let isKept: Bool
  private(set) var report = Report(status: "", summary: "")
  private(set) var seconds = 0.0
  private var output = ""
  private var status: Int32 = 0

  init(folder: URL, isKept: Bool) {
    self.folder = folder
    self.isKept = isKept
  }

  /// Runs the project that stands in the folder.
  consuming func perform(
    _ project: Project, with tools: ToolChain, hear: @escaping (String) -> Void
  ) throws(FormalError) -> ProverRun {
    let start = ContinuousClock.now
    let result = try tools.run(project.fileName, in: folder, hear: hear)
    seconds = (ContinuousClock.now - start) / .seconds(1)
    output = result.output
    status = result.status
    report = Report(folder: folder.appendingPathComponent("run"))
    return self
  }

  /// What to throw when the prover did not do its work.
  var failure: FormalError { .toolFailed(tool: "yowasp-sby", status: status, output: lastWords) }

  /// The cycle in which ABC found a property violated.
  var violatedFrame: Int? {
    guard let line = output.range(of: "was asserted in frame ") else { return nil }
    return Int(output[line.upperBound...].prefix(while: \.isNumber))
  }

  /// The end of what the prover said.
  var lastWords: String { output.split(whereSeparator: \.isNewline).suffix(20).joined(separator: "\n") }

  /// Stores a waveform in the output folder, when there is one.
  func keep(_ waveform: Data, as name: String, in output: URL?) throws(FormalError) -> URL? {
    guard let output else { return nil }
    let file = output.appendingPathComponent(name)
    do {
      try waveform.write(to: file, options: .atomic)
    } catch {
      throw .fileFailed(path: file.path, reason: error.localizedDescription)
    }
    return file
  }

  func finish() { if !isKept { try? FileManager.default.removeItem(at: folder) } }
}
