import Hardware
import Reference

/// An FPGA board with the unit that fits it.
public struct Board: Hashable, Sendable {
  /// The name on the command line, and of the folder under `rtl/boards`.
  public let name: String
  /// What it is, for people.
  public let title: String
  /// The family of its FPGA, which decides about the tools.
  public let family: FPGAFamily
  /// What nextpnr needs to know about the FPGA.
  public let device: [String]
  public let point: DesignPoint
  /// Slots of the key store, where the point has another number.
  public let keySlots: Int?
  /// Hertz of the oscillator, which clocks everything.
  public let clockFrequency: Int
  /// The pin of every port of the top, from the board's published constraint file.
  public let pins: [Pin]
  /// Ports that are tied high, because the board wants so.
  public let tiedHigh: [String]
  /// The board's name for `openFPGALoader -b`.
  public let loaderName: String

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

  /// The top module, with the golden model's words in it.
  public func top() throws(CipherError) -> SelfTestBoard {
    SelfTestBoard(
      parameters, subject: point.rawValue, regions: try SelfTestRegion.golden(for: parameters),
      clockFrequency: clockFrequency, tiedHigh: tiedHigh)
  }
}

extension Board {
  /// Every board, the primary one first.
  public static let all = [ulx3s, hx8k]

  /// Pins: ulx3s_v20.lpf of the board's project (github.com/emard/ulx3s).
  public static let ulx3s = Board(
    name: "ulx3s-85f", title: "ULX3S with an ECP5-85F", family: .ecp5,
    device: ["--85k", "--package", "CABGA381", "--speed", "6"], point: .balanced, keySlots: nil,
    clockFrequency: 25_000_000,
    pins: [Pin(port: "clock", ball: "G2"), Pin(port: "serial", ball: "L4"), Pin(port: "wifi_gpio0", ball: "L2")]
      + lamps(["B2", "C2", "C1", "D2", "D1", "E2", "E1", "H3"]),
    // Low would hand the board over to the loader of its WiFi module.
    tiedHigh: ["wifi_gpio0"], loaderName: "ulx3s")

  /// Pins: hx8kdemo.pcf of PicoSoC (github.com/YosysHQ/picorv32), which runs on the board.
  public static let hx8k = Board(
    name: "hx8k", title: "Lattice iCE40-HX8K breakout board (ICE40HX8K-B-EVN)", family: .ice40,
    device: ["--hx8k", "--package", "ct256"], point: .minimal, keySlots: 4, clockFrequency: 12_000_000,
    pins: [Pin(port: "clock", ball: "J3"), Pin(port: "serial", ball: "B12")]
      + lamps(["C3", "B3", "C4", "C5", "A1", "A2", "B4", "B5"]),
    tiedHigh: [], loaderName: "ice40_generic")

  private static func lamps(_ balls: [String]) -> [Pin] {
    balls.enumerated().map { Pin(port: "led[\($0)]", ball: $1) }
  }
}
