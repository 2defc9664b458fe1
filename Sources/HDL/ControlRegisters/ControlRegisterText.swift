extension ControlRegisterManual {
  /// The registers as Markdown: an overview, then a table of fields for each.
  public var markdown: String {
    var lines = ["| address | register | reset | purpose |", "| --- | --- | --- | --- |"]
    for register in registers {
      lines.append(
        "| `\(digits(register.address, addressWidth))` | `\(register.name)` | `\(digits(register.reset, width))`"
          + " | \(register.summary) |")
    }
    for register in registers {
      lines += ["", "### `\(register.name)` at `\(digits(register.address, addressWidth))`", ""]
      if !register.summary.isEmpty { lines += [register.summary, ""] }
      lines += ["| bits | field | access | reset | meaning |", "| --- | --- | --- | --- | --- |"]
      for field in register.fields.reversed() {
        let codes = field.cases.enumerated().map { "\($0) `\($1)`" }.joined(separator: ", ")
        let meaning = [field.summary, codes].filter { !$0.isEmpty }.joined(separator: ": ")
        lines.append(
          field.access.map { access in
            "| \(field.range) | `\(field.name)` | \(access.rawValue) | \(field.reset.map(hexadecimal) ?? "") | \(meaning) |"
          } ?? "| \(field.range) | | reserved | | |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The addresses, positions and codes as a C header. Offsets count as the bus counts.
  public var cHeader: String {
    let prefix = name.uppercased()
    var rows: [(name: String, value: String)] = []
    func define(_ parts: [String], _ value: String) {
      rows.append((([prefix] + parts.map { $0.uppercased() }).joined(separator: "_"), value))
    }
    let suffix = width > 32 ? "ull" : "u"
    for register in registers {
      define([register.name, "address"], hexadecimal(register.address) + (addressWidth > 32 ? "ull" : "u"))
      define([register.name, "reset"], hexadecimal(register.reset) + suffix)
      for field in register.fields where !field.isReserved {
        define([register.name, field.name, "shift"], "\(field.low)")
        let ones = field.width >= 64 ? UInt64.max : (1 << UInt64(field.width)) - 1
        define(
          [register.name, field.name, "mask"], hexadecimal(field.low < 64 ? ones << UInt64(field.low) : 0) + suffix)
        for (code, label) in field.cases.enumerated() {
          define([register.name, field.name, label], "\(code)\(suffix)")
        }
      }
    }
    let column = (rows.map(\.name.count).max() ?? 0) + 1
    let defines = rows.map { name, value in
      "#define \(name)\(String(repeating: " ", count: column - name.count))\(value)"
    }
    return
      (["// \(name): written by Keyline from its Swift description. Change that, not this file.", ""]
      + ["#ifndef \(prefix)_H", "#define \(prefix)_H", ""] + defines + ["", "#endif", ""]).joined(separator: "\n")
  }

  /// A number with all digits that `width` bits may need.
  private func digits(_ value: UInt64, _ width: Int) -> String {
    let text = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, (width + 3) / 4 - text.count)) + text
  }
}

extension Design {
  /// The control registers of every module that has some, children before their parents.
  public var controlRegisters: [ControlRegisterManual] { definitions.compactMap(\.controlRegisters) }
}
