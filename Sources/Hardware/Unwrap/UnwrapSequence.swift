import HDL

/// The order of the phases.
extension UnwrapUnit {
  func step(begins: Bit, verdict: Bits) {
    let isLastField = (position == EntryFields.authenticatorWord - 1).named("is_last_field")
    let isLastCode = (position == EntryFields.count - 1).named("is_last_code")
    let codePart = (position - Bits(UInt64(EntryFields.authenticatorWord), width: 6))[0...1]
    let code = select(codePart, from: (0..<4).map { hash.digest.bits(from: 64 * $0, width: 64) }).named("code")
    let isWhole = (position + 1 == words.value).named("is_whole")

    match(phase) {
      switch $0 {
      case .idle:
        position <== 0
        codeWrong <== false
        codeRight <== true
        answerDomain <== 0
        answerAttribute <== 0
        when(begins) {
          phase <== .checkFuses
        } otherwise: {
          when(other.valid & domainOwners.idle) { phase <== .pass }
        }
      case .checkFuses:
        when(fuseCheck.done) { phase <== .receive }
      case .receive:
        // The result of the check is there one cycle after its end.
        when(!fuseCheck.valid) {
          status <== UnwrapStatus.noDeviceKey.answer
          phase <== .drop
        } otherwise: {
          when(entry.fire) {
            when(entry.payload.last) {
              status <== mux(isWhole, Bits(0, width: 5), UnwrapStatus.wrongEntrySize.answer)
              phase <== first([(isWhole, .decrypt)], otherwise: .wipe)
            } otherwise: {
              when(position == words.value) {
                status <== UnwrapStatus.wrongEntrySize.answer
                phase <== .drop
              } otherwise: {
                position <== position + 1
              }
            }
          }
        }
      case .drop:
        when(entry.fire & entry.payload.last) { phase <== .wipe }
      case .decrypt:
        when(exponentiator.command.ready) { phase <== .await }
      case .await:
        when(exponentiator.idle) { phase <== .clear }
      case .clear: phase <== .cleared
      case .cleared:
        when(decoder.start) { phase <== .decode }
      case .decode:
        position <== 0
        when(decoder.idle & !decoder.start) { phase <== .beginCode }
      case .beginCode: phase <== .readField
      case .readField: phase <== .feedField
      case .feedField:
        when(hash.word.ready) {
          position <== position + 1
          when(isLastField) {
            phase <== .awaitCode
          } otherwise: {
            phase <== .readField
          }
        }
      case .awaitCode:
        when(hash.valid) { phase <== .readCode }
      case .readCode: phase <== .compareCode
      case .compareCode:
        let differs = (fields.readWord != code).named("code_differs")
        codeWrong <== codeWrong | differs
        codeRight <== codeRight & !differs
        position <== position + 1
        when(isLastCode) {
          phase <== .compareOwner
        } otherwise: {
          phase <== .readCode
        }
      case .compareOwner:
        when(domainOwners.idle) { phase <== .judge }
      case .judge:
        when(domainOwners.idle) {
          status <== verdict
          phase <== first([(verdict == 0, .install)], otherwise: .wipe)
        }
      case .install:
        when(setup.ready) { phase <== .answer }
      case .answer:
        when(setupResponse.valid) {
          let accepted = (setupResponse.payload.status == 0).named("accepted")
          status <== setupResponse.payload.status
          answerDomain <== mux(accepted, domainOwners.domain, 0)
          answerAttribute <== setupResponse.payload.attribute
          position <== 0
          phase <== first([(accepted, .record)], otherwise: .wipe)
        }
      case .record: phase <== .recorded
      case .recorded:
        // The table still reads the owner secret.
        when(!position[3]) {
          position <== position + 1
        } otherwise: {
          when(domainOwners.idle) { phase <== .wipe }
        }
      case .wipe: phase <== .wiped
      case .wiped:
        when(exponentiator.idle & decoder.idle & fields.ready & domainOwners.idle) { phase <== .respond }
      case .respond:
        when(response.ready) { phase <== .idle }
      case .pass:
        when(setup.ready) { phase <== .passAnswer }
      case .passAnswer:
        when(setupResponse.fire) {
          let isClearDomain = other.payload.operation == SetupOperation.clearDomain.rawValue
          phase <== first([(isClearDomain & (setupResponse.payload.status == 0), .forget)], otherwise: .taken)
        }
      case .forget:
        when(domainOwners.idle) { phase <== .taken }
      case .taken:
        when(domainOwners.idle) { phase <== .idle }
      }
    }
  }
}
