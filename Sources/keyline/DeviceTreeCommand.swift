import ArgumentParser
import Foundation
import Toolchain

/// Shows the device tree of the processor.
struct DeviceTreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device-tree", abstract: "Print the device tree of the processor, for operating systems.",
    discussion: """
      The same tree is in the boot ROM, with the memory of that run: a program finds its address in register a1. docs/core.md has the \
      memory map.
      """)

  @Option(name: .long, help: "Main memory in MiB, 1 to 2047.")
  var memory = 64

  @Option(name: .long, help: "Ticks of the real-time counter in a second, which is also the serial port's clock.")
  var frequency = DeviceTree.nominalFrequency

  @Flag(name: .long, help: "The flattened form (DTB) instead of text; goes with --output.")
  var binary = false

  @Option(name: .shortAndLong, help: "File to write to instead of standard output.", transform: path)
  var output: String?

  func validate() throws {
    guard (1...2047).contains(memory) else { throw ValidationError("--memory takes 1 to 2047 MiB, not \(memory)") }
    guard frequency > 0 else { throw ValidationError("--frequency takes 1 Hz or more") }
    guard !binary || output != nil else { throw ValidationError("--binary goes with --output FILE") }
  }

  func run() throws {
    let tree = DeviceTree.processor(memory: memory << 20, frequency: frequency)
    guard let output else {
      print(tree.source, terminator: "")
      return
    }
    do { try File.write(binary ? tree.flattened : Array(tree.source.utf8), to: output) } catch {
      throw Console.Failure("\(error)")
    }
  }
}
