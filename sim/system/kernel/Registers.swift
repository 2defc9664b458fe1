/// A region with its key entry, which nobody executes: the kernel can take it out of its attribute register, and set it
/// again, in whatever register is free. Of code the processor remembers the register: docs/encryption-unit.md,
/// section 5.
final class MovableRegion {
  let domain: UInt32
  let segment: UInt8
  fileprivate let stored: StoredRegion
  /// Whether an attribute register has it.
  fileprivate var isThere = true

  init(_ stored: StoredRegion, domain: UInt32) {
    self.stored = stored
    self.domain = domain
    segment = stored.segment
  }
}

/// More regions than the processor has attribute registers or places for keys (SF-39): those of processes that do not
/// run give theirs up. What a process has put under a key of its own (`setik`) stays, since nobody else has the key.
struct Registers {
  var movable: [MovableRegion] = []
  fileprivate var last = 0
  fileprivate(set) var takenOut = 0
  fileprivate(set) var setAgain = 0
}

extension Kernel {
  /// Whether a status says that all attribute registers, or all places for keys, are taken.
  static func isFull(_ status: UInt32) -> Bool { status == 10 || status == 11 }

  /// Sets the regions of a process that are in no register. False when that is refused: the process has ended, and the
  /// console says why.
  func bringRegions(of process: Process) -> Bool {
    for region in registers.movable where region.domain == process.domain && !region.isThere {
      let status = install(region.stored, for: process.domain).status
      guard status == 0 else { return refuse(process, "a region does not come back: setk answers ", status) }
      region.isThere = true
      registers.setAgain += 1
    }
    return true
  }

  /// Executes `setk` or `setck` for a domain, after room was made if there is none.
  func install(_ region: StoredRegion, for domain: UInt32) -> key_answer {
    // The processor opens the entry, which takes hundreds of thousands of cycles, before it finds no register for it.
    if !hasFreeRegister { _ = makeRoom(for: domain) }
    var answer = region.install(for: domain)
    while Kernel.isFull(answer.status), makeRoom(for: domain) { answer = region.install(for: domain) }
    return answer
  }

  private var hasFreeRegister: Bool { (0..<attribute_count()).contains { region_view($0).info == 0 } }

  /// Takes a region of another domain out of its register; false when there is none that could go.
  func makeRoom(for domain: UInt32) -> Bool {
    let count = registers.movable.count
    for distance in 0..<count {
      let index = (registers.last + 1 + distance) % count
      let region = registers.movable[index]
      guard region.domain != domain, region.isThere, clear_region(UInt32(region.segment), region.domain) == 0 else {
        continue
      }
      region.isThere = false
      registers.last = index
      registers.takenOut += 1
      return true
    }
    return false
  }

  /// How often regions lost their registers, if any did.
  func reportRegisters() {
    guard registers.takenOut > 0 else { return }
    console.write("kernel: regions taken out of their registers ")
    console.write(registers.takenOut)
    console.write(" times, set again ")
    console.write(registers.setAgain)
    console.write(" times\n")
  }
}
