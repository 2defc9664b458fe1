import HDL

/// Which domains exist, and the owner secret of each. `docs/key-entries.md`, sections 1 and 4.
final class DomainOwners: Module {
  enum Step: HardwareEnum { case sweep, idle, compare, store, erase }

  let domain: Bits.Input
  let owner = In(256, "constant from start to `idle`").secret()
  let compare = In("compare `owner` with that of `domain`; one command at a time, while `idle`")
  let store = In("create `domain` with `owner`")
  let erase = In("end `domain`")
  let idle = Out()
  let exists = Out("`domain` was created and not ended")
  let damaged = Out("a flipped bit leaves it open whether some domain exists: so it stays until reset")
  let differs = Out("result of the last comparison, in the same number of cycles whatever differs").secret()
  let full = Out("no number was free a cycle before")
  let free: Bits.Output

  let owners: Memory
  // A flipped bit must neither create a domain nor free the number of one that has regions.
  let valid: [GuardedRegister]
  // A flipped bit must start nothing, either: the step is kept twice, the second time inverted.
  let step = Reg(reset: Step.sweep)
  let stepInverse = Reg(3, reset: 7)
  let wasDamaged = Reg(reset: false, "the two did not agree; until reset")
  // A flipped bit must not name a domain that exists as one that does not.
  let lowestFree: GuardedRegister
  let sweepAddress: Bits.Var
  let part = Reg(3, reset: 0, "word of the owner secret")
  let isDifferent = Reg(reset: false).secret()

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    domain = In(parameters.domainBits, "1 or more; constant until `idle`")
    free = Out(parameters.domainBits, "the lowest number that no domain had a cycle before; 0 for none")
    owners = Memory(depth: 4 * parameters.domains, width: 64).secret()
    valid = (1..<parameters.domains).map { GuardedRegister(1).named("valid_\($0)") }
    lowestFree = GuardedRegister(parameters.domainBits, reset: 1).named("lowest_free")
    sweepAddress = Reg(parameters.domainBits + 2, reset: 0)
  }

  override var summary: String { "The domains that exist, with the owner secret of each." }

  override var latency: Latency? {
    .described("a command takes 6 cycles at most; after reset a sweep takes \(4 * parameters.domains)")
  }

  private func go(_ next: Step) {
    step <== next
    stepInverse <== ~Enum(next).bits
  }

  /// The first of `numbers` that is not 0; 0 for none. Found in a tree.
  private func lowest(of numbers: [Bits]) -> Bits {
    var round = numbers
    while round.count > 1 {
      round = stride(from: 0, to: round.count, by: 2).map { first in
        first + 1 < round.count ? mux(round[first].any, round[first], round[first + 1]) : round[first]
      }
    }
    return round[0]
  }

  override func build() {
    let isWhole = (step.bits ^ stepInverse).all.named("is_whole")
    let places = valid.indices.map { Bits(UInt64($0 + 1), width: parameters.domainBits) }
    exists <== select(domain, from: [false] + valid.map { $0.value[0] & !$0.inverse[0] })
    damaged <== cat(valid.map { $0.isDamaged }).any | lowestFree.isDamaged | wasDamaged | !isWhole
    lowestFree.set(lowest(of: zip(places, valid).map { mux($1.value[0] | !$1.inverse[0], 0, $0) }))
    full <== !lowestFree.value.any
    free <== mux(lowestFree.isDamaged, 0, lowestFree.value)
    idle <== isWhole & (step == .idle)
    differs <== isDifferent

    let number = part[0...1]
    let address = cat(domain, number).named("address")
    let word = select(number, from: (0..<4).map { owner.bits(from: 64 * $0, width: 64) }).named("word")
    let earlier = select((part - 1)[0...1], from: (0..<4).map { owner.bits(from: 64 * $0, width: 64) }).named("earlier")
    let stored = owners.read(address, enable: true).named("stored")
    let sweeps = (isWhole & (step == .sweep)).named("sweeps")
    let stores = (isWhole & (step == .store)).named("stores")
    let erases = (isWhole & (step == .erase)).named("erases")
    when(sweeps | stores | erases) {
      owners.write(mux(sweeps, sweepAddress, address), mux(stores, word, 0))
    }
    for (place, register) in zip(places, valid) {
      when((domain == place) & (stores | erases)) { register.set(cat(stores)) }
    }

    let isLast = (number == 3).named("is_last")
    when(!isWhole) {
      wasDamaged <== true
      go(.idle)
    } otherwise: {
      match(step) {
        switch $0 {
        case .sweep:
          sweepAddress <== sweepAddress + 1
          when(sweepAddress.all) { go(.idle) }
        case .idle:
          part <== 0
          when(compare) {
            isDifferent <== false
            go(.compare)
          } otherwise: {
            when(store) {
              go(.store)
            } otherwise: {
              when(erase) { go(.erase) }
            }
          }
        case .compare:
          // The word that was addressed in the cycle before.
          part <== part + 1
          isDifferent <== isDifferent | ((part != 0) & (stored != earlier))
          when(part == 4) { go(.idle) }
        case .store, .erase:
          part <== part + 1
          when(isLast) { go(.idle) }
        }
      }
    }
  }
}
