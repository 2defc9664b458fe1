/// What a hostile build of the kernel does besides its work: compiled with MISROUTING it puts the process `mitm` between all others. Whoever looks for a process finds
/// `mitm`, and whoever maps what another shares gets what `mitm` shares under the same name (SF-112, SF-126).
extension Kernel {
  #if MISROUTING
  private func interposed(_ process: Process) -> Process? {
    processes.first { $0.name == Name(low: 0x6d74_696d, high: 0) && $0.number != process.number }
  }

  /// The process that is found under a name.
  func lookUp(_ name: Name, for process: Process) -> Process? {
    interposed(process) ?? processes.first { $0.name == name }
  }

  /// The shared memory that is found under a name.
  func lookUpShare(_ name: Name, for process: Process) -> SharedMemory? {
    let interposed = interposed(process)
    return shares.first { share in
      share.name == name && share.owner != process.number && (interposed == nil || share.owner == interposed?.number)
    }
  }

  func isTaken(_ name: Name, by process: Process) -> Bool {
    shares.contains { $0.name == name && $0.owner == process.number }
  }
  #else
  /// The process that is found under a name.
  func lookUp(_ name: Name, for process: Process) -> Process? { processes.first { $0.name == name } }

  /// The shared memory that is found under a name.
  func lookUpShare(_ name: Name, for process: Process) -> SharedMemory? { shares.first { $0.name == name } }

  func isTaken(_ name: Name, by process: Process) -> Bool { shares.contains { $0.name == name } }
  #endif
}
