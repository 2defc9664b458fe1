extension Board {
  /// The constraint file's name.
  public var constraintsName: String { family == .ecp5 ? "\(name).lpf" : "\(name).pcf" }

  /// Clock and pins in the form that nextpnr reads for the family.
  public var constraints: String {
    let head = "# \(title). Written by `keyline emit`; the source is Sources/Prototype/Boards.\n"
    let frequency = "\(oscillatorFrequency / 1_000_000).\(oscillatorFrequency / 1_000 % 1_000)"
    return switch family {
    case .ecp5:
      head + "FREQUENCY PORT \"clock\" \(frequency) MHZ;\n"
        + pins.map { pin in
          "LOCATE COMP \"\(pin.port)\" SITE \"\(pin.ball)\";\nIOBUF PORT \"\(pin.port)\" IO_TYPE=LVCMOS33;\n"
        }.joined()
    case .ice40:
      head + "set_frequency clock \(frequency)\n" + pins.map { "set_io \($0.port) \($0.ball)\n" }.joined()
    }
  }
}
