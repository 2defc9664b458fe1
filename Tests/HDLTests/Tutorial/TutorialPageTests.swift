import Foundation
import HDL
import Testing

@testable import TutorialSamples

/// docs/hdl/tutorial.md shows what is compiled, emitted and said.
@Suite struct TutorialPageTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func file(_ path: String) throws -> String {
    try String(contentsOf: Self.package.appendingPathComponent(path), encoding: .utf8)
  }

  private func blocks(_ language: String) throws -> [String] {
    try file("docs/hdl/tutorial.md").components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test func swiftIsCompiled() throws {
    let sources = try [
      "Examples/Serial/Sources/Serial/Blinker.swift", "Examples/Serial/Sources/Serial/SerialSender.swift",
      "Examples/Serial/Sources/Serial/SerialPort.swift", "Examples/Serial/Sources/emit/main.swift",
      "Tests/HDLTests/Tutorial/WrongBlinker.swift", "Tests/HDLTests/Tutorial/TutorialTests.swift",
      "Tests/FormalTests/TutorialProofTests.swift",
    ].map(file).joined(separator: "\n")
    // Tests stand in a suite.
    let dedented = sources.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("  ") ? $0.dropFirst(2) : $0
    }.joined(separator: "\n")
    let examples = try blocks("swift")
    #expect(examples.count == 11)
    for example in examples {
      let isThere = sources.contains(example) || dedented.contains(example)
      #expect(isThere, "\(example)")
    }
  }

  @Test func verilogIsEmitted() throws {
    let modules = [Blinker(period: 10), SerialPort(divisor: 10)]
    var texts = try modules.flatMap { try Design($0).verilog().files.map(\.text) }
    texts += try ["rtl/balanced/aes_diffusion.v", "rtl/small/mode_control.v"].map(file)
    let examples = try blocks("verilog")
    #expect(examples.count == 8)
    for example in examples {
      let isThere = texts.contains { $0.contains(example) }
      #expect(isThere, "\(example)")
    }
  }

  @Test func whatOneSeesIsSeen() throws {
    let shown = try blocks("text")
    var seen = [try TutorialTests.table(), try TutorialTests.waveform()]
    #if DEBUG
      seen.append(TutorialTests.complaint())
    #endif
    for text in seen {
      let isShown = shown.contains(text)
      #expect(isShown, "\(text)")
    }
  }

  /// The package of the examples is built by itself, with the HDL product as its only dependency, and writes what is
  /// emitted here. Building it takes a minute the first time.
  @Test func examplePackageStandsAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serial-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swift", "run", "--quiet", "--package-path", Self.package.appendingPathComponent("Examples/Serial").path,
      "--scratch-path", Self.package.appendingPathComponent(".build/example").path, "emit", folder.path,
    ]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    let files = try [Blinker(period: 10), SerialPort(divisor: 10)].flatMap { try Design($0).verilog().files }
    for file in files {
      let written = try String(contentsOf: folder.appendingPathComponent(file.name), encoding: .utf8)
      #expect(written == file.text)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == files.count)
  }
}
