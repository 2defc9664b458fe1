import Testing

@testable import Formal
@testable import HDL

/// The prover's files, read without a prover.
@Suite("Report and waveform")
struct ReportTests {
  @Test("failures stand below the trace that shows them")
  func failures() {
    let report = Report(
      status: "FAIL 2 1",
      summary: """
        engine_0 (abc pdr) returned FAIL
        counterexample trace: engine_0/trace.vcd
        counterexample trace: engine_0/trace.yw
          failed assertion top.first.always_small at counter.v:26.4-26.28 step 7
        """)
    #expect(report.status == .fail)
    #expect(
      report.failures == [Report.Event(label: "top.first.always_small", step: 7, waveform: "engine_0/trace.vcd")])
  }

  @Test("a step of induction has no cycle")
  func step() {
    let report = Report(
      status: "UNKNOWN 4 1",
      summary: """
        counterexample trace [induction]: engine_0/trace_induct.vcd
          failed assertion top.always_small at counter.v:26.4-26.28
        """)
    #expect(report.status == .unknown)
    #expect(
      report.failures == [Report.Event(label: "top.always_small", step: nil, waveform: "engine_0/trace_induct.vcd")])
  }

  @Test("every cover is found, however many")
  func covers() {
    let lines = (0..<9).map { number in
      """
      cover trace: engine_0/trace\(number).vcd
      cover trace: engine_0/trace\(number).yw
        reached cover statement top.cover_\(number) at top.v:1.1-1.2 step \(number)
      """
    }
    let report = Report(status: "PASS 0 3", summary: lines.joined(separator: "\n"))
    #expect(report.reached.map(\.step) == Array(0..<9))
    #expect(report.reached.last?.waveform == "engine_0/trace8.vcd")
  }

  @Test("without a status the prover did not do its work", arguments: ["", "NONSENSE 1 1"])
  func broken(status: String) { #expect(Report(status: status, summary: "").status == .error) }

  @Test("a waveform has the values at the beginning of each cycle")
  func waveform() {
    let dump = ValueChangeDump(
      """
      $var integer 32 t smt_step $end
      $scope module top $end
      $var wire 70 n0 wide $end
      $scope module part $end
      $var wire 1 n1 flag $end
      $upscope $end
      $upscope $end
      $enddefinitions $end
      #0
      b\(String(repeating: "1", count: 70)) n0
      b1 n1
      #5
      b0 n1
      #10
      b101 n0
      #15
      #20
      1!
      """)
    #expect(dump.cycles == 2)
    #expect(dump.values["top.wide"]?.map { $0?.words } == [[.max, 63], [5, 0]])
    #expect(dump.values["top.part.flag"]?.map { $0?.words } == [[1], [0]])
  }

  @Test("a table shows changes only, names of cases, and the last cycles of a long run")
  func table() {
    func row(_ name: String, _ width: Int, _ values: [UInt64], path: String = "", cases: [String] = []) -> Trace.Row {
      Trace.Row(
        signal: Observable(kind: .register, name: name, path: path, width: width, cases: cases),
        values: values.map { Constant(width: width, value: $0) })
    }
    let trace = Trace(
      rows: [
        row("state", 2, [0, 0, 1, 3], cases: ["idle", "busy"]), row("count", 8, [10, 11, 11, 255]),
        row("inner", 1, [0, 0, 0, 1], path: "part"),
      ], cycles: 4, waveform: nil)
    #expect(
      trace.table() == """
        cycle          0     1     2   3
        state       idle     .  busy   3
        count          a     b     .  ff
        part.inner     0     .     .   1
        """)
    #expect(
      trace.table(width: 26) == """
        cycle          1     2   3
        state       idle  busy   3
        count          b     .  ff
        part.inner     0     .   1
        """)
    #expect(
      trace.table(instance: "part") == """
        cycle       0  1  2  3
        part.inner  0  .  .  1
        """)
    #expect(trace["part.inner", 3]?.words == [1])
    #expect(trace["part.inner", 4] == nil)
  }
}
