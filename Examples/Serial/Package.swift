// swift-tools-version: 6.2
import PackageDescription

// A package that uses the hardware description language and nothing else of Keyline.
let package = Package(
  name: "Serial",
  dependencies: [.package(name: "Keyline", path: "../..")],
  targets: [
    .target(name: "Serial", dependencies: [.product(name: "HDL", package: "Keyline")]),
    .executableTarget(name: "emit", dependencies: ["Serial", .product(name: "HDL", package: "Keyline")]),
  ],
  swiftLanguageModes: [.v6]
)
