import HDL

/// The word of one of two ways. Which way it is is known late in the cycle, and synthesis does not know that: kept by itself,
/// this is one look-up table from there.
final class WayChoice: Module {
  let first = In(32).secret()
  let second = In(32).secret()
  let isSecond = In()
  let staysFirst = In("whatever `is_second` says")
  let word = Out(32).secret()

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { word <== mux(isSecond & !staysFirst, second, first) }
}
