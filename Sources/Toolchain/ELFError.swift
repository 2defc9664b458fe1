/// Why a file is not an ELF executable that Keyline can load and encrypt.
public struct ELFError: Error, Equatable, CustomStringConvertible {
  /// The file at fault.
  public let file: String
  public let problem: Problem

  /// What is wrong, and with which field of the format (System V ABI, chapter 4; RISC-V ELF psABI).
  public enum Problem: Equatable, Sendable {
    case missing
    case unreadable(reason: String)
    case notELF
    /// `EI_CLASS` says 64-bit, or is invalid.
    case wrongClass(UInt8)
    /// `EI_DATA` says big-endian, or is invalid.
    case wrongByteOrder(UInt8)
    /// `e_machine` is not 243 (EM_RISCV).
    case wrongMachine(UInt16)
    /// `e_type` is not 2 (ET_EXEC).
    case notExecutable(type: UInt16)
    /// `field` lies at `offset`, needs `size` bytes, and the file has `fileSize`.
    case truncated(field: String, offset: UInt64, size: UInt64, fileSize: Int)
    /// `field` has a value that the format does not allow.
    case malformed(field: String, reason: String)
  }

  public var description: String { "\(file): \(problem)" }
}

extension ELFError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing:
      "no such file; build the program first or correct the path"
    case .unreadable(let reason):
      "cannot be read: \(reason)"
    case .notELF:
      "not an ELF file: it does not begin with 7f 45 4c 46; give the linked program"
    case .wrongClass(let value):
      "e_ident[EI_CLASS] is \(value)\(value == 2 ? " (64-bit)" : ""), but the processor has 32 bits; "
        + "compile with --target=riscv32-unknown-elf -march=rv32ima -mabi=ilp32"
    case .wrongByteOrder(let value):
      "e_ident[EI_DATA] is \(value)\(value == 2 ? " (big-endian)" : ""), but the processor is little-endian; "
        + "compile with --target=riscv32-unknown-elf"
    case .wrongMachine(let machine):
      "e_machine is \(machine) (\(Self.machineName(machine))), but must be 243 (RISC-V); "
        + "compile with --target=riscv32-unknown-elf"
    case .notExecutable(let type):
      "e_type is \(type) (\(Self.typeName(type))), but must be 2 (executable): regions have fixed addresses; "
        + "link without -r, -shared and -pie"
    case .truncated(let field, let offset, let size, let fileSize):
      "\(field) needs \(size) bytes at offset \(offset), but the file has only \(fileSize) bytes; "
        + "it is cut short or damaged, link it again"
    case .malformed(let field, let reason):
      "\(field) \(reason); the file is damaged, link it again"
    }
  }

  private static func machineName(_ machine: UInt16) -> String {
    let names: [UInt16: String] = [
      0: "none", 2: "SPARC", 3: "Intel 80386", 8: "MIPS", 20: "PowerPC", 21: "PowerPC64", 22: "S/390", 40: "ARM",
      50: "IA-64", 62: "x86-64", 83: "AVR", 94: "Xtensa", 183: "AArch64", 189: "MicroBlaze", 247: "eBPF",
      258: "LoongArch",
    ]
    return names[machine] ?? "a machine unknown to Keyline"
  }

  private static func typeName(_ type: UInt16) -> String {
    switch type {
    case 1: "relocatable object"
    case 3: "shared object or position-independent executable"
    case 4: "core dump"
    default: "unknown"
    }
  }
}
