import Foundation
import HDL
import Testing

/// A text of the sample's manual, without the last line end.
func manualText(_ text: KeyPath<ControlRegisterManual, String>) throws -> String {
  let manual = ControlRegisterFile(KeyRegisters(), addressWidth: 8).manual
  return manual[keyPath: text].trimmingCharacters(in: .newlines)
}

@Suite struct ControlRegisterManualTests {
  let manual = ControlRegisterFile(KeyRegisters(), addressWidth: 8).manual

  @Test func description() throws {
    #expect(manual.registers.map(\.name) == ["control", "status", "key_0", "key_1"])
    #expect(manual.registers.map(\.address) == [0, 4, 0x10, 0x14])
    #expect(manual.registers.map(\.reset) == [0x110, 0x0300_0000, 0, 0])
    let status = manual.registers[1]
    #expect(status.fields.map(\.name) == ["is_busy", "failed", "flush", "", "version"])
    #expect(status.fields.map(\.range) == ["0", "1", "2", "23:3", "31:24"])
    #expect(status.fields.map(\.access) == [.readOnly, .writeOneToClear, .writeOneToSet, nil, .constant])
    #expect(try Design(KeyUnit()).controlRegisters == [manual])
    let decoded = try JSONDecoder().decode(ControlRegisterManual.self, from: JSONEncoder().encode(manual))
    #expect(decoded == manual)
  }

  @Test func markdown() throws {
    #expect(
      try manualText(\.markdown) == """
        | address | register | reset | purpose |
        | --- | --- | --- | --- |
        | `0x00` | `control` | `0x00000110` | What the key unit does. |
        | `0x04` | `status` | `0x03000000` |  |
        | `0x10` | `key_0` | `0x00000000` | A word of the key. |
        | `0x14` | `key_1` | `0x00000000` | A word of the key. |

        ### `control` at `0x00`

        What the key unit does.

        | bits | field | access | reset | meaning |
        | --- | --- | --- | --- | --- |
        | 31:10 | | reserved | | |
        | 9:8 | `size` | rw | 0x1 | key size: 0 `small`, 1 `medium`, 2 `large` |
        | 7:4 | `slot` | rw | 0x1 | key slot in use |
        | 3:2 | | reserved | | |
        | 1 | `start` | command | 0x0 | load the key |
        | 0 | `enable` | rw | 0x0 | encrypt every line that leaves the cache |

        ### `status` at `0x04`

        | bits | field | access | reset | meaning |
        | --- | --- | --- | --- | --- |
        | 31:24 | `version` | constant | 0x3 |  |
        | 23:3 | | reserved | | |
        | 2 | `flush` | w1s | 0x0 | flush the cache; clear when it is done |
        | 1 | `failed` | w1c | 0x0 | a load failed |
        | 0 | `is_busy` | ro |  | a key is being loaded |

        ### `key_0` at `0x10`

        A word of the key.

        | bits | field | access | reset | meaning |
        | --- | --- | --- | --- | --- |
        | 31:0 | `word` | wo | 0x0 |  |

        ### `key_1` at `0x14`

        A word of the key.

        | bits | field | access | reset | meaning |
        | --- | --- | --- | --- | --- |
        | 31:0 | `word` | wo | 0x0 |  |
        """)
  }

  @Test func header() throws {
    #expect(
      try manualText(\.cHeader) == """
        // key_registers: written by Keyline from its Swift description. Change that, not this file.

        #ifndef KEY_REGISTERS_H
        #define KEY_REGISTERS_H

        #define KEY_REGISTERS_CONTROL_ADDRESS      0x0u
        #define KEY_REGISTERS_CONTROL_RESET        0x110u
        #define KEY_REGISTERS_CONTROL_ENABLE_SHIFT 0
        #define KEY_REGISTERS_CONTROL_ENABLE_MASK  0x1u
        #define KEY_REGISTERS_CONTROL_START_SHIFT  1
        #define KEY_REGISTERS_CONTROL_START_MASK   0x2u
        #define KEY_REGISTERS_CONTROL_SLOT_SHIFT   4
        #define KEY_REGISTERS_CONTROL_SLOT_MASK    0xf0u
        #define KEY_REGISTERS_CONTROL_SIZE_SHIFT   8
        #define KEY_REGISTERS_CONTROL_SIZE_MASK    0x300u
        #define KEY_REGISTERS_CONTROL_SIZE_SMALL   0u
        #define KEY_REGISTERS_CONTROL_SIZE_MEDIUM  1u
        #define KEY_REGISTERS_CONTROL_SIZE_LARGE   2u
        #define KEY_REGISTERS_STATUS_ADDRESS       0x4u
        #define KEY_REGISTERS_STATUS_RESET         0x3000000u
        #define KEY_REGISTERS_STATUS_IS_BUSY_SHIFT 0
        #define KEY_REGISTERS_STATUS_IS_BUSY_MASK  0x1u
        #define KEY_REGISTERS_STATUS_FAILED_SHIFT  1
        #define KEY_REGISTERS_STATUS_FAILED_MASK   0x2u
        #define KEY_REGISTERS_STATUS_FLUSH_SHIFT   2
        #define KEY_REGISTERS_STATUS_FLUSH_MASK    0x4u
        #define KEY_REGISTERS_STATUS_VERSION_SHIFT 24
        #define KEY_REGISTERS_STATUS_VERSION_MASK  0xff000000u
        #define KEY_REGISTERS_KEY_0_ADDRESS        0x10u
        #define KEY_REGISTERS_KEY_0_RESET          0x0u
        #define KEY_REGISTERS_KEY_0_WORD_SHIFT     0
        #define KEY_REGISTERS_KEY_0_WORD_MASK      0xffffffffu
        #define KEY_REGISTERS_KEY_1_ADDRESS        0x14u
        #define KEY_REGISTERS_KEY_1_RESET          0x0u
        #define KEY_REGISTERS_KEY_1_WORD_SHIFT     0
        #define KEY_REGISTERS_KEY_1_WORD_MASK      0xffffffffu

        #endif
        """)
  }

  /// A C compiler takes the header, and its numbers are those of the declaration.
  @Test func headerCompiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hdl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = """
      #include "key.h"
      _Static_assert(KEY_REGISTERS_KEY_1_ADDRESS == 0x14, "address");
      _Static_assert((KEY_REGISTERS_CONTROL_RESET & KEY_REGISTERS_CONTROL_SLOT_MASK)
        >> KEY_REGISTERS_CONTROL_SLOT_SHIFT == 1, "reset");
      _Static_assert(KEY_REGISTERS_CONTROL_SIZE_LARGE == 2, "case");
      """
    try manual.cHeader.write(to: folder.appendingPathComponent("key.h"), atomically: true, encoding: .utf8)
    try program.write(to: folder.appendingPathComponent("key.c"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["cc", "-std=c11", "-Wall", "-Werror", "-pedantic", "-fsyntax-only", "key.c"]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 || process.terminationStatus == 127)
  }
}
