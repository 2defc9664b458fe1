import Foundation
import Testing

/// What the tool does with arguments, paths and numbers that nobody should give it.
@Suite final class BadInputTests {
  private let tool = Tool()
  private let folder: String

  init() throws { folder = try tool.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A refusal in plain words: one sentence with the path and the reason, and no trace of a crash.
  private func expectRefusal(_ arguments: [String], _ words: String..., status: Int32 = 2) throws {
    let outcome = try tool.keyline(arguments, in: folder)
    #expect(outcome.status == status, "\(arguments): \(outcome.complaint)")
    for word in words { #expect(outcome.complaint.contains(word), "\(arguments): \(outcome.complaint)") }
    #expect(!outcome.complaint.contains("Error Domain"))
    #expect(outcome.output == "")
  }

  @Test func anUnknownBoardIsRefusedWithTheList() throws {
    let outcome = try tool.keyline("fpga", "--board", "nonsense")
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains("ulx3s-85f") && outcome.complaint.contains("hx8k"))
  }

  @Test func pathsThatCannotBeWrittenAreNamedBeforeAnythingIsSimulated() throws {
    try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
    try expectRefusal(["emit", "--output", "file/rtl"], "file/rtl", "Not a directory")
    try expectRefusal(["demo", "--output", "."], ".: cannot be written: it is a folder")
    try expectRefusal(["demo", "--output", "file/report.html"], "file: cannot be written")
    try expectRefusal(["cosim", "--junit", "."], ".: cannot be written: it is a folder")
    try expectRefusal(["cosim", "--junit", "file/results.xml"], "file: cannot be written")
    try expectRefusal(["bench", "--markdown", "nowhere.md"], "nowhere.md: cannot be read")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
  }

  @Test(arguments: [["emit", "--output", ""], ["demo", "--picture", ""], ["cosim", "--junit", ""]])
  func anEmptyPathIsRefused(arguments: [String]) throws {
    try expectRefusal(arguments, "the path is empty", status: 64)
  }

  @Test func picturesThatAreNone() throws {
    try Data("I am text, and long enough to be read".utf8).write(to: URL(fileURLWithPath: "\(folder)/text.png"))
    // Found in the checkout of the tool, although the working folder is elsewhere.
    try expectRefusal(["demo", "--picture", "missing.png"], "missing.png: no such file")
    try expectRefusal(["demo", "--picture", "text.png"], "text.png: cannot be read as a PNG picture")
    try expectRefusal(["demo", "--picture", "."], ".: cannot be read: it is a folder")
    try expectRefusal(["demo", "--programs", "nowhere"], "nowhere", "no such file")
  }

  @Test func extremeNumbersAreRefusedOrWork() throws {
    let most = "\(Int.max)"
    try expectRefusal(["cosim", "--lines", most], "--lines must be from 1 to 100000", status: 64)
    try expectRefusal(["mutate", "--threshold", "nan"], "--threshold must be from 0 to 100", status: 64)
    let one = ["cosim", "--design", "minimal", "--lines", "5"]
    try expectRefusal(one + ["--seeds", "1", "--only", most], "there is no step \(most)", status: 64)

    let last = try tool.keyline(one + ["--seed", "\(UInt64.max)", "--seeds", "2"])
    #expect(last.status == 0, "\(last.complaint)")
    let beyond = try tool.keyline(one + ["--transactions", "5", "--shard", "\(most)/\(most)"])
    #expect(beyond.status == 0, "\(beyond.complaint)")
    #expect(beyond.complaint.contains("none of the 1 seeds is in part"))
    // The highest part of the most transactions there can be: a number of seeds that no list could hold.
    let huge = try tool.keyline(one + ["--transactions", most, "--shard", "\(most)/\(most)"])
    #expect(huge.status == 0, "\(huge.complaint)")
  }

  @Test func aDesignNamedTwiceRunsOnce() throws {
    let twice = try tool.keyline("emit", "--design", "minimal", "--design", "minimal", "--output", "\(folder)/rtl")
    let once = try tool.keyline("emit", "--design", "minimal", "--output", "\(folder)/rtl")
    #expect(twice.status == 0 && twice.output == once.output, "\(twice.output)")
  }

  @Test func outputThatIsLostIsAFailure() throws {
    let outcome = try tool.keyline(["emit", "--design", "minimal", "--output", "\(folder)/rtl"], device: "/dev/full")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("standard output cannot be written"))
  }

  @Test func aCacheThatCannotBeWrittenIsNamed() throws {
    try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
    let outcome = try tool.keyline(
      "cosim", "--design", "minimal", "--seeds", "1", environment: ["KEYLINE_CACHE": "\(folder)/file/cache"])
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("file/cache: Not a directory"), "\(outcome.complaint)")
  }

  @Test func doctorLooksWhereTheToolsAreTakenFrom() throws {
    let outcome = try tool.keyline("doctor", environment: ["KEYLINE_VERILATOR": "/no/verilator", "CLANG": "/no/clang"])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("KEYLINE_VERILATOR is /no/verilator, which is not a program"))
    #expect(outcome.output.contains("CLANG is /no/clang, which is not a program"))
  }

  /// On a terminal without cursor control every progress line stays.
  @Test func progressHasNoControlCharactersOutsideATerminal() throws {
    let outcome = try tool.keyline("cosim", "--design", "minimal", "--seeds", "1", "--lines", "5")
    #expect(!outcome.complaint.contains("\u{1b}"))
  }
}
