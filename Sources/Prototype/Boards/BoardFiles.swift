import HDL
import Hardware

extension Board {
  /// What stands in the board's folder, `rtl/boards/NAME`: the modules that the folder of the unit or of the processor does not have, the
  /// constraints, and `files.f`, the list of everything to read, children before their parents.
  public func files() throws -> [VerilogFile] {
    let (folder, emitted) =
      switch subject {
      case .selfTest: (point.rawValue, try point.design())
      case .processor: (SystemCore.processor.rawValue, try SystemCore.processor.elaborate().verilog())
      }
    let shared = Set(emitted.files)
    let all = try verilog().files
    let list = all.map { (shared.contains($0) ? "../../\(folder)/" : "") + $0.name + "\n" }.joined()
    return all.filter { !shared.contains($0) }
      + [VerilogFile(name: constraintsName, text: constraints), VerilogFile(name: "files.f", text: list)]
  }
}
