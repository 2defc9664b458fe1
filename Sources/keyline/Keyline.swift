import ArgumentParser

/// The command-line tool. Each subcommand is a thin layer over a library.
@main
struct Keyline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyline",
    abstract: "Generates and checks the hardware of a tamper-resistant RISC-V processor.",
    discussion: """
      Exit status: 0 success; 1 a check failed (a difference between hardware and golden model, RTL that is not up to \
      date, a mutant that survived); 2 the machine is not fit (a tool is missing or failed, a file cannot be read or \
      written); 64 the command line is wrong.
      """,
    version: "0.1.0",
    subcommands: [
      EmitCommand.self, CosimCommand.self, BenchCommand.self, DemoCommand.self, MutateCommand.self, EncryptCommand.self,
      DecryptCommand.self,
      DoctorCommand.self,
    ])
}

/// How a command ends when it does not succeed.
enum Exit {
  /// A check failed.
  static let failedCheck = ExitCode(1)
  /// The machine is not fit.
  static let unfit = ExitCode(2)
}
