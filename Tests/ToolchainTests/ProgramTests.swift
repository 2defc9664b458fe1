import Foundation
import Testing

@testable import Toolchain

@Suite struct ProgramTests {
  /// Compiles the C sources of a program for the host, runs it and gives what its `main` returns.
  private func runOnHost(_ name: String) throws -> UInt32 {
    try withTemporaryFolder { folder in
      let source = "\(Programs.folder)/\(name)"
      let wrapper = """
        #include <stdio.h>
        int program_main(void);
        int main(void) { FILE *file = fopen("result", "w"); return !file || fprintf(file, "%08x", program_main()) < 0; }
        """
      try Data(wrapper.utf8).write(to: URL(fileURLWithPath: "\(folder)/host.c"))
      let tools = try Tools()
      let sources = try ProgramDescription(folder: source).objects.flatMap(\.sources)
        .filter { $0.hasSuffix(".c") && !$0.contains("common/") }
      var objects: [String] = []
      for file in sources {
        objects.append("\(folder)/\(objects.count).o")
        try Tools.run(
          tools.clang, ["-std=c23", "-O1", "-Dmain=program_main", "-c", file, "-o", objects[objects.count - 1]],
          in: source)
      }
      try Tools.run(tools.clang, ["host.c", "-o", "host"] + objects, in: folder)
      try Tools.run("\(folder)/host", [], in: folder)
      let result = try String(contentsOfFile: "\(folder)/result", encoding: .utf8)
      return try #require(UInt32(result, radix: 16))
    }
  }

  @Test func sha256ProgramComputesTheDigest() throws {
    let text = try File.read("\(Programs.folder)/sha256/text.txt")
    let word = sha256(text).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    #expect(try runOnHost("sha256") == word)
  }

  @Test func figure3ProgramSortsTheMessageAndMultiplies() throws {
    let message = String(decoding: try File.read("\(Programs.folder)/figure3/message.txt"), as: UTF8.self)
    let words = message.split { $0 == " " || $0 == "\n" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let sorted = Array(words.map { "\($0)\n" }.joined().utf8)
    // The first matrix moves every row of the second up by one.
    let product: [UInt32] = [0, 3, 0, 0, 0, 0, 5, 0, 1, 0, 0, 11, 2, 0, 0, 7]
    let productBytes = product.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(try runOnHost("figure3") == crc32(sorted) ^ crc32(productBytes))
  }

  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { remainder, byte in
      (0..<8).reduce(remainder ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  @Test(arguments: ["figure3", "sha256"]) func buildsWholeLinesThatNeedNoLibrary(name: String) throws {
    let built = try Programs.builder().build(name)
    for region in built.description.plan.regions { _ = try built.program.place(region) }
    #expect(built.program.address(of: "finished") != nil && built.program.address(of: "exit_code") != nil)
    #expect(built.program.segments.allSatisfy { $0.address.isMultiple(of: 64) && $0.memorySize.isMultiple(of: 64) })
    // Everything is in the file, and the call from plaintext start-up code is there.
    #expect(built.program.sections.allSatisfy { !$0.isAllocated || !$0.isWithoutContents })
    #expect(built.objects.count == built.description.objects.count)
  }

  @Test func anUnchangedProgramIsNotBuiltAgain() throws {
    try withTemporaryFolder { folder in
      let tools = try Tools()
      let real = ProgramBuilder(tools: tools, programs: Programs.folder, output: folder)
      let first = try real.build("sha256")
      let file = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
      let date = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")[.modificationDate] as? Date
      #expect(try real.build("sha256").program.bytes == first.program.bytes)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [file])
      #expect(
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")[.modificationDate] as? Date == date)
      // Another folder gives the same bytes: no path gets into a program.
      #expect(try Programs.builder().build("sha256").program.bytes == first.program.bytes)
    }
  }

  @Test func missingToolsAreNamed() {
    let error = #expect(throws: BuildError.self) { try Tools(environment: ["PATH": "/nowhere"]) }
    #expect(error?.description.contains("clang not found: it comes with the Swift toolchain") == true)
    let given = #expect(throws: BuildError.self) { try Tools(environment: ["CLANG": "/no/clang"]) }
    #expect(given?.description == "/no/clang not found: CLANG names it; correct or unset CLANG")
    #expect(throws: BuildError.missingTool(name: "/no/lld", advice: "LLD names it; correct or unset LLD")) {
      var environment = ProcessInfo.processInfo.environment
      environment["LLD"] = "/no/lld"
      _ = try Tools(environment: environment)
    }
  }

  /// A folder of programs with one program `broken`, whose description is `json` and whose only source is `source`.
  private func build(_ json: String, source: String = "int main(void) { return 0; }") throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/broken", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: "\(Programs.folder)/keyline.ld", toPath: "\(folder)/keyline.ld")
      try Data(json.utf8).write(to: URL(fileURLWithPath: "\(folder)/broken/program.json"))
      try Data(source.utf8).write(to: URL(fileURLWithPath: "\(folder)/broken/main.c"))
      defer {
        let left = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/output")) ?? []
        #expect(left.isEmpty, "a failed build leaves nothing")
      }
      _ = try ProgramBuilder(tools: try Tools(), programs: folder, output: "\(folder)/output").build("broken")
    }
  }

  private func description(objects: String) -> String {
    #"{"name": "broken", "summary": "", "objects": [\#(objects)]}"#
  }

  private func object(_ name: String, uses: String = "") -> String {
    #"{"name": "\#(name)", "address": "0x1000", "sources": ["main.c"], "uses": [\#(uses)], "regions": []}"#
  }

  @Test func compilerErrorsAreShown() {
    let error = #expect(throws: BuildError.self) {
      try build(description(objects: object("a")), source: "int main(void) { return nothing; }")
    }
    #expect(error?.description.contains("main.c:1:25: error: use of undeclared identifier 'nothing'") == true)
  }

  @Test func undefinedSymbolsAreShown() {
    let error = #expect(throws: BuildError.self) {
      try build(description(objects: object("a")), source: "int other(void); int main(void) { return other(); }")
    }
    #expect(error?.description.contains("undefined symbol: other") == true)
  }

  @Test func contradictoryDescriptionsAreRefused() {
    func reason(_ objects: String) -> String {
      let error = #expect(throws: BuildError.self) { try build(description(objects: objects)) }
      return error?.description ?? ""
    }
    #expect(reason(object("a", uses: #""b""#)).hasSuffix(#"object "a" uses "b", which is not an object"#))
    #expect(reason(object("a") + "," + object("a")).contains("have one name"))
    #expect(reason(object("broken")).contains("have one name"))
    #expect(reason(object("a/b")).contains(#"name "a/b" must consist of letters"#))
    #expect(
      reason(object("a", uses: #""b""#) + "," + object("b", uses: #""a""#)).contains("a, b use one another in a circle")
    )
  }

  @Test func malformedDescriptionsNameTheField() {
    func reason(_ json: String) -> String {
      let error = #expect(throws: FileError.self) { try build(json) }
      return error.map { "\($0)" } ?? ""
    }
    #expect(reason("{").contains("program.json: the file: Unexpected end of file"))
    #expect(reason("{}").hasSuffix("program.json: name: is missing; add it"))
    #expect(
      reason(description(objects: object("a").replacing("0x1000", with: "4096")))
        .hasSuffix("objects[0].address: \"4096\" is not a 64-bit hexadecimal number such as \"0x80010000\""))
    #expect(
      reason(description(objects: object("a").replacing("[\"main.c\"]", with: "3"))).contains("objects[0].sources: "))
  }
}
