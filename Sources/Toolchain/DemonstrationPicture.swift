extension Picture {
  /// The picture of the demonstration: a padlock and a key on a desk, 256 x 160 pixels, the same on every machine.
  ///
  /// It is drawn with signed distance functions: each shape tells how far a point is from its edge, negative inside.
  public static func demonstration() throws(PictureError) -> Picture {
    var picture = try Picture(width: 256, height: 160)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let colour = demonstrationColour(at: Point(Double(x) + 0.5, Double(y) + 0.5))
        picture[x, y] = SIMD3<UInt8>((colour.clamped(lowerBound: .zero, upperBound: .one) * 255).rounded(.down))
      }
    }
    return picture
  }
}

private typealias Point = SIMD2<Double>
private typealias Colour = SIMD3<Double>

extension Colour {
  fileprivate static let night = Colour(0.09, 0.15, 0.26)
  fileprivate static let wood = Colour(0.78, 0.53, 0.31)
  fileprivate static let darkWood = Colour(0.45, 0.27, 0.15)
  fileprivate static let brass = Colour(0.96, 0.76, 0.26)
  fileprivate static let darkBrass = Colour(0.74, 0.50, 0.12)
  fileprivate static let steel = Colour(0.80, 0.84, 0.88)
  fileprivate static let darkSteel = Colour(0.47, 0.53, 0.60)
  fileprivate static let ink = Colour(0.10, 0.09, 0.12)
  fileprivate static let paper = Colour(0.97, 0.95, 0.89)

  /// This colour, with as much of `other` as `amount` says (0 to 1).
  fileprivate func mixed(with other: Colour, _ amount: Double) -> Colour {
    self + (other - self) * (amount < 0 ? 0 : amount > 1 ? 1 : amount)
  }

  /// This colour under a shape of colour `other` at `distance`; its edge is one pixel soft.
  fileprivate func covered(by other: Colour, _ distance: Double, softness: Double = 1) -> Colour {
    mixed(with: other, 0.5 - distance / softness)
  }
}

/// From back to front: wall, moon, desk, shadows, padlock, key, name.
private func demonstrationColour(at point: Point) -> Colour {
  let desk = Colour.wood.mixed(with: .darkWood, (point.y - 92) / 68)
  var colour = Colour.night.covered(by: desk, 92 - point.y)
  colour = colour.covered(by: .paper, point.distance(to: Point(214, 34)) - 18)
  colour = colour.covered(by: .night, point.distance(to: Point(222, 29)) - 15)
  for (index, letter) in "KEYLINE".enumerated() {
    colour = colour.covered(
      by: .paper, letterDistance(letter, at: (point - Point(101 + 13 * Double(index), 26)) / 2) * 2)
  }

  let shadow = Point(7, 6)
  let depth = colour.mixed(with: .ink, 0.55)
  let shade = min(bodyDistance(point - shadow), shackleDistance(point - shadow), keyDistance(point - shadow * 0.5))
  colour = point.y > 88 ? colour.covered(by: depth, shade, softness: 6) : colour

  let shackle = shackleDistance(point)
  colour = colour.covered(by: .darkSteel, shackle).covered(by: .steel, shackle + 3)
  let body = bodyDistance(point)
  colour = colour.covered(by: .darkBrass, body)
  colour = colour.covered(by: Colour.brass.mixed(with: .darkBrass, (point.x - 58) / 90), body + 3)
  colour = colour.covered(by: .ink, keyholeDistance(point))

  let key = keyDistance(point)
  return colour.covered(by: .darkSteel, key).covered(by: .steel, key + 1.6)
}

private func bodyDistance(_ point: Point) -> Double {
  boxDistance(point, centre: Point(62, 104), halfSize: Point(36, 29), radius: 7)
}

/// A half ring on two legs.
private func shackleDistance(_ point: Point) -> Double {
  let ring = abs(point.distance(to: Point(62, 54)) - 21) - 6
  let leg = abs(abs(point.x - 62) - 21) - 6
  return point.y < 54 ? ring : max(leg, point.y - 84)
}

private func keyholeDistance(_ point: Point) -> Double {
  let slotWidth = 2.5 + max(0, point.y - 100) * 0.16
  let slot = max(abs(point.x - 62) - slotWidth, abs(point.y - 108) - 10)
  return min(point.distance(to: Point(62, 98)) - 6.5, slot)
}

/// A ring, a shaft and three teeth, turned so that three steps to the right go one step up (3 and 1 over √10).
private func keyDistance(_ point: Point) -> Double {
  let offset = point - Point(134, 134)
  let along = (offset.x * 3 - offset.y) / 10.0.squareRoot()
  let across = (offset.x + offset.y * 3) / 10.0.squareRoot()
  let key = Point(along, across)
  let ring = abs(key.distance(to: Point(0, 0)) - 12) - 4.5
  let shaft = boxDistance(key, centre: Point(58, 0), halfSize: Point(44, 3.5), radius: 1)
  let collar = boxDistance(key, centre: Point(20, 0), halfSize: Point(2.5, 6.5), radius: 1)
  let teeth = [(72.0, 6.0), (84.0, 9.0), (96.0, 7.0)].map { place, length in
    boxDistance(key, centre: Point(place, length), halfSize: Point(3.5, length), radius: 0.5)
  }
  return teeth.reduce(min(ring, shaft, collar), min)
}

private func boxDistance(_ point: Point, centre: Point, halfSize: Point, radius: Double) -> Double {
  let corner = Point(abs(point.x - centre.x), abs(point.y - centre.y)) - halfSize + Point(radius, radius)
  let outside = Point(max(corner.x, 0), max(corner.y, 0)).distance(to: .zero)
  return outside + min(max(corner.x, corner.y), 0) - radius
}

/// Five columns by seven rows of unit squares, the top row first; bit 4 is the left column.
private let letterRows: [Character: [UInt8]] = [
  "K": [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001],
  "E": [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
  "Y": [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100],
  "L": [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111],
  "I": [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b11111],
  "N": [0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001],
]

private func letterDistance(_ letter: Character, at point: Point) -> Double {
  guard let rows = letterRows[letter], (0..<5).contains(point.x), (0..<7).contains(point.y) else { return 1 }
  return rows[Int(point.y)] >> (4 - UInt8(point.x)) & 1 == 1 ? -1 : 1
}

extension Point {
  fileprivate func distance(to other: Point) -> Double {
    ((self - other) * (self - other)).sum().squareRoot()
  }
}
