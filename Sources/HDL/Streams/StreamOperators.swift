import CCallerAddress

// Changes of a stream within a module: what is asked of the result is passed on to the stream.

extension Sink {
  /// The stream without the items for which `keep` is false; they are taken at once.
  @inline(never) public func filter(_ keep: (View<L>) -> Bit) -> Sink<L> {
    let kept = keep(payload)
    let taken = openReady("kept", caller_address())
    ready <== taken | !kept
    return Sink(valid: (valid & kept).named("\(name)_kept_valid"), ready: taken, payload: payload)
  }

  /// The stream with another payload, computed from each item. `compute` drives every field of the new one.
  @inline(never) public func map<New: Layout>(
    _ layout: New, _ compute: (View<L>, View<New>.Var) -> Void
  ) -> Sink<New> {
    let location = caller_address()
    let new = View<New>.Var(layout, declare(.wire, location)).named("\(name)_mapped")
    compute(payload, new)
    let taken = openReady("mapped", location)
    ready <== taken
    return Sink<New>(valid: valid, ready: taken, payload: new)
  }

  private var name: String {
    valid.node.name.map { $0.hasSuffix("_valid") ? String($0.dropLast(6)) : $0 } ?? "stream"
  }

  /// A ready that whoever takes the result drives.
  private func openReady(_ what: String, _ location: UInt) -> Bit.Var {
    Bit.Var(signal(.wire, 1, location)).named("\(name)_\(what)_ready")
  }
}
