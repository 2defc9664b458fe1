import HDL

/// Whether a way holds the line that is asked for.
///
/// A line is found for the virtual page, domain and mode for which it was filled, and for no other: what a line is decrypted
/// with depends on all three, so whoever maps one frame twice must not see under one address what belongs to the other. In
/// domain 0, which has no regions, the virtual page does not matter.
final class LineMatch: Module {
  let tag: View<LineTag>.Input
  let frame: Bits.Input
  let page = In(20, "virtual address / 4096")
  let domain: Bits.Input
  let encrypted = In()
  let needsWritable = In()
  let asWalker = In("take any line that no region protects: it is what the memory holds")
  let holds = Out("the line is here, for whomever")
  let found = Out("the line is here, for this access")

  let domainBits: Int
  let frameBits: Int

  init(_ parameters: MemoryParameters, _ cache: CacheParameters) {
    domainBits = parameters.domainBits
    frameBits = cache.frameBits
    tag = In(LineTag(parameters, cache))
    frame = In(frameBits, "physical address above the set")
    domain = In(domainBits)
    super.init(name: "line_match_\(frameBits)_\(domainBits)")
  }

  /// The tag comes out of a memory, late; what it is compared with is there before. Synthesis does not know, and would make one
  /// long path of translation and comparison.
  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() {
    let isUsable = tag.valid & (tag.writable | !needsWritable)
    let isOwn = pairs(tag.domain, domain).map { asWalker | $0 }
    let identity = [isUsable, mux(asWalker, !tag.protected, tag.encrypted == encrypted)] + isOwn
    let isSameFrame = pairs(tag.frame, frame)
    holds <== tag.valid & cat(isSameFrame).all
    found <== all(identity + isSameFrame, after: pairs(tag.page, page), unless: asWalker | !domain.any)
    ignore(tag.attribute)
  }

  /// For every two bits, whether they are equal.
  private func pairs(_ first: Bits, _ second: Bits) -> [Bit] {
    stride(from: 0, to: first.width, by: 2).map { low in
      let high = min(low + 1, first.width - 1)
      return first[low...high] == second[low...high]
    }
  }

  /// Whether all of `conditions` hold, and all of `first`, or `free` instead of those: by the carry of a sum. A carry chain is the
  /// fastest conjunction of many bits, and what comes last in it may be late. `free` lets the carry in pass where a condition
  /// does not hold; so what it stands for must come first.
  private func all(_ conditions: [Bit], after first: [Bit], unless free: Bit) -> Bit {
    let one = Bits(1, width: 1)
    let zeros = Bits(0, width: conditions.count + 1)
    let frees = cat(replicate(free, first.count), one)
    return (cat(cat(Bits(0, width: 1), cat((first + conditions).reversed())), one) + cat(zeros, frees))[
      first.count + conditions.count + 1]
  }
}
