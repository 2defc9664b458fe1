/// Which share of each interval the lanes of a timeline have, in a window of time.
struct Occupancy {
  /// Of an interval, from 0 to 1.
  struct Share {
    /// In encrypted mode; of the kernel's lane, in machine mode.
    var inner = 0.0
    /// In plaintext mode; of the kernel's lane, in supervisor mode.
    var outer = 0.0

    var total: Double { inner + outer }
  }

  /// By lane and interval.
  private(set) var shares: [[Share]]
  /// What stopped processes, by lane and interval.
  private(set) var events: [[[SystemRecording.Event]]]

  init(_ recording: SystemRecording, _ lanes: SystemLanes, window: Range<UInt64>, intervals: Int) {
    shares = Array(repeating: Array(repeating: Share(), count: intervals), count: lanes.names.count)
    events = Array(repeating: Array(repeating: [], count: intervals), count: lanes.names.count)
    let width = Double(window.count) / Double(intervals)
    func position(_ time: UInt64) -> Double { Double(time - window.lowerBound) / width }

    let stretches = recording.stretches
    for index in stretches.places(in: window, by: \.start) {
      let end = index + 1 < stretches.count ? stretches[index + 1].start : recording.end
      let (from, to) = (max(stretches[index].start, window.lowerBound), min(end, window.upperBound))
      guard from < to else { continue }
      let (lane, runner) = (lanes[stretches[index].runner], stretches[index].runner)
      let isInner = runner.isEncrypted || runner == .machine
      let (first, last) = (position(from), position(to))
      for interval in Int(first)...min(Int(last), intervals - 1) {
        let share = min(last, Double(interval + 1)) - max(first, Double(interval))
        if isInner { shares[lane][interval].inner += share } else { shares[lane][interval].outer += share }
      }
    }
    for index in recording.events.places(in: window, by: \.time) {
      let event = recording.events[index]
      guard window.contains(event.time), event.cause.kind != nil else { continue }
      events[lanes[event.runner]][min(Int(position(event.time)), intervals - 1)].append(event)
    }
  }
}

extension Array {
  /// Indices of what may lie in a window, of elements in the order of their times: also of the last one before it.
  func places(in window: Range<UInt64>, by time: (Element) -> UInt64) -> Range<Int> {
    func first(from bound: UInt64) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if time(self[middle]) < bound { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return Swift.max(first(from: window.lowerBound) - 1, 0)..<first(from: window.upperBound)
  }
}
