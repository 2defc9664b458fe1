/// The processor has one place for a context in each domain. The processes of a program share its domain: before one
/// of them runs, the context of that which ran last goes to memory, sealed, and its own comes back (SF-30, SF-34).
struct Contexts {
  /// Where the context of a process is while it does not run.
  enum Place {
    /// With the kernel: the process was not in encrypted mode.
    case kernel
    case processor
    /// In memory, sealed, at this address.
    case memory(UInt32)
  }

  /// Bytes of an image, whose address is a multiple of them.
  private static let imageBytes: UInt32 = 256

  /// Places for images that hold none.
  private var free: [UInt32] = []
  fileprivate(set) var takenOut = 0
  fileprivate(set) var broughtBack = 0

  fileprivate mutating func takePlace(_ frames: Frames) -> UInt32? {
    if free.isEmpty, let frame = frames.take() {
      free = stride(from: frame, to: frame + Frames.pageBytes, by: Int(Contexts.imageBytes)).reversed()
    }
    return free.popLast()
  }

  fileprivate mutating func give(back image: UInt32) { free.append(image) }
}

extension Kernel {
  /// Lets the processor have the context of a process in the place of its domain. False when it cannot: the process
  /// has ended, and the console says why.
  func bringContext(of process: Process) -> Bool {
    guard process.domain != 0 else { return true }
    if case .processor = process.place { return true }
    for other in processes where other.domain == process.domain {
      if case .processor = other.place, !takeOutContext(of: other, for: process) { return false }
    }
    if case .memory(let image) = process.place {
      tamper(with: image, of: process)
      let status = fill_context(process.domain, image)
      guard status == 0 else { return refuse(process, "its context does not come back: fill answers ", status) }
      contexts.give(back: image)
      contexts.broughtBack += 1
    }
    process.place = .processor
    return true
  }

  /// The context of a process that has ended goes out, too: nothing else empties the place.
  private func takeOutContext(of other: Process, for process: Process) -> Bool {
    guard let image = contexts.takePlace(frames) else { return refuse(process, "no memory for a context: ", 0) }
    let noContext: UInt32 = 3
    let status = spill_context(other.domain, image)
    guard status == 0 else {
      contexts.give(back: image)
      other.place = .kernel
      return status == noContext || refuse(process, "no room for its context: spill answers ", status)
    }
    contexts.takenOut += 1
    other.place = .memory(image)
    return true
  }

  /// Ends a process for which the processor has no place.
  func refuse(_ process: Process, _ why: StaticString, _ status: UInt32) -> Bool {
    console.write(process.name)
    console.write(": ")
    console.write(why)
    console.write(Int(status))
    console.write("\n")
    end(process, code: 512 + Int(status))
    return false
  }

  /// A domain has been killed, and with it its images.
  func forgetContexts(of domain: UInt32) {
    for process in processes where process.domain == domain {
      if case .memory(let image) = process.place { contexts.give(back: image) }
      process.place = .kernel
    }
  }

  /// How often contexts went to memory, if any did.
  func reportContexts() {
    guard contexts.takenOut > 0 else { return }
    console.write("kernel: contexts taken out ")
    console.write(contexts.takenOut)
    console.write(" times, brought back ")
    console.write(contexts.broughtBack)
    console.write(" times\n")
  }
}
