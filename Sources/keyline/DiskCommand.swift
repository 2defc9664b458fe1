import ArgumentParser
import Foundation
import Reference
import Toolchain

/// Makes a medium from which the boot ROM starts a program.
struct DiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk", abstract: "Make a disk from which the processor boots a program.",
    discussion: """
      Sector 0 is a boot header, and the program stands behind it: everything from its first address to its last, which have to be in main \
      memory. `keyline run --boot disk --disk FILE` starts it. docs/core.md, section 2, has the format.
      """)

  @Argument(help: "The program: ELF, .c, .swift or .S.", transform: path)
  var program: String

  @Option(name: .shortAndLong, help: "The disk.", transform: path)
  var output: String

  @Option(name: .long, help: "Sectors of 512 bytes that it has at least; those behind the program are zero.")
  var sectors = 0

  func validate() throws {
    let most = BootMedium.limit / BlockDevice.sectorBytes
    guard (0...most).contains(sectors) else { throw ValidationError("--sectors takes 0 to \(most), not \(sectors)") }
  }

  func run() throws {
    do {
      var bytes = try BootMedium(RunCommand.elf(program)).bytes
      bytes += [UInt8](repeating: 0, count: max(0, sectors * BlockDevice.sectorBytes - bytes.count))
      try File.write(bytes, to: output)
    } catch let failure as Console.Failure { throw failure } catch { throw Console.Failure("\(error)") }
  }
}
