import Pages
import Reference

/// Memory as each party sees it: who has the key, who has another one, and the operating system and the bus.
struct MemorySection {
  let report: SystemReport

  var html: HTML {
    guard !report.recording.views.isEmpty else { return .group([]) }
    return reportSection(
      "Memory as each party sees it",
      """
      Of each region the first line that is not zeros, 64 bytes, when the first process ended or the region itself did. \
      All are the same bytes of memory; what they are depends on the key. Bytes of keys and secret \
      exponents are dots.
      """,
      .group(report.recording.views.map(card)))
  }

  private func card(_ view: MemoryView) -> HTML {
    let owner = view.readings.first?.register
    let address = addressText(UInt64(view.physicalAddress))
    let names = view.readings.filter { !$0.isElsewhere }.map(place)
    return .tag(
      "div", ["class": "card"],
      .tag("h4", .text(names.joined(separator: "; "))),
      .tag(
        "p", ["class": "soft"],
        .text("Physical address \(address), after \(grouped(Int(view.time))) \(report.unit).")),
      .tag(
        "div", ["class": "parties"],
        .group(view.readings.map { party($0, hasKey: $0.register.key == owner?.key && !$0.isElsewhere) }),
        .tag(
          "div", ["class": "party cipher"], .tag("h4", "the operating system, and everybody at the bus"),
          .tag("p", "no key: the ciphertext"), bytes(view.ciphertext.bytes))))
  }

  private func place(_ reading: MemoryView.Reading) -> String {
    let view = reading.register.view
    let kind =
      if view.flags.contains(.stack) { "stack" } else if view.flags.contains(.shared) {
        "shared region"
      } else {
        view.rights.contains(.execute) ? "code" : "data"
      }
    let name = report.lanes.name(ofDomain: view.domain)
    return "\(name), segment \(view.segment) (\(kind)), \(addressText(UInt64(reading.address)))"
  }

  private func party(_ reading: MemoryView.Reading, hasKey: Bool) -> HTML {
    let name = report.lanes.name(ofDomain: reading.register.view.domain)
    let how: HTML =
      if hasKey {
        .tag("p", "has the key: ", SystemReport.key(reading.register.key))
      } else if reading.isElsewhere {
        .tag(
          "p", "if the system put the page into its segment \(reading.register.view.segment): ",
          SystemReport.key(reading.register.key), ", noise")
      } else {
        .tag("p", "has another key: ", SystemReport.key(reading.register.key), ", noise")
      }
    return .tag(
      "div", ["class": "party \(hasKey ? "plain" : "cipher")"], .tag("h4", .text(name)), how, bytes(reading.bytes))
  }

  /// Sixteen in a line, and their characters.
  private func bytes(_ bytes: [UInt8?]) -> HTML {
    let lines = stride(from: 0, to: bytes.count, by: 16).map { start in
      let part = bytes[start..<start + 16]
      let digits = part.enumerated().map { index, byte in
        (index == 8 ? " " : "") + (byte.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) } ?? "··")
      }
      let characters = part.map { byte in
        byte.map { (32..<127).contains($0) ? String(UnicodeScalar($0)) : "." } ?? "·"
      }
      return "\(digits.joined(separator: " "))  \(characters.joined())"
    }
    return .tag("pre", ["class": "bytes", "tabindex": "0"], .text(lines.joined(separator: "\n")))
  }
}
