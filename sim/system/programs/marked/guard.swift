import Sharing

/// The same as `clerk.c`. The mode follows the regions.
@section(".protected.constants") let factors: [8 of UInt32] = [
  0x6d2b_79f5, 0x9e48_c1a3, 0x3c6e_f35f, 0xb529_7a4d, 0x68e3_1da5, 0x1b56_c4e9, 0xd1f3_a927, 0x47b0_e68b,
]
@section(".protected.data") nonisolated(unsafe) var refused = 0

@section(".protected.text") func mayPass(_ code: UInt32) -> Bool {
  var sum: UInt32 = 0x2f6b_8d13
  for index in factors.indices { sum = (sum ^ (code >> (4 * UInt32(index)) & 15)) &* factors[index] }
  if (sum >> 13) % 11 == 5 { return true }
  refused += 1
  if refused % 8 == 0 { report(refused) }
  return false
}

/// In plaintext, also when the part calls it.
@section(".text.plaintext") func report(_ count: Int) {
  step("SF-68", "is called by its protected part; refused so far:", count)
}

@main struct Guard: Program {
  static func run() throws(SharingError) {
    var passed = 0
    while true {
      let message = try Message.next()
      let code = message.bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if code == 0 { break }
      let answer = mayPass(code)
      if answer { passed += 1 }
      try message.sender.send([answer ? 1 : 0])
    }
    step("SF-68", "has let pass, by a rule that its protected part alone knows:", passed)
  }
}
