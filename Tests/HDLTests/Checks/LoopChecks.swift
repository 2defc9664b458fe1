import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

/// A loop is one of bits: what goes round over different bits of the same signals is none.
@Suite struct LoopChecks {
  @Test func direct() {
    report { m in
      let x = Wire(8).named("x")
      x <== x + m.a
    }.expect(
      "+1:15 combinational loop in `scratch`: x <- x: put a register into it", "+2:9 note: `x` depends on `x` here")
  }

  @Test func throughWires() {
    report { m in
      let x = Wire().named("x")
      let y = Wire().named("y")
      let z = Wire().named("z")
      x <== y & m.p
      y <== !z
      when(x) {
        z <== m.p
      } otherwise: {
        z <== m.q
      }
    }.expect(
      "+2:15 combinational loop in `scratch`: y <- z <- x <- y: put a register into it",
      "+5:9 note: `y` depends on `z` here", "+7:11 note: `z` depends on `x` here", "+4:9 note: `x` depends on `y` here")
  }

  @Test func someBits() {
    report { m in
      let x = Wire(8).named("x")
      let y = Wire(4).named("y")
      x <== cat(m.n, y[0...2] == 5, m.n[0...2])
      y <== cat(m.p, (x[2...4] ^ m.n[0...2]).named("mixed"))
      ignore(x, y)
    }.expect(
      "+2:15 combinational loop in `scratch`: y[1] <- mixed[1] <- x[3] <- y[1]: put a register into it",
      "+4:9 note: `y[1]` depends on `mixed[1]` here", "+4:32 note: `mixed[1]` depends on `x[3]` here",
      "+3:9 note: `x[3]` depends on `y[1]` here")
  }

  @Test func bitByBit() {
    // Of the same route over different bits one is reported, with all the bits.
    report { m in
      let x = Wire(8).named("x")
      x <== cat(x[7], m.n[0...2] ^ x[4...6], m.n[3], x[0...2])
      ignore(x)
    }.expect(
      "+1:15 combinational loop in `scratch`: x[7:4,2:0] <- x[7:4,2:0]: put a register into it",
      "+2:9 note: `x[7:4,2:0]` depends on `x[7:4,2:0]` here")
    // A rotation goes round through all bits.
    report { m in
      let x = Wire(8).named("x")
      x <== x.rotatedLeft(by: 3) ^ m.a
      ignore(x)
    }.expect(
      "+1:15 combinational loop in `scratch`: x <- x: put a register into it", "+2:9 note: `x` depends on `x` here")
  }

  @Test func operators() {
    /// What a chain of bits through an operator gives, as a list of the problems.
    func loops(_ operate: @escaping (Scratch, Bits) -> Bits) -> [String] {
      let found = report { m in
        let x = Wire(8).named("x")
        x <== cat(operate(m, x)[0...6], m.p)
        ignore(x)
      }
      return found.problems.filter { !$0.contains("note") }
    }
    // Bit i + 1 from bit i, or from the bits up to i.
    #expect(loops { $1 & $0.a } == [])
    #expect(loops { ~$1 | $0.a } == [])
    #expect(loops { $1 + $0.a } == [])
    #expect(loops { $0.a - $1 } == [])
    #expect(loops { mux($0.p, $1, $0.a) } == [])
    #expect(loops { select($0.n[0...0], from: [$0.a, $1]) } == [])
    // From all bits.
    #expect(loops { mux($1.any, $0.a, $0.b) }.count == 1)
    #expect(loops { select($1[0...2], from: [$0.a, $0.b]) }.count == 1)
    #expect(loops { cat($0.a[0...6], $1 < $0.a) }.count == 1)
    #expect(loops { cat($0.a[0...6], $1.parity) }.count == 1)
    #expect(loops { cat($0.p, $1[1...7]) }.count == 1)
  }

  @Test func conditions() {
    // A bit of a signal may choose what other bits of it become only if it does not become it itself.
    report { m in
      let x = Wire(2).named("x")
      when(x[0]) {
        x <== cat(m.p, m.q)
      } otherwise: {
        x <== cat(m.q, m.q)
      }
      ignore(x)
    }.expect(
      "+1:15 combinational loop in `scratch`: x[0] <- x[0]: put a register into it",
      "+3:11 note: `x[0]` depends on `x[0]` here")
    report { m in
      let x = Wire(2).named("x")
      let y = Wire(2).named("y")
      x <== cat(m.p, y[1])
      match(Enum<Color>(code: x, otherwise: .red)) {
        switch $0 {
        case .red: y <== 0
        case .green, .blue: y <== m.n[0...1]
        }
      }
      ignore(y)
    }.expect(
      "+2:15 combinational loop in `scratch`: y[1] <- x[0] <- y[1]: put a register into it",
      "+6:22 note: `y[1]` depends on `x[0]` here", "+3:9 note: `x[0]` depends on `y[1]` here")
  }

  @Test func throughInstances() {
    let line = #line
    final class Wrapper: Module {
      let a = Instance(Inverter())
      let b = Instance(Inverter())
      override func build() {
        a.source <== b.result
        b.source <== a.result
      }
    }
    report(Wrapper(), line: line).expect(
      "+2:15 combinational loop in `wrapper`: a.source <- b.result <- b.source <- a.result <- a.source: put a register into it",
      "+5:18 note: `a.source` depends on `b.result` here", "+3:15 note: `b.result` depends on `b.source` here",
      "+6:18 note: `b.source` depends on `a.result` here", "+2:15 note: `a.result` depends on `a.source` here")
  }

  /// Two instances whose streams wait for each other: ready depends on valid here, and valid on ready there.
  @Test func throughStreams() {
    final class Eager: Module {
      let input = Sink(Empty())
      let output = Source(Empty())
      override func build() {
        output.valid <== input.valid
        input.ready <== output.ready & input.valid
      }
    }
    final class Polite: Module {
      let grant = In()
      let go = Out()
      override func build() { go <== grant }
    }
    let line = #line
    final class Pair: Module {
      let eager = Instance(Eager())
      let polite = Instance(Polite())
      override func build() {
        eager.input.valid <== polite.go
        polite.grant <== eager.input.ready
        eager.output.ready <== true
        ignore(eager.output.valid)
      }
    }
    report(Pair(), line: line).expect(
      "+2:19 combinational loop in `pair`: eager.input_valid <- polite.go <- polite.grant <- eager.input_ready"
        + " <- eager.input_valid: put a register into it",
      "+5:27 note: `eager.input_valid` depends on `polite.go` here",
      "+3:20 note: `polite.go` depends on `polite.grant` here",
      "+6:22 note: `polite.grant` depends on `eager.input_ready` here",
      "+2:19 note: `eager.input_ready` depends on `eager.input_valid` here")
  }

  /// An output that comes from a register closes no loop, whatever the register's input depends on.
  final class Delay: Module {
    let source = In()
    let result = Out()
    let direct = Out()
    let held = Reg(reset: false)
    override func build() {
      held <== source
      result <== held
      direct <== source
    }
  }
  final class Feedback: Module {
    let enable = In()
    let result = Out()
    let delay = Instance(Delay())
    override func build() {
      delay.source <== !delay.result & enable
      result <== delay.direct
    }
  }

  @Test func registersBreakLoops() { report(Feedback()).expect() }

  /// Bit i of the result depends on bit i of the sources, or for a sum on all of them.
  final class Mixer: Module {
    let source = In(8)
    let other = In(8)
    let mixed = Out(8)
    let sum = Out(8)
    override func build() {
      mixed <== source ^ other
      sum <== source + other
    }
  }
  final class Outer: Module {
    let source = In(8)
    let other = In(8)
    let mixed = Out(8)
    let sum = Out(8)
    let mixer = Instance(Mixer())
    override func build() {
      mixer.source <== source
      mixer.other <== other
      mixed <== mixer.mixed
      sum <== mixer.sum
    }
  }

  @Test func bitsThroughInstances() {
    // The feedback of bit i arrives at bit i + 1, one and two levels deep.
    report { m in
      let flat = Instance(Mixer(), name: "flat")
      flat.source <== cat(flat.mixed[0...6], m.p)
      flat.other <== m.a
      let deep = Instance(Outer(), name: "deep")
      deep.source <== cat(deep.mixed[0...6], m.p)
      deep.other <== m.b
      ignore(flat.sum, deep.sum)
    }.expect()
    // Here one bit comes back to itself.
    report { m in
      let deep = Instance(Outer(), name: "deep")
      deep.source <== cat(m.n, deep.mixed[3], deep.mixed[0...1], m.p)
      deep.other <== m.b
      ignore(deep.sum)
    }.expect(
      "+1:18 combinational loop in `scratch`: deep.source[3] <- deep.mixed[3] <- deep.source[3]: put a register into it",
      "+2:19 note: `deep.source[3]` depends on `deep.mixed[3]` here",
      "+1:18 note: `deep.mixed[3]` depends on `deep.source[3]` here")
    // Simulators take a sum as a whole, and the instance's cannot be taken apart from outside.
    let sums = report { m in
      let flat = Instance(Mixer(), name: "flat")
      flat.source <== cat(flat.sum[0...6], m.p)
      flat.other <== m.a
      ignore(flat.mixed)
    }
    #expect(sums.problems.first?.contains("flat.source[7:1] <- flat.sum[6:0] <- flat.source[7:1]") == true, "\(sums)")
  }

  /// Only the bits count for a stream's valid as well.
  @Test func validBesideReady() {
    final class Bundled: Module {
      let origin = Sink(Empty())
      let target = Source(Empty())
      let both = Wire(2)
      override func build() {
        both <== cat(target.ready, origin.valid)
        target.valid <== both[0]
        origin.ready <== both[1]
      }
    }
    report(Bundled()).expect()
  }

  /// The time does not depend on how the same conditions are nested or shared.
  @Test func longChains() {
    report { m in
      var level = m.p as Bit
      for index in 0..<3000 {
        let wire = Wire().named("wire_\(index)")
        when(level) {
          wire <== m.q
        } otherwise: {
          wire <== level
        }
        level = wire
      }
      ignore(level)
    }.expect()
  }
}
