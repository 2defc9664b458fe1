import Foundation
import HDL
import Testing

@testable import Hardware
@testable import Simulation

/// The emitted Verilog, as other tools and the folder `rtl/` see it.
@Suite struct VerilogTests {
  /// A Verilog reader that warns about everything; what it prints, or nothing when it is content.
  enum Reader: CaseIterable {
    case verilator, icarus, yosys

    var package: String {
      switch self {
      case .verilator: "verilator"
      case .icarus: "iverilog"
      case .yosys: "yosys"
      }
    }

    func complaints(about design: VerilogDesign) throws -> String? {
      guard let tool = try? Tool.find(package) else {
        return "\(package) is not installed: run `apt-get install -y \(package)`"
      }
      if self == .verilator {
        do throws(SimulationError) {
          try SimulationModel.lint(design)
          return nil
        } catch {
          return "\(error)"
        }
      }
      let folder = FileManager.default.temporaryDirectory.appending(path: "verilog-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      for file in design.files {
        try file.text.write(to: folder.appending(path: file.name), atomically: true, encoding: .utf8)
      }
      let names = design.files.map(\.name)
      let arguments =
        self == .icarus
        ? ["-g2012", "-Wall", "-Wno-timescale", "-t", "null", "-s", design.top] + names
        : [
          "-q", "-e", ".*", "-p",
          "read_verilog -sv \(names.joined(separator: " ")); hierarchy -check -top \(design.top); proc; check -assert",
        ]
      let result = try tool.run(arguments, in: folder)
      return result.status == 0 && result.output.isEmpty ? nil : "status \(result.status): \(result.output)"
    }
  }

  static let top = "encryption_unit"

  @Test("every tool reads every design point without a warning", arguments: DesignPoint.allCases, Reader.allCases)
  func readers(point: DesignPoint, reader: Reader) throws {
    let design = try point.design()
    #expect(design.top == Self.top && design.clock == "clock" && design.reset == "reset")
    #expect(try reader.complaints(about: design) == nil)
  }

  @Test("the readers notice a module that is missing and a port that is misspelt", arguments: Reader.allCases)
  func readersCanFail(reader: Reader) throws {
    let design = try DesignPoint.minimal.design()
    func changed(_ files: [VerilogFile]) -> VerilogDesign {
      VerilogDesign(top: design.top, clock: design.clock, reset: design.reset, ports: design.ports, files: files)
    }
    #expect(try reader.complaints(about: changed(design.files.filter { $0.name != "interleaved_lane.v" })) != nil)
    let misspelt = design.files.map {
      VerilogFile(name: $0.name, text: $0.text.replacingOccurrences(of: ".advances(", with: ".advance("))
    }
    #expect(try reader.complaints(about: changed(misspelt)) != nil)
  }

  @Test("rtl/ holds what is emitted, byte for byte, and nothing else", arguments: DesignPoint.allCases)
  func storedFiles(point: DesignPoint) throws { try compareStored(point.design(), point.rawValue) }

  @Test(
    "every tool reads every core that stands alone without a warning, and rtl/ holds it",
    arguments: EmittedCores.all.map(\.rawValue))
  func coresAlone(name: String) throws {
    let core = try #require(EmittedCores.all.first { $0.rawValue == name })
    let design = try core.elaborate().verilog()
    for reader in Reader.allCases { #expect(try reader.complaints(about: design) == nil, "\(reader)") }
    try compareStored(design, name)
  }

  private func compareStored(_ design: VerilogDesign, _ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../rtl/\(name)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.standardized.path)
    let repair = "run `make rtl` and commit the result"
    #expect(Set(names) == Set(design.files.map(\.name)), "\(repair)")
    for file in design.files where names.contains(file.name) {
      let stored = try Data(contentsOf: folder.appending(path: file.name))
      #expect(stored == Data(file.text.utf8), "rtl/\(name)/\(file.name) is not what is emitted: \(repair)")
    }
  }

  @Test("elaborating twice gives the same text", arguments: DesignPoint.allCases)
  func reproducible(point: DesignPoint) throws {
    #expect(try point.design() == point.design())
  }
}
