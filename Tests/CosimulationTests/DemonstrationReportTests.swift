import Foundation
import Pages
import Reference
import Testing
import Toolchain

@testable import Cosimulation

@Suite struct DemonstrationReportTests {
  @Test func saysTheVerdictFirst() throws {
    let result = try DemonstrationTests.whole.get()
    let page = DemonstrationReport(result).page.text
    #expect(page.contains("<h1>\(result.verdict)</h1>"))
    for heading in ["What this run proved", "What this run did not prove", "What a line costs"] {
      #expect(page.contains(heading))
    }
    for region in ["22  Ta", "23  Da", "24  Tb", "25  Dc", "26  S"] { #expect(page.contains(region)) }
  }

  /// Every tag that is opened is closed, in order.
  @Test func isWellFormed() throws {
    let page = DemonstrationReport(try DemonstrationTests.whole.get()).page.text
    let body = page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
    var open: [Substring] = []
    var tags = 0
    for match in body.matches(of: /<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z0-9-]+="[^"<]*")*)\/?>/) {
      tags += 1
      let name = match.2
      if ["meta", "img", "br"].contains(name) { continue }
      if match.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
    }
    #expect(open.isEmpty)
    #expect(tags > 500)
    // Nothing but these tags and the document type begins with <.
    #expect(body.count { $0 == "<" } == tags + 1)
  }

  @Test func needsNothingElse() throws {
    let page = DemonstrationReport(try DemonstrationTests.whole.get()).page.text
    #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    let sources = page.matches(of: /src="([^"]{0,22})/).map { String($0.1) }
    #expect(sources.count == 4)
    #expect(sources.allSatisfy { $0 == "data:image/png;base64," })
    #expect(page.matches(of: /<img [^>]*alt="[^"]+"/).count == 4)
  }

  @Test func escapesWhatCouldBeMarkup() {
    let html = HTML.tag("p", ["title": "a \"b\" <c>"], "1 < 2 & '3'")
    #expect(html.text == "<p title=\"a &quot;b&quot; &lt;c&gt;\">1 &lt; 2 &amp; &#39;3&#39;</p>")
    #expect(HTML.tag("br").text == "<br/>")
  }

  @Test func writesTheWholeFileOrNone() throws {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = HTMLPage(title: "<Title>", body: .tag("p", "Text"))
    let file = folder.appendingPathComponent("deep/report.html")
    try page.write(to: file)
    #expect(try String(contentsOf: file, encoding: .utf8) == page.text)
    #expect(page.text.contains("<title>&lt;Title&gt;</title>"))
    // The target is a folder.
    let error = #expect(throws: FileError.self) { try page.write(to: folder.appendingPathComponent("deep")) }
    #expect(error?.description.contains("cannot be written") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["deep"])
  }
}

@Suite struct DemonstrationMeasureTests {
  @Test func entropyKnowsOrderFromNoise() {
    #expect(ByteStatistics([UInt8](repeating: 7, count: 64)).entropy == 0)
    #expect(ByteStatistics((0..<1024).map { UInt8($0 % 256) }).entropy == 8)
    #expect(ByteStatistics((0..<64).map { UInt8($0 % 2) }).entropy == 1)
  }

  /// The expectation is what many samples show on average.
  @Test(arguments: [1, 64, 256, 4096]) func entropyOfRandomBytes(count: Int) {
    var generator = SeededGenerator(seed: 5)
    let samples = (0..<200).map { _ in
      ByteStatistics((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }).entropy
    }
    let mean = samples.reduce(0, +) / 200
    #expect(abs(mean - ByteStatistics.entropyOfRandomBytes(count: count)) < 0.01)
  }

  @Test func canariesAreFoundOnTheBusAndInMemory() {
    var search = CanarySearch()
    search.add(secret: [Line(words: [1, 2, 3, 4, 5, 0, 7, .max])])
    search.add(open: [Line(words: [5, 0, 0, 0, 0, 0, 0, 0])])
    var memory = ExternalMemory(seed: 1)
    #expect(search.result(busWords: [5, 0, .max, 99], memory: memory).found == 0)
    #expect(search.result(busWords: [], memory: memory).words == 5)
    #expect(search.result(busWords: [3, 99], memory: memory).examples == ["0x0000000000000003"])
    memory[77] = Line(words: [0, 0, 0, 0, 0, 0, 0, 4])
    #expect(search.result(busWords: [3], memory: memory).found == 2)
  }

  @Test func cyclesAreSummedUpByTheirMedian() {
    #expect(CycleSummary([]) == nil)
    let summary = CycleSummary([9, -7, 4, 4, 30])
    #expect(summary?.minimum == -7 && summary?.median == 4 && summary?.maximum == 30)
  }

  @Test func framesAreDifferentAndUnlikeTheirPages() {
    var allocator = FrameAllocator(seed: 3)
    var space = AddressSpace()
    let lines: Range<UInt32> = 0x200_0000..<0x200_0000 + 64 * 300
    space.map(lines, from: &allocator)
    let physical = lines.compactMap(space.physicalLine)
    #expect(Set(physical).count == lines.count)
    #expect(zip(lines, physical).allSatisfy { $0 != $1 && $0 % 64 == $1 % 64 })
    #expect(space.physicalLine(0) == nil)
    #expect(space.pages == 300)
  }

  @Test func numbersReadEasily() {
    #expect([0, 999, 1000, 1_234_567, -7, -4_000].map(grouped) == ["0", "999", "1,000", "1,234,567", "−7", "−4,000"])
    #expect([0, 7.999, 1.005, 5.5].map(decimal) == ["0.00", "8.00", "1.00", "5.50"])
    #expect(addressText(0x1000) == "0x00001000" && addressText(1 << 32) == "0x100000000")
  }
}
