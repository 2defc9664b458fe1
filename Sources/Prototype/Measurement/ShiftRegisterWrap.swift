/// A core between shift registers, so that three pins are enough for any number of ports and every path through the core
/// begins and ends in a register: place and route then measures the core and no pins. Every input bit comes from one bit
/// of a register that `din` is shifted into; every output bit goes to a register of its own and from there, every 65,536
/// cycles, into a register that is shifted out to `dout`.
struct ShiftRegisterWrap {
  /// The module with the core in it, constants tied: what is synthesised for its area.
  let core: String
  /// The same interface without contents.
  let stub: String
  /// The top for place and route: ports `clk`, `din` and `dout`.
  let wrap: String

  /// - Throws: `PrototypeError.unsuitableCore` when something cannot be connected.
  init(
    ports: [CorePort], instance: String, clocks chosen: [String] = [], ties: [String: String] = [:]
  ) throws(PrototypeError) {
    let inputNames = Set(ports.filter(\.isInput).map(\.name))
    for name in chosen + ties.keys.sorted() where !inputNames.contains(name) {
      throw .unsuitableCore(
        reason: "it has no input '\(name)'; its inputs are \(inputNames.sorted().joined(separator: ", "))")
    }
    let clocks =
      chosen.isEmpty
      ? ports.filter { $0.isInput && $0.width == 1 && Core.usualClocks.contains($0.name.lowercased()) }.map(\.name)
      : chosen
    let inputs = ports.filter { $0.isInput && !clocks.contains($0.name) && ties[$0.name] == nil }
    let outputs = ports.filter { !$0.isInput }
    guard !inputs.isEmpty else { throw .unsuitableCore(reason: "it has no inputs beside its clock") }
    guard !outputs.isEmpty else { throw .unsuitableCore(reason: "it has no outputs") }

    func escaped(_ name: String) -> String { "\\\(name) " }
    let header =
      clocks.map { "input \(escaped($0))" }
      + inputs.map { "input [\($0.width - 1):0] \(escaped($0.name))" }
      + outputs.map { "output [\($0.width - 1):0] \(escaped($0.name))" }
    let module = "module mcore(\(header.joined(separator: ", ")));\n"
    let straight = (clocks + (inputs + outputs).map(\.name)).map { ".\(escaped($0))(\(escaped($0)))" }
    let tied = ties.sorted { $0.key < $1.key }.map { ".\(escaped($0.key))(\($0.value))" }
    core = "\(module)  \(instance) u(\((straight + tied).joined(separator: ", ")));\nendmodule\n"
    stub = "(* blackbox *) \(module)endmodule\n"

    /// Connects the ports to consecutive bits of a register.
    func bits(_ ports: [CorePort], of register: String) -> [String] {
      var low = 0
      return ports.map { port in
        defer { low += port.width }
        return ".\(escaped(port.name))(\(register)[\(low + port.width - 1):\(low)])"
      }
    }
    let inputBits = inputs.reduce(0) { $0 + $1.width }
    let outputBits = outputs.reduce(0) { $0 + $1.width }
    let connections =
      clocks.map { ".\(escaped($0))(clk)" } + bits(inputs, of: "shift_in") + bits(outputs, of: "result")
    wrap = """
      module mwrap(input clk, input din, output dout);
        reg [\(inputBits - 1):0] shift_in;
        (* keep *) reg [\(outputBits - 1):0] captured;
        reg [\(outputBits - 1):0] shift_out;
        reg [15:0] phase;
        wire [\(outputBits - 1):0] result;
        always @(posedge clk) begin
          shift_in <= {shift_in, din};
          captured <= result;
          phase <= phase + 1;
          shift_out <= (phase == 0) ? captured : {shift_out, 1'b0};
        end
        assign dout = shift_out[\(outputBits - 1)];
        mcore u(\(connections.joined(separator: ", ")));
      endmodule

      """
  }
}
