import ArgumentParser
import HDL
import Hardware

/// Lists what the secrecy of the unit rests on.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List where the hardware makes a secret public on purpose, and which of its ports carry secrets.",
    discussion: """
      Everything else was checked when the hardware was elaborated: no other port depends on a secret. docs/secrecy.md \
      explains the labels and gives the argument for every entry.
      """)

  @Option(name: .long, help: "Design point. Repeatable; all, and the keyed unit, when nothing is named.")
  var point: [DesignPoint] = []

  @Option(name: .long, help: "Unit with the unwrap unit in front of it. Repeatable.")
  var core: [KeyedCore] = []

  @Flag(name: .long, help: "Print the list as JSON.")
  var json = false

  func run() throws {
    let all = point.isEmpty && core.isEmpty
    let points = all ? DesignPoint.allCases : point.unique
    let cores = all ? KeyedCore.allCases : core.unique
    do {
      let designs =
        try points.map { ($0.rawValue, try $0.elaborate()) } + cores.map { ($0.rawValue, try $0.elaborate()) }
      let audit = Audit(designs)
      if json { try printJSON(audit) } else { print(audit.text) }
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }
}

/// Declassifications and secret ports of several design points, each once.
private struct Audit: Encodable {
  struct Entry: Encodable {
    let points: [String]
    let module: String
    let signal: String
    let value: String
    let width: Int
    let reason: String
    let location: String?
  }
  struct Port: Encodable {
    let points: [String]
    let name: String
    let width: Int
    let direction: PortDescription.Direction
  }
  let points: [String]
  let declassifications: [Entry]
  let secretPorts: [Port]

  init(_ designs: [(name: String, design: Design)]) {
    points = designs.map(\.name)
    var uses: [(use: Declassification, points: [String])] = []
    var ports: [(port: PortDescription, points: [String])] = []
    for (name, design) in designs {
      for use in design.declassifications {
        let known = uses.firstIndex { $0.use == use }
        if known == nil { uses.append((use, [])) }
        uses[known ?? uses.count - 1].points.append(name)
      }
      for port in design.secretPorts {
        let known = ports.firstIndex { $0.port == port }
        if known == nil { ports.append((port, [])) }
        ports[known ?? ports.count - 1].points.append(name)
      }
    }
    declassifications = uses.map { use, points in
      Entry(
        points: points, module: use.module, signal: use.signal, value: use.value, width: use.width, reason: use.reason,
        location: use.location)
    }
    secretPorts = ports.map { port, points in
      Port(points: points, name: port.name, width: port.width, direction: port.direction)
    }
  }

  var text: String {
    func bits(_ width: Int) -> String { width == 1 ? "1 bit" : "\(width) bits" }
    func only(_ points: [String]) -> String {
      points.count == self.points.count ? "" : " (\(points.joined(separator: ", ")) only)"
    }
    let entries = declassifications.enumerated().map { number, entry in
      """
      \(number + 1). \(entry.module).\(entry.signal): `\(entry.value)`, \(bits(entry.width))\(only(entry.points))
         \(entry.reason)
         \(entry.location ?? "place unknown: built without debug information")
      """
    }
    let width = secretPorts.map(\.name.count).max() ?? 0
    let ports = secretPorts.map { port in
      "  \(port.direction == .input ? "in " : "out") \(port.name)"
        + String(repeating: " ", count: width - port.name.count) + "  \(bits(port.width))\(only(port.points))"
    }
    return """
      Secrets that are made public on purpose, in \(points.joined(separator: ", ")):

      \(entries.joined(separator: "\n\n"))

      Ports of the unit that carry secrets:

      \(ports.joined(separator: "\n"))
      """
  }
}
