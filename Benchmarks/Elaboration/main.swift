// Measures elaboration, all checks and emission on the three designs on which other languages were measured.
//
//   ElaborationBenchmark [FOLDER]     a table; with a folder, also the Verilog
//   ElaborationBenchmark --json [FILE]  results for scripts; FILE has those of amaranth_designs.py, from the same run
//   ElaborationBenchmark --memory     peak memory for designs of growing size
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
  /// CPU seconds of Amaranth for the same design in the same run.
  let amaranthSeconds: Double?
}

/// What amaranth_designs.py writes.
struct AmaranthResults: Decodable {
  struct Row: Decodable {
    let design: String
    let seconds: Double

    enum CodingKeys: String, CodingKey {
      case design
      case seconds = "verilog_cpu_s"
    }
  }
  let results: [Row]
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func designs() -> [(name: String, make: () -> Module)] {
  [
    ("aes_flat", { AESPipeline(instances: false) }), ("aes_hier", { AESPipeline(instances: true) }),
    ("many", { Many() }),
  ]
}

func printTable(folder: String?) throws {
  print("design        CPU seconds    modules      lines")
  for (name, make) in designs() {
    let (seconds, design) = try measure(make)
    print(
      name.padding(toLength: 12, withPad: " ", startingAt: 0), column(String(format: "%.3f", seconds), 12),
      column("\(design.files.count)", 10), column("\(lines(of: design))", 10))
    guard let folder else { continue }
    for file in design.files {
      try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
    }
  }
}

func printJSON(amaranth path: String?) throws {
  var others: [String: Double] = [:]
  if let path {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    for row in try JSONDecoder().decode(AmaranthResults.self, from: data).results {
      others[row.design] = row.seconds
    }
  }
  let measurements = try designs().map { name, make in
    let (seconds, design) = try measure(make)
    return Measurement(
      design: name, seconds: seconds, modules: design.files.count, lines: lines(of: design),
      amaranthSeconds: others[name])
  }
  print(String(decoding: try JSONEncoder().encode(measurements), as: UTF8.self))
}

func lines(of design: VerilogDesign) -> Int {
  design.files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
}

/// Peak memory of a process of its own for each size, so that one does not hide another.
func printMemory() throws {
  print("modules    peak MiB    KiB per module beyond the first row")
  var first: (modules: Int, kibibytes: Int)?
  for modules in [250, 500, 1000, 2000, 4000] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--peak", "\(modules)"]
    process.standardOutput = output
    try process.run()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard let kibibytes = Int(said.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw CancellationError() }
    var slope = ""
    if let first {
      slope = String(format: "%.1f", Double(kibibytes - first.kibibytes) / Double(modules - first.modules))
    }
    print(column("\(modules)", 7), column(String(format: "%.1f", Double(kibibytes) / 1024), 11), column(slope, 8))
    if first == nil { first = (modules, kibibytes) }
  }
}

func printPeak(_ modules: Int) throws {
  let design = try Design(Many(modules)).verilog()
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  withExtendedLifetime(design) { print(usage.ru_maxrss) }
}

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  switch arguments.first {
  case "--json": try printJSON(amaranth: arguments.dropFirst().first)
  case "--memory": try printMemory()
  case "--peak": try printPeak(arguments.dropFirst().first.flatMap { Int($0) } ?? 1000)
  default: try printTable(folder: arguments.first)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
