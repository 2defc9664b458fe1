import Reference

/// The outputs without a handshake, as the golden model has them. They change only with a command or a reset, but are
/// compared in every cycle.
struct ExpectedOutputs {
  let view: [AttributeView?]
  let runningDomain: Int
  let runningMode: Mode

  init(_ golden: EncryptionUnit) {
    view = (0..<golden.parameters.attributes).map { golden.view($0) }
    runningDomain = golden.runningDomain
    runningMode = golden.runningMode
  }
}

extension Lockstep {
  /// The outputs that have no handshake, against the state that the handshakes up to the cycle before have left.
  func compareOutputs() throws(Mismatch) {
    let view = expected.view[viewIndex]
    if ports.view != view || view != nil && ports.viewAlgorithm.value != view?.algorithm.rawValue {
      // clearDomain drops one register after another before its handshake.
      let isEnding = setupOffer.command?.operation == .clearDomain && setupOffer.command?.domain == view?.domain
      if !(isEnding && !ports.viewValid.value) && ports.view != afterSetup?.view[viewIndex] {
        throw Mismatch("public view of register \(viewIndex)", expected: view as Any, found: ports.view as Any)
      }
    }
    viewIndex = keys?.awaitedAttribute ?? (viewIndex + 1) % expected.view.count
    // A mode command takes effect somewhere between its handshake and its response.
    guard modeExpected == nil || ports.modeResponseValid.value else { return }
    if Int(ports.runningDomain.value) != expected.runningDomain
      || ports.runningEncrypted.value != expected.runningMode.isEncrypted
    {
      try compareRunning(afterSetup ?? expected)
    }
  }

  private func compareRunning(_ expected: ExpectedOutputs) throws(Mismatch) {
    if Int(ports.runningDomain.value) != expected.runningDomain {
      throw Mismatch("running domain", expected: expected.runningDomain, found: ports.runningDomain.value)
    }
    if ports.runningEncrypted.value != expected.runningMode.isEncrypted {
      throw Mismatch("running mode", expected: expected.runningMode, found: ports.runningEncrypted.value)
    }
  }
}
