/// Why a program cannot be divided into a marked part and plaintext.
public struct BorderError: Error, Equatable, CustomStringConvertible {
  /// The source at fault.
  public let file: String
  /// The function at fault, or the section of a variable; nil when it is the whole file.
  public let user: String?
  public let problem: Problem

  init(file: String, user: String? = nil, problem: Problem) {
    self.file = file
    self.user = user
    self.problem = problem
  }

  public enum Problem: Equatable, Sendable {
    case nothingMarked
    case definedTwice(String)
    case usesMarkedVariable(String)
    case usesHiddenData(section: String)
    case usesLocalFunction(String)
    case callsPlaintext(String)
    case callsLocalFunction(String)
    case argumentsOnStack(String)
    case callsByPointer
    case unusual(String)
    case cannotBeMarked(String)
    case initialValueOfMarked
  }

  /// The same with names as they stand in the source, in place of those in objects.
  func naming(_ name: (String) -> String) -> BorderError {
    let named: Problem =
      switch problem {
      case .definedTwice(let symbol): .definedTwice(name(symbol))
      case .usesMarkedVariable(let symbol): .usesMarkedVariable(name(symbol))
      case .usesLocalFunction(let symbol): .usesLocalFunction(name(symbol))
      case .callsPlaintext(let symbol): .callsPlaintext(name(symbol))
      case .callsLocalFunction(let symbol): .callsLocalFunction(name(symbol))
      case .argumentsOnStack(let symbol): .argumentsOnStack(name(symbol))
      case .unusual(let symbol): .unusual(name(symbol))
      case .nothingMarked, .usesHiddenData, .callsByPointer, .cannotBeMarked, .initialValueOfMarked: problem
      }
    return BorderError(file: file, user: user.map(name), problem: named)
  }

  public var description: String { file + (user.map { ": \($0)" } ?? "") + " \(problem)" }
}

extension BorderError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .nothingMarked:
      "has nothing that is marked; mark functions with PROTECTED of protected.h, in Swift with @section(\".protected.text\"), or "
        + "encrypt all of it"
    case .definedTwice(let name):
      "defines \(name), which another file has marked and defined too; give each its own name"
    case .usesMarkedVariable(let name):
      "uses \(name), which is marked, and is in plaintext itself; mark it too, or let a marked function do it"
    case .usesHiddenData(let section):
      "is marked, and uses what the compiler has put into \(section), in plaintext: a text, the initial value of an array, or a "
        + "static variable of a function; define it with a name outside functions, with PROTECTED_CONSTANT or PROTECTED_DATA"
    case .usesLocalFunction(let name):
      "calls \(name), which is marked, but by its section only; mark it with PROTECTED, which is not for static functions"
    case .callsPlaintext(let name):
      "is marked, and calls \(name), which is not; mark it with PROTECTED, or allow the call with PROTECTED_MAY_CALL(\(name)), in "
        + "Swift by a function with @section(\".text.plaintext\") that does it: what is passed to it leaves the protected part"
    case .callsLocalFunction(let name):
      "is marked, and calls \(name), which is static; define it without static"
    case .argumentsOnStack(let name):
      "calls \(name) over the border of the protected part with arguments on the stack, which the other side does not share; pass "
        + "at most eight words"
    case .callsByPointer:
      "is marked, and calls by a pointer, which with --method automatic could lead to plaintext with everything that is in "
        + "registers; name the function, or take --method explicit"
    case .unusual(let name):
      "calls \(name) over the border of the protected part; its arguments or results are not those of an ordinary function "
        + "in registers (at most two for results)"
    case .cannotBeMarked(let reason): "cannot be marked: \(reason)"
    case .initialValueOfMarked:
      "has an initial value that is computed by a marked function; let a function set it"
    }
  }
}
