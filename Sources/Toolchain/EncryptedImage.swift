import Reference

/// A program whose chosen sections are ciphertext, with the manifest that tells how to install its regions.
public struct EncryptedImage: Sendable {
  /// The encrypted program: an ELF file that differs from the plain one in the contents of sections only.
  public let program: ELFFile
  public let manifest: Manifest

  /// Encrypts the sections that `plan` names, line by line (docs/line-cipher.md; SF-48, SF-57).
  ///
  /// Sections that are not in memory when the program runs and hold no tables of the format itself (debugging
  /// information, compiler comments) are overwritten with zeros, for they repeat parts of the program. Symbols and
  /// section names stay; strip them before encryption if they are secret.
  public init(
    encrypting program: ELFFile, plan: ImagePlan, keys: KeyFile, nonces: NonceSource = .random
  ) throws {
    var manifest = try Manifest(plan, of: program, nonces: nonces)
    try manifest.checkNonces(keys: keys)
    var bytes = program.bytes
    for section in program.sections where !section.isAllocated && section.type == ELFFile.programBits {
      for index in section.fileRange { bytes[index] = 0 }
    }
    try manifest.transform(&bytes, of: program, keys: keys) { cipher, line, tweak throws(CipherError) in
      try cipher.encrypt(line, tweak: tweak)
    }
    self.program = try ELFFile(name: program.name, bytes: bytes)
    manifest.program = Manifest.Program(self.program)
    self.manifest = manifest
  }

  /// A program that is encrypted already, and its manifest. They must belong together.
  public init(program: ELFFile, manifest: Manifest) throws(ImageError) {
    let actual = Manifest.Program(program)
    guard actual.sha256 == manifest.program.sha256 else {
      throw ImageError(
        file: program.name, region: nil,
        problem: .wrongProgram(expected: manifest.program.sha256, actual: actual.sha256))
    }
    try manifest.check(file: program.name)
    try manifest.checkPlaces(in: program)
    self.program = program
    self.manifest = manifest
  }

  /// Reads both from files.
  public init(programPath: String, manifestPath: String) throws {
    try self.init(program: try ELFFile(path: programPath), manifest: try Manifest(path: manifestPath))
  }

  /// The program in plaintext. With a wrong key of the right length its sections are noise: XTS cannot tell.
  public func decrypted(keys: KeyFile) throws -> ELFFile {
    var bytes = program.bytes
    try manifest.transform(&bytes, of: program, keys: keys) { cipher, line, tweak throws(CipherError) in
      try cipher.decrypt(line, tweak: tweak)
    }
    return try ELFFile(name: program.name, bytes: bytes)
  }

  /// Writes both files, or none, and with them the keys when they are new. The manifest names the program by its new file
  /// name.
  public func write(programPath: String, manifestPath: String, newKeys: KeyFile? = nil) throws(FileError) {
    var manifest = manifest
    manifest.program.file = programPath.split(separator: "/").last.map(String.init) ?? programPath
    // The key first: an encrypted program without its key is lost.
    try File.write(
      [
        newKeys.map { keys throws(FileError) in try keys.output(to: keys.name) },
        File.Output(path: programPath, bytes: program.bytes, mode: 0o755),
        File.Output(path: manifestPath, bytes: try JSONFile.text(of: manifest, for: manifestPath)),
      ].compactMap(\.self))
  }
}

extension Manifest {
  /// Two names for one key, and one nonce: the names differ, the ciphertext of equal lines does not.
  func checkNonces(keys: KeyFile) throws(ImageError) {
    for (index, region) in regions.enumerated() {
      let (_, key) = try keys.key(of: region)
      for other in regions[..<index] where !key.isEmpty && other.nonce == region.nonce {
        guard try keys.key(of: other).1 != key else {
          throw ImageError(file: keys.name, region: region.name, problem: .nonceReused(other: other.name))
        }
      }
    }
  }

  /// The same for the regions whose keys are here.
  func checkNonces(among keys: KeyFile) throws(ImageError) {
    var part = self
    part.regions.removeAll { $0.key.map { keys[$0] == nil } ?? false }
    try part.checkNonces(keys: keys)
  }

  /// Every region must lie in `program` where the manifest says.
  func checkPlaces(in program: ELFFile) throws(ImageError) {
    for region in regions {
      let place: PlannedRegion.Place =
        region.sections.isEmpty
        ? .range(base: region.base.value, size: region.limit.value - region.base.value) : .sections(region.sections)
      let range = try program.place(
        PlannedRegion(
          segment: region.segment, name: region.name, place: place, algorithm: region.algorithm, key: region.key,
          rights: region.rights, flags: region.flags))
      guard range == region.addresses else {
        throw ImageError(
          file: program.name, region: region.name,
          problem: .movedRegion(expected: description(of: region.addresses), actual: description(of: range)))
      }
    }
  }

  private func description(of range: Range<UInt64>) -> String {
    "\(hexadecimal(range.lowerBound))..<\(hexadecimal(range.upperBound))"
  }

  /// Replaces each line of each region's sections in `bytes`, the file's contents.
  func transform(
    _ bytes: inout [UInt8], of program: ELFFile, keys: KeyFile,
    by operation: (LineCipher, Line, Tweak) throws(CipherError) -> Line
  ) throws(ImageError) {
    for region in regions {
      let (algorithm, key) = try keys.key(of: region)
      do throws(CipherError) {
        let cipher = try LineCipher(algorithm, key: key)
        for section in region.sections.compactMap(program.section(named:)) {
          for start in stride(from: section.fileRange.lowerBound, to: section.fileRange.upperBound, by: 64) {
            let address = UInt64(section.address) + UInt64(start - section.fileRange.lowerBound)
            let tweak = Tweak(lineIndex: (address - region.base.value) / 64, nonce: region.nonce.value)
            guard let line = Line(bytes: bytes[start..<start + 64]) else { continue }
            bytes.replaceSubrange(start..<start + 64, with: try operation(cipher, line, tweak).bytes)
          }
        }
      } catch {
        throw ImageError(file: program.name, region: region.name, problem: .cipher(reason: "\(error)"))
      }
    }
  }
}
