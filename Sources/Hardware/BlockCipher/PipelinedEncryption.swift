import HDL

/// AES-128 encryption of one block in every clock cycle: what counter mode needs, which never decrypts a block. Each round
/// has two stages. The key is expanded once and serves until the next `expand`. FIPS 197, 5.1.
public final class PipelinedEncryption: Module {
  let expand = In("expand `key`; only while no block is in work")
  let key = In(128, "byte 0 in bits 7:0; constant until `ready_for_blocks`").secret()
  let wipe = In("overwrite every key and block with zeros; only while no block is in work")
  let readyForBlocks = Out("the key is expanded")
  let block = Sink(CipheredBlock())
  let result = Source(CipheredBlock())

  let expanded = Reg(reset: false)
  let expanding = Reg(reset: false)
  /// Before the S-boxes of each round, and behind the last round.
  let state = (0...10).map { _ in Reg(128, reset: 0) }
  let occupied = (0...10).map { _ in Reg(reset: false, "a block stands before the S-boxes") }
  let inside = (0..<10).map { _ in Reg(reset: false, "a block stands behind the S-boxes") }

  let roundKeys: Instance<RoundKeyRegisters>
  let substitution: [[Instance<SubstitutionPair>]]
  let diffusion: [Instance<AESDiffusion>]
  let parameters: UnitParameters

  /// - Parameter substitution: what the 160 S-boxes of the rounds are made of.
  public init(_ substitution: SubstitutionForm) {
    var parameters = UnitParameters()
    parameters.aes256 = false
    parameters.substitution = substitution
    self.parameters = parameters
    roundKeys = Instance(RoundKeyRegisters(parameters))
    self.substitution = (0..<10).map { _ in (0..<8).map { _ in Instance(SubstitutionPair(substitution, .encryption)) } }
    diffusion = (0..<10).map { _ in Instance(AESDiffusion(.encryption)) }
  }

  public override var summary: String {
    "AES-128 encryption of one block per cycle, S-boxes in \(parameters.substitution == .logic ? "logic" : "block memory")."
  }

  public override var latency: Latency? { .cycles(21, "from block to result") }

  public override func build() {
    roundKeys.take <== expand
    roundKeys.first <== true
    roundKeys.word <== key
    roundKeys.aes256 <== false
    roundKeys.wipe <== wipe
    expanding <== expand | expanding & roundKeys.busy
    expanded <== !(expand | wipe) & (expanded | expanding & !roundKeys.busy)
    readyForBlocks <== expanded

    let advances = (result.ready | !occupied[10]).named("advances")
    block.ready <== expanded & advances
    result.valid <== occupied[10]
    result.payload.block <== state[10]

    when(advances) {
      occupied[0] <== block.fire
      for round in 0..<10 {
        inside[round] <== occupied[round]
        occupied[round + 1] <== inside[round]
      }
    }
    when(wipe) {
      for register in state { register <== 0 }
    } otherwise: {
      when(advances) {
        state[0] <== mux(block.fire, block.payload.block ^ roundKeys.roundKeys[0], Bits(0, width: 128))
        for round in 0..<10 { state[round + 1] <== mux(inside[round], diffusion[round].next, Bits(0, width: 128)) }
      }
    }
    for (round, pairs) in substitution.enumerated() {
      for (position, pair) in pairs.enumerated() {
        pair.values <== state[round].bits(from: 16 * position, width: 16)
        pair.enable <== advances
      }
      diffusion[round].substituted <== cat(pairs.map { $0.results }.reversed())
      diffusion[round].key <== roundKeys.roundKeys[round + 1]
      diffusion[round].last <== (round == 9 ? true : false)
    }
    let inWork = (occupied + inside).reduce(false as Bit) { $0 | $1 }
    always("expands_only_when_empty", !expand | !inWork)
    always("wipes_only_when_empty", !wipe | !inWork)
  }
}

/// A cipher core that stands alone: emitted under `rtl/` and measured beside the line engines.
public enum EncryptionCore: String, CaseIterable, Codable, EmittedCore {
  /// AES-128 encryption of a block per cycle, S-boxes in logic.
  case pipelined
  /// The same with S-boxes in block memory.
  case pipelinedCompact = "pipelined_compact"

  /// What its S-boxes are made of.
  public var substitution: SubstitutionForm { self == .pipelined ? .logic : .blockMemory }

  /// The elaborated core.
  public func elaborate() throws(ElaborationError) -> Design { try Design(PipelinedEncryption(substitution)) }
}
