import Pages

/// What may be concluded from the run, and what not.
struct VerdictSection {
  let result: DemonstrationResult

  var html: HTML {
    .tag(
      "section", .tag("h2", "What may be concluded"),
      .tag(
        "div", ["class": "verdicts"],
        result.passed
          ? .tag("div", ["class": "proved"], .tag("h3", "What this run proved"), .list(proved))
          : .tag(
            "div", ["class": "failed"], .tag("h3", "What this run showed"),
            .tag("p", "Nothing is proved while a difference is unexplained.")),
        .tag("div", ["class": "open"], .tag("h3", "What this run did not prove"), .list(notProved))))
  }

  private var picture: PictureResult { result.picture }
  private var regions: [RegionResult] { result.programs.flatMap(\.regions) }

  private var proved: [String] {
    let sections = regions.filter { !$0.isStack }.reduce(0) { $0 + $1.lines }
    let stacks = regions.filter(\.isStack).reduce(0) { $0 + $1.lines }
    let data = regions.filter { !$0.isStack }.reduce(0) { $0 + $1.linesWritten }
    let seen = regions.reduce(picture.linesSeenAsCiphertext) { $0 + $1.linesSeenAsCiphertext }
    let impostor = regions.reduce(picture.refusedToImpostor) { $0 + $1.refusedToImpostor }
    let plainMode = regions.reduce(picture.refusedInPlaintextMode) { $0 + $1.refusedInPlaintextMode }
    var list: [String] = []
    if !regions.isEmpty {
      list += [
        """
        Each of the \(grouped(sections)) lines of the programs' encrypted sections, decrypted by the hardware, equals the \
        file from before encryption. That file was kept aside and took no part in the simulation.
        """,
        """
        The hardware encrypts as the encryption tool does: \(grouped(data)) data lines that were written back unchanged \
        gave the ciphertext of the tool, bit for bit.
        """,
      ]
    }
    let written =
      stacks == 0
      ? "\(grouped(picture.lines)) lines of the picture"
      : "\(grouped(stacks)) lines of stacks and \(grouped(picture.lines)) of the picture"
    return list + [
      """
      Whoever loads a program needs to know no key: all \(grouped(result.keys.entries.count)) arrived in entries that were \
      encrypted for this processor. The hardware opened them, and refused what others tried instead.
      """,
      """
      Keys do not come out again: in none of \(grouped(result.keys.search.cycles)) clock cycles did any of \
      \(grouped(result.keys.search.words)) words of keys, of the processor's secret key or of the opened entries appear on a \
      port, and after each key command the unit's registers and memories held nothing of them but the keys and owner secrets \
      in use.
      """,
      "What is written is ciphertext outside and comes back as it was: \(written).",
      """
      In every clock cycle the hardware did what the golden model, written from the specification and sharing no code \
      with it, expects: every word, every bus beat, every status.
      """,
      """
      None of \(grouped(result.canaries.words)) different plaintext words of the encrypted regions occurs among the \
      \(grouped(result.canaries.searched)) words that were transferred on the bus or lie in memory. Between transfers the \
      bus's write data was zero, in every clock cycle.
      """,
      """
      A process without the key gets ciphertext (\(grouped(seen)) lines). In the owner's name it gets nothing \
      (\(grouped(impostor)) requests), and neither does the owner in plaintext mode (\(grouped(plainMode)) requests).
      """,
    ]
  }

  private var notProved: [String] {
    [
      """
      No integrity. XTS hides contents, but does not notice alteration: a changed line decrypts to noise instead of being \
      refused.
      """,
      """
      No freshness. An old line that is put back into memory decrypts to its old contents. And as the same contents at the \
      same place give the same ciphertext, an observer sees which lines change, when, and when they change back.
      """,
      """
      No program ran. There is no processor core yet: a test driver stood in for core and caches, said in which mode it \
      was, and made up the contents of the stacks.
      """,
      """
      Nothing about power consumption, emissions or probing of the chip, and nothing about addresses: which line is \
      accessed is visible on every bus.
      """,
      """
      A simulation shows what happened in this run. It is no proof for every input, and no statement about a manufactured \
      chip.
      """,
    ]
  }
}
