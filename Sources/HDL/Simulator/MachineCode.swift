/// One step: the positions of its operands in the buffer, and what else the operation needs. Its result goes to the batch's
/// next position.
struct Instruction {
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
  /// Usually the position of the mask that cuts the result to its width.
  var mask: UInt32 = 0
}

/// A run of instructions with one operation and results side by side: what to do is decided once for all of them.
struct Batch {
  var operation: WordOperation
  var count: Int
  /// Position of the first instruction.
  var first: Int
  /// Position of the first result in the buffer. For `feedback`, the batch from which to repeat.
  var target: Int
  /// Parts of a `gather`, or words of a factor of `multiplyWide`.
  var size: Int
}

/// One part of a `gather`: rotate a word to where its bits shall stand, and cut them out.
struct PartInstruction {
  var source: UInt32
  var rotation: UInt32
  var mask: UInt64
}

/// What the machine runs in every cycle, in order.
struct MachineCode {
  var instructions: [Instruction] = []
  var batches: [Batch] = []
  var parts: [PartInstruction] = []
  /// Lists of positions in the buffer.
  var lists: [UInt32] = []
}
