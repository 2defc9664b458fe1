import Pages

/// Keys, regions of the process, and the attribute registers that join them, drawn like figure 3 of the source documents.
struct RegionMap {
  let program: ProgramResult

  private struct Block {
    let name: String
    let base: UInt64
    let limit: UInt64
    /// The region's place in the result; nil for a plaintext section.
    let region: Int?
  }

  /// The figure's own reference numerals apply to the program that was modelled on it.
  private var isFigure3: Bool { program.regions.map(\.name) == ["Ta", "Da", "Tb", "Dc", "S"] }
  private var keys: [String] {
    program.regions.compactMap(\.key).reduce(into: []) { keys, key in if !keys.contains(key) { keys.append(key) } }
  }
  private var blocks: [Block] {
    let regions = program.regions.enumerated().map {
      Block(name: $1.name, base: $1.base, limit: $1.limit, region: $0)
    }
    let open = program.openSections.map { Block(name: $0.name, base: $0.base, limit: $0.limit, region: nil) }
    return (regions + open).sorted { $0.base < $1.base }
  }

  private let blockHeight = 46.0
  private let gap = 10.0
  private let top = 40.0
  private let spaceX = 330.0
  private let spaceWidth = 230.0
  private let registerX = 690.0

  var html: HTML {
    let height = top + Double(blocks.count) * (blockHeight + gap) + 14
    var drawing = Drawing(
      width: 960, height: height,
      description: "Region map: "
        + program.regions.map {
          "\($0.name) from \(addressText($0.base)) to \(addressText($0.limit)) under \($0.key ?? "no key"), "
            + "attribute register \($0.attribute)"
        }.joined(separator: "; "))
    drawing.text(isFigure3 ? "Key entries 11–14" : "Keys", x: 0, y: 16, style: "label")
    drawing.text(isFigure3 ? "Process space 31" : "Process space", x: spaceX, y: 16, style: "label")
    drawing.text(
      isFigure3 ? "Attribute register entries 22–26" : "Attribute registers", x: registerX, y: 16, style: "label")
    drawing.rectangle(
      x: spaceX - 8, y: top - 8, width: spaceWidth + 16, height: height - top + 2, style: "frame", radius: 8)

    let keyStep = (height - top) / Double(max(1, keys.count))
    func keyY(_ key: String) -> Double {
      top + keyStep * (Double(keys.firstIndex(of: key) ?? 0) + 0.5) - 4
    }
    let registerStep = (height - top) / Double(max(1, program.regions.count))
    for (index, block) in blocks.enumerated() {
      let y = top + Double(index) * (blockHeight + gap)
      if let number = block.region {
        let region = program.regions[number]
        let registerY = top + registerStep * (Double(number) + 0.5) - 4
        let tint = tint(region)
        if let key = region.key {
          drawing.curve(
            from: SIMD2(170, keyY(key)), to: SIMD2(spaceX - 8, y + blockHeight / 2), style: "wire \(tint)")
        }
        drawing.curve(
          from: SIMD2(spaceX + spaceWidth + 8, y + blockHeight / 2), to: SIMD2(registerX, registerY),
          style: "wire \(tint)")
        draw(region, number, at: registerY, tint, &drawing)
      }
      draw(block, at: y, &drawing)
    }
    for (index, key) in keys.enumerated() {
      let y = keyY(key)
      let algorithm = program.regions.first { $0.key == key }?.algorithm ?? ""
      drawing.rectangle(x: 1, y: y - 23, width: 169, height: 46, style: "box tint\(index % 4)", radius: 6)
      drawing.text(isFigure3 ? "\(11 + index)  \(key)" : key, x: 14, y: y - 2, style: "label")
      drawing.text(algorithm, x: 14, y: y + 14, style: "tick")
    }
    return drawing.html
  }

  private func draw(_ block: Block, at y: Double, _ drawing: inout Drawing) {
    let style = block.region.map { "box \(tint(program.regions[$0]))" } ?? "open"
    drawing.rectangle(x: spaceX, y: y, width: spaceWidth, height: blockHeight, style: style, radius: 6)
    let what = block.region.map { program.regions[$0] }
    let kind = what.map { $0.isStack ? "stack" : $0.rights.contains("x") ? "text" : "data" } ?? "plaintext"
    drawing.text(block.name, x: spaceX + 14, y: y + 20, style: "label")
    drawing.text(kind, x: spaceX + spaceWidth - 14, y: y + 20, style: "tick", anchor: .end)
    drawing.text(
      "\(addressText(block.base)) – \(addressText(block.limit))", x: spaceX + 14, y: y + 37, style: "tick mono")
  }

  private func draw(
    _ region: RegionResult, _ number: Int, at y: Double, _ tint: String, _ drawing: inout Drawing
  ) {
    drawing.rectangle(x: registerX, y: y - 23, width: 262, height: 46, style: "box \(tint)", radius: 6)
    let name = isFigure3 ? "\(22 + number)  \(region.name)" : region.name
    drawing.text(name, x: registerX + 14, y: y - 3, style: "label")
    drawing.text("register \(region.attribute)", x: registerX + 248, y: y - 3, style: "tick", anchor: .end)
    let key = region.key ?? "no key"
    drawing.text("\(region.algorithm) · \(region.rights) · \(key)", x: registerX + 14, y: y + 14, style: "tick")
  }

  private func tint(_ region: RegionResult) -> String {
    region.key.flatMap { keys.firstIndex(of: $0) }.map { "tint\($0 % 4)" } ?? "tint"
  }
}
