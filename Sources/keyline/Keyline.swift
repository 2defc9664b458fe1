import ArgumentParser
import Foundation
import Toolchain

/// The command-line tool. Each subcommand is a thin layer over a library.
@main
struct Keyline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyline",
    abstract: "Generates and checks the hardware of a tamper-resistant RISC-V processor.",
    discussion: """
      Exit status: 0 success; 1 a check failed (a difference between hardware and golden model, RTL that is not up to \
      date, too many mutants that survived, a required speed that was missed); 2 the machine or the input is not fit (a \
      tool is missing or failed, a file cannot be read, written or used); 3 nothing was decided (`prove`); 64 the command line is wrong.

      Environment: KEYLINE_CACHE is the folder of compiled models, by default .build/simulation-cache of the checkout. \
      KEYLINE_VERILATOR and KEYLINE_CXX choose the tools for models, CLANG and LLD those for RISC-V programs; KEYLINE_FORMAL \
      is the folder of the prover's programs and KEYLINE_FPGA that of Yosys and nextpnr, both by default .venv/bin of the \
      checkout.
      """,
    version: "0.1.0",
    subcommands: [
      EmitCommand.self, CosimCommand.self, LockstepCommand.self, BenchCommand.self, AreaCommand.self,
      PerformanceCommand.self,
      DemoCommand.self, RunCommand.self, ScenarioCommand.self, DiskCommand.self, DeviceTreeCommand.self,
      MutateCommand.self,
      ProveCommand.self,
      FPGACommand.self, FuzzCommand.self, EncryptCommand.self, DecryptCommand.self, DeviceCommand.self,
      WrapCommand.self, UnwrapCommand.self, ImageCommand.self, CertifyCommand.self, AuditCommand.self, DocsCommand.self,
      DoctorCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      // What `print` could not write must not pass for success.
      guard fflush(nil) == 0 else { throw Console.Failure("standard output cannot be written") }
    } catch let failure as Console.Failure {
      Console().complain(failure)
      exit(withError: Exit.unfit)
    } catch {
      exit(withError: error)
    }
  }
}

/// How a command ends when it does not succeed.
enum Exit {
  /// A check failed.
  static let failedCheck = ExitCode(1)
  /// The machine or the input is not fit.
  static let unfit = ExitCode(2)
  /// Something was neither proved nor refuted.
  static let undecided = ExitCode(3)
}

/// A path from the command line. The empty one would stand for the working folder, or for the root of all folders.
func path(_ argument: String) throws -> String {
  guard !argument.isEmpty else { throw ValidationError("the path is empty") }
  return argument
}

/// A folder of the checkout: below the working folder or a folder above it, else below one above the tool itself.
///
/// - Parameter option: what the user can say instead of being there.
func folderOfCheckout(_ name: String, orSay option: String? = nil) throws -> String {
  let tool = Bundle.main.executableURL?.resolvingSymlinksInPath()
  for start in [URL(fileURLWithPath: FileManager.default.currentDirectoryPath), tool].compactMap(\.self) {
    var folder = start
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(name).path
      if File.isFolder(candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
  }
  let advice = option.map { ", or say \($0)" } ?? ""
  throw Console.Failure("there is no \(name) here: run in a checkout of Keyline\(advice)")
}
