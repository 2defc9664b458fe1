import HDL

/// What a page may be used for: bits of its page table entry. Privileged specification 1.12, section 4.3.1.
struct PageRights: Layout {
  let read = flag()
  let write = flag("W and D: what has not been written yet faults, so that software sets D")
  let execute = flag()
  let user = flag()
}

/// What an access is, as far as it decides about its rights. Neither `execute` nor `write` is a load.
struct Access: Layout {
  let execute = flag()
  let write = flag()
  let isUser = flag("in U mode; else in S mode")
  let sum = flag("mstatus.SUM: S mode may load from and store to pages of U mode")
  let mxr = flag("mstatus.MXR: loads from executable pages are allowed")
}

/// A page and the frame that it lies in.
struct Translation: Layout {
  let page = field(20, "virtual address / 4096")
  let frame = field(20, "physical address / 4096")
  let rights = field(PageRights())
}

extension View where L == PageRights {
  /// Whether a page with these rights allows the access. Section 4.3.2, steps 5 and 6.
  func permits(_ access: View<Access>) -> Bit {
    let right = mux(
      access.execute, self.execute, mux(access.write, self.write, self.read | access.mxr & self.execute))
    // S mode executes nothing of U mode, whatever SUM says.
    let privilege = mux(access.isUser, self.user, !self.user | access.sum & !access.execute)
    return right & privilege
  }
}

/// The physical memory map, as far as the memory unit must know it: what is cached. `docs/core.md`, section 2.
enum MemoryMap {
  /// The page is main memory or boot ROM.
  static func isCached(_ frame: Bits) -> Bit { frame[19] | isBootROM(frame) }
  /// The page is the boot ROM, which cannot be written.
  static func isBootROM(_ frame: Bits) -> Bit { frame == 0x00001 }
}
