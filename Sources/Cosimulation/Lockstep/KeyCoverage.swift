import Reference

extension Coverage {
  /// An entry that was answered.
  mutating func note(_ opening: KeyOpening) {
    switch opening.expected.status {
    case .setup(.ok):
      hit(.entryInstalled)
      hit(opening.command.domain == 0 ? .entryCreatesDomain : .entryJoinsDomain)
      if opening.command.instruction == .setck { hit(.entryWithDefaultKey) }
      if opening.command.entry.count > 256 { hit(.entryForLongModulus) }
    case .setup: hit(.entryRefusedBySetup)
    case .unwrap(let status): hit(point(of: status))
    }
  }

  private func point(of status: UnwrapStatus) -> CoveragePoint {
    switch status {
    case .noDeviceKey: .noDeviceKey
    case .wrongEntrySize: .wrongEntrySize
    case .fault: .fault
    case .badEntry: .badEntry
    case .unknownVersion: .unknownVersion
    case .malformedEntry: .malformedEntry
    case .badAuthenticator: .badAuthenticator
    case .wrongKind: .wrongKind
    case .unknownDomain: .unknownDomain
    case .wrongOwner: .wrongOwner
    case .domainsFull: .domainsFull
    case .wrongRegionSize: .wrongRegionSize
    case .wrongBase: .wrongBase
    }
  }
}
