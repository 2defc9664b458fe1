import HDL

/// The block cipher of the fast engine: five rounds in a cycle, so that a block takes the two cycles in which a 64-bit bus
/// delivers one. Each direction has a data path of its own, and so have the tweaks, which are made ahead of their lines.
final class UnrolledCipher: BlockCipher {
  let expanded = Reg(reset: false, "both keys are expanded")
  let loading = Reg(reset: false, "a word of a key arrives")
  let expanding = Reg(reset: false)

  let reader: Instance<KeyReader>
  let dataKeys: Instance<RoundKeyRegisters>
  let tweakKeys: Instance<RoundKeyRegisters>
  let tweakLane: Instance<UnrolledLane>
  let encryptionLane: Instance<UnrolledLane>
  let decryptionLane: Instance<UnrolledLane>

  override init(_ parameters: UnitParameters) {
    reader = Instance(KeyReader(parameters))
    dataKeys = Instance(RoundKeyRegisters(parameters))
    tweakKeys = Instance(RoundKeyRegisters(parameters))
    tweakLane = Instance(UnrolledLane(parameters, .encryption, roundsPerCycle: 2))
    encryptionLane = Instance(UnrolledLane(parameters, .encryption, roundsPerCycle: 5))
    decryptionLane = Instance(UnrolledLane(parameters, .decryption, roundsPerCycle: 5))
    super.init(parameters)
  }

  override var summary: String {
    """
    AES for XTS with five rounds in a cycle for blocks, one data path for each direction, and two in a cycle for tweaks.
    """
  }

  override var latency: Latency? { decryptionLane.module.latency }

  override func build() {
    loading <== expand | loading & !(reader.last & !reader.isTweak)
    reader.take <== loading
    reader.aes256 <== aes256
    keyWordIndex <== reader.index
    for (keys, isMeant) in [(dataKeys, !reader.isTweak), (tweakKeys, reader.isTweak as Bit)] {
      keys.take <== loading & isMeant
      keys.first <== reader.first
      keys.aes256 <== aes256
      keys.word <== keyWord
      keys.wipe <== wipe
    }
    // The data key comes last, so it is also expanded last.
    let rests = (!loading & !dataKeys.busy).named("rests")
    expanding <== expand | expanding & !rests
    expanded <== !(expand | wipe) & (expanded | expanding & rests)
    ignore(tweakKeys.busy)

    for (lane, keys) in [(tweakLane, tweakKeys), (encryptionLane, dataKeys), (decryptionLane, dataKeys)] {
      lane.aes256 <== aes256
      lane.wipe <== wipe
      for (port, key) in zip(lane.roundKeys, keys.roundKeys) { port <== key }
    }
    idle <== tweakLane.idle & encryptionLane.idle & decryptionLane.idle & !expanding

    tweakLane.operation.valid <== tweakOperation.valid & expanded
    tweakLane.operation.payload.block <== tweakOperation.payload.value
    tweakLane.operation.payload.mask <== 0
    tweakLane.operation.payload.decrypt <== false
    tweakOperation.ready <== tweakLane.operation.ready & expanded
    tweakResult.valid <== tweakLane.result.valid
    tweakResult.payload.value <== tweakLane.result.payload.block
    tweakLane.result.ready <== tweakResult.ready

    // A block enters a lane only while the other one is empty: so results keep their order when the direction changes.
    let decrypts = blockOperation.payload.decrypt
    let mayEncrypt = (expanded & !decrypts & decryptionLane.idle).named("may_encrypt")
    let mayDecrypt = (expanded & decrypts & encryptionLane.idle).named("may_decrypt")
    for (lane, may) in [(encryptionLane, mayEncrypt), (decryptionLane, mayDecrypt)] {
      lane.operation.valid <== blockOperation.valid & may
      lane.operation.payload <== blockOperation.payload
      lane.result.ready <== blockResult.ready
    }
    blockOperation.ready
      <== mayEncrypt & encryptionLane.operation.ready | mayDecrypt & decryptionLane.operation.ready
    blockResult.valid <== encryptionLane.result.valid | decryptionLane.result.valid
    blockResult.payload.block
      <== mux(decryptionLane.result.valid, decryptionLane.result.payload.block, encryptionLane.result.payload.block)

    always("one_direction_at_a_time", encryptionLane.idle | decryptionLane.idle)
    always("expands_only_when_idle", !expand | idle)
  }
}
