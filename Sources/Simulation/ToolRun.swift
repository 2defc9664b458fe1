import CSimulation
import Foundation

extension Tool {
  /// Standard output and standard error of one run, in the order they were written.
  package struct Result {
    /// As a shell has it: 128 and the signal's number for a program that was killed.
    package let status: Int32
    package let output: String
  }

  /// Runs the program to its end. A failure of the program is a result, not an error.
  ///
  /// The program stays in Keyline's process group, so that Ctrl-C ends it too. `Process` of Foundation gives every program
  /// a group of its own: a compiler would go on for a minute after everything else has stopped.
  ///
  /// - Parameter variables: environment variables that are added or replaced.
  /// - Parameter hear: called with what the program has written whenever it has written something.
  package func run(
    _ arguments: [String], in folder: URL? = nil, variables added: [String: String] = [:],
    hear: ((String) -> Void)? = nil
  ) throws(SimulationError) -> Result {
    let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }.merging(added) { $1 }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    var descriptor: Int32 = 0
    let failure = program_start(path, words, variables, folder?.path, &process, &descriptor)
    guard failure == 0 else {
      throw .toolFailed(tool: path, status: -1, output: String(cString: strerror(failure)))
    }
    let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // Read first: a program whose pipe is full would never end.
    let text = Swift.Result {
      var all = Data()
      while let piece = try output.read(upToCount: 1 << 16), !piece.isEmpty {
        all += piece
        hear?(String(decoding: piece, as: UTF8.self))
      }
      return all
    }
    let status = wait(for: process)
    do {
      return Result(status: status, output: String(decoding: try text.get(), as: UTF8.self))
    } catch {
      throw .toolFailed(tool: path, status: -1, output: "\(error)")
    }
  }

  private func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }
}
