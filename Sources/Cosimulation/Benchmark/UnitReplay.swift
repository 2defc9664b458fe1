import Simulation

extension UnitPorts {
  /// Replays a recording through the unit's typed ports and reads every output in every cycle: in Swift what the bare loop
  /// (`BareLoop`) does in C++, with the same checksum.
  func replay(_ recording: StimulusRecording) throws(SimulationError) -> ReplayMeasurement {
    var checksum = OutputChecksum()
    let begin = processorSeconds()
    try forEachCycle(of: recording) { () throws(SimulationError) in
      try simulator.tick()
      observe(&checksum)
    }
    return ReplayMeasurement(
      cycles: recording.cycles, seconds: processorSeconds() - begin, checksum: checksum.value)
  }

  /// How many words the unit delivers on its response port during a recording.
  func answerWords(_ recording: StimulusRecording) throws(SimulationError) -> Int {
    var words = 0
    try forEachCycle(of: recording) { () throws(SimulationError) in
      try simulator.settle()
      if responseValid.value, responseReady.value { words += 1 }
      try simulator.tick()
    }
    return words
  }

  /// Drives the inputs of each cycle and calls `body`, which has to tick.
  @inline(__always)
  private func forEachCycle(
    of recording: StimulusRecording, _ body: () throws(SimulationError) -> Void
  ) throws(SimulationError) {
    let stride = recording.bytesPerCycle
    try recording.bytes.withUnsafeBufferPointer { bytes throws(SimulationError) in
      guard let start = UnsafeRawPointer(bytes.baseAddress) else { return }
      for index in 0..<recording.cycles {
        let place = start + index * stride
        var cycle = RecordedCycle(position: place)
        drive(&cycle)
        precondition(cycle.position == place + stride, "the recording has other inputs than the unit")
        try body()
      }
    }
  }

  /// Every input, in the order of the recording: that of the unit's declaration.
  @inline(__always)
  func drive(_ cycle: inout RecordedCycle) {
    reset.value = cycle.next()
    setupValid.value = cycle.next()
    setupOperation.value = cycle.next()
    setupDomain.value = cycle.next()
    setupSegment.value = cycle.next()
    setupBase.value = cycle.next()
    setupBound.value = cycle.next()
    setupBoundIsLimit.value = cycle.next()
    setupAlgorithm.value = cycle.next()
    setupNonce.value = cycle.next()
    setupRead.value = cycle.next()
    setupWrite.value = cycle.next()
    setupExecute.value = cycle.next()
    setupDefaultKey.value = cycle.next()
    setupPlainAccess.value = cycle.next()
    setupShared.value = cycle.next()
    setupStack.value = cycle.next()
    setupClosed.value = cycle.next()
    setupImmediate.value = cycle.next()
    setupShareKey.value = cycle.next()
    setupKeySegment.value = cycle.next()
    setupKeyBytes.value = cycle.next()
    setupKey.copy(from: cycle.next(bytes: 64))
    setupResponseReady.value = cycle.next()
    modeValid.value = cycle.next()
    modeOperation.value = cycle.next()
    modeDomain.value = cycle.next()
    modeAutomatic.value = cycle.next()
    modeLink.value = cycle.next()
    modeHasTarget.value = cycle.next()
    modeTarget.value = cycle.next()
    modeNext.value = cycle.next()
    modeResponseReady.value = cycle.next()
    requestValid.value = cycle.next()
    requestKind.value = cycle.next()
    requestEncrypted.value = cycle.next()
    requestDomain.value = cycle.next()
    requestVirtualLine.value = cycle.next()
    requestPhysicalLine.value = cycle.next()
    requestProtected.value = cycle.next()
    requestAttribute.value = cycle.next()
    storeValid.value = cycle.next()
    storeData.value = cycle.next()
    responseReady.value = cycle.next()
    viewIndex.value = cycle.next()
    axiArReady.value = cycle.next()
    axiRValid.value = cycle.next()
    axiRData.value = cycle.next()
    axiRResp.value = cycle.next()
    axiRLast.value = cycle.next()
    axiAwReady.value = cycle.next()
    axiWReady.value = cycle.next()
    axiBValid.value = cycle.next()
    axiBResp.value = cycle.next()
  }

  /// Every output, in the order of the bare loop: by the size of its storage, then of the unit's declaration.
  @inline(__always)
  private func observe(_ checksum: inout OutputChecksum) {
    checksum.add(setupReady.value)
    checksum.add(setupResponseValid.value)
    checksum.add(setupResponseStatus.value)
    checksum.add(setupResponseAttribute.value)
    checksum.add(modeReady.value)
    checksum.add(modeResponseValid.value)
    checksum.add(modeResponseStatus.value)
    checksum.add(modeResponseEncrypted.value)
    checksum.add(modeResponseAttribute.value)
    checksum.add(requestReady.value)
    checksum.add(storeReady.value)
    checksum.add(responseValid.value)
    checksum.add(responseLast.value)
    checksum.add(responseStatus.value)
    checksum.add(responseProtected.value)
    checksum.add(responseAttribute.value)
    checksum.add(runningDomain.value)
    checksum.add(runningEncrypted.value)
    checksum.add(runningAutomatic.value)
    checksum.add(runningClosed.value)
    checksum.add(runningAttribute.value)
    checksum.add(returnExpected.value)
    checksum.add(viewValid.value)
    checksum.add(viewDomain.value)
    checksum.add(viewSegment.value)
    checksum.add(viewAlgorithm.value)
    checksum.add(viewRead.value)
    checksum.add(viewWrite.value)
    checksum.add(viewExecute.value)
    checksum.add(viewDefaultKey.value)
    checksum.add(viewPlainAccess.value)
    checksum.add(viewShared.value)
    checksum.add(viewStack.value)
    checksum.add(viewClosed.value)
    checksum.add(axiArValid.value)
    checksum.add(axiArLen.value)
    checksum.add(axiArSize.value)
    checksum.add(axiArBurst.value)
    checksum.add(axiRReady.value)
    checksum.add(axiAwValid.value)
    checksum.add(axiAwLen.value)
    checksum.add(axiAwSize.value)
    checksum.add(axiAwBurst.value)
    checksum.add(axiWValid.value)
    checksum.add(axiWStrb.value)
    checksum.add(axiWLast.value)
    checksum.add(axiBReady.value)
    checksum.add(modeResponsePC.value)
    checksum.add(returnAddress.value)
    checksum.add(viewBaseLine.value)
    checksum.add(viewLimitLine.value)
    checksum.add(axiArAddr.value)
    checksum.add(axiAwAddr.value)
    checksum.add(responseData.value)
    checksum.add(axiWData.value)
  }
}

/// Reads the inputs of one cycle of a recording, one after the other.
struct RecordedCycle {
  private(set) var position: UnsafeRawPointer

  @inline(__always)
  mutating func next<Value: PortValue>() -> Value {
    defer { position += MemoryLayout<Value.Storage>.size }
    return Value(portStorage: position.loadUnaligned(as: Value.Storage.self))
  }

  @inline(__always)
  mutating func next(bytes count: Int) -> UnsafeRawBufferPointer {
    defer { position += count }
    return UnsafeRawBufferPointer(start: position, count: count)
  }
}

/// The checksum of simulation_bare_loop.hpp.
private struct OutputChecksum {
  private(set) var value: UInt64 = 0

  @inline(__always)
  mutating func add(_ output: some PortValue) {
    value = (value ^ UInt64(output.portStorage)) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 32
  }
}
