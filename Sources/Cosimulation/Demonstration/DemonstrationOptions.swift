import Foundation
import Hardware
import Simulation
import Toolchain

/// What the demonstration works on.
public struct DemonstrationOptions: Sendable {
  /// The hardware. It needs a domain and registers for every program at once; all points but `minimal` have them.
  public var point: DesignPoint = .fast
  /// The folder of the programs, `sim/programs`.
  public var programFolder: String
  /// Receives the programs as they are compiled.
  public var buildFolder: String
  /// The programs to run, by the names of their folders.
  public var programs = ["figure3", "sha256"]
  /// A PNG file of at most `mostPixels` pixels; the picture that comes with Keyline when nil.
  public var picturePath: String?
  /// Of keys, nonces, physical addresses, register contents at power-on, and the first random scenario.
  public var seed: UInt64 = 1
  /// Random scenarios at the end, for coverage.
  public var regressionSeeds = 50
  /// Whether entries are tried that must be refused. Each takes as long as a good one.
  public var triesOthers = true
  /// How the model is built.
  public var simulation = SimulationOptions()
  /// Compiler and linker; found by themselves when nil.
  public var tools: Tools?
  /// Damage done to a program in memory before it is read, to see that the demonstration can fail.
  public var alteration: Alteration?

  /// A megapixel: every line of the picture crosses the simulated bus seven times.
  public static let mostPixels = 1 << 20

  /// One bit of a program that flips while it lies encrypted in external memory.
  public struct Alteration: Hashable, Sendable, CustomStringConvertible {
    public var program: String
    /// Virtual address of the byte.
    public var address: UInt32
    /// The bit, 0 to 7.
    public var bit: Int

    public init(program: String, address: UInt32, bit: Int = 0) {
      self.program = program
      self.address = address
      self.bit = bit
    }

    public var description: String {
      "Bit \(bit) of the byte at \(addressText(UInt64(address))) of program \(program) was flipped on purpose, while it "
        + "lay encrypted in memory."
    }
  }

  public init(programFolder: String, buildFolder: String) {
    self.programFolder = programFolder
    self.buildFolder = buildFolder
  }

  func picture() throws -> Picture {
    guard let picturePath else { return try Picture.demonstration() }
    let picture = try Picture(path: picturePath)
    guard picture.width * picture.height <= Self.mostPixels else {
      throw DemonstrationError.pictureTooLarge(file: picturePath, width: picture.width, height: picture.height)
    }
    return picture
  }
}

/// How far the demonstration is.
public struct DemonstrationProgress: Hashable, Sendable {
  /// What goes on now.
  public let activity: String
  /// In steps of the activity; 0 of 0 for one that cannot tell.
  public let done: Int
  public let total: Int
}

/// Why the demonstration could not be carried through. Differences that it found are part of its result instead.
public enum DemonstrationError: Error, CustomStringConvertible {
  case pictureTooLarge(file: String, width: Int, height: Int)
  /// The design point has too few of something.
  case designTooSmall(point: DesignPoint, what: String, needed: Int, available: Int)
  /// A program needs an algorithm that the design point lacks.
  case algorithmMissing(point: DesignPoint, program: String, region: String, algorithm: String)
  /// A program cannot be demonstrated.
  case program(String, reason: String)
  /// Hardware and golden model differ.
  case hardware(activity: String, mismatch: Mismatch)

  public var description: String {
    switch self {
    case .pictureTooLarge(let file, let width, let height):
      "\(file): \(width) x \(height) pixels are \(width * height), but the demonstration simulates every line and takes "
        + "at most \(DemonstrationOptions.mostPixels); scale the picture down"
    case .designTooSmall(let point, let what, let needed, let available):
      "design point \(point.rawValue) has \(available) \(what), but the demonstration needs \(needed); "
        + "choose small, balanced or fast"
    case .algorithmMissing(let point, let program, let region, let algorithm):
      "design point \(point.rawValue) is built without \(algorithm), which region \(region) of program \(program) needs; "
        + "choose small, balanced or fast"
    case .program(let name, let reason):
      "program \(name): \(reason)"
    case .hardware(let activity, let mismatch):
      "\(activity): \(mismatch)"
    }
  }
}
