/// A message and what it is digested to.
public struct HashVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let message: [UInt8]
  /// The key of an HMAC; nil for a plain digest.
  public let key: [UInt8]?
  public let digest: [UInt8]

  public var description: String { source }

  init(_ record: ResponseRecord, in file: ResponseFile) throws(VectorError) {
    source = "\(file.name):\(record.line)"
    let bits = try file.number("LEN", of: record)
    guard bits % 8 == 0 else {
      throw .malformed(file: file.name, line: record.line, reason: "Len is \(bits), which is not whole bytes")
    }
    // The empty message is written as one zero byte.
    message = Array(try file.bytes("MSG", of: record).prefix(Int(bits / 8)))
    key = record.fields["KEY"] == nil ? nil : try file.bytes("KEY", of: record)
    digest = try file.bytes("MD", of: record)
  }
}

/// The Monte Carlo test of SHAVS, 6.4: each of 100 digests comes from 1,000 messages, which are made of the three digests
/// before them.
public struct MonteCarloVector: Sendable {
  public let seed: [UInt8]
  /// The digests that are published, in order.
  public let digests: [[UInt8]]

  init(_ file: ResponseFile) throws(VectorError) {
    guard let first = file.records.first else {
      throw .malformed(file: file.name, line: 1, reason: "it has no records")
    }
    seed = try file.bytes("SEED", of: first)
    var digests: [[UInt8]] = []
    for record in file.records.dropFirst() { digests.append(try file.bytes("MD", of: record)) }
    self.digests = digests
  }

  /// The first `count` digests, with a digest function of one's own.
  public static func digests(
    _ count: Int, from seed: [UInt8], _ digest: ([UInt8]) throws -> [UInt8]
  ) rethrows -> [[UInt8]] {
    var seed = seed
    var results: [[UInt8]] = []
    for _ in 0..<count {
      var last = [seed, seed, seed]
      for _ in 0..<1000 {
        let next = try digest(last.flatMap { $0 })
        last = [last[1], last[2], next]
      }
      seed = last[2]
      results.append(seed)
    }
    return results
  }
}
