import Reference

/// The lanes of a timeline: one for each process, in the order in which they were loaded, and one for the kernel.
struct SystemLanes: Sendable {
  let names: [String]
  /// Lane of the first process in plaintext; all of them, which the processor does not tell apart, have it.
  private let plain: Int?
  /// Lanes by the number of the domain: the kernel creates domains in the order in which it loads processes.
  private let domains: [Int]

  var kernel: Int { names.count - 1 }

  /// - Parameter processes: their names, and whether they are encrypted.
  init(_ processes: [(name: String, isEncrypted: Bool)]) {
    let plain = processes.filter { !$0.isEncrypted }.map(\.name)
    var names: [String] = []
    var domains: [Int] = []
    var plainLane: Int?
    for process in processes {
      if process.isEncrypted {
        domains.append(names.count)
        names.append(process.name)
      } else if plainLane == nil {
        plainLane = names.count
        names.append(plain.joined(separator: ", "))
      }
    }
    self.names = names + ["kernel"]
    self.plain = plainLane
    self.domains = domains
  }

  subscript(runner: SystemRecording.Runner) -> Int {
    switch runner {
    case .machine, .supervisor: kernel
    case .plain: plain ?? kernel
    case .domain(let number, _): domains.indices.contains(number - 1) ? domains[number - 1] : kernel
    }
  }

  /// The name of a domain's process.
  func name(ofDomain number: Int) -> String { names[self[.domain(number, isEncrypted: true)]] }

  /// The lane of a step; nil for a name that has none.
  func lane(named name: String) -> Int? {
    names.firstIndex { $0.split(separator: ",").contains { $0.drop { $0 == " " } == name } }
  }
}
