import Foundation
import Hardware

/// Everything that a demonstration showed. As JSON it lacks only the pictures.
public struct DemonstrationResult: Codable, Hashable, Sendable {
  /// The design point and its sizes.
  public let point: DesignPoint
  public let parameters: Hardware.UnitParameters
  public let seed: UInt64
  /// The damage that was done to a program on purpose, in words.
  public let alteration: String?
  /// When it began: ISO 8601, UTC.
  public let date: String
  public let keys: KeyResult
  public let programs: [ProgramResult]
  public let picture: PictureResult
  /// Lines of encrypted regions that crossed the bus, either way, and all requests, refused ones included.
  public let linesOnBus: Int
  public let requests: Int
  /// Clock cycles of the demonstration, and of the random traffic after it.
  public let cycles: Int
  /// Lines or refusals that did not come out as they should, and the first of them.
  public let mismatches: Int
  public let differences: [Difference]
  public let canaries: CanaryResult
  public let lineCycles: [LineCycles]
  /// A filled and a written line, handshake by handshake.
  public let traces: [LineTrace]
  public let coverage: CoverageResult
  /// Seconds of wall time, building the model included.
  public let seconds: Double

  /// Nil in a result that was read from JSON.
  public var pictures: DemonstrationPictures?

  private enum CodingKeys: String, CodingKey {
    case point, parameters, seed, alteration, date, keys, programs, picture, linesOnBus, requests, cycles, mismatches,
      differences
    case canaries, lineCycles, traces, coverage, seconds
  }

  /// Whether everything came out as it should.
  public var passed: Bool {
    mismatches == 0 && canaries.found == 0 && coverage.mismatch == nil && keys.secretsInImages == 0
  }

  /// The result in one plain sentence.
  public var verdict: String {
    if let mismatch = coverage.mismatch {
      return "The hardware and the golden model differ under random traffic: \(mismatch)."
    }
    if canaries.found > 0 {
      return "\(canaries.found) of \(canaries.words) plaintext words were seen on the bus or in memory."
    }
    if keys.secretsInImages > 0 {
      return "\(keys.secretsInImages) of \(keys.secrets) keys and owner secrets are in an image in plaintext."
    }
    if mismatches > 0 {
      return mismatches == 1
        ? "One line did not come out as it should." : "\(grouped(mismatches)) lines did not come out as they should."
    }
    let subject =
      switch programs.count {
      case 0: "one picture"
      case 1: "one program and one picture"
      case let count: "\(count) programs and one picture"
      }
    return "\(grouped(linesOnBus)) encrypted lines of \(subject) crossed the bus; none of their plaintext did."
  }
}

/// A number with its thousands apart, as reports print it.
package func grouped(_ number: Int) -> String {
  var digits = String(abs(number))
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (number < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
}
