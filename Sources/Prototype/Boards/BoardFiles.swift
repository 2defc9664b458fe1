import HDL
import Hardware

extension Board {
  /// What stands in the board's folder, `rtl/boards/NAME`: the modules that the unit's own folder does not have, the
  /// constraints, and `files.f`, the list of everything to read, children before their parents.
  public func files() throws -> [VerilogFile] {
    let unit = Set(try point.design().files)
    let all = try Design(top()).verilog().files
    let list = all.map { (unit.contains($0) ? "../../\(point.rawValue)/" : "") + $0.name + "\n" }.joined()
    return all.filter { !unit.contains($0) }
      + [VerilogFile(name: constraintsName, text: constraints), VerilogFile(name: "files.f", text: list)]
  }
}
