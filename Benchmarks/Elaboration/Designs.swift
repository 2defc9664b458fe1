import HDL

/// AES-128 encryption with its ten rounds unrolled in a pipeline; one block per cycle. FIPS 197, 5.1.
final class AESPipeline: Module {
  let validIn = In()
  let plaintext = In(128)
  let key = In(128)
  let validOut = Out()
  let ciphertext = Out(128)
  /// Whether each S-box is an instance, or its gates are written in place.
  let instances: Bool
  private var boxes = 0

  init(instances: Bool) {
    self.instances = instances
    super.init(name: instances ? "aes_hier" : "aes_flat")
  }

  private func substitute(_ byte: [Bit]) -> [Bit] {
    boxes += 1
    guard instances else { return SBox.substitute(byte) }
    let box = Instance(SubstitutionBox(), name: "sbox_\(boxes)")
    box.value <== cat(byte.reversed())
    return (0..<8).map { box.result[$0] }
  }
  private func bytes(_ value: Bits) -> [[Bit]] { (0..<16).map { i in (0..<8).map { value[120 - 8 * i + $0] } } }
  private func pack(_ bytes: [[Bit]]) -> Bits { cat(bytes.flatMap { $0.reversed() }) }
  private func add(_ values: [Bit]...) -> [Bit] { (0..<8).map { bit in SBox.sum(values.map { $0[bit] }) } }
  private func double(_ b: [Bit]) -> [Bit] {
    [b[7], b[0] ^ b[7], b[1], b[2] ^ b[7], b[3] ^ b[7], b[4], b[5], b[6]]
  }

  override func build() {
    var key = bytes(self.key)
    var state = zip(bytes(plaintext), key).map { add($0, $1) }
    var valid: Bit = validIn
    var constant = 1
    for round in 1...10 {
      var word = (0..<4).map { substitute(key[12 + ($0 + 1) % 4]) }
      word[0] = word[0].enumerated().map { constant >> $0 & 1 == 1 ? !$1 : $1 }
      constant = constant << 1 ^ (constant & 0x80 != 0 ? 0x11b : 0)
      for index in 0..<16 {
        let previous = index < 4 ? word[index] : key[index - 4]
        key[index] = add(key[index], previous)
      }
      let substituted = state.map { substitute($0) }
      var mixed = (0..<16).map { (index: Int) -> [Bit] in
        let (column, row) = (index / 4, index % 4)
        return substituted[4 * ((column + row) % 4) + row]
      }
      if round < 10 {
        let a = mixed
        let twice = a.map { double($0) }
        mixed = (0..<16).map { index in
          let column = index / 4 * 4
          func row(_ step: Int) -> Int { column + (index + step) % 4 }
          return add(twice[row(0)], twice[row(1)], a[row(1)], a[row(2)], a[row(3)])
        }
      }
      let stateRegister = Reg(128).named("state_\(round)")
      stateRegister <== pack(zip(mixed, key).map { add($0, $1) })
      let validRegister = Reg(reset: false).named("valid_\(round)")
      validRegister <== valid
      valid = validRegister
      state = bytes(stateRegister)
      if round < 10 {
        let keyRegister = Reg(128).named("key_\(round)")
        keyRegister <== pack(key)
        key = bytes(keyRegister)
      } else {
        ciphertext <== stateRegister
      }
    }
    validOut <== valid
  }
}

/// One of a thousand modules of different widths and constants: a state machine, a counter, a register file.
final class Leaf: Module {
  enum Phase: HardwareEnum { case idle, load, mix, rotate, done }
  let data: Bits.Input
  let enable = In()
  let write = In()
  let address = In(3)
  let result: Bits.Output
  let busy = Out()
  let count: Bits.Var
  let sum: Bits.Var
  let file: [Bits.Var]
  let phase = Reg(reset: Phase.idle)
  let number: Int

  init(_ number: Int) {
    self.number = number
    let width = 4 + number % 32
    data = In(width)
    result = Out(width)
    count = Reg(width, reset: 0)
    sum = Reg(width, reset: 0)
    file = (0..<8).map { _ in Reg(width, reset: 0) }
    super.init(name: "leaf_\(number)")
  }

  override func build() {
    let width = data.width
    let mask = UInt64(1) << UInt64(width) - 1
    let limit = Bits(UInt64(number) &* 2_654_435_761 & mask, width: width)
    let word = select(address, from: file)
    for (index, register) in file.enumerated() { when(write & (address == index)) { register <== data } }
    when(enable) {
      when(count == limit) {
        count <== 0
      } otherwise: {
        count <== count + 1
      }
    }
    match(phase) {
      switch $0 {
      case .idle: when(enable) { phase <== .load }
      case .load:
        sum <== word ^ data
        phase <== .mix
      case .mix:
        sum <== (sum + count) ^ Bits(UInt64(number) & mask, width: width)
        phase <== .rotate
      case .rotate:
        sum <== sum.rotatedLeft(by: width - 1)
        when(sum > data) {
          phase <== .done
        } otherwise: {
          phase <== .mix
        }
      case .done: when(!enable) { phase <== .idle }
      }
    }
    busy <== (phase != .idle)
    result <== sum
  }
}

/// A thousand different modules under one top.
final class Many: Module {
  let data = In(35)
  let enable = In()
  let write = In()
  let address = In(3)
  let result = Out(35)
  let busy = Out()
  let sum = Reg(35, reset: 0)
  let leaves: [Instance<Leaf>]

  init(_ modules: Int = 1000) {
    leaves = (0..<modules).map { Instance(Leaf($0)) }
    super.init()
  }

  override func build() {
    for leaf in leaves {
      leaf.data <== data[0...leaf.data.width - 1]
      leaf.enable <== enable
      leaf.write <== write
      leaf.address <== address
    }
    sum <== leaves.map { $0.result.extended(to: 35) }.reduce(Bits(0, width: 35)) { $0 ^ $1 }
    result <== sum
    busy <== cat(leaves.map { $0.busy }).any
  }
}
