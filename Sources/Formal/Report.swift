import Foundation

/// What SymbiYosys leaves behind in the folder of a run: a file `status`, and one whose name is the status with what
/// it found.
struct Report {
  enum Status: String {
    case pass = "PASS"
    case fail = "FAIL"
    case unknown = "UNKNOWN"
    case timeout = "TIMEOUT"
    case error = "ERROR"
  }

  /// A violated property or a reached cover.
  struct Event: Equatable {
    /// The property's label behind the instances that lead to it, the top module first.
    let label: String
    /// The cycle, the one in reset being 0; absent for a step of induction.
    let step: Int?
    /// The waveform's path in the folder of the run.
    let waveform: String?
  }

  let status: Status
  private(set) var failures: [Event] = []
  private(set) var reached: [Event] = []

  /// - Parameter status: contents of the file `status`.
  /// - Parameter summary: contents of the file that has the status as its name.
  init(status: String, summary: String) {
    self.status = status.split(whereSeparator: \.isWhitespace).first.flatMap { Status(rawValue: String($0)) } ?? .error
    // A trace stands before what it shows.
    var waveform: String?
    for line in summary.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ").map(String.init)
      if let path = words.last, path.hasSuffix(".vcd"), words.contains(where: { $0.hasPrefix("trace") }) {
        waveform = path
      } else if words.starts(with: ["failed", "assertion"]), words.count > 2 {
        failures.append(Event(label: words[2], step: Self.step(words), waveform: waveform))
      } else if words.starts(with: ["reached", "cover", "statement"]), words.count > 3 {
        reached.append(Event(label: words[3], step: Self.step(words), waveform: waveform))
      }
    }
  }

  private static func step(_ words: [String]) -> Int? {
    words.firstIndex(of: "step").flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil }
  }

  /// The report in the folder of a run; of an error when there is none.
  init(folder: URL) {
    func text(_ name: String) -> String? {
      FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    let status = text("status") ?? ""
    let name = status.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    self.init(status: status, summary: name.isEmpty ? "" : text(name) ?? "")
  }
}
