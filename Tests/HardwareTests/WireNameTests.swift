import Foundation
import Testing

@testable import HDL
@testable import Hardware

/// A wire of the emitted Verilog has the name that its value has in Swift.
@Suite struct WireNameTests {
  /// A value that the Verilog calls by a made-up name although a `let` of the source has one.
  private struct Nameless: CustomStringConvertible {
    let swift: String
    let place: String
    let module: String
    let verilog: String
    var description: String { "\(place): `\(swift)` is `\(verilog)` in \(module).v: add .named(\"…\")" }
  }

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources")

  /// The lines of every source file, by the file's name.
  private static func lines() throws -> [String: [Substring]] {
    var lines: [String: [Substring]] = [:]
    for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil) ?? .init()
    where file.pathExtension == "swift" {
      lines[file.lastPathComponent] = try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    return lines
  }

  /// The values of `let name = …` lines, as far as one line is one value: its outermost operator has no name and became a
  /// wire.
  private func nameless(_ definition: Definition, _ lines: [String: [Substring]]) -> [Nameless] {
    var emitter = Emitter(definition)
    _ = emitter.emit()
    let unnamed = emitter.wires.filter { $0.name == nil }
    guard !unnamed.isEmpty else { return [] }
    let places = Locator.resolve(Set(definition.nodes.map(\.location)))
    func line(_ node: Node) -> String? { places[node.location].map { "\($0.file):\($0.line)" } }
    // What a further operator of the same line uses is only a part of the line's value.
    var parts = Set<ObjectIdentifier>()
    for node in definition.nodes {
      guard let own = line(node) else { continue }
      for argument in node.arguments where line(argument) == own { parts.insert(argument.id) }
    }
    return unnamed.compactMap { node in
      guard !parts.contains(node.id), let place = places[node.location], let file = lines[place.file],
        file.indices.contains(place.line - 1)
      else { return nil }
      let text = file[place.line - 1]
      guard let name = text.firstMatch(of: #/^\s*let (\w+)(: \w+)? = /#)?.1 else { return nil }
      // In a closure the line makes many values.
      if text.contains(".map {") || text.contains(".reduce(") { return nil }
      return Nameless(
        swift: String(name), place: "\(place.file):\(place.line)", module: definition.name,
        verilog: emitter.expressions.naming.name(of: node) ?? "?")
    }
  }

  #if DEBUG
    @Test(arguments: DesignPoint.allCases)
    func everyLocalValueIsNamed(point: DesignPoint) throws {
      let lines = try Self.lines()
      let design = try Design(EncryptionUnit(point.parameters))
      let found = design.definitions.flatMap { nameless($0, lines) }
      #expect(found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))")
    }

    /// The test finds what it looks for.
    @Test func findsAForgottenName() throws {
      final class Forgetful: Module {
        let a = In(8)
        let b = In(8)
        let first = Out(8)
        let second = Out(8)
        override func build() {
          let total = a + b
          first <== (total ^ b) + total
          second <== (total & a) + total
        }
      }
      var lines = try Self.lines()
      let own = try String(contentsOfFile: #filePath, encoding: .utf8)
      lines["WireNameTests.swift"] = own.split(separator: "\n", omittingEmptySubsequences: false)
      let definition = try #require(try Design(Forgetful()).definitions.last)
      let found = nameless(definition, lines)
      #expect(found.map(\.swift) == ["total"])
      #expect(found.map(\.verilog) == ["first_t1"])
    }
  #endif
}
