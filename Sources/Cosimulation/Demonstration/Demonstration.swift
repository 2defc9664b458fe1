import Foundation
import Hardware
import Reference
import Simulation
import Toolchain

/// The demonstration: real programs and a picture pass through the simulated hardware, and whoever looks from outside sees
/// ciphertext only.
public enum Demonstration {
  /// Builds, encrypts, loads, reads and writes everything, and looks at it with the eyes of others.
  ///
  /// - Parameter progress: hears what goes on; random scenarios report from several threads.
  /// - Returns: what was found, differences included. Check `passed`.
  /// - Throws: `DemonstrationError` when the demonstration cannot be carried through, and the errors of the tools.
  public static func run(
    _ options: DemonstrationOptions, progress: @escaping @Sendable (DemonstrationProgress) -> Void = { _ in }
  ) throws -> DemonstrationResult {
    let start = Date()
    func tell(_ activity: String) { progress(DemonstrationProgress(activity: activity, done: 0, total: 0)) }

    let picture = try options.picture()
    tell("making a processor's identity")
    let processor = try DemonstrationProcessor(name: "the processor", bits: 2048)
    tell("compiling and encrypting \(options.programs.count) programs, wrapping their keys")
    var programs = try build(options, for: processor)
    try checkSizes(options, programs)

    let model = try CosimulatedUnit.keyed.model(options.point, options: options.simulation) { tell($0) }
    let outsider = programs.count + 2
    var memory = ExternalMemory(seed: options.seed)
    var allocator = FrameAllocator(seed: options.seed)
    for index in programs.indices { try programs[index].load(into: &memory, from: &allocator) }
    if let alteration = options.alteration { try alter(&memory, alteration, programs) }
    let pictureRun = try PictureRun(
      picture, algorithm: .aes128XTS, domain: programs.count + 1, seed: options.seed, memory: &memory,
      allocator: &allocator, processor: processor.publicKey)

    let traffic = try LineTraffic(
      model, point: options.point, fuses: processor.fuses, memory: memory, seed: options.seed)
    let loader = KeyLoader(traffic: traffic, progress: tell)
    let findings = Findings()
    var canaries = CanarySearch()
    for secret in programs.flatMap(\.secrets) + pictureRun.secrets { canaries.add(secret: Line.lines(of: secret)) }
    canaries.add(secret: pictureRun.contents + [PictureRun.codeLine])
    var programResults: [ProgramResult] = []
    for program in programs {
      tell("program \(program.name): every line through the unit")
      var examination = ProgramExamination(
        program, traffic: traffic, loader: loader, findings: findings, outsider: outsider, seed: options.seed)
      programResults.append(try lockstep("program \(program.name)") { try examination.examine() })
      canaries.merge(examination.canaries)
    }

    let activity = "picture of \(picture.width) x \(picture.height) pixels"
    var examination = PictureExamination(
      pictureRun, file: options.picturePath, traffic: traffic, loader: loader, findings: findings, outsider: outsider
    ) { progress(DemonstrationProgress(activity: "\(activity), lines", done: $0, total: $1)) }
    var pictureResult = try lockstep(activity) { try examination.examine() }
    if options.triesOthers {
      try lockstep("key entries that must be refused") { try tryOthers(pictureRun, processor, loader, findings) }
    }
    let found = canaries.result(busWords: traffic.busWords, memory: traffic.memory)

    tell("the same picture without encryption")
    let (contrast, contrastTraffic) = try contrast(picture, model, options, processor, findings)
    pictureResult.linesOpenWithoutEncryption = contrast.open

    let regression = try random(options, progress)
    var cycles = traffic.cycles
    cycles.merge(contrastTraffic.cycles)
    return DemonstrationResult(
      point: options.point, parameters: options.point.parameters, seed: options.seed,
      alteration: options.alteration?.description, date: start.formatted(.iso8601),
      keys: KeyResult(
        bits: processor.publicKey.bits, fingerprint: processor.publicKey.fingerprintDigits, entries: loader.entries,
        attempts: loader.attempts, secrets: programs.reduce(0) { $0 + $1.secrets.count },
        secretsInImages: programs.reduce(0) { $0 + $1.secretsInImage }, search: traffic.secretSearch),
      programs: programResults, picture: pictureResult, linesOnBus: traffic.linesOnBus, requests: traffic.requests,
      cycles: traffic.cycle + contrastTraffic.cycle, mismatches: findings.count, differences: findings.first,
      canaries: found, lineCycles: cycles.summary, traces: cycles.traces,
      coverage: CoverageResult(demonstration: [traffic.coverage, contrastTraffic.coverage], regression: regression),
      seconds: Date().timeIntervalSince(start), pictures: try examination.pictures(contrast: contrast.examination))
  }

  // MARK: Preparation

  private static func build(
    _ options: DemonstrationOptions, for processor: DemonstrationProcessor
  ) throws -> [ProgramRun] {
    guard !options.programs.isEmpty else { return [] }
    let builder = ProgramBuilder(
      tools: try options.tools ?? Tools(), programs: options.programFolder, output: options.buildFolder)
    return try options.programs.enumerated().map { index, name in
      try ProgramRun(
        builder.build(name), domain: index + 1, seed: options.seed, processor: processor.publicKey)
    }
  }

  private static func checkSizes(_ options: DemonstrationOptions, _ programs: [ProgramRun]) throws {
    let sizes = options.point.parameters
    let regions = programs.flatMap(\.image.manifest.regions)
    for program in programs {
      for region in program.image.manifest.regions
      where region.algorithm == Algorithm.aes256XTS.name && !sizes.aes256 {
        throw DemonstrationError.algorithmMissing(
          point: options.point, program: program.name, region: region.name, algorithm: region.algorithm)
      }
    }
    // Beside the programs: domain 0, the picture's process and one without a key; the picture's code and data.
    let keys = regions.count { $0.key != nil }
    for (what, needed, available) in [
      ("domains", programs.count + 3, sizes.domains), ("attribute registers", regions.count + 2, sizes.attributes),
      ("key slots", keys + 2, sizes.keySlots),
    ] where needed > available {
      throw DemonstrationError.designTooSmall(point: options.point, what: what, needed: needed, available: available)
    }
  }

  private static func alter(
    _ memory: inout ExternalMemory, _ alteration: DemonstrationOptions.Alteration, _ programs: [ProgramRun]
  ) throws {
    let program = programs.first { $0.name == alteration.program }
    guard (0..<8).contains(alteration.bit), let physical = program?.space.physicalLine(alteration.address / 64) else {
      throw DemonstrationError.program(
        alteration.program, reason: "has no bit \(alteration.bit) at \(addressText(UInt64(alteration.address)))")
    }
    let byte = Int(alteration.address % 64)
    memory[physical][byte / 8] ^= 1 << UInt64(byte % 8 * 8 + alteration.bit)
  }

  // MARK: Parts

  /// Says what went on when hardware and golden model differ.
  private static func lockstep<Result>(_ activity: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let mismatch as Mismatch {
      throw DemonstrationError.hardware(activity: activity, mismatch: mismatch)
    }
  }

  /// What an operating system may try with the entries of a process that runs.
  private static func tryOthers(
    _ picture: PictureRun, _ processor: DemonstrationProcessor, _ loader: KeyLoader, _ findings: Findings
  ) throws {
    var changed = picture.data
    changed.entry[changed.entry.count / 2] ^= 1
    try loader.attempt("an entry of which one bit was changed", changed, expected: .badEntry, findings)

    let own = KeyEntry(
      algorithm: Algorithm.aes128XTS.rawValue, rights: [.read, .write, .execute], lines: 1, nonce: 0,
      owner: [UInt8](repeating: 0, count: KeyFile.ownerLength),
      key: (0..<UInt8(Algorithm.aes128XTS.keyLength)).map { $0 })
    func command(_ entry: [UInt8]) -> KeyCommand {
      KeyCommand(.setk, domain: picture.domain, segment: 3, base: 0x3000_0000, bound: 64, entry: entry)
    }
    try loader.attempt(
      "a code region of the operating system's own in the picture's domain", command(processor.publicKey.wrap(own)),
      expected: .wrongOwner, findings)
    var forged = try own.encoded()
    forged[KeyEntry.byteCount - 1] ^= 1
    try loader.attempt(
      "the same with a forged authenticator", command(processor.encrypt(forged)), expected: .badAuthenticator, findings)
    let other = try DemonstrationProcessor(name: "another processor", bits: processor.publicKey.bits)
    try loader.attempt(
      "an entry made for another processor", command(other.publicKey.wrap(own)), expected: .badEntry, findings)
    var larger = picture.data
    larger.bound += 64
    try loader.attempt("the picture's entry for a larger region", larger, expected: .wrongRegionSize, findings)
  }

  /// The same picture in a region with algorithm `none`, on a unit and a memory of its own: its plaintext on the bus must not
  /// be mistaken for a leak.
  private static func contrast(
    _ picture: Picture, _ model: SimulationModel, _ options: DemonstrationOptions,
    _ processor: DemonstrationProcessor, _ findings: Findings
  ) throws -> (contrast: (examination: PictureExamination, open: Int), traffic: LineTraffic) {
    var memory = ExternalMemory(seed: options.seed)
    var allocator = FrameAllocator(seed: options.seed)
    let run = try PictureRun(
      picture, algorithm: .none, domain: 1, seed: options.seed, memory: &memory, allocator: &allocator,
      processor: processor.publicKey)
    let traffic = try LineTraffic(
      model, point: options.point, fuses: processor.fuses, memory: memory, seed: options.seed)
    let loader = KeyLoader(traffic: traffic) { _ in }
    var examination = PictureExamination(
      run, file: nil, traffic: traffic, loader: loader, findings: findings, outsider: 2
    ) { _, _ in }
    let open = try lockstep("picture without encryption") { try examination.contrast() }
    return ((examination, open), traffic)
  }

  /// Random traffic, for coverage: through the encryption unit alone, whose regions cost no key entry each.
  private static func random(
    _ options: DemonstrationOptions, _ progress: @escaping @Sendable (DemonstrationProgress) -> Void
  ) throws -> RegressionResult {
    let model = try CosimulatedUnit.encryption.model(options.point, options: options.simulation) {
      progress(DemonstrationProgress(activity: $0, done: 0, total: 0))
    }
    var regression = Regression(point: options.point)
    regression.firstSeed = options.seed
    regression.seeds = options.regressionSeeds
    return try regression.run(on: model) { done, total in
      progress(DemonstrationProgress(activity: "random scenarios", done: done, total: total))
    }
  }
}
