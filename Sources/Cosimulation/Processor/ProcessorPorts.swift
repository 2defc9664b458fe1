import Reference
import Simulation

/// The ports of `processor_system`, typed and resolved once.
final class ProcessorPorts {
  let simulator: Simulator
  let reset: Port<Bool>

  let axiArValid: Port<Bool>, axiArReady: Port<Bool>, axiArAddr: Port<UInt32>
  let axiRValid: Port<Bool>, axiRReady: Port<Bool>, axiRData: Port<UInt64>, axiRResp: Port<UInt8>, axiRLast: Port<Bool>
  let axiAwValid: Port<Bool>, axiAwReady: Port<Bool>, axiAwAddr: Port<UInt32>
  let axiWValid: Port<Bool>, axiWReady: Port<Bool>, axiWData: Port<UInt64>
  let axiBValid: Port<Bool>, axiBReady: Port<Bool>, axiBResp: Port<UInt8>

  let noise: Port<Bool>, noiseValid: Port<Bool>, seedGathering: Port<Bool>
  let fuseAddress: Port<UInt8>, fuse: Port<UInt64>
  let receiveLine: Port<Bool>, sendLine: Port<Bool>
  let mediumSectors: Port<UInt32>
  let mediumRequestValid: Port<Bool>, mediumRequestReady: Port<Bool>
  let mediumRequestSector: Port<UInt32>, mediumRequestWrite: Port<Bool>
  let mediumWriteValid: Port<Bool>, mediumWriteReady: Port<Bool>, mediumWriteData: Port<UInt32>
  let mediumReadValid: Port<Bool>, mediumReadReady: Port<Bool>, mediumReadData: Port<UInt32>
  let mediumAnswerValid: Port<Bool>, mediumAnswerReady: Port<Bool>, mediumAnswerError: Port<Bool>
  let finished: Port<Bool>, exitCode: Port<UInt16>
  let currentTime: Port<UInt64>, interrupts: Port<UInt8>

  let valid: Port<Bool>, trap: Port<Bool>, mode: Port<UInt8>, cause: Port<UInt8>, instruction: Port<UInt32>
  let order: Port<UInt64>, pc: Port<UInt32>, nextPC: Port<UInt32>
  let destination: Port<UInt8>, value: Port<UInt32>
  let address: Port<UInt32>, readMask: Port<UInt8>, writeMask: Port<UInt8>, read: Port<UInt32>, written: Port<UInt32>
  let domain: Port<UInt8>, encrypted: Port<Bool>
  let interruptValid: Port<Bool>, interruptCause: Port<UInt8>

  init(_ simulator: Simulator) throws(SimulationError) {
    self.simulator = simulator
    reset = try simulator.port("reset")
    axiArValid = try simulator.port("axi_ar_valid")
    axiArReady = try simulator.port("axi_ar_ready")
    axiArAddr = try simulator.port("axi_ar_addr")
    axiRValid = try simulator.port("axi_r_valid")
    axiRReady = try simulator.port("axi_r_ready")
    axiRData = try simulator.port("axi_r_data")
    axiRResp = try simulator.port("axi_r_resp")
    axiRLast = try simulator.port("axi_r_last")
    axiAwValid = try simulator.port("axi_aw_valid")
    axiAwReady = try simulator.port("axi_aw_ready")
    axiAwAddr = try simulator.port("axi_aw_addr")
    axiWValid = try simulator.port("axi_w_valid")
    axiWReady = try simulator.port("axi_w_ready")
    axiWData = try simulator.port("axi_w_data")
    axiBValid = try simulator.port("axi_b_valid")
    axiBReady = try simulator.port("axi_b_ready")
    axiBResp = try simulator.port("axi_b_resp")
    noise = try simulator.port("noise")
    noiseValid = try simulator.port("noise_valid")
    seedGathering = try simulator.port("seed_gathering")
    fuseAddress = try simulator.port("fuse_address")
    fuse = try simulator.port("fuse")
    receiveLine = try simulator.port("receive_line")
    sendLine = try simulator.port("send_line")
    mediumSectors = try simulator.port("medium_sectors")
    mediumRequestValid = try simulator.port("medium_request_valid")
    mediumRequestReady = try simulator.port("medium_request_ready")
    mediumRequestSector = try simulator.port("medium_request_sector")
    mediumRequestWrite = try simulator.port("medium_request_write")
    mediumWriteValid = try simulator.port("medium_write_valid")
    mediumWriteReady = try simulator.port("medium_write_ready")
    mediumWriteData = try simulator.port("medium_write_data")
    mediumReadValid = try simulator.port("medium_read_valid")
    mediumReadReady = try simulator.port("medium_read_ready")
    mediumReadData = try simulator.port("medium_read_data")
    mediumAnswerValid = try simulator.port("medium_answer_valid")
    mediumAnswerReady = try simulator.port("medium_answer_ready")
    mediumAnswerError = try simulator.port("medium_answer_error")
    finished = try simulator.port("finished")
    exitCode = try simulator.port("exit_code")
    currentTime = try simulator.port("current_time")
    interrupts = try simulator.port("interrupts")
    valid = try simulator.port("rvfi_valid")
    trap = try simulator.port("rvfi_trap")
    mode = try simulator.port("rvfi_mode")
    cause = try simulator.port("rvfi_cause")
    instruction = try simulator.port("rvfi_insn")
    order = try simulator.port("rvfi_order")
    pc = try simulator.port("rvfi_pc_rdata")
    nextPC = try simulator.port("rvfi_pc_wdata")
    destination = try simulator.port("rvfi_rd_addr")
    value = try simulator.port("rvfi_rd_wdata")
    address = try simulator.port("rvfi_mem_addr")
    readMask = try simulator.port("rvfi_mem_rmask")
    writeMask = try simulator.port("rvfi_mem_wmask")
    read = try simulator.port("rvfi_mem_rdata")
    written = try simulator.port("rvfi_mem_wdata")
    domain = try simulator.port("rvfi_domain")
    encrypted = try simulator.port("rvfi_encrypted")
    interruptValid = try simulator.port("interrupt_valid")
    interruptCause = try simulator.port("interrupt_cause")
  }

  /// What the retire port shows in a cycle in which it is valid.
  var retirement: Retirement {
    var shown = Retirement(
      order: order.value, pc: pc.value, encoding: instruction.value, nextPC: nextPC.value,
      privilege: Privilege(rawValue: mode.value) ?? .user)
    shown.domain = Int(domain.value)
    shown.isEncrypted = encrypted.value
    shown.trap = trap.value ? ExceptionCause(rawValue: UInt32(cause.value)) : nil
    shown.destination = Int(destination.value)
    shown.value = value.value
    shown.address = address.value
    shown.readMask = readMask.value
    shown.writeMask = writeMask.value
    shown.written = shown.writeMask == 0 ? 0 : written.value
    return shown
  }
}
