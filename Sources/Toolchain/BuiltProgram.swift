/// A program in plaintext, as a whole and as the separate objects of its makers.
public struct BuiltProgram: Sendable {
  public let description: ProgramDescription
  /// All objects joined: what the processor is to see.
  public let program: ELFFile
  /// Each object linked by itself, by name.
  public let objects: [String: ELFFile]
  let builder: ProgramBuilder

  /// Lets every maker encrypt his object by himself, with no more than his own keys, and joins the encrypted objects into
  /// one program (SF-47, SF-55). `keys` gives the key file of an object's maker, or of the stack's for nil; it is not
  /// called for an object without regions.
  public func encrypted(
    nonces: NonceSource = .random, keys: (_ object: String?) throws -> KeyFile
  ) throws -> EncryptedImage {
    var parts: [(name: String, elf: ELFFile)] = []
    var regions: [Manifest.Region] = []
    for object in description.objects {
      guard let elf = objects[object.name] else { continue }
      guard !object.regions.isEmpty else {
        parts.append((object.name, elf))
        continue
      }
      let image = try EncryptedImage(
        encrypting: elf, plan: ImagePlan(regions: object.regions), keys: try keys(object.name), nonces: nonces)
      parts.append((object.name, image.program))
      regions += image.manifest.regions.map { region in
        var region = region
        region.sections = region.sections.map { "\($0).\(object.name)" }
        return region
      }
    }
    let program = try builder.join(parts, as: description.name)
    if let stack = description.stack {
      let manifest = try Manifest(ImagePlan(regions: [stack]), of: program, nonces: nonces)
      try manifest.checkNonces(keys: try keys(nil))
      regions += manifest.regions
    }
    return try EncryptedImage(program: program, manifest: Manifest(regions, of: program))
  }
}
