import Reference

extension Manifest {
  /// The commands that install the regions for `domain`, in the order in which they must be given
  /// (docs/encryption-unit.md, section 3; SF-51).
  public func installCommands(domain: Int, keys: KeyFile) throws(ImageError) -> [SetupCommand] {
    try check(file: program.file)
    return try regions.map { region throws(ImageError) in
      let (algorithm, key) = try keys.key(of: region)
      return SetupCommand(
        .install, domain: domain, segment: region.segment, base: UInt32(region.base.value),
        bound: region.limit.value, boundIsLimit: true, algorithm: algorithm.rawValue, nonce: region.nonce.value,
        rights: region.rights, flags: region.flags, shareKey: region.keySegment != nil,
        keySegment: region.keySegment ?? 0, key: region.keySegment == nil ? key : [])
    }
  }
}

extension KeyFile {
  /// The algorithm and the key of `region`, checked against each other.
  func key(of region: Manifest.Region) throws(ImageError) -> (Algorithm, [UInt8]) {
    func refuse(_ problem: ImageError.Problem) -> ImageError {
      ImageError(file: name, region: region.name, problem: problem)
    }
    guard let algorithm = try? Algorithm(named: region.algorithm) else {
      throw refuse(.unknownAlgorithm(region.algorithm))
    }
    guard let keyName = region.key else { return (algorithm, []) }
    guard let key = self[keyName] else { throw refuse(.unknownKey(keyName, existing: names)) }
    guard key.count == algorithm.keyLength else {
      throw refuse(
        .wrongKeyLength(key: keyName, algorithm: algorithm.name, expected: algorithm.keyLength, actual: key.count))
    }
    guard !key.prefix(key.count / 2).elementsEqual(key.suffix(key.count / 2)) else {
      throw refuse(.equalKeyHalves(key: keyName))
    }
    return (algorithm, key)
  }
}
