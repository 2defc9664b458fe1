import HDL

/// Signals that a drawing shows as one: a stream, a record, an array of equal things, or a single signal.
struct SignalGroup: Hashable {
  /// As the designer named it, for an array without the numbers.
  let name: String
  /// How many equal members; 1 when it is no array.
  let count: Int
  /// Bits of one member; of a stream those of the payload.
  let width: Int
  let isStream: Bool
  /// The signals in it, those left out that run against the direction of a stream.
  let signals: [String]
  /// The name of every member of an array.
  var members: [String] = []
  /// Whether any of the signals is declared secret.
  var isSecret = false

  /// How the label is set.
  var lettering: Lettering { isSecret ? .secret : isStream ? .strong : .name }

  /// How a drawing labels it: `request 105 ⇄`, `round_keys ×15 128`.
  var label: String { label(Array(0..<count)) }

  /// The label of some members of an array.
  func label(_ numbers: [Int]) -> String {
    let bits = (width > 1 ? " \(width)" : "") + (isStream ? LayeredGraph.streamMark : "")
    if numbers.count == 1, count > 1 { return members[numbers[0]] + bits }
    return name + (count > 1 ? " ×\(numbers.count)" : "") + bits
  }

  /// The member of an array to which a signal belongs.
  func member(of signal: String) -> Int { (signals.firstIndex(of: signal) ?? 0) / max(1, signals.count / count) }

  /// Groups signals that were declared together, in the order of declaration.
  static func groups(_ signals: [SignalDescription], _ bundles: [BundleDescription]) -> [SignalGroup] {
    let bundleOf = Dictionary(
      bundles.flatMap { bundle in bundle.signals.map { ($0, bundle) } }, uniquingKeysWith: { first, _ in first })
    var groups: [SignalGroup] = []
    var seen: Set<String> = []
    let secrets = Set(signals.filter(\.isSecret).map(\.name))
    let widths = Dictionary(signals.map { ($0.name, $0.width) }, uniquingKeysWith: { first, _ in first })
    for signal in signals {
      guard let bundle = bundleOf[signal.name] else {
        groups.append(
          SignalGroup(
            name: signal.name, count: 1, width: signal.width, isStream: false, signals: [signal.name],
            isSecret: signal.isSecret))
        continue
      }
      guard seen.insert(bundle.name).inserted else { continue }
      let isStream = bundle.kind != .record
      // The order of a stream's signals is valid, ready, payload.
      let members = isStream ? [bundle.signals[0]] + bundle.signals.dropFirst(2) : bundle.signals
      let payload = isStream ? Array(members.dropFirst()) : members
      groups.append(
        SignalGroup(
          name: bundle.name, count: 1, width: payload.reduce(0) { $0 + (widths[$1] ?? 0) }, isStream: isStream,
          signals: members, isSecret: members.contains { secrets.contains($0) }))
    }
    return merged(groups)
  }

  /// Makes arrays of neighbours that differ in nothing but a number at the end.
  private static func merged(_ groups: [SignalGroup]) -> [SignalGroup] {
    arrays(groups, name: \.name) { $0.width == $1.width && $0.isStream == $1.isStream }.map { base, members in
      SignalGroup(
        name: base, count: members.count, width: members[0].width, isStream: members[0].isStream,
        signals: members.flatMap(\.signals), members: members.map(\.name),
        isSecret: members.contains(where: \.isSecret))
    }
  }
}

/// Finds runs of elements whose names end in `_0`, `_1`, … or another run of numbers, and that are equal otherwise. An
/// element outside such a run is a run of its own, under its whole name.
func arrays<Element>(
  _ elements: [Element], name: (Element) -> String, areEqual: (Element, Element) -> Bool
) -> [(base: String, members: [Element])] {
  func split(_ element: Element) -> (base: String, number: Int)? {
    let name = name(element)
    guard let bar = name.lastIndex(of: "_"), let number = Int(name[name.index(after: bar)...]) else { return nil }
    return (String(name[..<bar]), number)
  }
  var runs: [(base: String, members: [Element])] = []
  var last: (base: String, number: Int)?
  for element in elements {
    let parts = split(element)
    if let parts, let before = last, parts.base == before.base, parts.number == before.number + 1,
      let previous = runs.last?.members.last, areEqual(previous, element)
    {
      runs[runs.count - 1].base = parts.base
      runs[runs.count - 1].members.append(element)
    } else {
      runs.append((name(element), [element]))
    }
    last = parts
  }
  return runs
}

/// `1 bit`, `1,024 bits`.
func bits(_ count: Int) -> String { count == 1 ? "1 bit" : "\(grouped(count)) bits" }

/// A number with its thousands apart.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number))
  return String(
    digits.enumerated().flatMap { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 && digit != "-" ? [",", digit] : [digit]
    })
}

/// `1 state`, `5 states`.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(grouped(count)) \(noun)s" }
