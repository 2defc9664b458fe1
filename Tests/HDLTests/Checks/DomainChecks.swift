import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

extension ClockDomain {
  fileprivate static let video = ClockDomain("video", reset: .asynchronous)
  fileprivate static let audio = ClockDomain("audio")
}

@Suite struct DomainChecks {
  @Test func registers() {
    let line = #line
    final class Crossings: Module {
      let source = In(8)
      let enable = In(on: .video)
      let count = Reg(8, reset: 0)
      let line = Reg(8, on: .video)
      let held = Reg(8, on: .audio)
      let result = Out(8, on: .video)
      override func build() {
        let sum = (count + source).named("sum")
        count <== sum
        line <== sum
        when(enable) { held <== 5 }
        result <== line ^ held
      }
    }
    report(Crossings(), line: line).expect(
      "+11:14 `crossings.line` belongs to clock domain `video` and depends on `count` of `main`: pass that through `synchronized` or `crossing`",
      "+4:19 note: `count` is declared here",
      "+12:29 `crossings.held` belongs to clock domain `audio` and depends on `enable` of `video`: pass that through `synchronized` or `crossing`",
      "+3:20 note: `enable` is declared here",
      "+13:16 `crossings.result` belongs to clock domain `video` and depends on `held` of `audio`: pass that through `synchronized` or `crossing`",
      "+6:18 note: `held` is declared here")
  }

  @Test func memoriesAndProperties() {
    let line = #line
    final class Store: Module {
      let address = In(2)
      let data = In(8, on: .audio)
      let result = Out(8)
      let store = Memory(depth: 4, width: 8, on: .audio)
      override func build() {
        store.write(address, data)
        result <== store[address]
        always("below_nine", data < 9)
      }
    }
    report(Store(), line: line).expect(
      "+5:19 memory `store.store` is written with the clock of `audio` and depends on `address` of `main`: pass that through `synchronized` or `crossing`",
      "+2:21 note: `address` is declared here",
      "+8:16 `store.result` belongs to clock domain `main` and depends on `store` of `audio`: pass that through `synchronized` or `crossing`",
      "+5:19 note: `store` is declared here",
      "+9:9 property `store.below_nine` is looked at with the clock of `main` and depends on `data` of `audio`: pass that through `synchronized` or `crossing`",
      "+3:18 note: `data` is declared here")
  }

  @Test func instances() {
    let line = #line
    final class Wrapper: Module {
      let source = In()
      let result = Out()
      let slow = In(on: .audio)
      let first = Instance(Inverter(), clocks: [.main: .audio])
      override func build() {
        first.source <== source
        result <== first.result ^ slow
      }
    }
    report(Wrapper(), line: line).expect(
      "+7:22 `wrapper.first.source` belongs to clock domain `audio` and depends on `source` of `main`: pass that through `synchronized` or `crossing`",
      "+2:20 note: `source` is declared here",
      "+8:16 `wrapper.result` belongs to clock domain `main` and depends on `first.result` of `audio`: pass that through `synchronized` or `crossing`",
      "+5:19 note: `first.result` is declared here")
    report { m in
      let wrong = Instance(Inverter(), name: "wrong", clocks: [.main: .video])
      wrong.source <== crossing(m.p, to: .video, "constant while it is used")
      ignore(wrong.result)
    }.expect(
      "+1:19 clock domain `video` cannot stand for `main` of `inverter`: edge and kind of reset must be the same")
  }

  @Test func synchronisers() {
    let line = #line
    final class Flags: Module {
      let a = In()
      let b = In()
      let both = Out(on: .audio)
      let either = Out(on: .audio)
      let fine = Out(on: .audio)
      let registered = Reg(reset: false)
      override func build() {
        registered <== a | b
        both <== synchronized(a & b, to: .audio)
        either <== synchronized(registered, to: .audio, stages: 1)
        fine <== synchronized(registered, to: .audio)
      }
    }
    report(Flags(), line: line).expect(
      "+11:20 a synchroniser of 1 registers does not settle: it needs at least 2",
      "+10:18 `flags.value_in_audio_1` synchronises the output of logic (`a & b`), which may glitch: put a register before it",
      "+11:16 `flags.either` belongs to clock domain `audio` and depends on `registered` of `main`: pass that through `synchronized` or `crossing`",
      "+7:24 note: `registered` is declared here")
  }

  @Test func asynchronousResets() {
    let line = #line
    final class Resets: Module {
      let source = In(on: .video)
      let held = Reg(reset: false, on: .video)
      let other = Reg(reset: false, on: .video)
      let result = Out(on: .video)
      let child = Instance(Inverter(), clocks: [.main: .audio])
      let inner = Instance(Holder())
      override func build() {
        held <== source & !isResetting(.video)
        other <== synchronized(isResetting(.video), to: .video)
        result <== held ^ other ^ inner.result
        child.source <== false
        inner.source <== source
        inner.reset(.video) <== source & held
        ignore(child.result)
      }
    }
    final class Holder: Module {
      let source = In(on: .video)
      let result = Out(on: .video)
      let held = Reg(reset: false, on: .video)
      override func build() {
        held <== source
        result <== held
      }
    }
    report(Resets(), line: line).expect(
      "+9:14 `resets.held` belongs to clock domain `video` and depends on the asynchronous reset of `video`, which comes at any time: pass that through `synchronized`",
      "+14:29 the asynchronous reset of `video` in instance `inner` comes from logic (`source & held`), which may glitch: drive it from a register"
    )
  }

  @Test func names() {
    let line = #line
    final class Names: Module {
      let a = In(on: .audio)
      let b = In(on: ClockDomain("audio", edge: .falling))
      let c = In(on: ClockDomain("two words"))
      override func build() { ignore(a, b, c) }
    }
    report(Names(), line: line).expect(
      "+3:15 two clock domains of module `names` are named `audio`, with another edge or kind of reset: rename one of them",
      "+4:15 clock domain `two words`: `two words_clock` cannot be a name in Verilog: rename it")
  }

  @Test func declaredCrossings() {
    final class Fine: Module {
      let request = In()
      let data = In(8)
      let result = Out(8, on: .audio)
      let held = Reg(8)
      let flag = Reg(reset: false)
      override func build() {
        flag <== request
        when(request) { held <== data }
        let arrived = synchronized(flag, to: .audio)
        result <== mux(arrived, crossing(held, to: .audio, "held until the request has come"), 0)
      }
    }
    report(Fine()).expect()
  }
}
