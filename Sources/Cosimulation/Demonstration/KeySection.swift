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
      over and saw a status each time. Of the programs' \(grouped(keys.secrets)) keys and owner secrets, \
      \(grouped(keys.secretsInImages)) are in an image in plaintext.
      """,
      .tag(
        "div", ["class": "card"],
        .table(
          caption: "Key entries that the processor took",
          columns: ["Program", "Region", "Instruction", "Segment", "Bytes", "Domain", "Register"],
          numeric: [3, 4, 6],
          rows: keys.entries.map { entry in
            [
              .text(entry.program), .text(entry.region), .code(entry.instruction), .text("\(entry.segment)"),
              .text("\(entry.bytes)"), .text("\(entry.domain)\(entry.createsDomain ? ", new" : "")"),
              .text("\(entry.attribute)"),
            ]
          })),
      .tag(
        "div", ["class": "card"],
        .table(
          caption: "Key entries that it refused, as it should", columns: ["What was tried", "Status", "Code"],
          numeric: [2],
          rows: keys.attempts.map { [.text($0.what), .code($0.status), .text("\($0.code)")] })))
  }
}
