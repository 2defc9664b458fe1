/// The operating system: processes that take turns, system calls, shared memory, messages. It is not trusted: it places
/// and schedules what it cannot read.
final class Kernel {
  private static let finisher: UInt32 = 0x10_0000

  let console = Console()
  let frames: Frames
  /// What the processes are told when they ask.
  let argument: Int32
  var processes: [Process] = []
  var shares: [SharedMemory] = []
  #if ESPIONAGE
    var espionage = Espionage()
    /// A region of the process `spy`, with its key entry.
    var spyRegion: StoredRegion?
  #endif
  private var last = 0
  /// How often a process was let run.
  private(set) var turns: UInt32 = 0

  init(frames: Frames, argument: Int32) {
    self.frames = frames
    self.argument = argument
  }

  /// Runs all processes to their ends. The exit code: 0 when all ended with 0, else that of the first that did not.
  func run() -> Int {
    while let process = next() {
      turns &+= 1
      interfere(with: process)
      set_timer(time_now() + timeSlice)
      resume(process.context)
      handle(process)
    }
    for process in processes {
      if case .ended(let code) = process.state, code != 0 { return code }
    }
    return processes.allSatisfy { $0.hasEnded } ? 0 : deadlock()
  }

  /// In turn, beginning behind the one that ran last.
  private func next() -> Process? {
    for distance in 1...max(processes.count, 1) where !processes.isEmpty {
      let index = (last + distance) % processes.count
      if processes[index].isReady {
        last = index
        return processes[index]
      }
    }
    return nil
  }

  private func handle(_ process: Process) {
    let timer: UInt32 = 1 << 31 | 5
    let environmentCall: UInt32 = 8
    switch process.context.pointee.cause {
    case timer: break
    case environmentCall: call(process)
    case 12, 13, 15:
      // Page faults; of a domain in encrypted mode the address shows the page.
      if !process.space.bringBack(process.context.pointee.value) { failed(process) }
    default: failed(process)
    }
  }

  /// Ends a process that has trapped.
  private func failed(_ process: Process) {
    let cause = process.context.pointee.cause
    console.write(process.name)
    console.write(": exception ")
    console.write(Int(cause))
    console.write(process.context.pointee.domain >> 31 != 0 ? " in encrypted mode, value 0x" : ", value 0x")
    console.write(hexadecimal: process.context.pointee.value)
    console.write("\n")
    end(process, code: 256 + Int(cause))
  }

  func end(_ process: Process, code: Int) {
    process.state = .ended(code: code)
    if process.domain != 0 { _ = kill_domain(process.domain) }
    // The tables of the process are what the kernel runs under, too.
    stop_translation()
    process.space.remove()
    if code != 0 {
      console.write(process.name)
      console.write(": ended with code ")
      console.write(code)
      console.write("\n")
    }
  }

  private func deadlock() -> Int {
    for process in processes where !process.hasEnded {
      console.write(process.name)
      console.write(": waits for a message that nobody will send\n")
    }
    return 2
  }

  /// Ends the run.
  static func finish(code: Int) -> Never {
    set_device_word(finisher, code == 0 ? 0x5555 : UInt32(truncatingIfNeeded: code) << 16 | 0x3333)
    while true {}
  }
}

/// Where the kernel begins, on its own stack and without translation.
///
/// - Parameters:
///   - table: number of programs; the argument; then for each program its name (2 words), its address and its size.
@_cdecl("kernel_main")
func kernelMain(table: UnsafePointer<UInt32>, framesStart: UInt32, framesEnd: UInt32) {
  let kernel = Kernel(frames: Frames(from: framesStart, to: framesEnd), argument: Int32(bitPattern: table[1]))
  var loader = Loader(frames: kernel.frames, paging: Paging(frames: kernel.frames))
  for index in 0..<Int(table[0]) {
    let words = table + 2 + 4 * index
    let name = Name(low: words[0], high: words[1])
    do throws(LoadError) {
      let program = try ProgramFile(Memory.bytes(words[2], words[3]))
      // A library comes before the processes that call it.
      guard program.exports.isEmpty else {
        loader.libraries.append(try Library(program, name: name, frames: kernel.frames))
        continue
      }
      kernel.processes.append(try loader.load(program, name: name, number: kernel.processes.count))
      #if ESPIONAGE
        kernel.spyRegion = program.regions.first.map { StoredRegion($0, of: program) }
      #endif
    } catch {
      kernel.console.write(name)
      kernel.console.write(": ")
      error.print(to: kernel.console)
      kernel.console.write("\n")
      Kernel.finish(code: 3)
    }
  }
  Kernel.finish(code: kernel.run())
}

/// The kernel has trapped: the run ends.
@_cdecl("kernel_failed")
func kernelFailed(cause: UInt32, address: UInt32, value: UInt32) {
  let console = Console()
  console.write("kernel: exception ")
  console.write(hexadecimal: cause)
  console.write(" at ")
  console.write(hexadecimal: address)
  console.write(", value ")
  console.write(hexadecimal: value)
  console.write("\n")
  Kernel.finish(code: 255)
}
