/// The operating system: processes that take turns, system calls, shared memory, messages. It is not trusted: it places
/// and schedules what it cannot read.
final class Kernel {
  private static let finisher: UInt32 = 0x10_0000

  let console = Console()
  let frames: Frames
  var loader: Loader
  /// What the processes are told when they ask.
  let argument: Int32
  var processes: [Process] = []
  var shares: [SharedMemory] = []
  var contexts = Contexts()
  var registers = Registers()
  /// Programs for which the processor has no place yet.
  var waiting: [Program] = []
  #if ESPIONAGE
    var espionage = Espionage()
    /// A region of the process `spy`, with its key entry.
    var spyRegion: StoredRegion?
  #endif
  #if REPLAYED_CONTEXTS
    /// A page for older images of contexts; what came of them.
    var olderImages: UInt32?
    var (staleAnswers, otherAnswers) = (0, 0)
    var exchangedAnswer: UInt32?
  #endif
  #if MISPLACEMENT
    /// How often the process `target` has given up its turn.
    var attempts = 0
  #endif
  private var last = 0
  /// How often a process was let run.
  private(set) var turns: UInt32 = 0

  init(_ loader: Loader, argument: Int32) {
    frames = loader.frames
    self.loader = loader
    self.argument = argument
  }

  /// Runs all processes to their ends. The exit code: 0 when all ended with 0, else that of the first that did not.
  func run() -> Int {
    while let process = next() {
      turns &+= 1
      interfere(with: process)
      guard bringRegions(of: process), bringContext(of: process) else { continue }
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
    let isLast = !processes.contains { $0.domain == process.domain && !$0.hasEnded }
    if process.domain != 0, isLast {
      _ = kill_domain(process.domain)
      forgetContexts(of: process.domain)
      registers.movable.removeAll { $0.domain == process.domain }
    }
    // The tables of the process are what the kernel runs under, too.
    stop_translation()
    process.space.remove()
    if code != 0 {
      console.write(process.name)
      console.write(": ended with code ")
      console.write(code)
      console.write("\n")
    }
    if isLast { startWaiting() }
  }

  private func deadlock() -> Int {
    for process in processes where !process.hasEnded {
      console.write(process.name)
      console.write(": waits for a message that nobody will send\n")
    }
    for program in waiting {
      console.write(program.name)
      console.write(": waits for a place in the processor\n")
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
  let frames = Frames(from: framesStart, to: framesEnd)
  let kernel = Kernel(
    Loader(frames: frames, paging: Paging(frames: frames)), argument: Int32(bitPattern: table[1]))
  for index in 0..<Int(table[0]) {
    let words = table + 2 + 4 * index
    let program = Kernel.Program(name: Name(low: words[0], high: words[1]), file: Memory.bytes(words[2], words[3]))
    do throws(LoadError) {
      let file = try ProgramFile(program.file)
      // A library comes before the processes that call it.
      guard file.exports.isEmpty else {
        kernel.loader.libraries.append(try Library(file, name: program.name, frames: frames))
        continue
      }
      try kernel.start(program)
      #if ESPIONAGE
        kernel.spyRegion = file.regions.first.map { StoredRegion($0, of: file) }
      #endif
    } catch {
      kernel.console.write(program.name)
      kernel.console.write(": ")
      error.print(to: kernel.console)
      kernel.console.write("\n")
      Kernel.finish(code: 3)
    }
  }
  let code = kernel.run()
  kernel.reportContexts()
  kernel.reportRegisters()
  kernel.reportAttempts()
  Kernel.finish(code: code)
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
