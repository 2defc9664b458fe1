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
    // Read first: a program whose pipe is full would never end.
    let output = read(descriptor, hear)
    let failed = errno
    close(descriptor)
    let status = wait(for: process)
    guard let output else { throw .toolFailed(tool: path, status: -1, output: String(cString: strerror(failed))) }
    return Result(status: status, output: String(decoding: output, as: UTF8.self))
  }

  /// Everything that comes out of a pipe, each piece heard when it is there; nil, with `errno`, when it cannot be read.
  /// `FileHandle.read(upToCount:)` waits until there is as much as was asked for: an hour, with a program that says little.
  private func read(_ descriptor: Int32, _ hear: ((String) -> Void)?) -> Data? {
    var all = Data()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? all : nil }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      all.append(contentsOf: piece)
      hear?(String(decoding: piece, as: UTF8.self))
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
