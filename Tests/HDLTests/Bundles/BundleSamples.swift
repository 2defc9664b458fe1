import HDL

enum Access: HardwareEnum { case load, store, fence }

struct Header: Layout {
  let tag = field(4, "who asked")
  let access = field(Access.self)
}

struct Request: Layout {
  let header = field(Header())
  let address = field(16, "byte address")
  let offset = field(signed: 5, "added to the address")
  let lanes = field(2, of: 8)
}

/// Keeps the last request and says whether the next one is the same.
final class RequestFilter: Module {
  let request = In(Request())
  let enable = In()
  let last = Out(Request())
  let isRepeated = Out()
  let kept = Reg(
    Request(),
    reset: .init {
      $0.header.access = .fence
      $0.lanes = [1, 2]
    })

  override func build() {
    when(enable) { kept <== request }
    isRepeated <== (request == kept)
    last.header <== kept.header
    last.address <== kept.address + kept.offset.extended(to: 16).bits
    last.offset <== 0
    last.lanes[0] <== kept.lanes[1]
    last.lanes[1] <== kept.lanes[0]
  }
}

struct TableEntry: Layout {
  let isUsed = flag()
  let data = field(8)
}

/// A table of four entries, each a register of its own.
final class SmallTable: Module {
  let index = In(2)
  let data = In(8)
  let write = In()
  let drop = In()
  let found = Out(TableEntry())
  let entries = Reg(4, of: TableEntry(), reset: .zero)

  override func build() {
    found <== entries[index]
    when(write) {
      entries[index].isUsed <== true
      entries[index].data <== data
    } otherwise: {
      when(drop) { entries[index].isUsed <== false }
    }
  }
}

/// The same bits as a record and as a word.
final class WordReader: Module {
  let word = In(44)
  let request = Out(Request())
  let again = Out(43)

  override func build() {
    let read = View(Request(), from: word[0...42])
    request <== mux(word[43], read, View(Request(), from: Bits(0, width: 43)))
    again <== read.bits
  }
}
