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

/// One design's result, in the form that `keyline bench --elaboration` reads.
struct Measurement: Encodable {
  let design: String
  let seconds: Double
  let modules: Int
  let lines: Int
  /// CPU seconds of Amaranth 0.5.10 for the same design, measured on the same kind of machine.
  let amaranthSeconds: Double
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// With `--json` prints the results for scripts; with a folder writes the Verilog there.
func run(_ arguments: [String]) throws {
  let json = arguments.contains("--json")
  if !json { print("design        CPU seconds    modules      lines   Amaranth 0.5.10") }
  let designs: [(name: String, amaranth: Double, make: () -> Module)] = [
    ("aes_flat", 8.5, { AESPipeline(instances: false) }), ("aes_hier", 8.3, { AESPipeline(instances: true) }),
    ("many", 23.8, { Many() }),
  ]
  var measurements: [Measurement] = []
  for (name, amaranth, make) in designs {
    let (seconds, design) = try measure(make)
    let lines = design.files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
    measurements.append(
      Measurement(
        design: name, seconds: seconds, modules: design.files.count, lines: lines, amaranthSeconds: amaranth))
    if let folder = arguments.first(where: { $0 != "--json" }) {
      for file in design.files {
        try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
      }
    }
    if json { continue }
    print(
      name.padding(toLength: 12, withPad: " ", startingAt: 0), column(String(format: "%.3f", seconds), 12),
      column("\(design.files.count)", 10), column("\(lines)", 10), column("\(amaranth)", 17))
  }
  if json { print(String(decoding: try JSONEncoder().encode(measurements), as: UTF8.self)) }
}

do {
  try run(Array(CommandLine.arguments.dropFirst()))
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
