import Foundation
import HDL
import Hardware
import Testing

@testable import HDLDocumentation

/// What a browser makes of the drawings, with the fonts it has.
@Suite struct BrowserTests {
  private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: browser != nil, "needs Chromium in /usr/bin to measure text"))
  func textFitsItsPlaceInABrowser() throws {
    let analysis = Analysis(try DesignPoint.fast.elaborate())
    var diagrams = [HierarchyDiagram.draw(analysis)]
    for module in analysis.modules {
      diagrams.append(BlockDiagram.draw(module, analysis))
      diagrams += module.stateMachines.map { StateDiagram.draw($0, of: module.name) }
    }
    diagrams += DesignPoint.fast.parameters.manual.flatMap(\.layouts).map(FieldPicture.draw)
    let limits = diagrams.map { "[\($0.labels.map { "\($0.lettering.width($0.text))" }.joined(separator: ","))]" }
    let script = """
      const limits = [\(limits.joined(separator: ","))];
      let wide = [], count = 0;
      document.querySelectorAll("svg").forEach((svg, i) => svg.querySelectorAll("text").forEach((text, j) => {
        count += 1;
        if (text.getComputedTextLength() > limits[i][j] + 0.5) wide.push(text.textContent);
      }));
      document.body.innerHTML = "measured " + count + " too wide: " + wide.join(", ") + ";";
      """
    let style = "<style>\(DiagramStyle.rules)</style>"
    let page =
      "<!DOCTYPE html><html><head>\(style)</head><body>\(diagrams.map(\.svg.text).joined())<script>\(script)</script></body></html>"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try Data(page.utf8).write(to: file)

    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Self.browser))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "file://\(file.path)",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let count = diagrams.reduce(0) { $0 + $1.labels.count }
    #expect(count > 300)
    #expect(text.contains("measured \(count) too wide: ;"), "\(text.suffix(500))")
  }
}
