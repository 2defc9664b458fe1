import HDL

/// The register `seed` of RISC-V, extension Zkr: status in bits 31:30, 16 random bits in bits 15:0 when there are some. An
/// instruction that reads it must also write it, which takes the random bits away. Who may do so is decided by the core.
public final class SeedRegister: Module {
  /// Codes of the status, OPST.
  enum Status: HardwareEnum { case bist, wait, es16, dead }

  let restart = In("forget everything and begin with the start-up tests; ends DEAD")
  let noise = In("a sample of the noise source").secret()
  let noiseValid = In("`noise` is a new sample; a source may give one in every cycle")
  let access = In("the register is read and written in this cycle")
  let value = Out(32, "what is read").secret()
  let status = Out(Status.self)
  let gathering = Out("a sample that comes in this cycle goes into a seed")

  let source: Instance<RandomSource>

  /// - Parameter parameters: what is claimed about the noise source.
  public init(_ parameters: NoiseParameters) {
    source = Instance(RandomSource(parameters))
    super.init(name: "seed_register_\(parameters.suffix)_\(parameters.requestsPerSeed)")
  }

  public override var summary: String {
    "The register `seed` of RISC-V (scalar cryptography, Zkr) and what is behind it."
  }

  public override var latency: Latency? {
    .described("a value is read within the cycle; the next one is there in the cycle after")
  }

  public override func build() {
    source.restart <== restart
    source.noise <== noise
    source.noiseValid <== noiseValid
    let current = first(
      [(source.failed, Status.dead), (source.testing, .bist), (source.word.valid, .es16)], otherwise: .wait)
    status <== current
    source.word.ready <== access
    let entropy = mux(current == .es16, source.word.payload.entropy, 0)
    value <== cat(current.bits, Bits(0, width: 14), entropy)
    gathering <== source.gathering
  }
}
