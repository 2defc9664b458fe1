import Reference

extension DeviceIdentity {
  /// The identity of the processor of tests, one of 2048 bits for all of them: everybody can make it, so it protects nothing.
  public static func ofTests() throws -> DeviceIdentity {
    var generator = SeededGenerator(seed: 2048)
    return try repeatable(bits: 2048, using: &generator)
  }
}
