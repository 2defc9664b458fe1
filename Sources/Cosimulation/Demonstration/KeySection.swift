import Pages

/// How keys got in: entries that the processor took, and those that it refused.
struct KeySection {
  let keys: KeyResult

  var html: HTML {
    reportSection(
      "Keys arrive wrapped",
      """
      Each key came as an entry that was encrypted with the public key of this one processor (RSA of \(keys.bits) bits, \
      fingerprint \(keys.fingerprint.prefix(16))…), for the programs inside their image files. The loader handed the entries \
      over and saw a status each time; the hardware opened them with the secret key in its fuses. Of the programs' \
      \(grouped(keys.secrets)) keys and owner secrets, \(grouped(keys.secretsInImages)) are in an image in plaintext. \
      Pins and registers were searched for \(grouped(keys.search.words)) words of keys, of the processor's secret key and of \
      everything in between: \(keys.search.ports.count) ports in each of \(grouped(keys.search.cycles)) clock cycles, and \
      \(grouped(keys.search.registerWords)) words of registers and memories after key commands. Beside the key store and the \
      owners' table, nothing was found.
      """,
      .tag(
        "p", .text("Clock cycles to open an entry: "), .tag("strong", .text(cycles)),
        .text(", from its last word to the answer.")),
      .tag(
        "div", ["class": "card"],
        .table(
          caption: "Key entries that the processor took",
          columns: ["Program", "Region", "Instruction", "Segment", "Bytes", "Domain", "Register", "Cycles"],
          numeric: [3, 4, 6, 7],
          rows: keys.entries.map { entry in
            [
              .text(entry.program), .text(entry.region), .code(entry.instruction), .text("\(entry.segment)"),
              .text("\(entry.bytes)"), .text("\(entry.domain)\(entry.createsDomain ? ", new" : "")"),
              .text("\(entry.attribute)"), .text(grouped(entry.cycles)),
            ]
          })),
      .tag(
        "div", ["class": "card"],
        .table(
          caption: "Key entries that it refused, as it should",
          columns: ["What was tried", "Status", "Code", "Cycles"],
          numeric: [2, 3],
          rows: keys.attempts.map {
            [.text($0.what), .code($0.status), .text("\($0.code)"), .text(grouped($0.cycles))]
          })))
  }

  private var cycles: String {
    guard let cycles = keys.cycles else { return "–" }
    let median = grouped(cycles.median)
    return cycles.minimum == cycles.maximum
      ? median : "\(median) (\(grouped(cycles.minimum)) to \(grouped(cycles.maximum)))"
  }
}
