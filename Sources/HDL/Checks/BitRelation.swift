/// Which bits of an argument decide a bit of the result.
enum BitRelation {
  /// Bit i of the result depends on bit i + offset of the argument, where the argument has one.
  case aligned(offset: Int)
  /// Bit i depends on the bits 0 ... i, as carries do.
  case carries
  /// Every bit depends on every bit.
  case all
}

extension Node {
  /// Calls `body` with each argument and how the bits of the result depend on the argument's.
  func forEachRelation(_ body: (Node, BitRelation) -> Void) {
    var base = 0
    for (position, argument) in arguments.enumerated().reversed() {
      switch operation {
      case .not, .and, .or, .xor, .declassify, .crossing: body(argument, .aligned(offset: 0))
      case .multiplex, .lookup: body(argument, position == 0 ? .all : .aligned(offset: 0))
      case .slice: body(argument, .aligned(offset: low))
      case .concatenate:
        body(argument, .aligned(offset: -base))
        base += argument.width
      case .add, .subtract, .multiply: body(argument, .carries)
      default: body(argument, .all)
      }
    }
  }
}
