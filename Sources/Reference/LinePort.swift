/// What a line request is for (section 4).
public enum LineKind: UInt8, CaseIterable, Sendable {
  case fetch = 0
  case load = 1
  case storeFill = 2
  case writeBack = 3
}

/// Under which attribute a line was filled: kept by the cache with the line, presented by its write-back.
public struct LineIdentity: Hashable, Sendable {
  public var protected: Bool
  public var attribute: Int

  public init(protected: Bool, attribute: Int) {
    self.protected = protected
    self.attribute = attribute
  }

  /// The identity of a line that no region protects, and of every refused fill and write-back response.
  public static let unprotected = LineIdentity(protected: false, attribute: 0)
}

/// A line request, field by field as on the port (section 4).
public struct LineRequest: Hashable, Sendable {
  public var kind: LineKind
  /// Mode of the instruction that caused the request; ignored for writeBack.
  public var encrypted: Bool
  /// Domain of that instruction; less than `UnitParameters.domains`.
  public var domain: Int
  /// Virtual address / 64: selects region and line index.
  public var virtualLine: UInt32
  /// Physical address / 64: goes to the bus.
  public var physicalLine: UInt32
  /// For writeBack.
  public var identity: LineIdentity

  public init(
    _ kind: LineKind, encrypted: Bool = false, domain: Int, virtualLine: UInt32, physicalLine: UInt32 = 0,
    identity: LineIdentity = .unprotected
  ) {
    self.kind = kind
    self.encrypted = encrypted
    self.domain = domain
    self.virtualLine = virtualLine
    self.physicalLine = physicalLine
    self.identity = identity
  }
}

/// The status codes of the line port, with their raw values.
public enum LineStatus: UInt8, CaseIterable, Sendable, Error {
  case ok = 0
  case noRegion = 1
  case accessDenied = 2
  case plainModeDenied = 3
  case domainNotRunning = 4
  case outsideRegion = 5
  case wrongDomain = 6
  case busError = 7
}

/// What the unit decides about a line request at its handshake, with the key, base and nonce as they stood then.
public struct LineDecision {
  public let kind: LineKind
  /// `ok`, or why the request is refused; a bus error comes later (`response(busLine:busError:)`).
  public let status: LineStatus
  /// The identity that a fill returns with the line; unprotected for a refused fill and for a write-back.
  public let identity: LineIdentity
  /// The cipher of the line; `none` where it passes unchanged.
  public let cipher: LineCipher
  /// The tweak of the line; of no meaning where it passes unchanged.
  public let tweak: Tweak

  /// Whether the line crosses the bus: a refused request never reaches it.
  public var usesBus: Bool { status == .ok }

  /// What the cache receives when `line` comes from the bus.
  public func decrypt(_ line: Line) throws(CipherError) -> Line {
    try cipher.decrypt(line, tweak: tweak)
  }

  /// What goes to the bus when the cache writes `line` back.
  public func encrypt(_ line: Line) throws(CipherError) -> Line {
    try cipher.encrypt(line, tweak: tweak)
  }

  /// What the response port delivers. `busLine` is what the bus returned for a fill, and is ignored otherwise;
  /// `busError` says that the bus signalled an error, and is ignored for a refused request.
  public func response(busLine: Line, busError: Bool = false) throws(CipherError) -> LineResponse {
    guard usesBus else { return LineResponse(line: .zero, wordCount: 1, status: status, identity: .unprotected) }
    let finalStatus = busError ? LineStatus.busError : .ok
    guard kind != .writeBack else {
      return LineResponse(line: .zero, wordCount: 1, status: finalStatus, identity: .unprotected)
    }
    return LineResponse(
      line: try decrypt(busLine), wordCount: Line.wordCount, status: finalStatus, identity: identity)
  }
}

/// The words with which the response port answers a request.
public struct LineResponse: Hashable, Sendable {
  /// The words, zero beyond `wordCount`.
  public let line: Line
  /// Words delivered: 8 for a fill, 1 for a refused fill and for a write-back.
  public let wordCount: Int
  /// The status on the word with `last`.
  public let status: LineStatus
  /// The identity on every word.
  public let identity: LineIdentity

  public init(line: Line, wordCount: Int, status: LineStatus, identity: LineIdentity) {
    self.line = line
    self.wordCount = wordCount
    self.status = status
    self.identity = identity
  }
}

extension EncryptionUnit {
  /// Judges a line request as domains and regions stand now (section 4). Changes nothing.
  public func decide(_ request: LineRequest) -> LineDecision {
    let kind = request.kind
    do throws(LineStatus) {
      let protecting = kind == .writeBack ? try writeBackAttribute(request) : try fillAttribute(request)
      guard let protecting, let region = regions[protecting] else {
        return LineDecision(
          kind: kind, status: .ok, identity: .unprotected, cipher: .none, tweak: Tweak(lineIndex: 0, nonce: 0))
      }
      return LineDecision(
        kind: kind, status: .ok,
        identity: kind == .writeBack ? .unprotected : LineIdentity(protected: true, attribute: protecting),
        cipher: region.cipher, tweak: region.tweak(ofLine: request.virtualLine))
    } catch {
      return LineDecision(
        kind: kind, status: error, identity: .unprotected, cipher: .none, tweak: Tweak(lineIndex: 0, nonce: 0))
    }
  }

  /// The attribute under which a line is filled; nil where it passes unchanged.
  private func fillAttribute(_ request: LineRequest) throws(LineStatus) -> Int? {
    let line = request.virtualLine
    guard request.domain == runningDomain else { throw .domainNotRunning }
    if let ordinary = attribute(of: request.domain, containing: line, defaultKey: false),
      let region = regions[ordinary]
    {
      let plainAccess = request.kind != .fetch && region.flags.contains(.plainAccess)
      guard request.encrypted || plainAccess else { throw .plainModeDenied }
      guard request.kind.isAllowed(by: region.rights) else { throw .accessDenied }
      return ordinary
    }
    if request.encrypted, let entry = attribute(of: request.domain, containing: line, defaultKey: true),
      let region = regions[entry]
    {
      guard request.kind.isAllowed(by: region.rights) else { throw .accessDenied }
      return entry
    }
    let isShut = request.kind == .fetch || isShut(request.domain, line)
    guard !(request.encrypted && isShut) else { throw .noRegion }
    return nil
  }

  /// The attribute under which a line is written back; nil where it passes unchanged.
  private func writeBackAttribute(_ request: LineRequest) throws(LineStatus) -> Int? {
    guard request.identity.protected else { return nil }
    guard let region = regions[request.identity.attribute] else { throw .noRegion }
    guard region.domain == request.domain else { throw .wrongDomain }
    guard region.lines.contains(request.virtualLine) else { throw .outsideRegion }
    return request.identity.attribute
  }
}

extension LineKind {
  /// Whether a region with these rights allows a fill of this kind. Whoever may write may read.
  fileprivate func isAllowed(by rights: Rights) -> Bool {
    switch self {
    case .fetch: rights.contains(.execute)
    case .load: !rights.isDisjoint(with: [.read, .write])
    case .storeFill, .writeBack: rights.contains(.write)
    }
  }
}
