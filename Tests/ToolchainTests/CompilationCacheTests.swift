import Foundation
import Reference
import Synchronization
import Testing

@testable import Toolchain

/// What is compiled once, and when it is compiled again. A script in the place of the compiler counts its runs.
@Suite struct CompilationCacheTests {
  /// A checkout with one source, and compilers that count.
  private struct Checkout {
    let folder: String
    var limit = 2000

    var clang: String { "\(folder)/bin/clang" }
    var entries: [String] { (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/.build/compiled")) ?? [] }

    /// Names of what was compiled, in order.
    var runs: [String] {
      let text = (try? String(contentsOfFile: "\(folder)/runs", encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map(String.init)
    }

    func write(_ text: String, to file: String) throws {
      try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }

    /// So that files are older than what begins now.
    func wait() { Thread.sleep(forTimeInterval: 0.05) }

    /// What `source.c` is compiled to, each time in a folder of another name.
    func object(_ options: [String] = [], source: String = "source.c") throws -> [UInt8] {
      let working = "\(folder)/working-\(UUID().uuidString)"
      try File.createFolder(working)
      defer { try? FileManager.default.removeItem(atPath: working) }
      try File.write([UInt8]("enum { OWN = 5 };".utf8), to: "\(working)/own.h")
      try CompilationCache(checkoutOf: "\(folder)/sim", limit: limit).run(
        .clang(clang),
        ["--target=riscv32-unknown-elf", "-std=c23", "-ffreestanding", "-c"] + options + [
          "-I", "\(folder)/first", "-I", "\(folder)/second", "-I", working, "\(folder)/\(source)",
        ], writing: [("-o", "\(working)/object.o")], in: working)
      return try File.read("\(working)/object.o")
    }
  }

  private func withCheckout(_ body: (Checkout) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for name in ["sim/system", "bin", "first", "second"] { try File.createFolder("\(folder)/\(name)") }
      let checkout = Checkout(folder: folder)
      let tools = try Tools()
      for (name, tool) in [("clang", tools.clang), ("swiftc", try tools.swiftCompiler())] {
        try checkout.write(
          """
          #!/bin/sh
          for argument in "$@"; do case $argument in *.c|*.S|*.swift) file=$argument ;; esac; done
          echo "${file##*/}" >>'\(folder)/runs'
          '\(tool)' "$@" || exit
          test ! -e '\(folder)/meanwhile' || . '\(folder)/meanwhile'
          """, to: "bin/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/bin/\(name)")
      }
      try checkout.write("enum { SIZE = 4 };", to: "second/size.h")
      try checkout.write("text", to: "text")
      try checkout.write(
        """
        #include <stdint.h>
        #include "size.h"
        #include "own.h"
        const char text[] = {
        #embed "text"
        };
        #ifdef MORE
        uint32_t more;
        #endif
        uint8_t bytes[SIZE + OWN];
        """, to: "source.c")
      checkout.wait()
      try body(checkout)
    }
  }

  @Test("what has not changed is not compiled again")
  func unchanged() throws {
    try withCheckout { checkout in
      let first = try checkout.object()
      #expect(try checkout.object() == first)
      #expect(checkout.runs.count == 1 && checkout.entries.count == 1)
      // One that fails is compiled each time.
      for _ in 1...2 { #expect(throws: BuildError.self) { try checkout.object(["-DSIZE=!"]) } }
      #expect(checkout.runs.count == 3 && checkout.entries.count == 1)
    }
  }

  @Test(
    "what has changed is",
    arguments: ["second/size.h", "first/size.h", "text", "source.c", "bin/clang", "options", "stdint.h"])
  func changed(what: String) throws {
    try withCheckout { checkout in
      let first = try checkout.object()
      let options = what == "options" ? ["-DMORE"] : []
      switch what {
      case "second/size.h", "first/size.h": try checkout.write("enum { SIZE = 8 };", to: what)
      case "text": try checkout.write("next", to: what)
      case "source.c": try checkout.write("int other;", to: what)
      // One beside the source goes before that of the compiler.
      case "stdint.h": try checkout.write("typedef unsigned char uint8_t; typedef int uint32_t;", to: "first/stdint.h")
      case "bin/clang":
        let script = try String(contentsOfFile: checkout.clang, encoding: .utf8)
        try (script + "# another version\n").write(toFile: checkout.clang, atomically: false, encoding: .utf8)
      default: break
      }
      checkout.wait()
      let second = try checkout.object(options)
      #expect(checkout.runs.count == 2)
      #expect((second == first) == (what == "bin/clang" || what == "stdint.h"))
      #expect(try checkout.object(options) == second)
      #expect(checkout.runs.count == 2)
    }
  }

  @Test("a header that changes while the compiler runs is seen the next time")
  func changedMeanwhile() throws {
    try withCheckout { checkout in
      try checkout.write("echo 'enum { SIZE = 8 };' >'\(checkout.folder)/second/size.h'", to: "meanwhile")
      let first = try checkout.object()
      try FileManager.default.removeItem(atPath: "\(checkout.folder)/meanwhile")
      checkout.wait()
      let second = try checkout.object()
      #expect(second != first && checkout.runs.count == 2)
    }
  }

  @Test("a source that reads what the compiler does not list is compiled each time")
  func unlisted() throws {
    try withCheckout { checkout in
      let reader = "__asm__(\".incbin \\\"\(checkout.folder)/text\\\"\");"
      try checkout.write(reader, to: "source.c")
      checkout.wait()
      let first = try checkout.object()
      try checkout.write("next", to: "text")
      checkout.wait()
      let second = try checkout.object()
      #expect(second != first && checkout.runs.count == 2 && checkout.entries.isEmpty)
    }
  }

  @Test("a damaged entry is not used", arguments: ["bit", "cut", "empty", "another"])
  func damaged(how: String) throws {
    try withCheckout { checkout in
      let first = try checkout.object()
      let name = try #require(checkout.entries.first)
      let entry = "\(checkout.folder)/.build/compiled/\(name)"
      var bytes = try File.read(entry)
      switch how {
      case "bit": bytes[bytes.count / 2] ^= 1
      case "cut": bytes.removeLast()
      case "empty": bytes = []
      default:
        _ = try checkout.object(["-DMORE"])
        let other = try #require(checkout.entries.first { $0 != name })
        bytes = try File.read("\(checkout.folder)/.build/compiled/\(other)")
      }
      try File.write(bytes, to: entry)
      let runs = checkout.runs.count
      #expect(try checkout.object() == first)
      #expect(checkout.runs.count == runs + 1)
      #expect(try checkout.object() == first)
      #expect(checkout.runs.count == runs + 1)
    }
  }

  @Test("what nobody has used for the longest time goes")
  func bounded() throws {
    try withCheckout { checkout in
      var checkout = checkout
      checkout.limit = 4
      for number in 1...4 {
        _ = try checkout.object(["-DNUMBER=\(number)"])
        checkout.wait()
      }
      _ = try checkout.object(["-DNUMBER=1"])
      #expect(checkout.entries.count == 4 && checkout.runs.count == 4)
      checkout.wait()
      _ = try checkout.object(["-DNUMBER=5"])
      #expect(checkout.entries.count == 2 && checkout.runs.count == 5)
      for number in [1, 5] { _ = try checkout.object(["-DNUMBER=\(number)"]) }
      #expect(checkout.runs.count == 5)
    }
  }

  @Test("many at once get the same, and leave nothing unfinished")
  func parallel() throws {
    try withCheckout { checkout in
      let objects = Mutex<[[UInt8]]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { number in
        let object = (try? checkout.object(number < 4 ? [] : ["-DMORE"])) ?? []
        objects.withLock { $0.append(object) }
      }
      let found = objects.withLock { $0 }
      #expect(found.count == 8 && Set(found).count == 2 && !found.contains([]))
      #expect(checkout.entries.count == 2 && !checkout.entries.contains { $0.hasSuffix(".partial") })
    }
  }

  @Test("a system is built the second time without a compiler, but for the table of its images")
  func system() throws {
    try withCheckout { checkout in
      for name in ["system", "programs"] {
        try? FileManager.default.removeItem(atPath: "\(checkout.folder)/sim/\(name)")
        try FileManager.default.copyItem(
          atPath: "\(Programs.root)/sim/\(name)", toPath: "\(checkout.folder)/sim/\(name)")
      }
      checkout.wait()
      let system = "\(checkout.folder)/sim/system"
      let tools = Tools(clang: checkout.clang, linker: try Tools().linker)
      var random = SeededGenerator(seed: 2048)
      let identity = try DeviceIdentity.repeatable(bits: 2048, using: &random)
      let processor = try PublicKey(name: "the device", pem: RSAKey(identity).publicPEM())
      func build() throws -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        return try SystemBuilder(tools: tools, folder: system).build(
          [
            .init("\(system)/programs/authenticated/a.swift"), .init("\(system)/programs/authenticated/b.c"),
            .init("\(system)/programs/segments/program.json", name: "makers"),
          ], processor: processor, certified: ["a", "b"], using: &generator
        ).program.bytes
      }
      let first = try build()
      #expect(checkout.runs.count > 40)
      for _ in 1...2 {
        try? FileManager.default.removeItem(atPath: "\(checkout.folder)/runs")
        #expect(try build() == first)
        #expect(checkout.runs.filter { $0 != "join.S" } == ["programs.S"])
      }
    }
  }
}
