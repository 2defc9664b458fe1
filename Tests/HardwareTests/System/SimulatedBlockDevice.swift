import HDL

@testable import Hardware

/// The block device of the hardware, by a name that the golden one does not have.
typealias SimulatedBlockDevice = CycleSimulator<BlockDevice>

func simulateBlockDevice(seed: UInt64) throws -> SimulatedBlockDevice { try simulateHere(BlockDevice(), seed: seed) }
