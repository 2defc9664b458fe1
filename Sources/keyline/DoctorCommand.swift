import ArgumentParser
import Formal
import Foundation
import Prototype
import Simulation
import Toolchain

/// Checks the machine.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check every tool that Keyline uses and say how to repair what is missing.")

  @Flag(name: .long, help: "Print the findings as JSON.")
  var json = false

  func run() throws {
    let findings = Examination.all.map { $0.perform() }
    if json {
      try printJSON(findings)
    } else {
      let width = findings.map(\.tool.count).max() ?? 0
      for finding in findings {
        let padding = String(repeating: " ", count: width - finding.tool.count)
        print(
          "\(finding.isFit ? "ok     " : finding.isRequired ? "MISSING" : "absent ")  \(finding.tool)\(padding)  \(finding.found)"
        )
        if !finding.isFit {
          print("         \(String(repeating: " ", count: width))  \(finding.purpose). \(finding.repair)")
        }
      }
      let missing = findings.count { !$0.isFit && $0.isRequired }
      print(missing == 0 ? "\nThis machine is fit." : "\n\(missing) required tools are missing.")
    }
    if findings.contains(where: { !$0.isFit && $0.isRequired }) { throw Exit.unfit }
  }
}

/// What was found of one tool.
struct Finding: Encodable {
  let tool: String
  let purpose: String
  let isRequired: Bool
  let isFit: Bool
  /// Version and place, or what is wrong.
  let found: String
  let repair: String
}

/// How to look for one tool.
struct Examination {
  let tool: String
  let purpose: String
  var isRequired = true
  let repair: String
  /// Arguments that make it print its version; for libraries, of pkg-config.
  var arguments = ["--version"]
  var minimum: [Int] = []
  /// The name on the search path when it is not `tool`.
  var program: String?
  /// The environment variable that chooses another program.
  var variable: String?
  /// How Keyline finds the program when it does not simply look for the name on the search path.
  var locate: (@Sendable () throws -> String)?

  static let all: [Examination] = [
    Examination(
      tool: "swift", purpose: "builds Keyline",
      repair: "Install Swift 6.2 or later from https://www.swift.org/install.",
      minimum: [6, 2]),
    Examination(
      tool: "verilator", purpose: "compiles Verilog into simulation models",
      repair: "apt-get install verilator (version 5.006 or later).", minimum: [5, 6],
      variable: "KEYLINE_VERILATOR", locate: { try SimulationOptions().findVerilator().path }),
    Examination(
      tool: "C++ compiler", purpose: "compiles simulation models", repair: "apt-get install g++.",
      variable: "KEYLINE_CXX", locate: { try SimulationOptions().findCompiler().path }),
    Examination(tool: "g++", purpose: "C++ library for simulation models", repair: "apt-get install g++."),
    Examination(
      tool: "clang", purpose: "compiles the RISC-V programs of the demonstration",
      repair: "It is part of the Swift toolchain: put the toolchain's usr/bin on PATH.",
      variable: "CLANG", locate: { try Tools.findClang() }),
    Examination(
      tool: "ld.lld", purpose: "links the RISC-V programs of the demonstration",
      repair: "It is part of the Swift toolchain: put the toolchain's usr/bin on PATH.",
      variable: "LLD", locate: { try Tools.findLinker() }),
    Examination(
      tool: "llvm-symbolizer", purpose: "finds file and line for errors in hardware descriptions", isRequired: false,
      repair: "It is part of the Swift toolchain: put the toolchain's usr/bin on PATH."),
    Examination(
      tool: "libcrypto", purpose: "cryptography of the golden model", repair: "apt-get install libssl-dev.",
      arguments: ["--modversion", "libcrypto"], minimum: [3], program: "pkg-config"),
    Examination(
      tool: "gmp", purpose: "long numbers of the golden model", repair: "apt-get install libgmp-dev.",
      arguments: ["--modversion", "gmp"], program: "pkg-config"),
    Examination(
      tool: "libpng", purpose: "pictures of the demonstration", repair: "apt-get install libpng-dev.",
      arguments: ["--modversion", "libpng"], program: "pkg-config"),
    Examination(
      tool: "zlib", purpose: "compressed waveforms", repair: "apt-get install zlib1g-dev.",
      arguments: ["--modversion", "zlib"], program: "pkg-config"),
    Examination(
      tool: "iverilog", purpose: "second reader of the Verilog, for the tests", isRequired: false,
      repair: "apt-get install iverilog.", arguments: ["-V"]),
    Examination(
      tool: "yosys", purpose: "third reader of the Verilog, for the tests", isRequired: false,
      repair: "apt-get install yosys.", arguments: ["-V"]),
    Examination(
      tool: "abc", purpose: "proofs by reachability", isRequired: false, repair: "apt-get install yosys.",
      arguments: ["-c", "version"], program: "berkeley-abc"),
    Examination(
      tool: "sby", purpose: "SymbiYosys with Yosys and Bitwuzla, for proofs", isRequired: false,
      repair: "Run scripts/formal.sh; it needs the network once.", variable: "KEYLINE_FORMAL",
      locate: { try ToolChain().folder.appendingPathComponent("yowasp-sby").path }),
    Examination(
      tool: "nextpnr", purpose: "Yosys and nextpnr, for area, timing and FPGAs", isRequired: false,
      repair: "Run scripts/fpga.sh; it needs the network once.", variable: "KEYLINE_FPGA",
      locate: {
        try PrototypeTools().folder.appendingPathComponent(PrototypeTools.Program.nextpnrECP5.rawValue).path
      }),
    Examination(
      tool: "python3", purpose: "project-local environment with vectors and prover, for the tests",
      isRequired: false, repair: "apt-get install python3 python3-venv."),
  ]

  func perform() -> Finding {
    let (fit, found) = look()
    return Finding(tool: tool, purpose: purpose, isRequired: isRequired, isFit: fit, found: found, repair: repair)
  }

  private func look() -> (fit: Bool, found: String) {
    guard let path = try? locate?() ?? Tool.find(program ?? tool).path else {
      let chosen = variable.flatMap { name in ProcessInfo.processInfo.environment[name].map { "\(name) is \($0)" } }
      let advice = program == nil ? "" : " (apt-get install pkg-config)"
      return (false, chosen.map { $0 + ", which is not a program" } ?? "\(program ?? tool) is not on PATH\(advice)")
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return (false, "\(path) cannot be started") }
    let text = String(decoding: (try? output.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return (false, "\(program ?? tool) does not know it") }
    let line = text.split(separator: "\n").first { $0.contains(where: \.isNumber) }.map(String.init) ?? ""
    let version = Self.version(in: line)
    if !minimum.isEmpty, version.lexicographicallyPrecedes(minimum) { return (false, "too old: \(line)") }
    return (true, program == nil ? "\(line) (\(path))" : line)
  }

  /// The first dotted number in a line: `Verilator 5.006 2023-01-22` gives 5, 6.
  static func version(in line: String) -> [Int] {
    guard let start = line.firstIndex(where: \.isNumber) else { return [] }
    return line[start...].prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
  }
}
