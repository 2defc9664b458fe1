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
    let isSameFrame = matches(tag.frame, frame).named("is_same_frame")
    let isSamePage = matches(tag.page, page).named("is_same_page")
    let isUsable = (tag.valid & (tag.writable | !needsWritable)).named("is_usable")
    let isOwn = (isUsable & !asWalker & (tag.domain == domain) & (tag.encrypted == encrypted)).named("is_own")
    let onAnyPage = isUsable & asWalker & !tag.protected | isOwn & !domain.any
    holds <== tag.valid & isSameFrame
    found <== isSameFrame & (onAnyPage | isOwn & isSamePage)
    ignore(tag.attribute)
  }

  /// Whether two numbers are equal, by the carry of a sum: a carry chain is the fastest conjunction of many bits.
  private func matches(_ first: Bits, _ second: Bits) -> Bit {
    let width = first.width
    let pairs = stride(from: 0, to: width, by: 2).map { low -> Bit in
      let high = min(low + 1, width - 1)
      return first[low...high] == second[low...high]
    }
    return (cat(pairs).extended(to: pairs.count + 1) + 1)[pairs.count]
  }
}
