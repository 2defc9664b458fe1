/// A module that is not written in this language: a primitive of the target technology, or foreign Verilog. It has ports
/// and no behaviour of its own; the emitted Verilog only instantiates it.
/// ```swift
/// final class ClockBuffer: BlackBox {
///   let input = In().pin("I"), output = Out().pin("O")
///   init() { super.init("BUFG") }
/// }
/// ```
open class BlackBox: Module {
  /// A parameter's value in Verilog.
  public enum Parameter: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    case integer(Int)
    case bits(Constant)
    case text(String)

    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(stringLiteral value: String) { self = .text(value) }

    var verilog: String {
      switch self {
      case .integer(let value): "\(value)"
      case .bits(let constant): constant.verilog
      case .text(let text): "\"\(text)\""
      }
    }
  }

  let moduleParameters: [(name: String, value: Parameter)]

  /// - Parameters:
  ///   - module: the name of the Verilog module.
  ///   - parameters: what stands in `#(…)` where it is instantiated.
  public init(_ module: String, parameters: KeyValuePairs<String, Parameter> = [:]) {
    moduleParameters = parameters.map { ($0.key, $0.value) }
    super.init(name: module)
  }

  /// The names of clock inputs, with the domain of each.
  open var clocks: KeyValuePairs<String, ClockDomain> { [:] }
  /// The names of active-high reset inputs, with the domain of each.
  open var resets: KeyValuePairs<String, ClockDomain> { [:] }
  /// A module with the same ports that behaves alike: what simulation in process, proofs and the check for loops use.
  /// Without it every output counts as depending on every input, and the design can only be simulated from Verilog.
  open func model() -> Module? { nil }
  /// The Verilog source of the module, when it should be emitted along with the design.
  open var source: String? { nil }

  public final override func build() {}
}

/// What elaboration keeps of a black box.
struct BlackBoxRecord {
  let parameters: [(name: String, value: BlackBox.Parameter)]
  let clocks: [(name: String, domain: ClockDomain)]
  let resets: [(name: String, domain: ClockDomain)]
  let source: String?
  /// The elaborated model.
  var model: Design?
}

extension Bits {
  /// Gives a port the name it has in foreign Verilog, as it stands.
  @discardableResult public func pin(_ name: String) -> Self {
    node.name = name
    return self
  }
}
extension Bit {
  /// Gives a port the name it has in foreign Verilog, as it stands.
  @discardableResult public func pin(_ name: String) -> Self {
    node.name = name
    return self
  }
}
