import Foundation
import HDL
import Hardware
import Testing

@testable import HDLDocumentation

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SiteTests {
  static let files = Result {
    let entries = try DesignPoint.allCases.map {
      Documentation.Entry(
        name: $0.rawValue, summary: $0.summary, design: try $0.elaborate(), manual: $0.parameters.manual)
    }
    return Documentation(title: "The encryption unit", entries: entries).files()
  }

  @Test func everyModuleHasItsFiles() throws {
    let paths = Set(try Self.files.get().map(\.path))
    #expect(paths.contains("index.html"))
    for point in DesignPoint.allCases {
      for file in try point.design().files {
        let stem = file.name.dropLast(2)
        for ending in [".html", ".svg", ".v"] { #expect(paths.contains("\(point.rawValue)/\(stem)\(ending)")) }
      }
      for name in [
        "index.html", "hierarchy.svg", "modules.md", "manual.html", "manual.md", "line_engine-preparation.svg",
      ] {
        #expect(paths.contains("\(point.rawValue)/\(name)"), "\(name)")
      }
    }
    #expect(paths.count == (try Self.files.get().count))
  }

  @Test func theVerilogIsTheEmittedOne() throws {
    let files = Dictionary(uniqueKeysWithValues: try Self.files.get().map { ($0.path, $0.text) })
    for file in try DesignPoint.fast.design().files { #expect(files["fast/\(file.name)"] == file.text) }
  }

  @Test func pagesAndDrawingsAreWellFormed() throws {
    for file in try Self.files.get() where file.path.hasSuffix(".html") || file.path.hasSuffix(".svg") {
      let parser = XMLParser(data: Data(file.text.utf8))
      #expect(parser.parse(), "\(file.path): line \(parser.lineNumber)")
    }
  }

  @Test func everyLinkHasATarget() throws {
    let files = Dictionary(uniqueKeysWithValues: try Self.files.get().map { ($0.path, $0.text) })
    let identifiers = files.mapValues { text in Set(text.matches(of: /\bid="([^"]+)"/).map { String($0.1) }) }
    var count = 0
    for (path, text) in files where path.hasSuffix(".html") || path.hasSuffix(".svg") {
      for match in text.matches(of: /href="([^"]+)"/) {
        let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = path.split(separator: "/").dropLast()
        var target = folder.map(String.init)
        for part in parts[0].split(separator: "/") {
          if part == ".." { target.removeLast() } else { target.append(String(part)) }
        }
        let name = parts[0].isEmpty ? path : target.joined(separator: "/")
        #expect(files[name] != nil, "\(path) links \(match.1)")
        if parts.count == 2 {
          #expect(identifiers[name]?.contains(String(parts[1])) == true, "\(path) links \(match.1)")
        }
        count += 1
      }
    }
    for (path, text) in files where path.hasSuffix(".md") {
      for match in text.matches(of: /\]\(([^)#]+)\)/) {
        #expect(files["\(path.split(separator: "/")[0])/\(match.1)"] != nil, "\(path) links \(match.1)")
        count += 1
      }
    }
    #expect(count > 500)
  }

  @Test func pagesNeedNothingFromElsewhere() throws {
    for file in try Self.files.get() where file.path.hasSuffix(".html") || file.path.hasSuffix(".svg") {
      let text = file.text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains("<script") && !text.contains("http:") && !text.contains("https:"), "\(file.path)")
      #expect(!text.contains(" src=") && !text.contains("@import") && !text.contains("url("), "\(file.path)")
      #expect(text.contains("prefers-color-scheme: dark"), "\(file.path)")
      #expect(text.contains(Documentation.mark), "\(file.path)")
    }
  }

  /// The drawings that the documents show. After a change of the hardware: `keyline docs --point fast`, then copy them.
  @Test(arguments: ["encryption_unit.svg", "line_engine.svg", "line_control-phase.svg"])
  func drawingsInTheDocumentsAreUpToDate(name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/images")
    let shown = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    let generated = try Self.files.get().first { $0.path == "fast/\(name)" }?.text
    #expect(shown == generated, "cp build/docs/fast/\(name) docs/images/ after `keyline docs --point fast`")
  }

  private struct Control: ControlRegister {
    let address = 0x10
    var summary: String { "Switches the unit." }
    let enable = rw(0, "the unit works")
    let slot = rw(4...7, reset: 3, "key slot")
    let busy = ro(31, "work is in progress")
  }
  private struct Registers: ControlRegisterMap { let control = Control() }

  @Test func controlRegistersHaveAManual() throws {
    let design = try Design(ControlRegisterFile(Registers(), addressWidth: 12))
    let entry = Documentation.Entry(name: "unit", summary: "A unit.", design: design)
    let files = Documentation(title: "Unit", entries: [entry]).files()
    let manual = try #require(files.first { $0.path == "unit/manual.html" }).text
    for text in ["0x10", "Switches the unit.", "the unit works", "7:4", "0x3", "driven by hardware"] {
      #expect(manual.contains(text), "\(text)")
    }
    #expect(files.contains { $0.path == "unit/register-registers-control.svg" })
    let description = try #require(Analysis(design).modules.first?.controlRegisters)
    for register in description.registers {
      #expect(GeometryCheck(FieldPicture.draw(register, width: 32)).findings == [])
    }
  }

  @Test func theSameDesignGivesTheSameFiles() throws {
    func make() throws -> [Documentation.File] {
      let entry = Documentation.Entry(
        name: "minimal", summary: "", design: try DesignPoint.minimal.elaborate(),
        manual: DesignPoint.minimal.parameters.manual)
      return Documentation(title: "Unit", entries: [entry]).files()
    }
    #expect(try make() == make())
  }

  @Test func pagesNameNoPlaceOfThisMachine() throws {
    let root = URL(fileURLWithPath: #filePath).pathComponents.prefix(3).joined(separator: "/").dropFirst()
    for file in try Self.files.get() { #expect(!file.text.contains(root), "\(file.path)") }
  }
}
