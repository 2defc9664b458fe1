/// How processes come to be.
extension Kernel {
  /// A program that the kernel was built with.
  struct Program {
    let name: Name
    let file: UnsafeMutableBufferPointer<UInt8>
  }

  /// Loads a program. One for which the processor has no domain or no registers waits until a process ends.
  func start(_ program: Program) throws(LoadError) {
    do throws(LoadError) {
      try load(program.file, program.name, domain: 0)
    } catch {
      let domainsFull: UInt32 = 27
      guard case .refused(_, let status) = error, status == domainsFull || Kernel.isFull(status),
        processes.contains(where: { !$0.hasEnded && $0.domain != 0 })
      else { throw error }
      waiting.append(program)
    }
  }

  /// Another process of the same program. It has the keys of the program, and so its domain.
  func start(_ name: Name, as process: Process) -> Int32 {
    guard !processes.contains(where: { $0.name == name }) else { return SYSTEM_EXISTS.rawValue }
    guard processes.count < Process.most else { return SYSTEM_NO_MEMORY.rawValue }
    do throws(LoadError) { try load(process.file, name, domain: process.domain) } catch {
      return SYSTEM_NO_MEMORY.rawValue
    }
    return Int32(processes.count - 1)
  }

  /// A domain has ended: programs that have waited get its place.
  func startWaiting() {
    let programs = waiting
    waiting = []
    for program in programs {
      do throws(LoadError) { try start(program) } catch {
        console.write(program.name)
        console.write(": ")
        error.print(to: console)
        console.write("\n")
        waiting.append(program)
      }
    }
  }

  private func load(
    _ file: UnsafeMutableBufferPointer<UInt8>, _ name: Name, domain: UInt32
  ) throws(LoadError) {
    let process = try loader.load(file, name: name, number: processes.count, domain: domain) { install($0, for: $1) }
    processes.append(process)
    guard domain == 0, process.domain != 0 else { return }
    let program = try ProgramFile(file)
    let code = views(of: process.domain).filter { $0.info >> 2 & 1 != 0 }.map { UInt8($0.info >> 8 & 255) }
    for region in program.regions where !code.contains(region.segment) {
      registers.movable.append(MovableRegion(StoredRegion(region, of: program), domain: process.domain))
    }
  }

  /// The regions of a domain that are in attribute registers.
  func views(of domain: UInt32) -> [region_view] {
    (0..<attribute_count()).map { region_view($0) }.filter { $0.info != 0 && $0.info >> 16 & 255 == domain }
  }
}
