import Foundation
import HDL
import Serial

// Writes the Verilog of the examples into a folder, by default `verilog`.
let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "verilog", isDirectory: true)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
for module in [Blinker(period: 10), SerialPort(divisor: 10)] {
  do {
    for file in try Design(module).verilog().files {
      try file.text.write(to: folder.appendingPathComponent(file.name), atomically: true, encoding: .utf8)
      print(file.name)
    }
  } catch let error as ElaborationError {
    print(error)
    exit(1)
  }
}
