import Foundation
import HDL
import Hardware
import Testing

@Test func emit() throws {
  for point in DesignPoint.allCases {
    let design = try Design(EncryptionUnit(point.parameters)).verilog()
    let folder = "/tmp/rtl/\(point.rawValue)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in design.files { try file.text.write(toFile: folder + "/" + file.name, atomically: true, encoding: .utf8) }
  }
}
