import Cosimulation
import Foundation
import Testing

/// `keyline scenario --report`: the page as a browser shows it.
@Suite struct ScenarioReportTests {
  private let tool = Tool()

  @Test func aPageShowsTheRun() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = "\(folder)/sub/page.html"
    let outcome = try tool.keyline("scenario", "exchange", "--rounds", "3", "--report", page)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("exchange: report: \(page)\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/sub") == ["page.html"])
    let markup = try String(contentsOfFile: page, encoding: .utf8)
    #expect(markup.utf8.count < 2_000_000)
    // Nothing is run and nothing is loaded from elsewhere.
    for part in ["<script", "src=", "http:", "https:", "@import", "<link"] {
      #expect(!markup.contains(part), "\(part)")
    }

    let browser = try Browser(in: folder)
    let shown = try browser.text(of: page)
    for text in [
      "Keyline scenario exchange: passed, on the golden model", "This page holds plaintext of the run",
      "Who runs when", "instructions since reset", "has no caches", "shares Sab under Kab, at 0x60001000",
      "timer interrupt", "send ", "receive ", "Memory as each party sees it",
      "the operating system, and everybody at the bus",
      "messages to and fro in Sab: 3", "keyline scenario exchange --rounds 3 --seed 1",
    ] { #expect(shown.contains(text), "\(text)") }
    // The shared region: both sides read A's text or B's answer to it, others do not.
    let shared = try #require(shown.components(separatedBy: "(shared region), 0x60001000").dropFirst().first)
    #expect(shared.prefix(200).contains("b, segment"))
    let parties = shared.components(separatedBy: "the operating system, and everybody at the bus")[0]
    #expect(parties.components(separatedBy: "nth: its ward wa").count == 3, "\(parties)")
    #expect(parties.contains("noise"))

    for width in [1280, 390] {
      let measured = try browser.measure(page, width: width)
      #expect(measured.window == width)
      #expect(measured.page <= width, "\(measured)")
      #expect(measured.drawn > 30 && measured.outside == 0, "\(measured)")
    }
  }

  @Test func registersAppearWithTheirSteps() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = "\(folder)/page.html"
    #expect(try tool.keyline("scenario", "exchange", "--rounds", "2", "--report", page).status == 0)
    let shown = try Browser(in: folder).text(of: page)
    // From a step to the next: what the table says is new at it.
    func part(_ step: String, _ next: String) throws -> String {
      let rest = try #require(shown.components(separatedBy: step).dropFirst().first)
      return rest.components(separatedBy: next)[0]
    }
    // B has its hidden region already, and has not said so.
    let hidden = try part("has the hidden region Ha at 0x60000000", "has chosen Xa in Ha")
    let new = hidden.split(separator: "\n").filter { $0.hasSuffix("\tnew") }
    #expect(new.count == 2 && new.contains { $0.contains("\ta\t4\t0x60000000\t0x60001000\t") }, "\(hidden)")
    // Equal keys have equal numbers: Sab and Sab' are under Kab.
    let mapped = try part("maps Sab as Sab', at 0x61001000", "reads A's question in Sab'")
    func key(_ segment: Int, _ address: String) -> String? {
      mapped.split(separator: "\n").first { $0.contains("\t\(segment)\t\(address)\t") }?.split(separator: "\t").first {
        $0.hasPrefix("key ")
      }.map(String.init)
    }
    let shared = try #require(key(5, "0x60001000"))
    #expect(shared == key(5, "0x61001000") && shared != key(4, "0x60000000"))
  }

  @Test func severalScenariosFillAFolder() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pages = "\(folder)/pages"
    let outcome = try tool.keyline("scenario", "segments", "mixed", "--report", pages)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let files = try FileManager.default.contentsOfDirectory(atPath: pages).sorted()
    #expect(files == ["index.html", "mixed.html", "segments.html"])
    let browser = try Browser(in: folder)
    let index = try browser.text(of: "\(pages)/index.html")
    #expect(index.contains("all 2 passed") && index.contains("objects of three makers"), "\(index)")
    // Who has no domain has a lane, too, and what was refused to it is told.
    let mixed = try browser.text(of: "\(pages)/mixed.html")
    #expect(mixed.contains("cryptomode refused with status 7 1"), "\(mixed)")
  }

  @Test func whatCannotBeWrittenIsRefusedBeforeARun() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("here".utf8).write(to: URL(fileURLWithPath: "\(folder)/file"))
    for (names, report, complaint) in [
      (["mixed"], folder, "\(folder): cannot be written: it is a folder"),
      (["mixed"], "/dev/null", "/dev/null: cannot be written: it is no file"),
      (["mixed"], "\(folder)/file/page.html", "\(folder)/file: cannot be written: File exists"),
      (["mixed", "segments"], "\(folder)/file", "\(folder)/file: cannot be written: File exists"),
      (["mixed"], "/proc/page.html", "/proc/page.html: cannot be written"),
    ] {
      let outcome = try tool.keyline(["scenario"] + names + ["--report", report])
      #expect(outcome.status == 2 && outcome.complaint.contains(complaint), "\(outcome.complaint)")
      #expect(outcome.output.isEmpty)
    }
    let empty = try tool.keyline("scenario", "mixed", "--report", "")
    #expect(empty.status == 64 && empty.complaint.contains("the path is empty"))
    #expect(try String(contentsOfFile: "\(folder)/file", encoding: .utf8) == "here")
  }

  @Test func systemCallsHaveTheNamesOfTheHeader() throws {
    let header = Tool.package.appendingPathComponent("sim/system/system_calls.h")
    let text = try String(contentsOf: header, encoding: .utf8).components(separatedBy: "enum system_error")[0]
    let names = text.matches(of: /SYSTEM_([A-Z_]+),/).map { $0.1.lowercased() }
    #expect(names == SystemRecording.Interruption.systemCalls)
  }
}
