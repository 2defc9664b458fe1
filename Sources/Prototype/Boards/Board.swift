import Hardware
import Reference

/// An FPGA board with what is to be on it.
public struct Board: Hashable, Sendable {
  /// The name on the command line, and of the folder under `rtl/boards`.
  public let name: String
  /// What it is, for people.
  public let title: String
  /// The family of its FPGA, which decides about the tools.
  public let family: FPGAFamily
  /// What nextpnr needs to know about the FPGA.
  public let device: [String]
  /// What is on the FPGA.
  public let subject: Subject
  public let point: DesignPoint
  /// Slots of the key store, where the point has another number.
  public let keySlots: Int?
  /// Hertz of the board's oscillator.
  public let oscillatorFrequency: Int
  /// What makes the clock of everything from the oscillator; without it the oscillator is the clock.
  public let loop: PhaseLockedLoop?
  /// The pin of every port of the top, from the board's published constraint file.
  public let pins: [Pin]
  /// Ports that are tied high, because the board wants so.
  public let tiedHigh: [String]
  /// The board's name for `openFPGALoader -b`.
  public let loaderName: String

  /// What a board can show.
  public enum Subject: Hashable, Sendable {
    /// An encryption unit that tests itself.
    case selfTest
    /// The whole processor, which runs a program.
    case processor
  }

  /// A port of the top and the ball of the package it is connected to.
  public struct Pin: Hashable, Sendable {
    public let port: String
    public let ball: String
  }

  /// The parameters of the unit on the board.
  public var parameters: Hardware.UnitParameters {
    var parameters = point.parameters
    if let keySlots { parameters.keySlots = keySlots }
    return parameters
  }

  /// Hertz of the clock of everything.
  public var clockFrequency: Int { loop?.output(of: oscillatorFrequency) ?? oscillatorFrequency }
}

extension Board {
  /// Every board, the primary one first.
  public static let all = [ulx3s, hx8k, ulx3sProcessor]

  /// Pins: ulx3s_v20.lpf of the board's project (github.com/emard/ulx3s).
  public static let ulx3s = Board(
    name: "ulx3s-85f", title: "ULX3S with an ECP5-85F", family: .ecp5,
    device: ["--85k", "--package", "CABGA381", "--speed", "6"], subject: .selfTest, point: .balanced,
    keySlots: nil, oscillatorFrequency: 25_000_000, loop: nil,
    pins: [Pin(port: "clock", ball: "G2"), Pin(port: "serial", ball: "L4"), Pin(port: "wifi_gpio0", ball: "L2")]
      + lamps(["B2", "C2", "C1", "D2", "D1", "E2", "E1", "H3"]),
    // Low would hand the board over to the loader of its WiFi module.
    tiedHigh: ["wifi_gpio0"], loaderName: "ulx3s")

  /// The whole processor, with S-boxes in block memory, of which it has more to spare than of tables. Pins from the same file.
  public static let ulx3sProcessor = Board(
    name: "ulx3s-85f-processor", title: "ULX3S with an ECP5-85F, the whole processor", family: .ecp5,
    device: ulx3s.device, subject: .processor, point: .compact, keySlots: nil, oscillatorFrequency: 25_000_000,
    loop: PhaseLockedLoop(inputDivider: 1, feedbackDivider: 1, outputDivider: 24),
    pins: [
      Pin(port: "clock", ball: "G2"), Pin(port: "serial", ball: "L4"), Pin(port: "serial_in", ball: "M1"),
      Pin(port: "wifi_gpio0", ball: "L2"),
    ] + lamps(["B2", "C2", "C1", "D2", "D1"]),
    tiedHigh: ulx3s.tiedHigh, loaderName: "ulx3s")

  /// Pins: hx8kdemo.pcf of PicoSoC (github.com/YosysHQ/picorv32), which runs on the board.
  public static let hx8k = Board(
    name: "hx8k", title: "Lattice iCE40-HX8K breakout board (ICE40HX8K-B-EVN)", family: .ice40,
    device: ["--hx8k", "--package", "ct256"], subject: .selfTest, point: .minimal, keySlots: 4,
    oscillatorFrequency: 12_000_000, loop: nil,
    pins: [Pin(port: "clock", ball: "J3"), Pin(port: "serial", ball: "B12")]
      + lamps(["C3", "B3", "C4", "C5", "A1", "A2", "B4", "B5"]),
    tiedHigh: [], loaderName: "ice40_generic")

  private static func lamps(_ balls: [String]) -> [Pin] {
    balls.enumerated().map { Pin(port: "led[\($0)]", ball: $1) }
  }
}
