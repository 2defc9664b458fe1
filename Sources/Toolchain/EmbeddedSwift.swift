import Foundation

/// Swift for a processor without an operating system: what its compiler gets, and what a program cannot have.
enum EmbeddedSwift {
  /// Options for one module, besides how to optimise it and what to make of it.
  ///
  /// - Parameter machine: options of clang that say which instructions there are.
  static func options(machine: [String]) -> [String] {
    [
      "-target", "riscv32-none-none-eabi", "-swift-version", "6", "-warnings-as-errors",
      "-enable-experimental-feature", "Embedded", "-parse-as-library", "-Xfrontend", "-function-sections", "-Xfrontend",
      "-disable-stack-protector",
    ] + machine.flatMap { ["-Xcc", $0] }
  }

  /// Symbols that the linker has not found, from its messages.
  static func undefined(_ messages: String) -> [String] {
    messages.split(separator: "\n").compactMap { line in
      line.firstRange(of: "undefined symbol: ").map { String(line[$0.upperBound...]) }
    }
  }

  /// What a program uses that is not there.
  static func absence(of symbols: [String], from what: String, library: String) -> String {
    """
    \(what) in Swift has no floating-point numbers, and with them no sets and dictionaries; no comparing of texts; and \
    no library but `\(library)`. Not there: \(symbols.joined(separator: ", "))
    """
  }
}
