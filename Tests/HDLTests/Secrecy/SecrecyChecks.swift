import Foundation
import HDL
import Testing

private let lineBeforeLock = #line + 1

final class Lock: Module {
  let code = In(32, "what opens it").secret()
  let guess = In(32)
  let open = Out()
  override func build() { open <== (code == guess) }
}

/// A module with a secret and a public input of each kind, and one public output.
final class Vault: Module {
  let key = In(8).secret()
  let door = In().secret()
  let a = In(8)
  let p = In()
  let result = Out(8)
  let store = Memory(depth: 256, width: 8)
  private let body: (Vault) -> Void

  init(_ body: @escaping (Vault) -> Void) {
    self.body = body
    super.init(name: "vault")
  }

  override func build() {
    ignore(key, door, a, p, store[0])
    body(self)
    when(p) { store.write(0, 0) }
  }
}

/// Elaborates what `body` builds. Lines count from the line of the call.
func vault(line: Int = #line, _ body: @escaping (Vault) -> Void) -> Report { report(Vault(body), line: line) }

/// What a secret reaches, and how it is told.
@Suite struct SecrecyChecks {
  /// Every construct with a value and a bit: secret ones make the result secret, public ones leave it public.
  private static let constructs: [(name: String, body: @Sendable (Vault, Bits, Bit) -> Void)] = [
    ("arithmetic", { m, x, _ in m.result <== ((x + 1) - m.a) & ~x | x ^ m.a }),
    ("product", { m, x, _ in m.result <== (x * m.a)[0...7] }),
    ("comparison", { m, x, _ in m.result <== cat(x == m.a, x != 0, x < m.a, x <= m.a, x.any, x.all, x.parity, m.p) }),
    ("signed comparison", { m, x, _ in m.result <== (x.signed < m.a.signed).bits.extended(to: 8) }),
    ("shifted value", { m, x, _ in m.result <== x << m.a }),
    ("amount of a shift", { m, x, _ in m.result <== m.a >> x[0...2] }),
    ("slice", { m, x, _ in m.result <== x[0].bits.extended(to: 8) }),
    ("choice", { m, _, bit in m.result <== mux(bit, m.a, 0) }),
    ("chosen value", { m, x, _ in m.result <== mux(m.p, x, 0) }),
    ("index", { m, x, _ in m.result <== select(x[0...1], from: [m.a, 1, 2, 3]) }),
    ("table entry", { m, x, _ in m.result <== select(m.a[0...1], from: [m.a, x, 2, 3]) }),
    (
      "register",
      { m, x, _ in
        let r = Reg(8).named("r")
        r <== x
        m.result <== r
      }
    ),
    (
      "registers in a ring",
      { m, x, _ in
        let r = Reg(8).named("r")
        let s = Reg(8).named("s")
        r <== s
        s <== mux(m.p, r, x)
        m.result <== r
      }
    ),
    (
      "wire with default",
      { m, x, bit in
        let w = Wire(8, default: x)
        when(m.p) { w <== 1 }
        m.result <== w
      }
    ),
    (
      "condition",
      { m, _, bit in
        let r = Reg(8).named("r")
        when(bit) { r <== 1 }
        m.result <== r
      }
    ),
    (
      "otherwise",
      { m, _, bit in
        let r = Reg(8).named("r")
        when(bit) {
        } otherwise: {
          when(m.p) { r <== m.a }
        }
        m.result <== r
      }
    ),
    (
      "match",
      { m, x, _ in
        match(x, [1: { m.result <== 1 }, 7: { m.result <== 0 }]) { m.result <== m.a }
      }
    ),
    (
      "memory data",
      { m, x, _ in
        m.store.write(m.a, x)
        m.result <== m.store[m.a]
      }
    ),
    (
      "memory address",
      { m, x, _ in
        m.store.write(x, m.a)
        m.result <== m.store[m.a]
      }
    ),
    (
      "memory mask",
      { m, x, _ in
        m.store.write(m.a, m.a, mask: x)
        m.result <== m.store[m.a]
      }
    ),
    (
      "memory condition",
      { m, _, bit in
        when(bit) { m.store.write(m.a, m.a) }
        m.result <== m.store[m.a]
      }
    ),
    ("read address", { m, x, _ in m.result <== m.store[x] }),
    ("clocked read", { m, x, _ in m.result <== m.store.read(x) }),
    ("enable of a clocked read", { m, _, bit in m.result <== m.store.read(m.a, enable: bit) }),
    ("crossing", { m, x, _ in m.result <== crossing(x, to: .main, "same clock") }),
  ]

  @Test(arguments: constructs.indices) func constructsSpreadSecrets(number: Int) {
    let (name, body) = Self.constructs[number]
    let secret = vault { body($0, $0.key, $0.door) }.problems
    let errors = secret.filter { !$0.contains(" note: ") }
    #expect(errors.count == 1, "\(name): \(secret)")
    #expect(errors.first?.contains("`vault.result` is public and depends on the secret") == true, "\(name): \(secret)")
    #expect(vault { body($0, $0.a, $0.p) }.problems == [], "\(name), public")
  }

  @Test func theWayIsTold() {
    let line = #line
    final class Door: Module {
      let code = In(8, "secret").secret()
      let guess = In(8)
      let open = Out()
      let fits = Reg(reset: false)
      override func build() {
        let same = (code == guess).named("same")
        fits <== same
        open <== fits
      }
    }
    report(Door(), line: line).expect(
      "+4:18 `door.open` is public and depends on the secret `code`: label the port `.secret()`, or `declassify` the value and say why",
      "+2:34 note: `code` is declared secret here", "+7:26 note: `same` depends on `code` here",
      "+8:14 note: `fits` depends on `same` here", "+9:14 note: `open` depends on `fits` here")
  }

  @Test func conditionsDecide() {
    let line = #line
    final class Timer: Module {
      let odd = In().secret()
      let p = In()
      let done = Out()
      let count = Reg(8, reset: 0)
      override func build() {
        when(p) { when(odd) { count <== count + 1 } }
        done <== count.all
      }
    }
    report(Timer(), line: line).expect(
      "+4:18 `timer.done` is public and depends on the secret `odd`: label the port `.secret()`, or `declassify` the value and say why",
      "+2:22 note: `odd` is declared secret here", "+7:37 note: `odd` decides about `count` here",
      "+8:14 note: `done` depends on `count` here")
  }

  @Test func memoriesAreNamed() {
    let line = #line
    final class Keys: Module {
      let slot = In(2)
      let data = In(8)
      let write = In()
      let read = Out(8)
      let keys = Memory(depth: 4, width: 8).secret()
      override func build() {
        when(write) { keys.write(slot, data) }
        read <== keys[slot]
      }
    }
    report(Keys(), line: line).expect(
      "+5:18 `keys.read` is public and depends on the secret `keys`: label the port `.secret()`, or `declassify` the value and say why",
      "+6:45 note: `keys` is declared secret here", "+9:14 note: `read` depends on `keys` here")
  }

  /// Outputs behind the same value are one problem.
  @Test func oneCauseIsOneProblem() {
    let line = #line
    final class Fan: Module {
      let key = In(8).secret()
      let x = Out()
      let y = Out(8)
      let z = Out(8)
      override func build() {
        let bad = key.any.named("bad")
        x <== bad
        y <== mux(bad, Bits(1, width: 8), 2)
        z <== key
      }
    }
    report(Fan(), line: line).expect(
      "+3:15 `fan.x` is public and depends on the secret `key`, and so does `y`: label the port `.secret()`, or `declassify` the value and say why",
      "+2:23 note: `key` is declared secret here", "+7:23 note: `bad` depends on `key` here",
      "+8:11 note: `x` depends on `bad` here",
      "+5:15 `fan.z` is public and depends on the secret `key`: label the port `.secret()`, or `declassify` the value and say why",
      "+2:23 note: `key` is declared secret here", "+10:11 note: `z` depends on `key` here")
  }

  /// A unit that takes longer for some keys says so with `ready`.
  @Test func handshakesTakeConstantTime() {
    let line = #line
    struct Word: Layout {
      let data = field(8).secret()
      let tag = field(4)
    }
    final class Slow: Module {
      let input = Sink(Word())
      let output = Source(Word())
      override func build() {
        output.valid <== input.valid
        output.payload <== input.payload
        input.ready <== output.ready & !input.payload.data[0]
      }
    }
    report(Slow(), line: line).expect(
      "+6:19 `slow.input_ready` is public and depends on the secret `input_data`: keep it out of the stream's handshake, or `declassify` the value and say why",
      "+6:19 note: `input_data` is declared secret here", "+11:21 note: `input_ready` depends on `input_data` here")
  }

  @Test func instances() {
    let line = #line
    final class Box: Module {
      let key = In(8).secret()
      let index = In(8)
      let sealed = Out(8).secret()
      let size = Out(8)
      override func build() {
        sealed <== key ^ index
        size <== index
      }
    }
    final class House: Module {
      let key = In(8).secret()
      let result = Out(8)
      let other = Out(8)
      let box = Instance(Box())
      let second = Instance(Box(), name: "second")
      override func build() {
        box.key <== key
        box.index <== 1
        result <== box.sealed
        other <== box.size
        second.key <== 0
        second.index <== key
        ignore(second.sealed, second.size)
      }
    }
    report(House(), line: line).expect(
      "+13:20 `house.result` is public and depends on the secret `box.sealed`: label the port `.secret()`, or `declassify` the value and say why",
      "+15:17 note: `box.sealed` is declared secret here", "+20:16 note: `result` depends on `box.sealed` here",
      "+16:20 `house.second.index` is public in `box` and depends on the secret `key`: label that port `.secret()`, or `declassify` the value and say why",
      "+12:23 note: `key` is declared secret here", "+23:22 note: `second.index` depends on `key` here")
  }

  /// What a black box does is known from its model only, where the labels are checked.
  @Test func blackBoxes() {
    final class Mixer: BlackBox {
      let key = In(8).secret()
      let mixed = Out(8)
      init() { super.init("MIXER") }
      override func model() -> Module? { Model() }
      final class Model: Module {
        let key = In(8).secret()
        let mixed = Out(8).secret()
        override func build() { mixed <== ~key }
      }
    }
    final class Outer: Module {
      let key = In(8).secret()
      let result = Out(8)
      let mixer = Instance(Mixer())
      override func build() {
        mixer.key <== key
        result <== mixer.mixed
      }
    }
    report(Outer()).expect("black box `MIXER` and its model do not agree whether `mixed` is secret: label both or none")
  }

  /// The reset of an instance has no label: a secret must not decide about it.
  @Test func resetOfAnInstance() {
    let line = #line
    final class Held: Module {
      let odd = In().secret()
      let result = Out(8)
      let counter = Instance(Counter())
      override func build() {
        counter.reset() <== isResetting() | odd
        counter.enable <== true
        counter.limit <== 7
        result <== counter.value
      }
    }
    report(Held(), line: line).expect(
      "+4:21 `held.counter_reset` is public in `counter` and depends on the secret `odd`: label that port `.secret()`, or `declassify` the value and say why",
      "+2:22 note: `odd` is declared secret here", "+6:25 note: `counter_reset` depends on `odd` here")
  }
}

/// The example of `docs/secrecy.md` and what it makes of it.
@Suite struct SecrecyGuideTests {
  @Test func exampleAndMessage() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let guide = tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/secrecy.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    func block(_ language: String) throws -> String {
      let rest = try #require(text.components(separatedBy: "```\(language)\n").dropFirst().first)
      return try #require(rest.components(separatedBy: "\n```").first)
    }
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let isHere = source.contains(try block("swift"))
    #expect(isHere)
    let told = try block("text").split(separator: "\n").map {
      String($0).replacing("Lock.swift:", with: "+").replacing(": error:", with: "").replacing(
        ": note:", with: " note:")
    }
    #if DEBUG
      #expect(report(Lock(), line: lineBeforeLock).problems == told)
    #endif
  }
}
