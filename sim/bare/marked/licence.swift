import Bare

/// A program in plaintext with a protected part: a check of licence numbers whose rule nobody is to learn. Everybody may
/// call `isValid`, and learns one bit each time; after three wrong numbers not even that. The same as `licence.c`.
@main struct Licence {
  static func main() {
    let numbers: [5 of StaticString] = ["0000000000", "0000004401", "1234567890", "9999999999", "0000004401"]
    for index in numbers.indices {
      let valid = isValid(numbers[index])
      print(numbers[index], terminator: valid ? " is valid\n" : " is not valid\n")
    }
  }
}

@section(".protected.constants") let secretFactors: [8 of UInt32] = [
  0x9a3f_10c7, 0x4be2_d583, 0xe07c_6a19, 0x35d1_f84b, 0x71ac_2e9d, 0xc856_3bf1, 0x1fe9_d027, 0x86b4_7c53,
]
@section(".protected.data") nonisolated(unsafe) var attempts: UInt32 = 3

@section(".protected.text") func isValid(_ number: StaticString) -> Bool {
  if attempts == 0 { return false }
  var sum: UInt32 = 0xa5e1_c39d
  for index in 0..<10 {
    sum = mixed(sum &+ UInt32(number.utf8Start[index]), index)
  }
  if sum % 9973 == 4711 { return true }
  attempts -= 1
  report(attempts)
  return false
}

/// Not marked: the part has a copy of it.
func mixed(_ value: UInt32, _ round: Int) -> UInt32 {
  rotated(value, by: factor(round))
}

func rotated<Word: FixedWidthInteger>(_ value: Word, by factor: Word) -> Word {
  let product = value &* factor
  return product ^ product >> 15
}

@section(".protected.text") func factor(_ round: Int) -> UInt32 { secretFactors[round & 7] }

/// In plaintext, also when the part calls it: what it is told, everybody is told.
@section(".text.plaintext") func report(_ left: UInt32) {
  print("attempts left: ", terminator: "")
  print(left)
}
