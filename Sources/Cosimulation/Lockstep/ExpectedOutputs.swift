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
