import CSharing

/// One side of an exchange that says with whom the key is, by certificates and signatures (SF-112 to SF-126, figure 6), in a
/// hidden region: docs/authenticated-exchange.md.
///
/// `agree` does all of it; the steps by themselves are there for processes that exchange in a way of their own. A step
/// makes the message that is to be sent next, or judges the one that was received last:
///
///     client                                  owner
///     request, sendMessage               ->   receiveMessage, checkRequest
///     receiveMessage, checkResponse      <-   respond, sendMessage
///     sendValue, sendMessage             ->   receiveMessage, takeValue
///     receiveMessage, checkOwner         <-   signAsOwner, sendMessage
///     signAsClient, sendMessage          ->   receiveMessage, checkClient
///     receiveMessage, checkConfirmation  <-   confirm, sendMessage
///
/// A step throws `.refused` and why. After the first that does, there is no key and no other step, and all secrets are gone.
public struct AuthenticatedExchange: ~Copyable {
  public enum Role { case owner, client }

  private let exchange: UnsafeMutablePointer<authenticated>
  private let message: UnsafeMutablePointer<message>

  /// Makes room for it, some 4 KiB, and begins.
  ///
  /// - Parameters:
  ///   - name: that of the other side, as its certificate has to say it.
  ///   - suite: the only one that is offered or accepted. By itself it is the strongest that both have.
  /// - Throws: `.hiddenRegionIsFull`, `.badName`.
  public init(
    as role: Role, with name: StaticString, suite: Suite? = nil, identity: Identity = .own,
    in hidden: inout HiddenRegion
  ) throws(SharingError) {
    let name = try systemName(name)
    let exchange = try hidden.room(for: authenticated.self)
    let message = try hidden.room(for: CSharing.message.self)
    var setup = authenticated_setup(
      role: role == .owner ? AUTHENTICATED_OWNER : AUTHENTICATED_CLIENT, suites: suite?.set ?? all_suites(),
      credentials: identity.credentials, authorities: identity.authorities, peer: name, time: identity.time)
    authenticated_begin(exchange, &setup)
    self.exchange = exchange
    self.message = message
  }

  /// What both agree on is gone.
  deinit { wipe(exchange, MemoryLayout<authenticated>.size) }

  /// By which algorithms; nil before the owner has chosen.
  public var suite: Suite? { Suite(exchange.pointee.suite) }

  /// SF-115: the client's challenge Bn and a certificate Bcert for every suite that it offers.
  public func request() throws(SharingError) { try expect(authenticated_request(exchange, message)) }

  /// SF-117: the owner chooses the suite, checks Bcert with Kpg, which gives it Kpb, and computes Av.
  public func checkRequest() throws(SharingError) { try expect(authenticated_check_request(exchange, message)) }

  /// SF-118: the owner's challenge An and its certificate Acert.
  public func respond() throws(SharingError) { try expect(authenticated_respond(exchange, message)) }

  /// SF-118: the client checks Acert with Kpg, which gives it Kpa, and computes Bv.
  public func checkResponse() throws(SharingError) { try expect(authenticated_check_response(exchange, message)) }

  /// Bv, which goes first: so that the owner can sign both values.
  public func sendValue() throws(SharingError) { try expect(authenticated_send_value(exchange, message)) }

  /// The owner takes Bv.
  public func takeValue() throws(SharingError) { try expect(authenticated_take_value(exchange, message)) }

  /// SF-119: Av, and the owner's signature of it and of all that was sent, Bn among it.
  public func signAsOwner() throws(SharingError) { try expect(authenticated_sign_as_owner(exchange, message)) }

  /// SF-122: the client checks the signature with Kpa, and takes Av.
  public func checkOwner() throws(SharingError) { try expect(authenticated_check_owner(exchange, message)) }

  /// SF-120, SF-123: the client signs all that was sent, Bv and An among it, computes Kauth, and confirms it.
  public func signAsClient() throws(SharingError) { try expect(authenticated_sign_as_client(exchange, message)) }

  /// SF-121, SF-123: the owner checks the signature with Kpb, computes Kauth, and checks that the client has the same.
  public func checkClient() throws(SharingError) { try expect(authenticated_check_client(exchange, message)) }

  /// The owner confirms Kauth: both sides have it, and the owner knows that.
  public func confirm() throws(SharingError) { try expect(authenticated_confirm(exchange, message)) }

  /// The client knows it too.
  public func checkConfirmation() throws(SharingError) {
    try expect(authenticated_check_confirmation(exchange, message))
  }

  /// SF-125: a key for a region, of Kauth and of what it is for.
  ///
  /// - Throws: `.refused(.wrongStep)` unless both sides have confirmed, `.hiddenRegionIsFull`.
  public func regionKey(for purpose: StaticString, in hidden: inout HiddenRegion) throws(SharingError) -> RegionKey {
    let key = try RegionKey(in: &hidden)
    try expect(authenticated_region_key(key.place, exchange, purpose.text))
    return key
  }

  /// Sends what the last step has made.
  public func sendMessage(to peer: Peer) throws(SharingError) {
    _ = try Sharing.expect(long_message_send(Int32(peer.number), message_bytes(message), message.pointee.size))
  }

  /// Waits for what the next step judges. A message that does not come whole is empty, and refused by any step.
  public func receiveMessage(from peer: Peer) {
    let size = long_message_receive(message_bytes(message), UInt32(MESSAGE_MAXIMUM), Int32(peer.number))
    message.pointee.size = UInt32(max(size, 0))
  }

  /// Tells the other side of a refusal, so that it does not wait, unless it was the one that has refused.
  public func sendRefusal(to peer: Peer) throws(SharingError) {
    guard exchange.pointee.result != AUTHENTICATED_PEER_REFUSED else { return }
    authenticated_refusal(exchange, message)
    try sendMessage(to: peer)
  }

  /// The whole exchange with another process: afterwards both have the key of a region for this purpose, and know with
  /// whom. When this side refuses, the other one is told.
  ///
  /// - Throws: as the steps, and as `init`.
  public static func agree(
    with peer: Peer, named name: StaticString, as role: Role, for purpose: StaticString, suite: Suite? = nil,
    identity: Identity = .own, in hidden: inout HiddenRegion
  ) throws(SharingError) -> RegionKey {
    let exchange = try AuthenticatedExchange(as: role, with: name, suite: suite, identity: identity, in: &hidden)
    do throws(SharingError) {
      if role == .owner { try exchange.agreeAsOwner(with: peer) } else { try exchange.agreeAsClient(with: peer) }
    } catch {
      if case .refused = error { try exchange.sendRefusal(to: peer) }
      throw error
    }
    return try exchange.regionKey(for: purpose, in: &hidden)
  }

  private func agreeAsOwner(with peer: Peer) throws(SharingError) {
    receiveMessage(from: peer)
    try checkRequest()
    try respond()
    try sendMessage(to: peer)
    receiveMessage(from: peer)
    try takeValue()
    try signAsOwner()
    try sendMessage(to: peer)
    receiveMessage(from: peer)
    try checkClient()
    try confirm()
    try sendMessage(to: peer)
  }

  private func agreeAsClient(with peer: Peer) throws(SharingError) {
    try request()
    try sendMessage(to: peer)
    receiveMessage(from: peer)
    try checkResponse()
    try sendValue()
    try sendMessage(to: peer)
    receiveMessage(from: peer)
    try checkOwner()
    try signAsClient()
    try sendMessage(to: peer)
    receiveMessage(from: peer)
    try checkConfirmation()
  }

  /// Throws why this side refuses, if it does.
  private func expect(_ result: authenticated_result) throws(SharingError) {
    guard result == AUTHENTICATED_DONE else { throw .refused(Refusal(result, exchange.pointee.certificate)) }
  }
}
