import CSharing

/// What a process does: `@main struct Hello: Program`.
///
/// The process ends with 0 when `run` returns. When it throws, the process says why on the console and ends with 1. When
/// Swift finds an overflow or an index that is out of bounds, it ends with an illegal instruction, which the kernel
/// reports as exception 2.
public protocol Program {
  /// The whole process.
  static func run() throws(SharingError)
}

extension Program {
  /// Where the process begins.
  public static func main() {
    do throws(SharingError) { try run() } catch { fail(error) }
  }

  /// The number that whoever built the system gave to all of its processes; 0 if none.
  public static var argument: Int { Int(system_argument()) }
}

/// Ends the process with 1 and a line on the console: its name, and what is wrong.
public func fail(_ what: StaticString) -> Never {
  _ = print_process_name()
  print(": ")
  print(what.text)
  print("\n")
  system_exit(1)
}

private func fail(_ error: SharingError) -> Never {
  _ = print_process_name()
  print(": ")
  print(error.reason.text)
  if let number = error.number {
    print(" ")
    print_number(number)
  }
  if case .refused(let refusal) = error { say(refusal) }
  print("\n")
  system_exit(1)
}

/// By the library's own `print`, as in `Step.swift`.
private func say(_ refusal: Refusal) {
  print(" ")
  print(refusal.reasonText)
  guard let why = refusal.certificateText else { return }
  print(" (")
  print(why)
  print(")")
}

/// Lets another process run.
public func yield() { system_yield() }

/// The kernel prints the attribute registers as it sees them.
public func showRegions() { system_show_regions() }
