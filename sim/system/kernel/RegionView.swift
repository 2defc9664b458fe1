/// The attribute registers as an operating system sees them: whose memory is where under which algorithm, and no key
/// (SF-57, SF-134).
extension Kernel {
  func showRegions() {
    console.write("  register  process   segment  from      to        algorithm   rights\n")
    for attribute in 0..<attribute_count() {
      let view = region_view(attribute)
      guard view.info != 0 else { continue }
      console.write("  ")
      write(Int(attribute), width: 10)
      let domain = view.info >> 16 & 255
      let owner = processes.first { $0.domain == domain && !$0.hasEnded }
      if let owner { console.write(owner.name) }
      console.pad(owner?.name.bytes.count ?? 0, to: 10)
      write(Int(view.info >> 8 & 255), width: 9)
      console.write(hexadecimal: view.base)
      console.write("  ")
      console.write(hexadecimal: view.limit)
      console.write("  ")
      writeAlgorithm(view.info >> 24 & 127)
      for (bit, letter) in [(UInt32(0), "r" as StaticString), (1, "w"), (2, "x")] {
        console.write(view.info >> bit & 1 != 0 ? letter : "-")
      }
      if view.info >> 6 & 1 != 0 { console.write(" shared") }
      if view.info >> 7 & 1 != 0 { console.write(" stack") }
      if view.info >> 3 & 1 != 0 { console.write(" closed") }
      console.write("\n")
    }
  }

  private func write(_ number: Int, width: Int) {
    console.write(number)
    console.pad(number < 10 ? 1 : number < 100 ? 2 : 3, to: width)
  }

  private func writeAlgorithm(_ number: UInt32) {
    switch number {
    case 0: console.write("none        ")
    case 1: console.write("aes128-xts  ")
    case 2: console.write("aes256-xts  ")
    default: console.write("unknown     ")
    }
  }
}
