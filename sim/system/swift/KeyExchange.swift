import CSharing

/// One side of a plain exchange by Diffie-Hellman (SF-92, figures 4 and 5), in a hidden region. It does not say with whom
/// the key is: whoever carries the messages can stand in the middle (`docs/system.md`, `intercepted`).
///
/// `agree` does all of it; the steps by themselves are there for processes that exchange in a way of their own.
public struct KeyExchange: ~Copyable {
  public enum Role { case owner, client }

  private let role: Role
  private let exchange: UnsafeMutablePointer<exchange>
  private let peerValue: UnsafeMutableBufferPointer<UInt8>

  /// Makes room for it.
  ///
  /// - Throws: `.hiddenRegionIsFull`.
  public init(as role: Role, in hidden: inout HiddenRegion) throws(SharingError) {
    let exchange = try hidden.room(for: CSharing.exchange.self)
    let size = Int(DIFFIE_HELLMAN_SIZE)
    let peerValue = try hidden.room(for: UInt8.self, count: size)
    self.role = role
    self.exchange = exchange
    self.peerValue = UnsafeMutableBufferPointer(start: peerValue, count: size)
  }

  /// The private exponent and what both agree on are gone.
  deinit { wipe(exchange, MemoryLayout<exchange>.size) }

  /// S83, S93: chooses the private exponent by random, and computes the public value.
  ///
  /// - Throws: `.noRandomNumbers`, `.fault`.
  public func choosePrivateExponent() throws(SharingError) { try expect(exchange_choose(exchange)) }

  /// The public value, 256 bytes, which everybody may see.
  public var publicValue: [UInt8] {
    Array(UnsafeBufferPointer(start: public_value(exchange), count: Int(DIFFIE_HELLMAN_SIZE)))
  }

  /// S84, S94: sends the public value.
  public func sendPublicValue(to peer: Peer) throws(SharingError) {
    try peer.send(UnsafeRawBufferPointer(start: public_value(exchange), count: Int(DIFFIE_HELLMAN_SIZE)))
  }

  /// S84, S94: takes the other side's public value out of its next message.
  ///
  /// - Throws: `.otherMessage`.
  public func receivePublicValue(from peer: Peer) throws(SharingError) {
    try peer.receive(into: UnsafeMutableRawBufferPointer(peerValue))
  }

  /// S85, S95: computes what both sides have in common, and of that the key of a region for a purpose.
  ///
  /// - Throws: `.badPublicValue`, `.fault`, `.hiddenRegionIsFull`.
  public func computeKey(for purpose: StaticString, in hidden: inout HiddenRegion) throws(SharingError) -> RegionKey {
    try expect(exchange_agree(exchange, peerValue.baseAddress))
    let key = try RegionKey(in: &hidden)
    let role = role == .owner ? EXCHANGE_OWNER : EXCHANGE_CLIENT
    exchange_key(key.place, exchange, role, peerValue.baseAddress, purpose.text)
    return key
  }

  /// The whole exchange with another process, over messages: afterwards both have the key of a region for this purpose. The
  /// owner sends first.
  ///
  /// - Throws: as the steps.
  public static func agree(
    with peer: Peer, as role: Role, for purpose: StaticString, in hidden: inout HiddenRegion
  ) throws(SharingError) -> RegionKey {
    let exchange = try KeyExchange(as: role, in: &hidden)
    if role == .client { try exchange.receivePublicValue(from: peer) }
    try exchange.choosePrivateExponent()
    try exchange.sendPublicValue(to: peer)
    if role == .owner { try exchange.receivePublicValue(from: peer) }
    return try exchange.computeKey(for: purpose, in: &hidden)
  }
}
