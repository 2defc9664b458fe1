/// One handshake while a line crosses the unit: what an observer with a probe at the ports would write down.
public enum LineTransfer: Hashable, Sendable {
  /// The core's request.
  case request
  /// Word `index` that the core hands over for a write-back.
  case storeWord(index: Int, data: UInt64)
  /// The address on the bus.
  case address
  /// Beat `index` on the bus, from memory.
  case readBeat(index: Int, data: UInt64)
  /// Beat `index` on the bus, to memory.
  case writeBeat(index: Int, data: UInt64)
  /// The memory's word that a write is complete.
  case writeResponse
  /// Word `index` of the answer to the core.
  case answerWord(index: Int, data: UInt64)
}
