import Hardware

/// A situation that co-simulation should reach, with the mechanism of the source documents that it shows.
public enum CoveragePoint: String, CaseIterable, Codable, Sendable {
  // Lines
  case decryptFetch, decryptLoad, decryptStoreFill, encryptWriteBack
  case aes128Line, aes256Line, unencryptedRegion
  case firstLineOfRegion, lastLineOfRegion, lineBeforeRegion, lineAfterRegion
  case defaultKeyFetch, defaultKeyData, stackWriteBack, sharedKey
  case plainLine, foreignDomainSeesCiphertext, otherDomainRuns
  case plainAccessAllowed, plainModeDenied, plainModeFetchDenied
  case fetchDenied, loadDenied, storeFillDenied, fetchWithoutRegion, dataWithoutRegion, domainNotRunning
  case writeBackWithoutRegion, writeBackOfWrongDomain, writeBackOutsideRegion, writeBackWhileOtherDomainRuns
  case writeBackAhead
  case readError, writeError, wrongLast, resetDuringRead, resetDuringWrite, modeCommandDuringLine
  // Set-up
  case installedBySize, installedByLimit, allRegistersInUse, sharedKeyInstalled, defaultKeyInstalled, immediateInstalled
  case noDomain, plainMode, unknownAlgorithm, wrongKeySize, unaligned, empty, wraps, overlaps, duplicateSegment
  case attributesFull, keyStoreFull, noSuchKey, nonceReused, unknownSegment, equalKeyHalves, unknownOperation
  case cleared, clearedLeavingSharedKey, domainCleared, runningDomainCleared
  // Mode
  case selected, configured, configureInUse, configureNoDomain
  case cryptomodeTarget, cryptomodeNext, cryptomodeLink, cryptomodeUnderOtherKey, cryptomodeByDefaultKey
  case retmodeTarget, retmodeNext, retmodeLink, retmodeReturns
  case returnToPlain, returnToEncrypted, returnRefused, backLinksFull
  case modeNoRegion, modeAccessDenied, regionCrossing, wrongMethod, notEncrypted, modeNoDomain, modeUnknownOperation
  case automaticEnter, automaticLeave, automaticSwitch, automaticDenied, automaticLeaveDenied, explicitStay,
    plainTransfer
  // Key entries, of a keyed unit only
  case entryInstalled, entryCreatesDomain, entryJoinsDomain, entryWithDefaultKey, entryForLongModulus,
    entryRefusedBySetup
  case noDeviceKey, wrongEntrySize, fault, badEntry, unknownVersion, malformedEntry, badAuthenticator, wrongKind
  case unknownDomain, wrongOwner, domainsFull, wrongRegionSize, wrongBase
  case lineWhileEntryOpens, modeWhileEntryOpens, setupAfterEntry, resetWhileEntryOpens, notEntryPoint

  /// Numbers of the mechanisms (SF-n).
  public var features: [Int] {
    switch self {
    case .decryptFetch: [4, 5, 23]
    case .decryptLoad: [5, 25]
    case .decryptStoreFill: [5, 25]
    case .encryptWriteBack: [6, 25, 26]
    case .aes128Line, .aes256Line, .unencryptedRegion: [17, 19]
    case .firstLineOfRegion, .lineBeforeRegion: [15]
    case .lastLineOfRegion, .lineAfterRegion: [16]
    case .defaultKeyFetch, .defaultKeyData, .cryptomodeByDefaultKey, .defaultKeyInstalled: [43, 70]
    case .stackWriteBack: [24]
    case .sharedKey, .sharedKeyInstalled, .noSuchKey, .nonceReused: [18]
    case .plainLine: [2, 29]
    case .foreignDomainSeesCiphertext: [14, 38]
    case .otherDomainRuns, .domainNotRunning: [14, 38]
    case .plainAccessAllowed, .plainModeDenied: [27]
    case .plainModeFetchDenied: [27, 75]
    case .fetchDenied, .loadDenied, .storeFillDenied, .modeAccessDenied: [20]
    case .fetchWithoutRegion: [42, 63]
    case .dataWithoutRegion: [25]
    case .writeBackWithoutRegion, .writeBackOfWrongDomain, .writeBackOutsideRegion: [6, 14]
    case .writeBackWhileOtherDomainRuns: [6, 37]
    case .writeBackAhead: [6, 26]
    case .readError, .writeError, .wrongLast, .resetDuringRead, .resetDuringWrite: [4]
    case .modeCommandDuringLine: [4, 59]
    case .installedBySize, .installedByLimit: [16, 45]
    case .allRegistersInUse: [12]
    case .attributesFull, .keyStoreFull: [39]
    case .immediateInstalled, .plainMode: [46]
    case .unknownAlgorithm, .wrongKeySize: [17, 19]
    case .equalKeyHalves: [17]
    case .unaligned, .empty, .wraps, .overlaps: [15, 16]
    case .noDomain, .duplicateSegment, .unknownSegment, .unknownOperation: [45]
    case .cleared, .clearedLeavingSharedKey: [18, 55]
    case .domainCleared, .runningDomainCleared: [38]
    case .selected: [37]
    case .configured, .configureInUse, .configureNoDomain, .wrongMethod: [76]
    case .cryptomodeTarget: [59]
    case .cryptomodeNext: [60]
    case .cryptomodeLink: [64, 66]
    case .cryptomodeUnderOtherKey: [64]
    case .retmodeTarget: [61]
    case .retmodeNext: [62]
    case .retmodeLink: [67]
    case .retmodeReturns, .returnToPlain, .returnToEncrypted: [66]
    case .returnRefused, .backLinksFull: [66]
    case .modeNoRegion: [42]
    case .regionCrossing: [64]
    case .notEncrypted, .modeNoDomain, .modeUnknownOperation: [59, 61]
    case .automaticEnter: [71]
    case .automaticLeave, .automaticLeaveDenied: [72]
    case .automaticSwitch: [73]
    case .automaticDenied: [71, 20]
    case .explicitStay: [63]
    case .plainTransfer: [29]
    case .entryInstalled: [8, 9, 44]
    case .entryCreatesDomain, .entryForLongModulus, .resetWhileEntryOpens: [8, 9]
    case .entryJoinsDomain: [9, 44]
    case .entryWithDefaultKey: [9, 43]
    case .entryRefusedBySetup, .setupAfterEntry, .wrongKind: [44, 45]
    case .noDeviceKey, .fault: [8]
    case .wrongEntrySize, .unknownVersion, .malformedEntry: [9]
    case .badEntry: [10]
    case .badAuthenticator: [21]
    case .unknownDomain, .wrongOwner: [14, 54]
    case .domainsFull: [39]
    case .wrongRegionSize: [16, 44]
    case .wrongBase: [15, 44]
    case .notEntryPoint: [59, 71]
    case .lineWhileEntryOpens, .modeWhileEntryOpens: [4, 44]
    }
  }

  /// Of key entries, which only a keyed unit takes.
  static let ofEntries: Set<CoveragePoint> = [
    .entryInstalled, .entryCreatesDomain, .entryJoinsDomain, .entryWithDefaultKey, .entryForLongModulus,
    .entryRefusedBySetup, .noDeviceKey, .wrongEntrySize, .fault, .badEntry, .unknownVersion, .malformedEntry,
    .badAuthenticator, .wrongKind, .unknownDomain, .wrongOwner, .domainsFull, .wrongRegionSize, .wrongBase,
    .lineWhileEntryOpens, .modeWhileEntryOpens, .setupAfterEntry, .resetWhileEntryOpens, .notEntryPoint,
  ]

  /// The points of entries that the demonstration shows.
  static let inDemonstration: [CoveragePoint] = [
    .entryInstalled, .entryCreatesDomain, .entryJoinsDomain, .badEntry, .badAuthenticator, .wrongOwner,
    .wrongRegionSize,
  ]

  /// The points that a unit with a point's parameters can reach.
  public static func reachable(_ unit: CosimulatedUnit, _ point: DesignPoint) -> [CoveragePoint] {
    let parameters = point.parameters
    return allCases.filter {
      switch $0 {
      case .aes256Line: parameters.aes256
      case .keyStoreFull: parameters.keySlots < parameters.attributes
      default: unit == .keyed || !ofEntries.contains($0)
      }
    }
  }
}
