// Measures elaboration, all checks and emission on the three designs on which other languages were measured.
import Foundation
import HDL

/// CPU seconds of this process so far.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The middle one of five measurements, and what was emitted.
func measure(_ make: () -> Module) throws -> (seconds: Double, design: VerilogDesign) {
  var times: [Double] = []
  var emitted: VerilogDesign?
  for _ in 0..<5 {
    let start = processorSeconds()
    let design = try Design(make()).verilog()
    times.append(processorSeconds() - start)
    emitted = design
  }
  guard let emitted else { throw CancellationError() }
  return (times.sorted()[times.count / 2], emitted)
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func run() throws {
  print("design        CPU seconds    modules      lines   Amaranth 0.5.10")
  let designs: [(name: String, others: String, make: () -> Module)] = [
    ("aes_flat", "8.5", { AESPipeline(instances: false) }), ("aes_hier", "8.3", { AESPipeline(instances: true) }),
    ("many", "23.8", { Many() }),
  ]
  for (name, others, make) in designs {
    let (seconds, design) = try measure(make)
    let lines = design.files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
    let time = String(format: "%.3f", seconds)
    print(
      name.padding(toLength: 12, withPad: " ", startingAt: 0), column(time, 12), column("\(design.files.count)", 10),
      column("\(lines)", 10), column(others, 17))
    if let folder = CommandLine.arguments.dropFirst().first {
      for file in design.files {
        try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
      }
    }
  }
}

do {
  try run()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
