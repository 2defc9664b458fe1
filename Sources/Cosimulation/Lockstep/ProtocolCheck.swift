/// The rules of the streams that the unit drives: valid, once high, stays high with the same payload until the transfer,
/// and data pins are zero without valid, so that nothing shows on them but the words that are transferred.
struct ProtocolCheck {
  private struct Offer: Equatable {
    var word: UInt64
    var flags: UInt64
  }
  private var response: Offer?
  private var mode: Offer?
  private var setup: Offer?
  private var readAddress: Offer?
  private var writeAddress: Offer?
  private var write: Offer?

  /// Compares this cycle's settled outputs with what was pending in the cycle before.
  mutating func check(_ p: UnitPorts) throws(Mismatch) {
    response = try follow(
      "response", response, p.responseValid.value, p.responseReady.value,
      Offer(
        word: p.responseData.value,
        flags: UInt64(p.responseStatus.value) << 16 | UInt64(p.responseAttribute.value) << 8
          | (p.responseLast.value ? 2 : 0) | (p.responseProtected.value ? 1 : 0)))
    mode = try follow(
      "mode_response", mode, p.modeResponseValid.value, p.modeResponseReady.value,
      Offer(
        word: UInt64(p.modeResponsePC.value),
        flags: UInt64(p.modeResponseStatus.value) << 16 | UInt64(p.modeResponseAttribute.value) << 8
          | (p.modeResponseEncrypted.value ? 1 : 0)))
    setup = try follow(
      "setup_response", setup, p.setupResponseValid.value, p.setupResponseReady.value,
      Offer(word: UInt64(p.setupResponseAttribute.value), flags: UInt64(p.setupResponseStatus.value)))
    readAddress = try follow(
      "axi_ar", readAddress, p.axiArValid.value, p.axiArReady.value, Offer(word: UInt64(p.axiArAddr.value), flags: 0))
    writeAddress = try follow(
      "axi_aw", writeAddress, p.axiAwValid.value, p.axiAwReady.value, Offer(word: UInt64(p.axiAwAddr.value), flags: 0))
    write = try follow(
      "axi_w", write, p.axiWValid.value, p.axiWReady.value,
      Offer(word: p.axiWData.value, flags: p.axiWLast.value ? 1 : 0))
    try quiet("response_data", p.responseValid.value, p.responseData.value)
    try quiet("axi_w_data", p.axiWValid.value, p.axiWData.value)
  }

  private func quiet(_ name: String, _ valid: Bool, _ data: UInt64) throws(Mismatch) {
    if !valid, data != 0 { throw Mismatch(name, expected: "zero without valid", found: hexadecimal(data)) }
  }

  private func follow(_ name: String, _ pending: Offer?, _ valid: Bool, _ ready: Bool, _ offer: Offer) throws(Mismatch)
    -> Offer?
  {
    if let pending {
      if !valid { throw Mismatch("\(name)_valid", expected: "high until the transfer", found: "fell before it") }
      if offer != pending {
        throw Mismatch("payload of \(name)", expected: "stable until the transfer", found: "a change")
      }
    }
    return valid && !ready ? offer : nil
  }
}
