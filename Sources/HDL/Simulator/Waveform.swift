import Foundation

/// Writes what a simulation does as a value change dump (IEEE 1364-2005, 18), which GTKWave and other viewers read. Each
/// instance is a scope. A signal of an enum type has a second variable beside it, `…_case`, with the names of its cases
/// (a string variable, as GTKWave understands it).
///
/// A cycle takes ten units of time. The edge that ends it begins the next one.
final class Waveform {
  /// A variable, and what was last written for it.
  private struct Variable {
    let name: String
    let code: String
    let caseCode: String?
    let signal: SimulatedSignal
    var last: [UInt64]?
  }

  private let path: String
  private let file: FileHandle
  private var text: [UInt8] = []
  private var variables: [Variable] = []
  private var codes = 0
  /// The codes of the clocks, by domain; nil for a domain without one.
  private var clocks: [(code: String, edge: ClockDomain.Edge)?] = []
  /// The domains that had an edge at the end of the last cycle.
  private var edges: [Int] = []
  private var step = 0

  static let cycleTime = 10

  init(path: String, _ compiled: CompiledDesign) throws(CycleSimulationError) {
    self.path = path
    // Opened, not created: what is there and is no file, such as a device or a pipe, is written to and not replaced.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(path: path, reason: "it cannot be written here") }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    write("$timescale 1ns $end\n")
    writeScope(0, compiled)
    write("$enddefinitions $end\n")
    try flush()
  }

  // MARK: Head

  private func newCode() -> String {
    var number = codes
    codes += 1
    var code = ""
    repeat {
      code.unicodeScalars.append(Unicode.Scalar(UInt8(33 + number % 94)))
      number /= 94
    } while number > 0
    return code
  }

  private func writeScope(_ instance: Int, _ compiled: CompiledDesign) {
    let place = compiled.instances[instance]
    write("$scope module \(place.name) $end\n")
    if instance == 0 { writeDomains(compiled) }
    var taken: Set<String> = []
    for node in place.plan.definition.nodes {
      guard let name = node.name, node.operation != .literal, node.operation != .inputPin,
        node.operation != .outputPin, let signal = compiled.signal(node, in: instance)
      else { continue }
      var unique = name
      while !taken.insert(unique).inserted { unique += "_" }
      declare(unique, signal, isRegister: node.operation == .register)
    }
    for child in place.children { writeScope(child, compiled) }
    write("$upscope $end\n")
  }

  private func writeDomains(_ compiled: CompiledDesign) {
    for domain in compiled.domains {
      if domain.hasClock {
        let code = newCode()
        write("$var wire 1 \(code) \(domain.domain.clockName) $end\n")
        clocks.append((code, domain.domain.edge))
      } else {
        clocks.append(nil)
      }
      guard let reset = domain.reset else { continue }
      let signal = SimulatedSignal(
        name: domain.domain.resetName, width: 1, positions: [reset], state: [reset], enumeration: nil)
      declare(domain.domain.resetName, signal, isRegister: false)
    }
  }

  private func declare(_ name: String, _ signal: SimulatedSignal, isRegister: Bool) {
    let code = newCode()
    let range = signal.width == 1 ? "" : " [\(signal.width - 1):0]"
    write("$var \(isRegister ? "reg" : "wire") \(signal.width) \(code) \(name)\(range) $end\n")
    var caseCode: String?
    if signal.enumeration != nil {
      let code = newCode()
      write("$var string 1 \(code) \(name)_case $end\n")
      caseCode = code
    }
    variables.append(Variable(name: name, code: code, caseCode: caseCode, signal: signal, last: nil))
  }

  // MARK: Values

  /// Writes one cycle, at whose end the given domains have their edges.
  func record(_ simulation: CycleSimulation, _ edges: [Int]) throws(CycleSimulationError) {
    try writeValues(simulation)
    self.edges = edges
    if text.count > 1 << 16 { try flush() }
  }

  private func writeValues(_ simulation: CycleSimulation) throws(CycleSimulationError) {
    try simulation.inspect()
    write("#\(step * Self.cycleTime)\n")
    if step == 0 { for case (let code, let edge)? in clocks { write("\(edge == .rising ? 0 : 1)\(code)\n") } }
    writeClocks { $0 == .rising }
    for index in variables.indices { writeChange(of: index, simulation) }
    if !edges.isEmpty {
      write("#\(step * Self.cycleTime + Self.cycleTime / 2)\n")
      writeClocks { $0 == .falling }
    }
    step += 1
  }

  /// Sets the clocks that had an edge to one or zero.
  private func writeClocks(_ isHigh: (ClockDomain.Edge) -> Bool) {
    for number in edges {
      if let (code, edge) = clocks[number] { write("\(isHigh(edge) ? 1 : 0)\(code)\n") }
    }
  }

  private func writeChange(of index: Int, _ simulation: CycleSimulation) {
    let signal = variables[index].signal
    let words = signal.positions.map { simulation.machine.words[$0] }
    if words == variables[index].last { return }
    variables[index].last = words
    if signal.width == 1 {
      write("\(words[0])\(variables[index].code)\n")
    } else {
      write("b")
      var digits = signal.width
      while digits > 1, words[(digits - 1) / 64] >> UInt64((digits - 1) % 64) & 1 == 0 { digits -= 1 }
      for bit in (0..<digits).reversed() { text.append(48 + UInt8(words[bit / 64] >> UInt64(bit % 64) & 1)) }
      write(" \(variables[index].code)\n")
    }
    guard let code = variables[index].caseCode, let enumeration = signal.enumeration else { return }
    let number = Int(words[0])
    write("s\(number < enumeration.cases.count ? enumeration.cases[number] : "none") \(code)\n")
  }

  /// Writes the values after the last cycle and closes the file.
  func finish(_ simulation: CycleSimulation) throws(CycleSimulationError) {
    try writeValues(simulation)
    write("#\(step * Self.cycleTime)\n")
    try flush()
    do { try file.close() } catch { throw .file(path: path, reason: "\(error.localizedDescription)") }
  }

  private func write(_ line: String) { text += line.utf8 }

  private func flush() throws(CycleSimulationError) {
    do { try file.write(contentsOf: text) } catch { throw .file(path: path, reason: "\(error.localizedDescription)") }
    text.removeAll(keepingCapacity: true)
  }
}

extension CycleSimulation {
  /// Writes every cycle from now on into a file, as a value change dump.
  ///
  /// - Throws: `CycleSimulationError.file`.
  public func startWaveform(_ path: String) throws(CycleSimulationError) {
    try finishWaveform()
    waveform = try Waveform(path: path, compiled)
  }

  /// Writes the last values and closes the file. Without it the end of the waveform may be missing.
  ///
  /// - Throws: `CycleSimulationError.file`.
  public func finishWaveform() throws(CycleSimulationError) {
    guard let waveform else { return }
    self.waveform = nil
    try waveform.finish(self)
  }
}
