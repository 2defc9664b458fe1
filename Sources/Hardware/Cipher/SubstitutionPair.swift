import HDL

/// Two S-boxes with a register: bytes go in, substituted bytes come out one cycle later and stay while `enable`
/// is low. In logic they are two tables; in block memory one with two read ports, which holds the S-box and, in its upper
/// half, the inverse. FIPS 197, 5.1.1 and 5.3.2.
final class SubstitutionPair: Module {
  let values = In(16, "two bytes").secret()
  let decrypt: Bit.Input?
  let enable = In("substitute; else the results stay")
  let results = Out(16, "one cycle later").secret()

  /// The S-box at addresses 0 to 255, its inverse above.
  let boxes: Memory?
  let substituted: [Bits.Var]

  let direction: CipherDirection
  let form: SubstitutionForm

  init(_ form: SubstitutionForm, _ direction: CipherDirection) {
    self.direction = direction
    self.form = form
    decrypt = direction.port
    let bytes = UInt8.min...UInt8.max
    switch form {
    case .logic:
      boxes = nil
      substituted = (0..<2).map { _ in Reg(8, reset: 0).secret() }
    case .blockMemory:
      let box = bytes.map(FieldArithmetic.substitute)
      let inverse = bytes.map(FieldArithmetic.substituteBack)
      let contents =
        switch direction {
        case .encryption: box
        case .decryption: inverse
        case .both: box + inverse
        }
      boxes = Memory(
        depth: contents.count, width: 8, initial: contents.map { Constant(width: 8, value: UInt64($0)) }, style: .block)
      substituted = []
    }
    super.init(name: "\(direction.prefix)substitution_\(form == .logic ? "pair" : "memory")")
  }

  override var summary: String {
    "Two S-boxes\(direction == .both ? " in either direction" : "") (FIPS 197, 5.1.1 and 5.3.2) in \(form == .logic ? "logic" : "one block memory")."
  }

  override var latency: Latency? { .cycles(1) }

  override func build() {
    let bytes = [values[0...7], values[8...15]]
    if let boxes {
      let words = bytes.map {
        boxes.read(direction == .both ? cat(direction.decrypts(decrypt), $0) : $0, enable: enable)
      }
      results <== cat(words.reversed())
    } else {
      let box = SubstitutionTable(direction)
      let decrypts = direction.decrypts(decrypt)
      when(enable) {
        for (index, register) in substituted.enumerated() {
          register <== box.substitute(bytes[index], decrypt: decrypts, suffix: "_\(index)")
        }
      }
      results <== cat(substituted.reversed())
    }
  }
}
