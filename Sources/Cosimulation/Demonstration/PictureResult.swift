/// What the demonstration found out about the picture.
public struct PictureResult: Codable, Hashable, Sendable {
  /// The file, nil for the picture that comes with Keyline.
  public var file: String?
  public var width: Int
  public var height: Int
  public var bytes: Int
  public var lines: Int
  public var algorithm: String
  /// Lines that came back equal to what had been written.
  public var linesEqual = 0
  /// Lines of which a process without the key saw the ciphertext and nothing else.
  public var linesSeenAsCiphertext = 0
  /// Requests refused: from plaintext mode, and in the name of a process that does not run.
  public var refusedInPlaintextMode = 0
  public var refusedToImpostor = 0
  /// Lines that gave the same ciphertext when the picture was written again: all of them, as XTS is deterministic.
  public var linesSameWhenRewritten = 0
  /// Different contents among the lines, before and after encryption.
  public var distinctPlaintextLines = 0
  public var distinctCiphertextLines = 0
  /// Lines that crossed the bus unchanged under algorithm `none`, for contrast: all of them.
  public var linesOpenWithoutEncryption = 0
  public var plaintext: ByteStatistics
  public var ciphertext: ByteStatistics
  public var entropy: EntropyComparison
}

/// The same memory as four observers see it, as PNG files.
public struct DemonstrationPictures: Hashable, Sendable {
  /// Read back through the unit.
  public let processor: [UInt8]
  /// On the bus, while it was written.
  public let bus: [UInt8]
  /// Loaded by a process without the key.
  public let outsider: [UInt8]
  /// On the bus, under algorithm `none`.
  public let busWithoutEncryption: [UInt8]
}
