import CSharing

/// Why a step was not taken.
public enum SharingError: Error, Equatable {
  /// The operating system refuses a call.
  case system(SystemRefusal)
  /// The processor refuses a region, with this status (`docs/instructions.md`).
  case processor(status: UInt32)
  /// A name has more than eight characters, or none.
  case badName
  /// The hidden region has no room for what was to lie in it: make it larger.
  case hiddenRegionIsFull
  /// The source of random numbers is dead.
  case noRandomNumbers
  /// The other side's public value must not be used: it is not between 1 and the prime, or has a small order.
  case badPublicValue
  /// A message came from another process than the one that was to send it, or has another size.
  case otherMessage
  /// The hardware has computed something wrong.
  case fault
  /// An authenticated exchange ends without a key.
  case refused(Refusal)

  init(_ result: cryptography_result) {
    switch result {
    case CRYPTOGRAPHY_NO_ENTROPY: self = .noRandomNumbers
    case CRYPTOGRAPHY_BAD_KEY: self = .badPublicValue
    default: self = .fault
    }
  }
}

/// What the operating system answers to a call that it refuses: `enum system_error`.
public enum SystemRefusal: Equatable, Sendable {
  /// Something is not mapped, or the number of bytes is 0 or too large.
  case badOperand
  case noMemory
  /// No process, or no shared memory, has this name or number.
  case unknown
  /// The name is taken.
  case exists
  /// Its owner does not permit it.
  case denied
  /// An answer that no call has.
  case other(Int32)

  init(_ answer: Int32) {
    switch system_error(rawValue: answer) {
    case SYSTEM_BAD_OPERAND: self = .badOperand
    case SYSTEM_NO_MEMORY: self = .noMemory
    case SYSTEM_UNKNOWN: self = .unknown
    case SYSTEM_EXISTS: self = .exists
    case SYSTEM_DENIED: self = .denied
    default: self = .other(answer)
    }
  }
}

extension SharingError {
  /// What a process says that ends with it, but for the number.
  var reason: StaticString {
    switch self {
    case .system(.badOperand): "the system refuses an operand"
    case .system(.noMemory): "the system has no memory left"
    case .system(.unknown): "the system knows no process and no memory of this name"
    case .system(.exists): "the name is taken"
    case .system(.denied): "the owner of the memory does not permit it"
    case .system(.other): "the system answers"
    case .processor: "the processor refuses a region with status"
    case .badName: "a name has one to eight characters"
    case .hiddenRegionIsFull: "the hidden region is full"
    case .noRandomNumbers: "there are no random numbers"
    case .badPublicValue: "the other side's public value is not to be used"
    case .otherMessage: "this is not the message that was to come"
    case .fault: "the hardware has computed something wrong"
    case .refused: "refuses:"
    }
  }

  var number: Int32? {
    switch self {
    case .system(.other(let answer)): answer
    case .processor(let status): Int32(bitPattern: status)
    default: nil
    }
  }
}

/// The result of a call of the system, unless it is an error.
func expect(_ answer: Int32) throws(SharingError) -> Int32 {
  guard answer >= 0 else { throw .system(SystemRefusal(answer)) }
  return answer
}

/// Throws what a function of the cryptography says, unless it is done.
func expect(_ result: cryptography_result) throws(SharingError) {
  guard result == CRYPTOGRAPHY_DONE else { throw SharingError(result) }
}
