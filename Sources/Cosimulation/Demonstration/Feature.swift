/// A mechanism of the source documents, in words. The numbers are those that the specification cites (SF-n).
struct Feature {
  let number: Int
  let meaning: String

  private init(_ number: Int, _ meaning: String) {
    self.number = number
    self.meaning = meaning
  }

  /// Every mechanism that co-simulation can reach.
  static let all = [
    Feature(2, "Plaintext and encrypted programs and data live side by side"),
    Feature(4, "The unit sits between the level-1 cache and the bus: plaintext inside, ciphertext outside"),
    Feature(5, "A line is decrypted while it is filled"),
    Feature(6, "A line is encrypted whenever it goes out to the bus"),
    Feature(8, "Each processor has a secret key that no program can read"),
    Feature(9, "That key opens by itself what was encrypted for the processor"),
    Feature(10, "What was made for one processor is of no use to another"),
    Feature(12, "Several attribute registers, one for each region, are active at once"),
    Feature(14, "A region's key serves its own process only"),
    Feature(15, "A region has a start address"),
    Feature(16, "A region has an end address or a size"),
    Feature(17, "Each region has its own algorithm; an unknown one is refused"),
    Feature(18, "Several regions can use one stored key"),
    Feature(19, "128-bit and 256-bit keys are in use side by side"),
    Feature(20, "Regions have rights: read, write, execute"),
    Feature(21, "A key comes with an authenticator; a forged one is refused"),
    Feature(23, "Instructions of encrypted code are decrypted when they are fetched"),
    Feature(24, "What goes to the stack is encrypted by itself"),
    Feature(25, "Data is encrypted when written and decrypted when read"),
    Feature(26, "Plaintext exists in the cache and the registers only"),
    Feature(27, "Encrypted data can be opened to plaintext mode, but only by choice"),
    Feature(29, "Ordinary plaintext execution goes on unchanged"),
    Feature(37, "Registers carry the process's number and stay in the processor across switches"),
    Feature(38, "Another process cannot use those registers while it runs"),
    Feature(39, "A full table is refused, and nothing is overwritten silently"),
    Feature(42, "Encrypted code without a key is refused"),
    Feature(43, "One default key can serve a whole process"),
    Feature(44, "Each region can have a key of its own, which comes in an entry"),
    Feature(45, "A program names its regions by segment numbers"),
    Feature(46, "Encrypted code can set up a region with a key of its own"),
    Feature(54, "The operating system brings entries, but cannot open them or slip in its own"),
    Feature(55, "Regions come and go while a program runs"),
    Feature(59, "cryptomode with a target enters encrypted mode there"),
    Feature(60, "cryptomode without a target enters it at the next instruction"),
    Feature(61, "retmode with a target leaves encrypted mode there"),
    Feature(62, "retmode without a target leaves it at the next instruction"),
    Feature(63, "In between, everything executed is treated as encrypted"),
    Feature(64, "Code under another key is entered by cryptomode only"),
    Feature(66, "Back-links in the processor restore the caller's mode and key on return"),
    Feature(67, "Encrypted code can call plaintext code and come back"),
    Feature(70, "Explicit mode works with the default key alone"),
    Feature(71, "In automatic mode, fetching from a region enters encrypted mode"),
    Feature(72, "In automatic mode, fetching outside leaves it"),
    Feature(73, "In automatic mode, crossing into another region changes the key"),
    Feature(75, "Code of a region is not executed in plaintext mode"),
    Feature(76, "Each process chooses explicit or automatic mode shifting"),
  ]
}
