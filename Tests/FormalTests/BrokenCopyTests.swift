import HDL
import Hardware
import Testing

@testable import Formal

/// One place of a design, and the property whose violation shows that it is broken.
struct Break: CustomTestStringConvertible, Sendable {
  let goal: String
  let signal: String
  let original: String
  let mutant: String
  /// Properties of which the prover may name any.
  let violates: Set<String>
  var testDescription: String { "\(goal), \(signal): \(original) becomes \(mutant)" }
}

/// A proof that cannot fail proves nothing: copies with one plausible mistake each are refuted.
@Suite("Broken copies are refuted")
struct BrokenCopyTests {
  private static let breaks = [
    Break(
      goal: "queue_3", signal: "store", original: "store[tail] <= {input_tag, input_data}", mutant: "no write",
      violates: ["leaves_in_order_unchanged"]),
    Break(
      goal: "queue_3", signal: "input_ready", original: "count == 2'd3", mutant: "count == 2'd1",
      violates: ["takes_exactly_what_fits"]),
    Break(
      goal: "register_slice_full", signal: "item_data", original: "spare_full ? spare_data : input_data",
      mutant: "spare_full ? input_data : spare_data", violates: ["leaves_in_order_unchanged"]),
    Break(
      goal: "register_slice_full", signal: "spare_full", original: "spare_full <= 1'b0", mutant: "spare_full holds",
      violates: ["takes_exactly_what_fits", "spare_only_behind_full"]),
    Break(
      goal: "arbiter_round_robin_3", signal: "owner", original: "owner <= chosen", mutant: "owner holds",
      violates: ["output_keeps_offers", "choice_stays", "input_2_waits_for_each_other_once"]),
    Break(
      goal: "arbiter_round_robin_3", signal: "chosen", original: "owner < 2'd2", mutant: "!(owner < 2'd2)",
      violates: Set((0..<3).map { "input_\($0)_waits_for_each_other_once" })),
    Break(
      goal: "key_store", signal: "keys", original: "keys[sweep_address] <= 32'h00000000", mutant: "no write",
      violates: ["holds_what_was_written", "reads_what_is_there"]),
    Break(
      goal: "key_store", signal: "sweeping", original: "&sweep_address", mutant: "|sweep_address",
      violates: ["free_slot_is_zero_after_a_sweep"]),
    Break(
      goal: "attribute_registers", signal: "match_ordinary", original: "registers_1_base_line <= match_line",
      mutant: "!(registers_1_base_line <= match_line)",
      violates: [
        "knows_whether_a_region_contains_it", "knows_whether_a_default_contains_it", "finds_the_region",
        "finds_the_default", "gives_read_of_what_contains_the_line", "gives_write_of_what_contains_the_line",
        "gives_execute_of_what_contains_the_line",
      ]),
    Break(
      goal: "attribute_registers", signal: "valid_2", original: "valid_2 <= write_valid", mutant: "valid_2 holds",
      violates: ["valid_as_written"]),
    Break(
      goal: "entry_points", signal: "points",
      original: "points[sweeps ? last : …] <= sweeps ? 33'h000000000 : …", mutant: "no write",
      violates: ["a_sweep_erases_everything_after_reset"]),
    Break(
      goal: "entry_points", signal: "setup_register_hold", original: "phase != PHASE_IDLE",
      mutant: "phase == PHASE_IDLE", violates: ["set_up_rests_while_something_is_examined"]),
    Break(
      goal: "image_slots", signal: "count", original: "count <= count + 64'h0000000000000001", mutant: "count holds",
      violates: ["a_version_is_kept_once", "an_open_version_is_new"]),
    Break(
      goal: "image_slots", signal: "occupied_0", original: "occupied_0 <= 1'b0", mutant: "occupied_0 holds",
      violates: [
        "taken_once", "live_is_as_it_was_kept", "not_taken_after_its_domain_has_ended", "kept_where_nothing_is_live",
      ]),
  ]

  @Test("refuted", arguments: breaks)
  func refuted(place: Break) throws {
    let goals = HardwareProofs.goals(.minimal) + StreamProofs.goals
    let goal = try #require(goals.first { $0.name == place.goal })
    let design = try goal.elaborate()
    let sites = design.mutationSites().filter { $0.signal == place.signal }
    let site = try #require(
      sites.first { $0.original == place.original && $0.mutant == place.mutant },
      "there is no such place, but \(sites.map { "\($0.original) becomes \($0.mutant)" })")
    // The method of the proof finds no counterexample where it only goes one step.
    let method: ProofMethod = goal.method == .reachability ? .reachability : .bounded(depth: 8)
    let verdict = try Prover().prove(design.broken(at: site), by: method).verdict
    guard case .refuted(let counterexample) = verdict else { throw Unexpected(verdict) }
    #expect(place.violates.contains(try #require(counterexample.property).name), "\(counterexample.label)")
  }
}
