import Simulation

/// The ports that `keyed_encryption_unit` has beside those of `encryption_unit`, typed and resolved once. A program's
/// exponentiation is never asked for.
final class KeyPorts {
  let commandValid: Port<Bool>, commandReady: Port<Bool>
  let commandWhole: Port<Bool>, commandDomain: Port<UInt8>, commandSegment: Port<UInt8>
  let commandBase: Port<UInt32>, commandBound: Port<UInt64>, commandBoundIsLimit: Port<Bool>
  let entryValid: Port<Bool>, entryReady: Port<Bool>, entryData: Port<UInt64>, entryLast: Port<Bool>
  let responseValid: Port<Bool>, responseReady: Port<Bool>
  let responseStatus: Port<UInt8>, responseDomain: Port<UInt8>, responseAttribute: Port<UInt8>
  let fuseAddress: Port<UInt8>, fuse: Port<UInt64>
  let powerResultValid: Port<Bool>, powerResultWord: Port<UInt64>

  init(_ simulator: Simulator) throws(SimulationError) {
    commandValid = try simulator.port("key_command_valid")
    commandReady = try simulator.port("key_command_ready")
    commandWhole = try simulator.port("key_command_whole")
    commandDomain = try simulator.port("key_command_domain")
    commandSegment = try simulator.port("key_command_segment")
    commandBase = try simulator.port("key_command_base")
    commandBound = try simulator.port("key_command_bound")
    commandBoundIsLimit = try simulator.port("key_command_bound_is_limit")
    entryValid = try simulator.port("key_entry_valid")
    entryReady = try simulator.port("key_entry_ready")
    entryData = try simulator.port("key_entry_data")
    entryLast = try simulator.port("key_entry_last")
    responseValid = try simulator.port("key_response_valid")
    responseReady = try simulator.port("key_response_ready")
    responseStatus = try simulator.port("key_response_status")
    responseDomain = try simulator.port("key_response_domain")
    responseAttribute = try simulator.port("key_response_attribute")
    fuseAddress = try simulator.port("fuse_address")
    fuse = try simulator.port("fuse")
    powerResultValid = try simulator.port("power_result_valid")
    powerResultWord = try simulator.port("power_result_word")
    for name in ["power_command_valid", "power_operand_valid", "power_request_valid"] {
      try simulator.port(name, as: Bool.self).value = false
    }
    try simulator.port("power_result_ready", as: Bool.self).value = true
  }
}
