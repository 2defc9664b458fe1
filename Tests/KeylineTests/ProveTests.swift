import Foundation
import Testing

/// `keyline prove` as a user runs it.
@Suite struct ProveTests {
  private let tool = Tool()

  @Test func theListNamesEveryModuleAndNeedsNoTools() throws {
    let outcome = try tool.keyline(["prove", "--list"], environment: ["KEYLINE_FORMAL": "/nowhere"])
    #expect(outcome.status == 0)
    for name in ["key_store", "attribute_registers", "queue_3", "register_slice_full", "arbiter_round_robin_3"] {
      #expect(outcome.output.contains("\(name) "))
    }
  }

  @Test func whatCannotBeAskedIsRefused() throws {
    for arguments in [["nothing"], ["--depth", "0"], ["--depth", "3"], ["--time-limit", "0"], ["--output", ""]] {
      let outcome = try tool.keyline(["prove"] + arguments)
      #expect(outcome.status == 64, "\(arguments): \(outcome.complaint)")
      #expect(outcome.output == "")
    }
    #expect(try tool.keyline("prove", "nothing").complaint.contains("there is no proof of 'nothing'"))
  }

  @Test func withoutTheToolChainItSaysWhatToDo() throws {
    let outcome = try tool.keyline(["prove", "queue_1"], environment: ["KEYLINE_FORMAL": "/nowhere"])
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint.contains(
        "yowasp-sby was not found in /nowhere. Run scripts/formal.sh of the checkout once; it needs the network (PyPI)."
      ))
  }

  @Test func aProofAsJSON() throws {
    let outcome = try tool.keyline("prove", "register_slice_forward", "--json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.count == 1)
    #expect(list[0]["result"] as? String == "proved")
    #expect(list[0]["method"] as? String == "reachability")
    #expect(
      (list[0]["reached"] as? [String: Int])?.keys.sorted() == ["changes_places", "followed_item_leaves", "full"])
  }

  /// The queue's proof is for reachability: its properties are not inductive.
  @Test func whatIsNotDecidedIsToldApart() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline("prove", "queue_4_pipe", "--engine", "induction", "--output", folder)
    #expect(outcome.status == 3, "\(outcome.complaint)")
    #expect(outcome.output.hasPrefix("queue_4_pipe_flow: unknown (12 properties, induction, depth 1, "))
    #expect(outcome.output.contains("not inductive: from the first state below"))
    let waveform = "\(folder)/queue_item_depth_4_pipe_flow_proof.vcd"
    #expect(outcome.output.contains("waveform: \(waveform)"))
    #expect(try String(contentsOfFile: waveform, encoding: .utf8).contains("$enddefinitions"))
    #expect(
      FileManager.default.fileExists(
        atPath: "\(folder)/queue_item_depth_4_pipe_flow_proof/queue_item_depth_4_pipe_flow_proof.sby"))
  }
}
