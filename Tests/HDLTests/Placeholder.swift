import HDL
import Testing

@Test func show() throws {
  for m in [Counter(), Handshake(), TwoQueues()] {
    for f in try Design(m).verilog().files { print(f.text) }
  }
}
