// swift-tools-version: 6.2
import PackageDescription

// Elaboration, the golden model and the co-simulation loop run often in every test: optimise them in debug builds too.
// SwiftPM takes no package with such flags as a dependency; there (in `checkouts`) the ordinary settings apply.
let isDependency = Context.packageDirectory.contains("/checkouts/")
let optimised: [SwiftSetting] = isDependency ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]
// Error messages name the place a function of the language was called from by its return address. Functions that differ
// only in constants must not become one, which the place would then lie in.
let unmerged: [SwiftSetting] = isDependency ? [] : [.unsafeFlags(["-Xllvm", "-swiftmergefunc-threshold=0"])]
// A design is elaborated, and a co-simulation runs, on one task, and no callback changes what is being read, so the run-time
// checks for overlapping access to class members find nothing; they would be a twelfth of the time. The checks at compile time
// stay.
let unwatched: [SwiftSetting] = isDependency ? [] : [.unsafeFlags(["-enforce-exclusivity=unchecked"])]

let package = Package(
  name: "Keyline",
  products: [
    .library(name: "HDL", targets: ["HDL"]),
    .library(name: "HDLDocumentation", targets: ["HDLDocumentation"]),
    .executable(name: "keyline", targets: ["keyline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The hardware description language. Depends on nothing else of Keyline.
    .target(name: "CCallerAddress"),
    .target(name: "HDL", dependencies: ["CCallerAddress"], swiftSettings: optimised + unmerged + unwatched),

    // Pages for people: HTML and SVG in one look. Depends on nothing.
    .target(name: "Pages"),

    // Diagrams, manual and index of a design that is written in HDL.
    .target(name: "HDLDocumentation", dependencies: ["HDL", "Pages"]),

    // The processor's hardware, written in HDL.
    .target(name: "Hardware", dependencies: ["HDL"]),

    // The golden model. Depends on nothing of ours.
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
    .target(name: "Reference", dependencies: ["COpenSSL", "CGMP"], swiftSettings: optimised),

    // Verilog text -> Verilator -> loaded model -> typed Swift ports.
    .target(name: "CSimulation"),
    .target(name: "Simulation", dependencies: ["HDL", "CSimulation"], swiftSettings: optimised),

    // Properties -> SymbiYosys -> proofs, counterexamples, covers.
    .target(name: "Formal", dependencies: ["HDL", "Simulation"], swiftSettings: optimised),

    // Random designs in every simulator and through synthesis.
    .target(name: "Fuzzing", dependencies: ["HDL", "Simulation"], swiftSettings: optimised),

    // Verilog -> Yosys -> nextpnr: area and timing on an FPGA, and the boards.
    .target(
      name: "Prototype",
      dependencies: ["Cosimulation", "HDL", "Hardware", "Pages", "Reference", "Simulation", "Toolchain"],
      swiftSettings: optimised),

    // Program images: encrypted ELF sections and their manifests, and the picture of the demonstration.
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .target(name: "Toolchain", dependencies: ["Reference", "COpenSSL", "CPNG"], swiftSettings: optimised),

    // Hardware and golden model side by side.
    .target(
      name: "Cosimulation",
      dependencies: ["Hardware", "Pages", "Reference", "Simulation", "Toolchain"],
      swiftSettings: optimised + unwatched),

    .executableTarget(
      name: "keyline",
      dependencies: [
        "Cosimulation", "Formal", "Fuzzing", "HDLDocumentation", "Prototype", "Toolchain",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The published vectors, for the tests of golden model and hardware.
    .target(name: "Vectors", dependencies: ["CGMP", "COpenSSL"], path: "Tests/Vectors"),

    // Elaboration, checks and emission on the designs on which other languages were measured.
    .executableTarget(
      name: "ElaborationBenchmark", dependencies: ["HDL"], path: "Benchmarks/Elaboration",
      exclude: ["amaranth_designs.py"]),

    // The modules of the tutorial. The folder is a package of its own, which uses the HDL product only.
    .target(name: "TutorialSamples", dependencies: ["HDL"], path: "Examples/Serial/Sources/Serial"),

    // The simulation in this process, beside Verilator's models.
    .executableTarget(
      name: "SimulationBenchmark", dependencies: ["Hardware", "Simulation"], path: "Benchmarks/Simulation"),

    .testTarget(name: "HDLTests", dependencies: ["HDL", "Simulation", "TutorialSamples"]),
    .testTarget(name: "FormalTests", dependencies: ["Formal", "Hardware", "TutorialSamples"]),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"], exclude: ["Regressions"]),
    .testTarget(name: "HDLDocumentationTests", dependencies: ["HDLDocumentation", "Hardware"]),
    .testTarget(
      name: "HardwareTests",
      dependencies: ["Cosimulation", "Hardware", "Reference", "Simulation", "Toolchain", "Vectors"]),
    .testTarget(
      name: "PrototypeTests",
      dependencies: ["Cosimulation", "HDL", "Hardware", "Prototype", "Reference", "Simulation", "Toolchain"]),
    .testTarget(name: "ReferenceTests", dependencies: ["COpenSSL", "Reference", "Vectors"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
    .testTarget(name: "ToolchainTests", dependencies: ["Toolchain", "Reference"]),
    .testTarget(name: "CosimulationTests", dependencies: ["Cosimulation", "Pages", "Vectors"]),
    .testTarget(name: "KeylineTests", dependencies: ["Cosimulation", "keyline", "Reference", "Toolchain"]),
  ],
  swiftLanguageModes: [.v6]
)
