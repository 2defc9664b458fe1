/// What SymbiYosys says at the end of a run, in the lines that begin with `summary:` and `DONE`.
struct Report {
  enum Status: String {
    case pass = "PASS"
    case fail = "FAIL"
    case unknown = "UNKNOWN"
    case timeout = "TIMEOUT"
    case error = "ERROR"
  }

  /// A violated property or a reached cover.
  struct Event {
    /// The property's label behind the instances that lead to it, the top module first.
    let label: String
    /// The cycle, the one in reset being 0; absent for a step of induction.
    let step: Int?
    /// The waveform's path, seen from the project's folder.
    let waveform: String?
    /// Whether it is the step of an induction, whose first state may be out of reach.
    let isInductionStep: Bool
  }

  private(set) var status = Status.error
  private(set) var failures: [Event] = []
  private(set) var reached: [Event] = []

  init(_ output: String) {
    var waveform: String?
    var isInductionStep = false
    for line in output.split(whereSeparator: \.isNewline) {
      // `SBY 12:34:56 [run] summary:   failed assertion …`
      guard let start = line.firstIndex(of: "]") else { continue }
      let words = line[line.index(after: start)...].split(separator: " ").map(String.init)
      switch words.first {
      case "DONE":
        if let word = words.dropFirst().first { status = Status(rawValue: word.filter(\.isLetter)) ?? .error }
      case "summary:":
        if let position = words.firstIndex(of: "trace:") ?? words.firstIndex(of: "[induction]:")
          ?? words.firstIndex(of: "[basecase]:"), position + 1 < words.count
        {
          waveform = words[position + 1]
          isInductionStep = words.contains("[induction]:")
        } else if words.dropFirst().starts(with: ["failed", "assertion"]), words.count > 3 {
          failures.append(Self.event(words, waveform, isInductionStep))
        } else if words.dropFirst().starts(with: ["reached", "cover", "statement"]), words.count > 4 {
          reached.append(Self.event(Array(words.dropFirst()), waveform, false))
        }
      default: break
      }
    }
  }

  private static func event(_ words: [String], _ waveform: String?, _ isInductionStep: Bool) -> Event {
    let step = words.firstIndex(of: "step").flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil }
    return Event(label: words[3], step: step, waveform: waveform, isInductionStep: isInductionStep)
  }
}
