import Foundation
import Reference
import Testing

@testable import Toolchain

/// The device tree, read back by a reader that knows the specification and nothing of the writer, and by `dtc` where it is installed.
@Suite struct DeviceTreeTests {
  private static func bytes(of value: DeviceTree.Value) -> [UInt8] {
    switch value {
    case .empty: []
    case .cells(let cells): cells.flatMap { cell in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: cell >> $0) } }
    case .strings(let strings): strings.flatMap { Array($0.utf8) + [0] }
    case .references(let references): references.flatMap { bytes(of: .cells([$0.handle.number] + $0.cells)) }
    }
  }

  private static func contents(_ node: DeviceTree.Node, below path: String = "") -> [String: [String: [UInt8]]] {
    let own = node.name.isEmpty ? "/" : "\(path)/\(node.name)"
    var found = [own: Dictionary(uniqueKeysWithValues: node.properties.map { ($0.name, bytes(of: $0.value)) })]
    for child in node.children { found.merge(contents(child, below: own == "/" ? "" : own)) { $1 } }
    return found
  }

  @Test("what is written is read back, node by node")
  func flattened() throws {
    let tree = DeviceTree.processor(memory: 64 << 20)
    let read = try FlattenedTree(tree.flattened)
    #expect(read.properties == Self.contents(tree.root))
    #expect(read.paths.first == "/" && read.paths.count == 12)
    // Values of every length, and a name twice.
    let other = DeviceTree(
      root: DeviceTree.Node(
        "", [DeviceTree.Property("a"), DeviceTree.Property("bc", .strings(["", "x", "four"]))],
        [
          DeviceTree.Node("n@1", [DeviceTree.Property("bc", .cells([0, .max]))], [DeviceTree.Node("abc", [])]),
          DeviceTree.Node("n@2", []),
        ]))
    #expect(try FlattenedTree(other.flattened).properties == Self.contents(other.root))
  }

  @Test("it says what an operating system has to know, with the addresses of the golden machine")
  func processor() throws {
    let tree = try FlattenedTree(DeviceTree.processor(memory: 32 << 20, frequency: 25_000_000).flattened)
    #expect(tree.strings("/cpus/cpu@0", "riscv,isa") == ["rv32ima_zicsr_zifencei_zicntr_zkr"])
    #expect(tree.strings("/cpus/cpu@0", "mmu-type") == ["riscv,sv32"])
    #expect(tree.cells("/cpus", "timebase-frequency") == [25_000_000])
    #expect(tree.strings("/chosen", "stdout-path") == ["/soc/serial@10000000"])
    #expect(tree.cells("/memory@80000000", "reg") == [0x8000_0000, 32 << 20])
    let devices: [(path: String, compatible: [String], registers: [UInt32])] = [
      ("test@100000", ["sifive,test0"], [0x10_0000, 0x1000]),
      ("clint@2000000", ["sifive,clint0", "riscv,clint0"], [0x200_0000, 0x1_0000]),
      ("interrupt-controller@c000000", ["sifive,plic-1.0.0", "riscv,plic0"], [0xc00_0000, 0x40_0000]),
      ("serial@10000000", ["ns16550a"], [0x1000_0000, 0x100]),
      ("block@10001000", ["keyline,block"], [0x1000_1000, 0x1000]),
    ]
    for device in devices {
      #expect(tree.strings("/soc/\(device.path)", "compatible") == device.compatible)
      #expect(tree.cells("/soc/\(device.path)", "reg") == device.registers)
    }
    // Everything that refers to something else finds it.
    let core = tree.cells("/cpus/cpu@0/interrupt-controller", "phandle") ?? []
    let controller = tree.cells("/soc/interrupt-controller@c000000", "phandle") ?? []
    #expect(core.count == 1 && controller.count == 1 && core != controller)
    #expect(tree.cells("/soc/clint@2000000", "interrupts-extended") == core + [3] + core + [7])
    #expect(tree.cells("/soc/interrupt-controller@c000000", "interrupts-extended") == core + [11] + core + [9])
    for (path, source) in [("serial@10000000", 10), ("block@10001000", 1)] as [(String, UInt32)] {
      #expect(tree.cells("/soc/\(path)", "interrupts") == [source])
      #expect(tree.cells("/soc/\(path)", "interrupt-parent") == controller)
    }
  }

  @Test("a device is where the tree says, and the interrupt that it raises is the one of the tree")
  func machine() throws {
    let machine = Machine(memory: 1 << 20) { _ in }
    let tree = try FlattenedTree(DeviceTree.processor(memory: 1 << 20).flattened)
    // lui a0, base; lw a1, status(a0); sw a0, 8(a0) with a command that cannot succeed: done and an interrupt.
    let block = try #require(tree.cells("/soc/block@10001000", "reg")?.first)
    let program: [UInt32] = [block | 0x537, 0x0010_0593, 0x00b5_2823, 0x00b5_2423]
    #expect(machine.hart.memory.load(program.flatMap { littleEndian($0) }, at: 0x8000_0000))
    machine.hart.start(at: 0x8000_0000)
    _ = machine.run(limit: 4)
    machine.lookAtInterrupts()
    let source = try #require(tree.cells("/soc/block@10001000", "interrupts")?.first)
    #expect(machine.interruptController.read(0x1000, bytes: 4) == 1 << source)
  }

  @Test("text and flattened form are the same to dtc", .enabled(if: treeCompiler != nil))
  func compiler() throws {
    let tree = DeviceTree.processor(memory: 64 << 20)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(tree.source.utf8).write(to: folder.appending(path: "tree.dts"))
    try Data(tree.flattened).write(to: folder.appending(path: "tree.dtb"))
    func compile(_ name: String, to form: String) throws -> Data {
      let process = Process()
      let (output, complaint) = (Pipe(), Pipe())
      process.executableURL = URL(fileURLWithPath: try #require(treeCompiler))
      process.arguments = ["-I", String(name.suffix(3)), "-O", form, "-s", folder.appending(path: name).path]
      process.standardOutput = output
      process.standardError = complaint
      try process.run()
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      let words = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      // It has nothing to complain about.
      #expect(process.terminationStatus == 0 && words == "")
      return bytes
    }
    try compile("tree.dts", to: "dtb").write(to: folder.appending(path: "compiled.dtb"))
    let (fromText, fromBytes) = (try compile("compiled.dtb", to: "dts"), try compile("tree.dtb", to: "dts"))
    #expect(fromText == fromBytes && String(decoding: fromText, as: UTF8.self).contains("mmu-type = \"riscv,sv32\""))
  }
}

/// Where `dtc` is, if it is installed.
private let treeCompiler = ["/usr/bin/dtc", "/usr/local/bin/dtc"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// Properties by the path of their node, and the nodes in their order.
private struct FlattenedTree {
  private(set) var properties: [String: [String: [UInt8]]] = [:]
  private(set) var paths: [String] = []

  func cells(_ path: String, _ name: String) -> [UInt32]? {
    guard let bytes = properties[path]?[name], bytes.count % 4 == 0 else { return nil }
    return stride(from: 0, to: bytes.count, by: 4).map { word(bytes, $0) }
  }

  func strings(_ path: String, _ name: String) -> [String]? {
    guard let bytes = properties[path]?[name], bytes.last == 0 else { return nil }
    return bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Devicetree Specification 0.4, chapter 5.
  init(_ blob: [UInt8]) throws {
    let header = (0..<10).map { word(blob, 4 * $0) }
    try #require(header[0] == 0xd00d_feed && Int(header[1]) == blob.count)
    try #require(header[5] == 17 && header[6] == 16 && header[7] == 0)
    let (structure, strings, reservations) = (Int(header[2]), Int(header[3]), Int(header[4]))
    try #require(structure % 4 == 0 && reservations % 8 == 0 && reservations >= 40)
    // No reservation but the end of the list, and each block behind the other.
    try #require(blob[reservations..<reservations + 16].allSatisfy { $0 == 0 } && reservations + 16 <= structure)
    try #require(structure + Int(header[9]) <= strings && strings + Int(header[8]) <= blob.count)
    let names = Array(blob[strings..<strings + Int(header[8])])
    var place = structure
    var path: [String] = []
    var isOver = false
    while !isOver {
      try #require(place + 4 <= structure + Int(header[9]))
      let token = word(blob, place)
      place += 4
      switch token {
      case 1:
        let name = Self.text(blob, at: place)
        place += (name.utf8.count + 4) & ~3
        path.append(name)
        try #require(properties[Self.joined(path)] == nil)
        properties[Self.joined(path)] = [:]
        paths.append(Self.joined(path))
      case 2:
        try #require(!path.isEmpty)
        path.removeLast()
      case 3:
        let (length, name) = (Int(word(blob, place)), Self.text(names, at: Int(word(blob, place + 4))))
        place += 8
        try #require(properties[Self.joined(path)]?[name] == nil && !path.isEmpty)
        properties[Self.joined(path)]?[name] = Array(blob[place..<place + length])
        place += (length + 3) & ~3
      case 4: break
      default:
        try #require(token == 9 && path.isEmpty && place == structure + Int(header[9]))
        isOver = true
      }
    }
  }

  private static func joined(_ path: [String]) -> String {
    path.count == 1 ? "/" : path.joined(separator: "/")
  }

  private static func text(_ bytes: [UInt8], at place: Int) -> String {
    String(decoding: bytes[place...].prefix { $0 != 0 }, as: UTF8.self)
  }
}

/// A number of a flattened tree.
private func word(_ bytes: [UInt8], _ place: Int) -> UInt32 {
  bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
}
