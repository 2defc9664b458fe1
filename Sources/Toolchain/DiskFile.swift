import Foundation
import Reference

/// A file as the medium of a block device. Every sector that is written goes into its place in the file at once; all others stay as they
/// are.
public final class DiskFile: Medium {
  public let sectors: UInt32
  private let descriptor: Int32

  /// Opens a file whose size is a multiple of a sector.
  ///
  /// - Throws: `FileError` when it is not, when there is no such file, and when it cannot be read and written.
  public init(path: String) throws(FileError) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path) : .unwritable(path, reason: String(cString: strerror(errno)))
    }
    do throws(FileError) {
      sectors = try Self.sectors(of: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  private static func sectors(of descriptor: Int32, _ path: String) throws(FileError) -> UInt32 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path, reason: "it is no file") }
    guard Int(status.st_size) % BlockDevice.sectorBytes == 0 else {
      throw .unreadable(
        path,
        reason: "its \(status.st_size) bytes are not whole sectors of \(BlockDevice.sectorBytes); "
          + "`truncate -s %\(BlockDevice.sectorBytes)` fills up the last one")
    }
    guard let sectors = UInt32(exactly: Int(status.st_size) / BlockDevice.sectorBytes) else {
      throw .unreadable(path, reason: "its \(status.st_size) bytes are more than 2^32 - 1 sectors")
    }
    return sectors
  }

  public func read(_ sector: UInt32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: BlockDevice.sectorBytes)
    return pread(descriptor, &bytes, bytes.count, Self.place(sector)) == bytes.count ? bytes : nil
  }

  public func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool {
    pwrite(descriptor, bytes, bytes.count, Self.place(sector)) == bytes.count
  }

  private static func place(_ sector: UInt32) -> off_t { off_t(sector) * off_t(BlockDevice.sectorBytes) }
}
