import HDL
import Pages

/// The data sheet of one module.
struct ModulePage {
  let module: ModuleDescription
  let book: DesignBook
  private let block: Diagram
  private let machines: [(machine: StateMachine, diagram: Diagram)]

  init(module: ModuleDescription, book: DesignBook) {
    self.module = module
    self.book = book
    block = BlockDiagram.draw(module, book.analysis)
    machines = module.stateMachines.map { ($0, StateDiagram.draw($0, of: module.name)) }
  }

  /// The drawings of the module as files.
  var drawings: [(name: String, diagram: Diagram)] {
    [("\(module.name).svg", block)] + machines.map { ("\(module.name)-\($0.machine.register).svg", $0.diagram) }
  }

  var html: String {
    let frame = Frame(
      trail: [("Documentation", "../index.html"), (book.name, "index.html")], title: module.name, lead: module.summary,
      facts: (module.latency.map { [($0.description, "latency")] } ?? []) + [
        (grouped(module.ownCounts.registerBits), "register bits of its own"),
        (grouped(module.ownCounts.operators), "operators of its own"),
        (grouped(book.paths[module.name]?.operators ?? 0), "operators on its longest path"),
      ])
    return frame.page([
      Frame.section(
        "Block diagram",
        lead: "Numbers are bits. Strong arrows with ⇄ are streams (valid and ready); red names may be secret.",
        [Frame.drawing(block, file: "\(module.name).svg")]),
      Frame.section("Ports", [ports]), states, Frame.section("Parameters", [parameters]),
      Frame.section("Registers", [registers]), Frame.section("Memories", [memories]),
      Frame.section("Instances", [instances] + connections), Frame.section("Assertions", [assertions]),
      Frame.section("Exceptions", lead: "Where the designer answers for what the checks would refuse.", [exceptions]),
      PathSection.html(book.paths[module.name], lead: "Through the instances of the module too."),
      Frame.section("Files and uses", [files]),
    ])
  }

  // MARK: Sections

  private var hasDomains: Bool {
    Set((module.ports + module.registers).map(\.domain) + module.clocks.map(\.domain)).count > 1
  }

  private func name(_ signal: SignalDescription) -> HTML {
    signal.isSecret
      ? .group([.code(signal.name), .tag("span", ["class": "tag secret"], "secret")]) : .code(signal.name)
  }

  private func type(_ signal: SignalDescription) -> String {
    signal.enumeration?.name ?? (signal.isSigned ? "signed" : "")
  }

  private var ports: HTML? {
    var rows: [[HTML]] = []
    for clock in module.clocks {
      let edge = clock.domain.edge == .falling ? ", falling edge" : ""
      if let name = clock.clock {
        rows.append([.code(name), "input", "1", "", "", .text("clock of domain \(clock.domain.name)\(edge)"), ""])
      }
      if let name = clock.reset {
        let kind = clock.domain.reset == .synchronous ? "synchronous" : "asynchronous"
        rows.append([.code(name), "input", "1", "", "", .text("reset, active high, \(kind)"), ""])
      }
    }
    let streams = Dictionary(
      module.bundles.filter { $0.kind != .record }.flatMap { bundle in bundle.signals.map { ($0, bundle.name) } },
      uniquingKeysWith: { first, _ in first })
    for port in module.ports {
      let group = streams[port.name].map { "stream \($0)" } ?? ""
      let inputs = port.combinationalInputs
      let depends = inputs.count > 6 ? "\(inputs.count) inputs" : inputs.joined(separator: ", ")
      rows.append([
        name(port), .text(port.kind.rawValue), .number(port.width),
        .text([type(port), group].filter { !$0.isEmpty }.joined(separator: ", ")),
        .text(hasDomains ? port.domain.name : ""), .prose(port.comment),
        port.kind == .output ? (inputs.isEmpty ? "registers" : .text(depends)) : "",
      ])
    }
    return Frame.table(
      "In the order of declaration",
      ["Port", "Direction", "Bits", "Type", "Clock domain", "Meaning", "Depends within a cycle on"].enumerated()
        .filter { hasDomains || $0.offset != 4 }.map(\.element), numeric: [2],
      rows.map { row in row.enumerated().filter { hasDomains || $0.offset != 4 }.map(\.element) })
  }

  private var states: HTML {
    .group(
      machines.map { machine, diagram in
        Frame.section(
          "States of \(machine.register)", id: machine.register,
          [Frame.drawing(diagram, file: "\(module.name)-\(machine.register).svg"), transitions(machine)])
      })
  }

  private func transitions(_ machine: StateMachine) -> HTML? {
    Frame.table(
      "Transitions; in all other cases the state stays", ["From", "To", "When"],
      machine.transitions.map { transition in
        [
          .code(transition.from ?? "any state"), .code(transition.to ?? "computed"),
          transition.conditions.isEmpty ? "always" : .code(transition.conditions.joined(separator: " & ")),
        ]
      })
  }

  private var parameters: HTML? {
    Frame.table(
      "Values of this design", ["Parameter", "Value"], module.parameters.map { [.code($0.name), .code($0.value)] })
  }

  private var registers: HTML? {
    Frame.table(
      "In the order of declaration", ["Register", "Bits", "After reset", "Type", "Meaning"], numeric: [1],
      module.registers.map { register in
        let comment = hasDomains ? "\(register.comment) (\(register.domain.name))" : register.comment
        return [
          name(register), .number(register.width), reset(register), .text(type(register)), .prose(comment),
        ]
      })
  }

  private func reset(_ register: SignalDescription) -> HTML {
    guard let value = register.reset else { return .tag("span", ["class": "soft"], "undefined") }
    let code = Int(truncatingIfNeeded: value.words[0])
    if let cases = register.enumeration?.cases, code < cases.count { return .code(cases[code]) }
    let hexadecimal = value.words.reversed().map { String($0, radix: 16) }.joined()
    return .code(value.words.allSatisfy { $0 < 10 } ? "\(value.words[0])" : "0x\(hexadecimal)")
  }

  private var memories: HTML? {
    Frame.table(
      "Arrays of words", ["Memory", "Words", "Bits of a word", "At power-up"], numeric: [1, 2],
      module.memories.map { memory in
        let label: HTML = .code(memory.name)
        return [
          memory.isSecret ? .group([label, .tag("span", ["class": "tag secret"], "secret")]) : label,
          .number(memory.depth), .number(memory.width), memory.isInitialized ? "given" : "undefined",
        ]
      })
  }

  private var instances: HTML? {
    Frame.table(
      "In the order of declaration", ["Instance", "Module", "Source"],
      module.instances.map {
        [.code($0.name), .codeLink($0.module, "\($0.module).html"), .text($0.location?.shown ?? "–")]
      })
  }

  private var connections: [HTML] {
    arrays(module.instances, name: \.name, areEqual: { $0.module == $1.module }).compactMap { _, members in
      guard let instance = members.first else { return nil }
      return .tag(
        "details", .tag("summary", .text("Connections of \(instance.name)")),
        Frame.table(
          "Ports of \(instance.module)", ["Port", "Direction", "Bits", "Connected to"], numeric: [2],
          instance.connections.map {
            [.code($0.port), .text($0.direction.rawValue), .number($0.width), .code($0.value)]
          }) ?? "It has no ports.")
    }
  }

  private var assertions: HTML? {
    Frame.table(
      "Checked in simulation and by proofs", ["Name", "Kind", "Condition", "Source"],
      module.assertions.map {
        [.code($0.name), .text($0.kind.rawValue), .code($0.condition), .text($0.location?.shown ?? "–")]
      })
  }

  private var exceptions: HTML? {
    Frame.table(
      "Declassified values and crossings between clocks", ["Value", "Kind", "Reason", "Source"],
      module.exceptions.map {
        [.code($0.value), .text($0.kind.rawValue), .prose($0.reason), .text($0.location?.shown ?? "–")]
      })
  }

  private var files: HTML {
    let users = book.analysis.users(of: module.name).map { user -> HTML in
      let names =
        user.instances.count > 4 ? "\(user.instances.count) instances" : user.instances.joined(separator: ", ")
      return .tag("li", "Used in ", .codeLink(user.module, "\(user.module).html"), .text(" as \(names)"))
    }
    var items: [HTML] = []
    if !module.isBlackBox {
      items.append(.tag("li", "Verilog: ", .codeLink("\(module.name).v", "\(module.name).v")))
    }
    let place = module.location.map { ", \($0.shown)" } ?? ""
    items.append(.tag("li", "Swift type ", .code(module.swiftType), .text(place)))
    return .tag("ul", .group(items + users))
  }
}
