import Foundation
import HDL
import Synchronization
import Testing

@testable import Simulation

@Suite struct BuildTests {
  @Test("Verilator's own text arrives, with file and line")
  func brokenVerilog() throws {
    let design = Designs.actor("count <= nonsense;", top: "broken")
    guard case .verilatorFailed("broken", let output) = error(of: { try SimulationModel(design) }) else {
      Issue.record("accepted")
      return
    }
    #expect(output.contains("%Error: broken.v:3:14: Can't find definition of variable: 'nonsense'"))
  }

  @Test("a warning refuses the design")
  func warningsAreErrors() throws {
    let design = Designs.actor("count <= 12'd5;", top: "careless")
    guard case .verilatorFailed("careless", let output) = error(of: { try SimulationModel(design) }) else {
      Issue.record("accepted")
      return
    }
    #expect(output.contains("%Warning-WIDTH: careless.v:3:"))
  }

  @Test func lint() throws {
    try SimulationModel.lint(Designs.accumulator)
    // Every input is used, but one of its bits is not: only -Wall says so.
    let design = VerilogDesign(
      top: "half", clock: nil, reset: nil, ports: [Designs.input("a", 2), Designs.output("q", 1)],
      files: [
        VerilogFile(
          name: "half.v", text: "module half(input wire [1:0] a, output wire q); assign q = a[0]; endmodule\n")
      ])
    _ = try SimulationModel(design)
    guard case .verilatorFailed("half", let output) = error(of: { try SimulationModel.lint(design) }) else {
      Issue.record("accepted")
      return
    }
    #expect(output.contains("%Warning-UNUSED"))
  }

  @Test func missingTools() throws {
    try withTemporaryFolder { folder in
      var options = SimulationOptions()
      options.searchPath = folder.path
      #expect(
        error { try SimulationModel(Designs.accumulator, options: options) }?.description
          == "verilator was not found in \(folder.path). Install Verilator 5 (Debian: apt-get install verilator) or set "
          + "KEYLINE_VERILATOR to its path.")
      #expect(throws: SimulationError.self) { try SimulationModel.lint(Designs.accumulator, options: options) }

      let verilator = try Tool.find("verilator")
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("verilator").path, withDestinationPath: verilator.path)
      #expect(
        error { try SimulationModel(Designs.accumulator, options: options) }?.description
          == "g++ was not found in \(folder.path). Install a C++ compiler (Debian: apt-get install g++) or set "
          + "KEYLINE_CXX to its path.")
      options.compiler = folder.path + "/cc++"
      #expect(
        error { try SimulationModel(Designs.accumulator, options: options) }?.description
          == "cc++ was not found in \(folder.path). Install cc++ or add its folder to PATH.")
    }
  }

  @Test func toolVersions() throws {
    #expect(try Tool.find("verilator").version().hasPrefix("Verilator "))
    #expect(try Tool.find("false").path.hasSuffix("/false"))
    #expect(error { try Tool.find("false").version() }?.description.contains("failed with status 1") == true)
  }

  @Test("a second load builds nothing; another design, option or flag does")
  func cacheHits() throws {
    try withFreshCache { folder in
      var options = SimulationOptions()
      options.cache = folder
      func steps(_ design: VerilogDesign, _ options: SimulationOptions) throws -> [String] {
        var steps: [String] = []
        let model = try SimulationModel(design, options: options) { steps.append($0) }
        #expect(try Simulator(model).value(of: "sum") == [0])
        return steps
      }
      let rebuilt = ["verilating accumulator", "compiling the model of accumulator"]
      #expect(try steps(Designs.accumulator, options) == rebuilt)
      #expect(try steps(Designs.accumulator, options) == [])
      var other = options
      other.assertions = false
      #expect(try steps(Designs.accumulator, other) == rebuilt)
      let file = Designs.accumulator.files[0]
      let edited = VerilogDesign(
        top: "accumulator", clock: "clock", reset: "reset", ports: Designs.accumulator.ports,
        files: [VerilogFile(name: file.name, text: file.text + "\n")])
      #expect(try steps(edited, options) == rebuilt)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.filter { $0.hasPrefix("accumulator") && !$0.contains(".") }.count == 3)
    }
  }

  private final class Steps: Sendable {
    let list = Mutex<[String]>([])
  }

  @Test("tasks that want one key wait for the first of them")
  func concurrentBuilds() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try copyRunTime(to: folder)
    let steps = Steps()
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          var options = SimulationOptions()
          options.cache = folder
          let model = try SimulationModel(Designs.accumulator, options: options) { step in
            steps.list.withLock { $0.append(step) }
          }
          try Simulator(model).tick()
        }
      }
      try await group.waitForAll()
    }
    #expect(steps.list.withLock { $0.count } == 2)
  }

  @Test("a model of many translation units exports the same interface")
  func splitBuild() throws {
    let design = Designs.accumulator
    let library = try ModelBuild(design, options: SimulationOptions(), unitLimit: 1).library { _ in }
    let folder = library.deletingLastPathComponent()
    #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("unit3.o").path))
    #expect(try SimulationModel.load(library, design: design).pointee.port_count == 5)
    #expect(library != (try SimulationModel(design).library))
  }

  @Test func failedBuildsLeaveNothing() throws {
    try withTemporaryFolder { folder in
      var options = SimulationOptions()
      options.cache = folder
      #expect(throws: SimulationError.self) {
        try SimulationModel(Designs.actor("count <= nonsense;", top: "broken"), options: options)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.filter { !$0.hasSuffix(".lock") } == [])
    }
  }

  @Test func damagedLibraries() throws {
    let built = try SimulationModel(Designs.accumulator).library
    let other = try SimulationModel(Designs.actor("", top: "other")).library
    try withTemporaryFolder { folder in
      var options = SimulationOptions()
      options.cache = folder
      let entry = built.deletingLastPathComponent().deletingLastPathComponent()
      let library = folder.appendingPathComponent(entry.lastPathComponent).appendingPathComponent("model/model.so")
      func load(_ replacement: URL?) throws -> SimulationError? {
        try? FileManager.default.removeItem(at: library)
        try FileManager.default.createDirectory(
          at: library.deletingLastPathComponent(), withIntermediateDirectories: true)
        if let replacement {
          try FileManager.default.copyItem(at: replacement, to: library)
        } else {
          try Data("not a library".utf8).write(to: library)
        }
        return error { try SimulationModel(Designs.accumulator, options: options) }
      }
      guard case .loadFailed = try load(nil) else {
        Issue.record("loaded")
        return
      }
      #expect(try load(other) == .abiMismatch(path: library.path, reason: "its ports differ"))
    }
  }

  @Test func unwritableCache() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: folder.appendingPathComponent("file"))
      var options = SimulationOptions()
      options.cache = folder.appendingPathComponent("file/cache")
      guard case .fileFailed = error(of: { try SimulationModel(Designs.accumulator, options: options) }) else {
        Issue.record("built")
        return
      }
    }
  }

  @Test("descriptions that cannot be simulated", arguments: Self.invalid)
  func invalidDesigns(design: VerilogDesign, reason: String) throws {
    #expect(error { try SimulationModel(design) } == .invalidDesign(design: design.top, reason: reason))
    #expect(error { try SimulationModel.lint(design) } == .invalidDesign(design: design.top, reason: reason))
  }

  static let invalid: [(VerilogDesign, String)] = {
    func design(
      top: String = "top", clock: String? = nil, reset: String? = nil,
      ports: [PortDescription] = [Designs.input("a", 1)], files: [String] = ["top.v"]
    ) -> VerilogDesign {
      VerilogDesign(
        top: top, clock: clock, reset: reset, ports: ports,
        files: files.map { VerilogFile(name: $0, text: "module top(input wire a); endmodule\n") })
    }
    let a = Designs.input("a", 1)
    return [
      (design(top: "1st"), "its name is not a Verilog identifier"),
      (design(files: []), "it has no Verilog files"),
      (design(files: ["../top.v"]), "'../top.v' is not a plain Verilog file name such as 'adder.v'"),
      (design(files: ["top.v", "top.v"]), "it has two files named 'top.v'"),
      (design(ports: []), "it has no ports"),
      (design(ports: [Designs.input("a b", 1)]), "port 'a b' is not a Verilog identifier"),
      (design(ports: [a, a]), "it has two ports named 'a'"),
      (design(ports: [Designs.input("a", 0)]), "port 'a' is 0 bits wide"),
      (design(clock: "clock"), "its clock 'clock' is not a one-bit input"),
      (design(reset: "a", ports: [Designs.output("a", 1)]), "its reset 'a' is not a one-bit input"),
    ]
  }()

  @Test("ports that are not the module's are noticed")
  func wrongPorts() throws {
    let ports = Designs.accumulator.ports.map {
      $0.name == "step" ? PortDescription(name: "step", width: 9, direction: .input) : $0
    }
    let design = VerilogDesign(
      top: "accumulator", clock: "clock", reset: "reset", ports: ports, files: Designs.accumulator.files)
    #expect(throws: SimulationError.self) { try Simulator(SimulationModel(design)) }
  }
}
