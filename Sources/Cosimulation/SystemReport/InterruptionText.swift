import Reference

/// The rows in which a timeline shows why processes stop.
enum InterruptionKind: Int, CaseIterable, Sendable {
  case call, timer, fault, refusal

  var label: String {
    switch self {
    case .call: "calls"
    case .timer: "timer"
    case .fault: "faults"
    case .refusal: "refused"
    }
  }
}

extension SystemRecording.Interruption {
  /// Names of system calls by their numbers: `sim/system/system_calls.h`.
  package static let systemCalls = [
    "exit", "write", "yield", "time", "allocate", "share", "map", "send", "receive", "find", "self", "argument",
    "method", "show_regions", "start", "make_room",
  ]

  /// Nil for what is between the parts of the kernel only: a timer interrupt of machine mode, a call of machine mode.
  var kind: InterruptionKind? {
    switch self {
    case .systemCall: .call
    case .interrupt(.machineTimer): nil
    case .interrupt: .timer
    case .exception(.callFromSupervisor): nil
    case .exception: .fault
    case .refusal: .refusal
    }
  }

  /// What it is called in a list.
  var name: String {
    switch self {
    case .systemCall(let number):
      Self.systemCalls.indices.contains(Int(number)) ? Self.systemCalls[Int(number)] : "system call \(number)"
    case .interrupt(.supervisorTimer): "timer interrupt"
    case .interrupt(let cause): "\(cause) interrupt"
    case .exception(let cause): Self.words(of: "\(cause)")
    case .refusal(let operation, let status): "\(operation.mnemonic) refused with status \(status)"
    }
  }

  /// `loadPageFault` becomes `load page fault`.
  private static func words(of name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
  }
}

extension [SystemRecording.Event] {
  /// `write 3, yield 2, timer interrupt 1`: the most frequent first.
  var summary: String {
    let counts = reduce(into: [SystemRecording.Interruption: Int]()) { $0[$1.cause, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
      .map { "\($0.key.name) \(grouped($0.value))" }.joined(separator: ", ")
  }
}
