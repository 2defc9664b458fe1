import Reference

/// What a run of a system of processes was, for a report to look at: who ran when, why it stopped, what was printed, and what the
/// attribute registers and memory held. Times are instructions on the golden model and clock cycles on the hardware.
public struct SystemRecording: Sendable {
  /// Who executes instructions.
  public enum Runner: Hashable, Sendable {
    case machine
    case supervisor
    /// User mode without a domain: a process in plaintext.
    case plain
    case domain(Int, isEncrypted: Bool)

    /// Whether it is a process.
    var isProcess: Bool { self != .machine && self != .supervisor }
    var isEncrypted: Bool { if case .domain(_, isEncrypted: true) = self { true } else { false } }
  }

  /// From when on somebody runs.
  struct Stretch: Sendable {
    let start: UInt64
    let runner: Runner
  }

  /// Why a runner stopped, or what was refused to it.
  public enum Interruption: Hashable, Sendable {
    /// By its number: `sim/system/system_calls.h`.
    case systemCall(UInt32)
    case interrupt(InterruptCause)
    case exception(ExceptionCause)
    /// An instruction of custom-0, and its status.
    case refusal(Reference.Operation, UInt32)
  }

  struct Event: Sendable {
    let time: UInt64
    let runner: Runner
    let cause: Interruption
  }

  /// What an attribute register held, with a number for its key: the same for the same key.
  package struct Register: Hashable, Sendable {
    let number: Int
    package let view: AttributeView
    /// Nil for algorithm `none`.
    let key: Int?
  }

  /// A line that a process printed, and the attribute registers then.
  package struct Step: Sendable {
    let time: UInt64
    /// The process, or the kernel, as it calls itself.
    package let name: String
    /// The number of the source documents, such as `S81`; empty without one.
    let label: String
    package let text: String
    package let registers: [Register]
  }

  /// A line of 64 bytes on the bus.
  package struct Transfer: Sendable {
    let time: UInt64
    let isWrite: Bool
    /// Whether it lies in a region of a process, by the page tables with which that ran last.
    package let isOfRegion: Bool
  }

  var end: UInt64 = 0
  var stretches: [Stretch] = []
  var events: [Event] = []
  package internal(set) var steps: [Step] = []
  package internal(set) var transfers: [Transfer] = []
  var views: [MemoryView] = []
}

/// A line of memory as each party has it, at one time.
struct MemoryView: Sendable {
  /// What somebody who has a key makes of it.
  struct Reading: Sendable {
    let register: SystemRecording.Register
    /// Where it lies for the reader.
    let address: UInt32
    /// The bytes; nil for those of a key or a secret exponent, which are not shown.
    let bytes: [UInt8?]
    /// The reader has no region there: it would see this if the page were mapped into one of its own.
    let isElsewhere: Bool
  }

  let time: UInt64
  let physicalAddress: UInt32
  let ciphertext: Line
  /// First the owner of the region.
  let readings: [Reading]
}
