import Reference

/// Why a program cannot be encrypted or decrypted as asked.
public struct ImageError: Error, Equatable, CustomStringConvertible {
  /// The program, key file or manifest at fault.
  public let file: String
  /// The name of the region at fault; nil when it is the whole file.
  public let region: String?
  public let problem: Problem

  public enum Problem: Equatable, Sendable {
    // Where the region is.
    case noSections
    case unknownSection(String, existing: [String])
    case notAllocated(section: String)
    case noContents(section: String)
    case notLoaded(section: String)
    case sharesFileBytes(section: String, other: String)
    case notAdjacent(section: String, following: String)
    case contentsInRange(section: String)
    /// `what` is not a multiple of 64.
    case unaligned(what: String, value: UInt64)
    case wraps(base: UInt64, size: UInt64)
    case empty
    // Regions among each other.
    case duplicateSegment(UInt8, other: String)
    case duplicateName
    case overlaps(other: String)
    case nonceReused(other: String)
    // Algorithm and key.
    case unknownAlgorithm(String)
    case noKey(algorithm: String)
    case superfluousKey(String)
    case unknownKey(String, existing: [String])
    case wrongKeyLength(key: String, algorithm: String, expected: Int, actual: Int)
    case equalKeyHalves(key: String)
    case cipher(reason: String)
    // The manifest.
    case unknownVersion(Int)
    case wrongProgram(expected: String, actual: String)
    case movedRegion(expected: String, actual: String)
    case wrongKeySegment(UInt8)
    // Entry points.
    case unknownSymbol(String)
    case entryPointOutside(String)
    case oddEntryPoint(String)
    case tooManyEntryPoints(Int)
    // Key entries and the loader's table.
    case noOwner
    case otherOwner(file: String)
    case duplicateKey(String)
    case unknownRegion(String, existing: [String])
    case wrongEntryLength(expected: Int, actual: Int)
    case malformedEntry
    case hasTable
    case noTable
    case nameTooLong
    /// A program that installs its regions itself has no room for `bytes` at `symbol`.
    case noPlace(symbol: String, bytes: Int)
  }

  public var description: String {
    file + (region.map { ": region \"\($0)\"" } ?? "") + ": \(problem)"
  }
}

extension ImageError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSections:
      "names no section; name at least one, or give a range"
    case .unknownSection(let section, let existing):
      "there is no section \"\(section)\"; the sections are \(existing.joined(separator: ", "))"
    case .notAllocated(let section):
      "section \"\(section)\" is not in memory when the program runs; choose another"
    case .noContents(let section):
      "section \"\(section)\" has no contents in the file, so that the processor would decrypt the loader's zeros to "
        + "noise; compile with -fno-zero-initialized-in-bss, or mark the region \"stack\" if it is written first"
    case .notLoaded(let section):
      "no loadable segment brings section \"\(section)\" to its address; link with sim/programs/keyline.ld"
    case .sharesFileBytes(let section, let other):
      "section \"\(section)\" shares bytes of the file with \"\(other)\"; link again without overlapping sections"
    case .notAdjacent(let section, let following):
      "section \"\(following)\" does not begin where \"\(section)\" ends; make each a region of its own"
    case .contentsInRange(let section):
      "its range holds section \"\(section)\", whose contents would stay in plaintext; name the section instead"
    case .unaligned(let what, let value):
      "\(what) is \(hexadecimal(value)), not a multiple of 64 (a cache line); link with sim/programs/keyline.ld, or "
        + "write \". = ALIGN(64);\" at the beginning and the end of the section in your linker script"
    case .wraps(let base, let size):
      "base \(hexadecimal(base)) with \(hexadecimal(size)) bytes goes beyond the 32-bit address space; move or shorten it"
    case .empty:
      "is empty; remove it from the plan, or give it at least 64 bytes"
    case .duplicateSegment(let segment, let other):
      "segment \(segment) is also that of region \"\(other)\"; give each region its own number"
    case .duplicateName:
      "two regions have this name; give each its own"
    case .overlaps(let other):
      "overlaps region \"\(other)\"; give each address to one region"
    case .nonceReused(let other):
      "has the key and the nonce of region \"\(other)\", so that equal lines would show; choose another nonce or seed"
    case .unknownAlgorithm(let name):
      "unknown algorithm \"\(name)\"; choose one of \(Algorithm.allCases.map(\.name).joined(separator: ", "))"
    case .noKey(let algorithm):
      "names no key, but \(algorithm) needs one; add \"key\" with a name from the key file"
    case .superfluousKey(let key):
      "names key \"\(key)\", but algorithm none takes no key; remove one of them"
    case .unknownKey(let key, let existing):
      "there is no key \"\(key)\"; the keys are \(existing.joined(separator: ", "))"
    case .wrongKeyLength(let key, let algorithm, let expected, let actual):
      "key \"\(key)\" has \(actual) bytes, but \(algorithm) needs \(expected)"
    case .equalKeyHalves(let key):
      "the two halves of key \"\(key)\" are equal, which XTS forbids; generate another key"
    case .cipher(let reason):
      "encryption failed: \(reason)"
    case .unknownVersion(let version):
      "manifest version \(version) is unknown; this Keyline reads version \(Manifest.currentVersion)"
    case .wrongProgram(let expected, let actual):
      "belongs to another program: SHA-256 \(expected) is expected, the program has \(actual)"
    case .movedRegion(let expected, let actual):
      "is at \(expected) in the manifest, but at \(actual) in the program; they do not belong together"
    case .wrongKeySegment(let segment):
      "shares the key of segment \(segment), but no earlier region with the same key and algorithm has that segment"
    case .unknownSymbol(let name):
      "the program has no symbol \"\(name)\"; entry points are named by global symbols"
    case .entryPointOutside(let name):
      "entry point \(name) is outside the region; name it with the region that holds it"
    case .oddEntryPoint(let name):
      "entry point \(name) is at an odd address; instructions begin at even ones"
    case .tooManyEntryPoints(let count):
      "has \(count) entry points, but a key entry holds at most \(KeyEntry.maximalEntryPoints)"
    case .noOwner:
      "has no owner secret, which key entries carry; add \"owner\" with \(2 * KeyFile.ownerLength) random hexadecimal digits"
    case .otherOwner(let file):
      "has another owner secret than \(file); regions share a domain only under one, which their makers agree on"
    case .duplicateKey(let key):
      "brings key \"\(key)\", which another key file has brought; give each key a name of its own"
    case .unknownRegion(let name, let existing):
      "there is no region \"\(name)\" to bring an entry for; the regions are \(existing.joined(separator: ", "))"
    case .wrongEntryLength(let expected, let actual):
      "its entry has \(actual) bytes, but this processor's have \(expected); have it made for this processor"
    case .malformedEntry:
      "its entry is not an even number of hexadecimal digits"
    case .hasTable:
      "has the entries of a processor already; start from the program as keyline encrypt wrote it"
    case .noTable:
      "has no section \(ELFFile.noteSection) with key entries; make it with keyline image"
    case .noPlace(let symbol, let bytes):
      "the program has no place \(symbol) with \(bytes) bytes in a section with contents; define the symbol, and reserve them there"
    case .nameTooLong:
      "its name is too long for the image; shorten it"
    }
  }
}
