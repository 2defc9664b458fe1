import Cosimulation
import HDL
import Hardware
import Reference

extension Board {
  /// What is on the FPGA, without the loop.
  ///
  /// - Parameter program: of a processor; without one its main memory holds nothing.
  public func design(program: BoardProgram? = nil) throws -> Design {
    switch subject {
    case .selfTest:
      try Design(
        SelfTestBoard(
          parameters, subject: point.rawValue, regions: try SelfTestRegion.golden(for: parameters),
          clockFrequency: clockFrequency, tiedHigh: tiedHigh))
    case .processor:
      try Design(
        ProcessorBoard(
          point, clockFrequency: clockFrequency, contents: program?.contents ?? [], boot: BoardProgram.boot,
          fuses: DeviceIdentity.ofTests().fuses(), tiedHigh: tiedHigh))
    }
  }

  /// Everything that is on the FPGA.
  public func verilog(program: BoardProgram? = nil) throws -> VerilogDesign {
    let verilog = try design(program: program).verilog()
    return loop?.around(verilog, frequency: oscillatorFrequency) ?? verilog
  }
}
