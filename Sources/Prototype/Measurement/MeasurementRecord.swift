import Foundation

/// What was measured before, in one file that is kept with the sources, so that another machine does not repeat hours of
/// placing and routing for cores that have not changed. Results are filed under the hash of everything that they depend
/// on: one of a core that has changed is never found again.
public struct MeasurementRecord: Codable, Hashable, Sendable {
  private var results: [String: Result] = [:]

  private struct Result: Codable, Hashable, Sendable {
    var area: Area
    /// In the order of the seeds.
    var timing: [SeedTiming]
  }

  public init() {}

  /// - Throws: `PrototypeError` when there is such a file and it is no record.
  public init(contentsOf file: URL) throws(PrototypeError) {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    do { results = try JSONDecoder().decode([String: Result].self, from: Data(contentsOf: file)) } catch {
      throw .unexpectedReport(
        path: file.path, reason: "it is no record of measurements. Remove it, and everything is measured again")
    }
  }

  func area(_ identity: String) -> Area? { results[identity]?.area }

  func timing(_ identity: String, seed: Int) -> SeedTiming? { results[identity]?.timing.first { $0.seed == seed } }

  /// Files a measurement; what the record knows of other seeds stays.
  public mutating func add(_ measurement: CoreMeasurement) {
    let earlier = results[measurement.identity]?.timing ?? []
    let others = earlier.filter { old in !measurement.timing.contains { $0.seed == old.seed } }
    results[measurement.identity] = Result(
      area: measurement.area, timing: (others + measurement.timing).sorted { $0.seed < $1.seed })
  }

  /// Leaves out what none of these measurements is.
  public mutating func keep(only measurements: [CoreMeasurement]) {
    let identities = Set(measurements.map(\.identity))
    results = results.filter { identities.contains($0.key) }
  }

  /// - Throws: `PrototypeError.fileFailed`.
  public func write(to file: URL) throws(PrototypeError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      var text = try encoder.encode(results)
      text.append(contentsOf: "\n".utf8)
      try text.write(to: file, options: .atomic)
    } catch { throw .fileFailed(path: file.path, reason: error.localizedDescription) }
  }
}
