import Foundation
import HDL

/// A SymbiYosys project: the design's Verilog for a prover, and what is to be done with it.
struct Project {
  enum Task {
    case proof(ProofMethod)
    case cover(depth: Int)
  }
  let design: VerilogDesign
  let hasOneClock: Bool
  let task: Task
  /// Seconds after which the prover stops.
  let timeLimit: Int?

  var fileName: String { "\(design.top).sby" }

  /// The text of the project file.
  var text: String {
    let names = design.files.map(\.name)
    var options: [String]
    let engine: String
    switch task {
    // ABC's counterexamples are not replayed here: see `Prover.replay`.
    case .proof(.reachability): (options, engine) = (["mode prove", "aigsmt none"], "abc pdr")
    case .proof(.induction(let depth)): (options, engine) = (["mode prove", "depth \(depth)"], "smtbmc bitwuzla")
    case .proof(.bounded(let depth)): (options, engine) = (["mode bmc", "depth \(depth)"], "smtbmc bitwuzla")
    case .cover(let depth): (options, engine) = (["mode cover", "depth \(depth)"], "smtbmc bitwuzla")
    }
    if !hasOneClock { options.append("multiclock on") }
    if let timeLimit { options.append("timeout \(timeLimit)") }
    return """
      [options]
      \(options.joined(separator: "\n"))

      [engines]
      \(engine)

      [script]
      read_verilog -formal -sv \(names.joined(separator: " "))
      prep -top \(design.top)

      [files]
      \(names.joined(separator: "\n"))

      """
  }

  /// Writes the project and the Verilog into a folder.
  func write(to folder: URL) throws(FormalError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in design.files {
        try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name), options: .atomic)
      }
      try Data(text.utf8).write(to: folder.appendingPathComponent(fileName), options: .atomic)
    } catch {
      throw .fileFailed(path: folder.path, reason: error.localizedDescription)
    }
  }
}
