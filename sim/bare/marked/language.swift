import Bare

/// What marked functions in Swift may be and may do. The program says the same with and without protection.
enum Failure: Error { case odd(UInt32) }

@section(".protected.data") nonisolated(unsafe) var attempts: UInt32 = 3
@section(".protected.data") nonisolated(unsafe) private var large: UInt64 = 0x1234_5678_9abc_def0
@section(".protected.constants") let pair: (UInt32, UInt32) = (0x7771_2345, 99)
// Variables in plaintext, which both sides use.
nonisolated(unsafe) private var shared: UInt32 = 3
nonisolated(unsafe) var computed: UInt32 = seven()
private let constant: UInt32 = 9
func seven() -> UInt32 { 7 }

protocol Shape { func area(_ scale: UInt32) -> UInt32 }

struct Box: Shape {
  var side: UInt32
  @section(".protected.text") func area(_ scale: UInt32) -> UInt32 { side &* scale &* 0x7766_5544 }
  @section(".protected.text") static func times(_ value: UInt32) -> UInt32 { value &* pair.0 }
  @section(".protected.text") mutating func grow() { side &+= 0x1a2b_3c4e }
  @section(".protected.constants") static let key: UInt32 = 0x5eed_beef
  @section(".protected.data") nonisolated(unsafe) static var count: UInt32 = 1
}

final class Counter {
  var value: UInt32 = 5
  @section(".protected.text") func step() -> UInt32 {
    value &+= Box.key
    Box.count += 1
    return value ^ Box.count
  }
}

func generic(_ shape: some Shape) -> UInt32 { shape.area(3) }
@section(".protected.text") @inline(__always) func always(_ value: UInt32) -> UInt32 { value &* attempts ^ 0x6b43_a9b5 }
@section(".protected.text") func byDefault(_ value: UInt32 = 0x1324) -> UInt32 { value &+ 1 }

@section(".protected.text") func odd(_ value: UInt32) throws(Failure) -> UInt32 {
  if value & 1 != 0 { throw .odd(value) }
  return value &+ attempts
}

@section(".protected.text") func wide(_ value: UInt64) -> UInt64 {
  large = large / (value | 1)
  return large % 1000 &+ value << 3
}

@section(".protected.text") func letter(_ index: Int) -> UInt8 {
  let text: StaticString = "Nobody reads this text."
  return text.utf8Start[index]
}

@section(".protected.text") func chosen(_ value: UInt32) -> UInt32 {
  switch value {
  case 0: 77
  case 1: 5345
  case 2: 332
  case 3: 23
  case 4: 999
  case 5: 22
  case 6: 1
  case 7: 4711
  default: 0
  }
}

@section(".protected.text") func element(_ index: Int) -> UInt32 {
  let table: [16 of UInt32] = [5, 77, 4, 3, 9, 8, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  return table[index]
}

@section(".protected.text") func variables(_ value: UInt32) -> UInt32 {
  shared &+= value
  computed &*= 2
  return shared &+ computed &+ constant
}

@section(".protected.text") func tripled(_ value: UInt32) -> UInt32? { value > 5 ? value &* 3 : nil }
@section(".protected.text") func mask(_ words: UnsafeMutablePointer<UInt32>, _ count: Int) {
  for index in 0..<count { words[index] ^= 0x55aa_55aa }
}

@section(".text.plaintext") func say(_ value: UInt32, _ isTold: Bool) -> UInt32 {
  print(value)
  return isTold ? value / 3 : 0
}
@section(".protected.text") func speaks(_ value: UInt32) -> UInt32 { say(value, true) &+ say(value &+ 1, false) }

@main struct Language {
  static func main() {
    var box = Box(side: 4)
    box.grow()
    for value in [box.area(2), Box.times(1), generic(box), byDefault(), always(9)] { print(value) }
    do throws(Failure) {
      print(try odd(4))
      print(try odd(5))
    } catch {
      if case .odd(let value) = error { print(value) }
    }
    print(wide(7))
    print(wide(9))
    print(letter(3))
    for value in 0..<9 { print(chosen(UInt32(value))) }
    print(element(9))
    print(variables(4))
    print(shared)
    print(computed)
    print(variables(4))
    print(tripled(3) ?? 99)
    print(tripled(30) ?? 99)
    let counter = Counter()
    print(counter.step())
    print(counter.step())
    var words: [4 of UInt32] = [1, 2, 3, 4]
    withUnsafeMutablePointer(to: &words) {
      $0.withMemoryRebound(to: UInt32.self, capacity: 4) { mask($0, 4) }
    }
    for index in words.indices { print(words[index]) }
    print(speaks(9))
    let function = chosen
    print(function(7))
    put_hexadecimal(0xabcd)
    print("")
  }
}
