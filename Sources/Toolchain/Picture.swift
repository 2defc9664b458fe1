import CPNG

/// A picture in memory: rows from top to bottom, pixels from left to right, three bytes (red, green, blue; sRGB) each.
public struct Picture: Equatable, Sendable {
  /// In pixels.
  public let width: Int
  public let height: Int
  /// `3 * width * height` bytes.
  public private(set) var rgb: [UInt8]

  /// The longest side that is read: a demonstration simulates every line of the picture.
  public static let longestSide = 4096

  /// A picture of one colour.
  public init(width: Int, height: Int, colour: SIMD3<UInt8> = .zero) throws(PictureError) {
    try self.init(
      width: width, height: height,
      rgb: (0..<max(0, width) * max(0, height)).flatMap { _ in [colour.x, colour.y, colour.z] })
  }

  /// A picture of the given bytes, such as those that lie on the bus.
  public init(width: Int, height: Int, rgb: [UInt8]) throws(PictureError) {
    guard (1...Picture.longestSide).contains(width), (1...Picture.longestSide).contains(height) else {
      throw .size(width: width, height: height)
    }
    guard rgb.count == 3 * width * height else {
      throw .byteCount(rgb.count, expected: 3 * width * height)
    }
    self.width = width
    self.height = height
    self.rgb = rgb
  }

  /// The colour of a pixel.
  public subscript(x: Int, y: Int) -> SIMD3<UInt8> {
    get {
      let start = 3 * (y * width + x)
      return SIMD3(rgb[start], rgb[start + 1], rgb[start + 2])
    }
    set {
      let start = 3 * (y * width + x)
      rgb.replaceSubrange(start..<start + 3, with: [newValue.x, newValue.y, newValue.z])
    }
  }

  /// Reads a PNG file (ISO/IEC 15948). Grey levels and palettes become colours; transparent parts become white.
  public init(path: String) throws {
    try self.init(png: try File.read(path), name: path)
  }

  /// Reads a PNG file that is in memory; messages call it `name`.
  public init(png bytes: [UInt8], name: String) throws(PictureError) {
    self = try Picture.withImage { image throws(PictureError) in
      // libpng keeps the address of the file's bytes from the first call to the second.
      try bytes.withUnsafeBufferPointer { file throws(PictureError) in
        guard png_image_begin_read_from_memory(image, file.baseAddress, file.count) != 0 else {
          throw .notPNG(file: name, reason: Picture.message(of: image))
        }
        let width = Int(image.pointee.width)
        let height = Int(image.pointee.height)
        guard max(width, height) <= Picture.longestSide else { throw .size(width: width, height: height) }
        image.pointee.format = Picture.format
        var rgb = [UInt8](repeating: 0, count: 3 * width * height)
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(image, &white, &rgb, 0, nil) != 0 else {
          throw .notPNG(file: name, reason: Picture.message(of: image))
        }
        return try Picture(width: width, height: height, rgb: rgb)
      }
    }
  }

  /// Writes a PNG file, whole or not at all.
  public func write(to path: String) throws {
    try File.write([File.Output(path: path, bytes: try png())])
  }

  /// The contents of a PNG file.
  public func png() throws(PictureError) -> [UInt8] {
    try Picture.withImage { image throws(PictureError) in
      image.pointee.width = png_uint_32(width)
      image.pointee.height = png_uint_32(height)
      image.pointee.format = Picture.format
      var size: png_alloc_size_t = 0
      // Without a buffer libpng only tells how long the file will be.
      guard png_image_write_to_memory(image, nil, &size, 0, rgb, 0, nil) != 0 else {
        throw .notWritten(reason: Picture.message(of: image))
      }
      var bytes = [UInt8](repeating: 0, count: size)
      guard png_image_write_to_memory(image, &bytes, &size, 0, rgb, 0, nil) != 0 else {
        throw .notWritten(reason: Picture.message(of: image))
      }
      return Array(bytes.prefix(size))
    }
  }

  /// Three bytes a pixel, red first: PNG_FORMAT_RGB, which is a macro that Swift does not see.
  private static let format: png_uint_32 = 2

  /// libpng's state of one file, at an address that stays the same from call to call.
  private static func withImage<Result>(
    _ body: (UnsafeMutablePointer<png_image>) throws(PictureError) -> Result
  ) throws(PictureError) -> Result {
    let image = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
    image.initialize(to: png_image())
    image.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
    defer {
      png_image_free(image)
      image.deallocate()
    }
    return try body(image)
  }

  private static func message(of image: UnsafeMutablePointer<png_image>) -> String {
    withUnsafeBytes(of: image.pointee.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// Why a picture cannot be read, made or written.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  case notPNG(file: String, reason: String)
  case size(width: Int, height: Int)
  case byteCount(Int, expected: Int)
  case notWritten(reason: String)

  public var description: String {
    switch self {
    case .notPNG(let file, let reason):
      "\(file): cannot be read as a PNG picture (\(reason)); convert it to PNG"
    case .size(let width, let height):
      "a picture of \(width) x \(height) pixels is not possible; its sides must have 1 to \(Picture.longestSide) pixels"
    case .byteCount(let count, let expected):
      "\(count) bytes cannot fill the picture, which has \(expected)"
    case .notWritten(let reason):
      "the picture cannot be encoded as PNG: \(reason)"
    }
  }
}
