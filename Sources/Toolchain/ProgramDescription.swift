/// A program made of separately compiled and encrypted objects: the contents of a folder's `program.json`.
public struct ProgramDescription: Codable, Equatable, Sendable {
  public let name: String
  /// One sentence for people.
  public let summary: String
  /// In any order.
  public let objects: [Object]
  /// The region in which the program has its stack; nil for none.
  public let stack: PlannedRegion?

  /// What one maker compiles, links to a fixed address and encrypts.
  public struct Object: Codable, Equatable, Sendable {
    public let name: String
    public let address: Hexadecimal
    /// C and assembler files, relative to the program's folder.
    public let sources: [String]
    /// The objects whose global symbols it refers to.
    public let uses: [String]
    /// The maker's regions. Sections have the names of `sim/programs/keyline.ld`: `.text` and `.data`.
    public let regions: [PlannedRegion]

    /// The regions, with the names that sections have in the whole program.
    var plan: ImagePlan {
      ImagePlan(
        regions: regions.map { region in
          var region = region
          if case .sections(let names) = region.place {
            region.place = .sections(names.map { "\($0).\(name)" })
          }
          return region
        })
    }
  }

  /// The regions of the whole program, whose sections are called `.text.a` for `.text` of object `a`.
  public var plan: ImagePlan {
    ImagePlan(regions: objects.flatMap(\.plan.regions) + (stack.map { [$0] } ?? []))
  }

  /// Reads `program.json` in `folder` and checks that its objects can be linked.
  public init(folder: String) throws {
    let file = "\(folder)/program.json"
    self = try JSONFile.read(ProgramDescription.self, from: file)
    _ = try linkOrder(file: file)
  }

  /// The address after the stack, which grows downwards; 0 without one.
  var stackTop: UInt64 {
    guard case .range(let base, let size)? = stack?.place else { return 0 }
    return base &+ size
  }

  /// The objects, each after those it uses.
  func linkOrder(file: String) throws(BuildError) -> [Object] {
    var ordered: [Object] = []
    var remaining = objects
    let names = [name] + objects.map(\.name)
    guard Set(names).count == names.count else {
      throw .description(
        file: file, reason: "two objects, or an object and the program, have one name; give each its own")
    }
    for name in names
    where name.isEmpty || !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) {
      throw .description(file: file, reason: "name \"\(name)\" must consist of letters, digits and underscores")
    }
    for object in objects {
      if let unknown = object.uses.first(where: { used in !objects.contains { $0.name == used } }) {
        throw .description(file: file, reason: "object \"\(object.name)\" uses \"\(unknown)\", which is not an object")
      }
    }
    while !remaining.isEmpty {
      let linked = Set(ordered.map(\.name))
      let ready = remaining.filter { linked.isSuperset(of: $0.uses) }
      guard !ready.isEmpty else {
        let names = remaining.map(\.name).joined(separator: ", ")
        throw .description(file: file, reason: "the objects \(names) use one another in a circle; join them into one")
      }
      ordered += ready
      remaining.removeAll { object in ready.contains(object) }
    }
    return ordered
  }
}
