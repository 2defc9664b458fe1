import Reference

/// How often each coverage point was reached.
public struct Coverage: Sendable {
  private var counts = [Int](repeating: 0, count: CoveragePoint.allCases.count)
  private static let index = Dictionary(
    uniqueKeysWithValues: CoveragePoint.allCases.enumerated().map { ($1, $0) })

  public init() {}

  /// How often `point` was reached.
  public subscript(point: CoveragePoint) -> Int { counts[Self.index[point] ?? 0] }

  /// Adds the counts of another run.
  public mutating func merge(_ other: Coverage) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  mutating func hit(_ point: CoveragePoint) { counts[Self.index[point] ?? 0] += 1 }

  // MARK: Lines

  mutating func note(_ progress: LineProgress, golden: EncryptionUnit, overlapsMode: Bool) {
    let request = progress.operation.request
    let decision = progress.decision
    if overlapsMode { hit(.modeCommandDuringLine) }
    switch (decision.status, request.kind) {
    case (.ok, _): noteAccepted(progress, golden)
    case (.noRegion, .writeBack): hit(.writeBackWithoutRegion)
    case (.noRegion, .fetch): hit(.fetchWithoutRegion)
    case (.noRegion, _): hit(.dataWithoutRegion)
    case (.accessDenied, .fetch): hit(.fetchDenied)
    case (.accessDenied, .load): hit(.loadDenied)
    case (.accessDenied, _): hit(.storeFillDenied)
    case (.plainModeDenied, .fetch): hit(.plainModeFetchDenied)
    case (.plainModeDenied, _): hit(.plainModeDenied)
    case (.domainNotRunning, _): hit(.domainNotRunning)
    case (.outsideRegion, _): hit(.writeBackOutsideRegion)
    case (.wrongDomain, _): hit(.writeBackOfWrongDomain)
    case (.busError, _): break
    }
  }

  private mutating func noteAccepted(_ progress: LineProgress, _ golden: EncryptionUnit) {
    let request = progress.operation.request
    let isWriteBack = progress.isWriteBack
    switch progress.operation.fault {
    case .read: hit(.readError)
    case .write: hit(.writeError)
    case .wrongLast: hit(.wrongLast)
    case nil: break
    }
    let identity = isWriteBack ? request.identity : progress.decision.identity
    guard identity.protected, let region = golden.view(identity.attribute) else {
      hit(.plainLine)
      noteSurroundings(request, golden)
      return
    }
    if progress.decision.cipher.algorithm == .none {
      hit(.unencryptedRegion)
    } else {
      switch request.kind {
      case .fetch: hit(.decryptFetch)
      case .load: hit(.decryptLoad)
      case .storeFill: hit(.decryptStoreFill)
      case .writeBack: hit(.encryptWriteBack)
      }
      hit(progress.decision.cipher.algorithm == .aes128XTS ? .aes128Line : .aes256Line)
    }
    if request.virtualLine == region.baseLine { hit(.firstLineOfRegion) }
    if request.virtualLine + 1 == region.limitLine { hit(.lastLineOfRegion) }
    if region.flags.contains(.defaultKey) { hit(request.kind == .fetch ? .defaultKeyFetch : .defaultKeyData) }
    if region.flags.contains(.stack), isWriteBack { hit(.stackWriteBack) }
    if !isWriteBack, !request.encrypted { hit(.plainAccessAllowed) }
    if isWriteBack, golden.runningDomain != request.domain { hit(.writeBackWhileOtherDomainRuns) }
    let slot = golden.keySlot(ofAttribute: identity.attribute)
    if let slot,
      (0..<golden.parameters.attributes).contains(where: {
        $0 != identity.attribute && golden.keySlot(ofAttribute: $0) == slot
      })
    {
      hit(.sharedKey)
    }
  }

  /// What lies next to a line that passed unchanged.
  private mutating func noteSurroundings(_ request: LineRequest, _ golden: EncryptionUnit) {
    for index in 0..<golden.parameters.attributes {
      guard let region = golden.view(index) else { continue }
      let inside = (region.baseLine..<region.limitLine).contains(request.virtualLine)
      if region.domain == request.domain {
        if request.virtualLine &+ 1 == region.baseLine { hit(.lineBeforeRegion) }
        if request.virtualLine == region.limitLine { hit(.lineAfterRegion) }
      } else if inside, region.algorithm != .none {
        hit(.foreignDomainSeesCiphertext)
        if golden.runningDomain != 0 { hit(.otherDomainRuns) }
      }
    }
  }

  mutating func noteReset(line: LineProgress?, opening: KeyOpening?) {
    if opening != nil { hit(.resetWhileEntryOpens) }
    guard let line, line.decision.usesBus, line.beats > 0, line.beats < 8 else { return }
    hit(line.isWriteBack ? .resetDuringWrite : .resetDuringRead)
  }

  // MARK: Set-up

  mutating func note(_ command: SetupCommand, _ answer: SetupResponse, golden: EncryptionUnit) {
    switch answer.status {
    case .ok: noteAccepted(command, golden)
    case .noDomain: hit(.noDomain)
    case .plainMode: hit(.plainMode)
    case .unknownAlgorithm: hit(.unknownAlgorithm)
    case .wrongKeySize: hit(.wrongKeySize)
    case .unaligned: hit(.unaligned)
    case .empty: hit(.empty)
    case .wraps: hit(.wraps)
    case .overlaps: hit(.overlaps)
    case .duplicateSegment: hit(.duplicateSegment)
    case .attributesFull: hit(.attributesFull)
    case .keyStoreFull: hit(.keyStoreFull)
    case .noSuchKey: hit(.noSuchKey)
    case .nonceReused: hit(.nonceReused)
    case .unknownSegment: hit(.unknownSegment)
    case .equalKeyHalves: hit(.equalKeyHalves)
    case .unknownOperation: hit(.unknownOperation)
    }
  }

  private mutating func noteAccepted(_ command: SetupCommand, _ golden: EncryptionUnit) {
    switch command.operation {
    case .install:
      hit(command.boundIsLimit ? .installedByLimit : .installedBySize)
      if command.shareKey { hit(.sharedKeyInstalled) }
      if command.flags.contains(.defaultKey) { hit(.defaultKeyInstalled) }
      if command.immediate { hit(.immediateInstalled) }
      if (0..<golden.parameters.attributes).allSatisfy({ golden.view($0) != nil }) { hit(.allRegistersInUse) }
    case .clear:
      hit(.cleared)
      let slots = (0..<golden.parameters.attributes).filter { golden.view($0)?.domain == command.domain }
        .compactMap { golden.keySlot(ofAttribute: $0) }
      if Set(slots).count < slots.count || !slots.isEmpty { hit(.clearedLeavingSharedKey) }
    default:
      hit(.domainCleared)
      if golden.runningDomain == 0 { hit(.runningDomainCleared) }
    }
  }

  // MARK: Mode

  mutating func note(_ command: ModeCommand, _ answer: ModeResponse, before: ModeState, golden: EncryptionUnit) {
    switch (answer.status, command.operation) {
    case (.ok, .select): hit(.selected)
    case (.ok, .configure): hit(.configured)
    case (.ok, .cryptomode):
      hit(command.hasTarget ? .cryptomodeTarget : .cryptomodeNext)
      if command.link { hit(.cryptomodeLink) }
      if before.mode.isEncrypted, before.mode.attribute != answer.attribute { hit(.cryptomodeUnderOtherKey) }
      if golden.view(answer.attribute)?.flags.contains(.defaultKey) == true { hit(.cryptomodeByDefaultKey) }
    case (.ok, .retmode):
      hit(command.hasTarget ? .retmodeTarget : .retmodeNext)
      if command.link { hit(.retmodeLink) }
      if !command.link, before.backLinks.last?.returnAddress == answer.pc { hit(.retmodeReturns) }
    case (.ok, .transfer): noteTransfer(answer, before)
    case (.inUse, _): hit(.configureInUse)
    case (.noDomain, .configure): hit(.configureNoDomain)
    case (.noDomain, _): hit(.modeNoDomain)
    case (.noRegion, .transfer) where before.automatic: hit(.automaticLeaveDenied)
    case (.noRegion, _): hit(.modeNoRegion)
    case (.accessDenied, .transfer) where before.automatic: hit(.automaticDenied)
    case (.accessDenied, _): hit(.modeAccessDenied)
    case (.regionCrossing, _): hit(.regionCrossing)
    case (.backLinksFull, _): hit(.backLinksFull)
    case (.wrongMethod, _): hit(.wrongMethod)
    case (.notEncrypted, _): hit(.notEncrypted)
    case (.unknownOperation, _): hit(.modeUnknownOperation)
    case (.notEntryPoint, _): hit(.notEntryPoint)
    case (.ok, _): break
    }
    if answer.status != .ok, command.operation == .transfer, before.backLinks.last?.returnAddress == command.next {
      hit(.returnRefused)
    }
  }

  private mutating func noteTransfer(_ answer: ModeResponse, _ before: ModeState) {
    if before.automatic {
      switch (before.mode.isEncrypted, answer.encrypted) {
      case (false, true): hit(.automaticEnter)
      case (true, false): hit(.automaticLeave)
      case (true, true): if before.mode.attribute != answer.attribute { hit(.automaticSwitch) }
      case (false, false): hit(.plainTransfer)
      }
      return
    }
    if before.backLinks.last?.returnAddress == answer.pc {
      hit(answer.encrypted ? .returnToEncrypted : .returnToPlain)
    } else {
      hit(answer.encrypted ? .explicitStay : .plainTransfer)
    }
  }
}
