import Simulation

/// The ports of a compiled `Pipeline`.
struct PipelinePorts {
  let fetchValid, fetchReady, fetchCancel, instructionValid, instructionReady: Port<Bool>
  let fetchAddress, instruction: Port<UInt32>
  let instructionCause: Port<UInt8>
  let dataValid, dataReady, dataCancel, dataIsSigned, resultValid, endReservation: Port<Bool>
  let dataOperation, dataSize, resultCause: Port<UInt8>
  let dataAddress, dataStore, result, resultPhysical: Port<UInt32>
  let commandValid, commandReady, command: Port<Bool>
  let software, timer, external, supervisorExternal: Port<Bool>
  let outsideAddress: Port<UInt16>
  let outside: Port<UInt32>
  let valid, trap, isHandler, interruptValid: Port<Bool>
  let order: Port<UInt64>
  let encoding, pc, next, value, address, read, written: Port<UInt32>
  let mode, cause, destination, readMask, writeMask, interruptCause: Port<UInt8>

  init(_ simulator: Simulator) throws {
    fetchValid = try simulator.port("fetch_valid")
    fetchReady = try simulator.port("fetch_ready")
    fetchCancel = try simulator.port("fetch_cancel")
    fetchAddress = try simulator.port("fetch_address")
    instructionValid = try simulator.port("instruction_valid")
    instructionReady = try simulator.port("instruction_ready")
    instruction = try simulator.port("instruction")
    instructionCause = try simulator.port("instruction_cause")
    dataValid = try simulator.port("data_valid")
    dataReady = try simulator.port("data_ready")
    dataCancel = try simulator.port("data_cancel")
    dataOperation = try simulator.port("data_operation")
    dataAddress = try simulator.port("data_address")
    dataSize = try simulator.port("data_size")
    dataIsSigned = try simulator.port("data_is_signed")
    dataStore = try simulator.port("data_store")
    resultValid = try simulator.port("result_valid")
    result = try simulator.port("result")
    resultCause = try simulator.port("result_cause")
    resultPhysical = try simulator.port("result_physical")
    endReservation = try simulator.port("end_reservation")
    commandValid = try simulator.port("command_valid")
    commandReady = try simulator.port("command_ready")
    command = try simulator.port("command")
    software = try simulator.port("software_interrupt")
    timer = try simulator.port("timer_interrupt")
    external = try simulator.port("external_interrupt")
    supervisorExternal = try simulator.port("supervisor_external_interrupt")
    outsideAddress = try simulator.port("outside_address")
    outside = try simulator.port("outside")
    valid = try simulator.port("rvfi_valid")
    order = try simulator.port("rvfi_order")
    encoding = try simulator.port("rvfi_insn")
    trap = try simulator.port("rvfi_trap")
    isHandler = try simulator.port("rvfi_intr")
    mode = try simulator.port("rvfi_mode")
    cause = try simulator.port("rvfi_cause")
    pc = try simulator.port("rvfi_pc_rdata")
    next = try simulator.port("rvfi_pc_wdata")
    destination = try simulator.port("rvfi_rd_addr")
    value = try simulator.port("rvfi_rd_wdata")
    address = try simulator.port("rvfi_mem_addr")
    readMask = try simulator.port("rvfi_mem_rmask")
    writeMask = try simulator.port("rvfi_mem_wmask")
    read = try simulator.port("rvfi_mem_rdata")
    written = try simulator.port("rvfi_mem_wdata")
    interruptValid = try simulator.port("interrupt_valid")
    interruptCause = try simulator.port("interrupt_cause")
  }
}
