import CSharing

/// A line on the console for a step of a scenario: who, the number that the source document gives it, and what; as `step.h`
/// does it in C.
public func step(_ number: StaticString, _ what: StaticString) {
  begin(number, what)
  print("\n")
}

/// The same with an address behind it.
public func step(_ number: StaticString, _ what: StaticString, address: UInt) {
  begin(number, what)
  print(" 0x")
  print_hexadecimal(UInt32(address))
  print("\n")
}

/// The same with a number behind it.
public func step(_ number: StaticString, _ what: StaticString, _ value: Int) {
  begin(number, what)
  print(" ")
  print_number(Int32(value))
  print("\n")
}

/// By the library's own `print`: Swift's needs much more room in the process.
private func begin(_ number: StaticString, _ what: StaticString) {
  for _ in print_process_name()..<9 { print(" ") }
  print(number.text)
  for _ in number.utf8CodeUnitCount..<7 { print(" ") }
  print(what.text)
}
