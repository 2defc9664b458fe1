#!/usr/bin/env python3
"""Elaboration + emission benchmark for an HDL generator (Amaranth reference implementation).

Three designs, each defined precisely enough to be rebuilt in another DSL:

  aes_flat   AES-128 encrypt pipeline, all ten rounds unrolled, one module. One block per cycle,
             latency 10 cycles (the input is XORed with the key combinationally, then each round
             ends in a register). 200 S-boxes (160 data + 40 key) in composite-field gate logic,
             every gate a separate one-bit `^` / `&` operator. Round keys are computed on the fly
             in the pipeline, registered beside the data. A valid bit runs along.
  aes_hier   The same, but each S-box is a submodule instance (200 instances of one S-box).
  many       1000 distinct parametrised modules (widths 4..35, depths 4..16, five-state FSM, an
             eight-entry register file, a wrapping counter, a comparator) under one top.

  usage:  amaranth_designs.py [--reps 3] [--yosys builtin|system] [--check] [--out results.json]
"""
import argparse, json, os, resource, statistics, subprocess, sys, time, gc, re, tempfile

# ------------------------------------------------------------------ composite-field S-box algebra
def gf16_mul_int(a, b):
    r = 0
    for i in range(4):
        if b >> i & 1: r ^= a << i
    for i in (6, 5, 4):
        if r >> i & 1: r ^= 0b10011 << (i - 4)          # x^4 + x + 1
    return r
def gf256_mul_int(a, b):
    r = 0
    while b:
        if b & 1: r ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0); b >>= 1
    return r
LAMBDA = next(l for l in range(1, 16) if all(gf16_mul_int(t, t) ^ t ^ l for t in range(16)))
def tower_mul_int(a, b):                                  # y^2 + y + LAMBDA over GF(16)
    ah, al, bh, bl = a >> 4, a & 15, b >> 4, b & 15
    hh = gf16_mul_int(ah, bh)
    return ((gf16_mul_int(ah, bl) ^ gf16_mul_int(al, bh) ^ hh) << 4) | \
           (gf16_mul_int(al, bl) ^ gf16_mul_int(hh, LAMBDA))
def tower_root():                                         # image of x in the tower field
    for g in range(2, 256):
        p, acc = 1, []
        for _ in range(9): acc.append(p); p = tower_mul_int(p, g)
        if acc[8] ^ acc[4] ^ acc[3] ^ acc[1] ^ acc[0] == 0: return acc[:8]
COLS = tower_root()                                       # column i = image of x^i
def mat_apply_int(cols, v): 
    r = 0
    for i, c in enumerate(cols):
        if v >> i & 1: r ^= c
    return r
INV_COLS = [next(v for v in range(256) if mat_apply_int(COLS, v) == 1 << i) for i in range(8)]
AFFINE_COLS = [0x1F, 0x3E, 0x7C, 0xF8, 0xF1, 0xE3, 0xC7, 0x8F]
OUT_COLS = [mat_apply_int(AFFINE_COLS, c) for c in INV_COLS]   # affine . tower->AES merged
GF16_INV = [0] + [next(b for b in range(16) if gf16_mul_int(a, b) == 1) for a in range(1, 16)]

class Count:
    xor = 0; and_ = 0; reg_bits = 0; regs = 0; wires = 0
def X(a, b): Count.xor += 1; return a ^ b
def A(a, b): Count.and_ += 1; return a & b
def xors(ts):
    r = ts[0]
    for t in ts[1:]: r = X(r, t)
    return r
def linear(cols, bits):
    return [xors([bits[i] for i in range(len(bits)) if cols[i] >> o & 1]) for o in range(len(bits))]
def gf16_mul(a, b):
    pp = [[A(a[i], b[j]) for j in range(4)] for i in range(4)]
    d = [xors([pp[i][k - i] for i in range(4) if 0 <= k - i < 4]) for k in range(7)]
    return [X(d[0], d[4]), xors([d[1], d[4], d[5]]), xors([d[2], d[5], d[6]]), X(d[3], d[6])]
def gf16_lin(f, a):
    return linear([f(1 << i) for i in range(4)], a)
def gf16_inv(a, share=lambda name, bits: bits):           # algebraic normal form, shared monomials
    mono = {1 << i: a[i] for i in range(4)}
    for s in sorted(range(1, 15), key=lambda v: bin(v).count("1")):
        if s not in mono:                                 # 15 never occurs (checked below)
            low = s & -s; mono[s] = A(mono[low], mono[s ^ low])
            if bin(s).count("1") == 2: [mono[s]] = share(f"m{s}", [mono[s]])
    def m(s): return mono[s]
    out = []
    for o in range(4):
        anf = [GF16_INV[v] >> o & 1 for v in range(16)]
        for i in range(4):
            for v in range(16):
                if v >> i & 1: anf[v] ^= anf[v ^ (1 << i)]
        out.append(xors([m(s) for s in range(1, 16) if anf[s]]))
    return out
def sbox_bits(x, one, share=lambda name, bits: bits):
    """`share` gives a vector of bits a name; a DSL whose expressions are hash-consed needs none,
    Amaranth does (it expands a shared expression once per use, exponentially: issue #1659)."""
    t = share("t", linear(COLS, x))
    lo, hi = t[:4], t[4:]
    s = share("s", [X(p, q) for p, q in zip(lo, hi)])
    d = share("d", [X(p, q) for p, q in zip(
        gf16_lin(lambda v: gf16_mul_int(LAMBDA, gf16_mul_int(v, v)), hi), gf16_mul(lo, s))])
    d = share("inv", gf16_inv(d, share))
    y = share("y", gf16_mul(s, d) + gf16_mul(hi, d))
    y = linear(OUT_COLS, y)
    return [X(b, one) if 0x63 >> i & 1 else b for i, b in enumerate(y)]
def sbox_int(v):
    bits = sbox_bits([v >> i & 1 for i in range(8)], 1)
    return sum(b << i for i, b in enumerate(bits))
assert all(not (sum(GF16_INV[v] >> o & 1 for v in range(16)) & 1) for o in range(4))
assert [sbox_int(v) for v in (0, 1, 0x53, 0xFF)] == [0x63, 0x7C, 0xED, 0x16]

# ---------------------------------------------------------------------------------------- designs
from amaranth import *
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.lib.memory import Memory
from amaranth.back import rtlil, verilog

def sharer(m, prefix=""):
    def share(name, bits):
        w = Signal(len(bits), name=prefix + name); m.d.comb += w.eq(Cat(*bits))
        Count.wires += 1
        return [w[i] for i in range(len(bits))]
    return share

class SBox(wiring.Component):
    x: In(8); y: Out(8)
    def elaborate(self, _):
        m = Module()
        m.d.comb += self.y.eq(Cat(*sbox_bits([self.x[i] for i in range(8)], Const(1, 1),
                                             sharer(m))))
        return m

def xtime(b):                                             # b: list of 8 bits
    return [b[7], X(b[0], b[7]), b[1], X(b[2], b[7]), X(b[3], b[7]), b[4], b[5], b[6]]
def xor8(*vs): return [xors([v[i] for v in vs]) for i in range(8)]

class AESPipe(wiring.Component):
    """state byte i of FIPS-197 = bits 127-8i .. 120-8i (big-endian, as in the standard)."""
    valid_in: In(1); pt: In(128); key: In(128); valid_out: Out(1); ct: Out(128)
    def __init__(self, hier):
        self.hier = hier; super().__init__()
    def elaborate(self, _):
        m = Module(); one = Const(1, 1); n = [0]
        def sbox(bits):
            n[0] += 1
            if not self.hier:
                share = sharer(m, f"sbox{n[0]}_"); return share("q", sbox_bits(bits, one, share))
            s = SBox(); m.submodules[f"sbox_{n[0]}"] = s
            m.d.comb += s.x.eq(Cat(*bits)); return [s.y[i] for i in range(8)]
        def bytes_of(sig): return [[sig[120 - 8 * i + j] for j in range(8)] for i in range(16)]
        def pack(bs): return Cat(*[b for byte in reversed(bs) for b in byte])
        share = sharer(m)
        def reg(name, width, v):
            r = Signal(width, name=name); m.d.sync += r.eq(v)
            Count.regs += 1; Count.reg_bits += width; return r
        k = bytes_of(self.key)
        st = [share(f"whitened_{i}", xor8(p, q)) for i, (p, q) in
              enumerate(zip(bytes_of(self.pt), k))]
        valid, rcon = self.valid_in, 1
        for rnd in range(1, 11):
            g = [sbox(k[12 + (i + 1) % 4]) for i in range(4)]
            g[0] = [X(b, one) if rcon >> i & 1 else b for i, b in enumerate(g[0])]
            nk = []
            for w in range(4):
                prev = g if w == 0 else nk[4 * w - 4:4 * w]
                nk += [share(f"rk{rnd}_{4 * w + i}", xor8(k[4 * w + i], prev[i])) for i in range(4)]
            sb = [sbox(b) for b in st]
            sr = [sb[4 * ((c + r) % 4) + r] for c in range(4) for r in range(4)]
            if rnd < 10:
                mc = []
                for c in range(4):
                    a = sr[4 * c:4 * c + 4]
                    x2 = [share(f"x2_{rnd}_{4 * c + i}", xtime(b)) for i, b in enumerate(a)]
                    for r in range(4):
                        mc.append(xor8(x2[r], x2[(r + 1) % 4], a[(r + 1) % 4],
                                       a[(r + 2) % 4], a[(r + 3) % 4]))
            else: mc = sr
            st = [xor8(p, q) for p, q in zip(mc, nk)]
            d = reg(f"state_{rnd}", 128, pack(st)); kk = reg(f"key_{rnd}", 128, pack(nk))
            valid = reg(f"valid_{rnd}", 1, valid)
            st, k = bytes_of(d), bytes_of(kk)
            rcon = gf256_mul_int(rcon, 2)
        m.d.comb += [self.ct.eq(d), self.valid_out.eq(valid)]
        return m

class Leaf(wiring.Component):
    """Distinct for each i: width 4+i%32, limit and constants depend on i."""
    def __init__(self, i):
        self.i, self.w = i, 4 + i % 32
        super().__init__({"d": In(self.w), "en": In(1), "we": In(1), "addr": In(3),
                          "q": Out(self.w), "busy": Out(1)})
    def elaborate(self, _):
        m = Module(); w, i = self.w, self.i
        count = Signal(w); acc = Signal(w); limit = (i * 2654435761) & ((1 << w) - 1)
        regs = Array(Signal(w, name=f"r{j}") for j in range(8))
        Count.regs += 11; Count.reg_bits += 10 * w + 3
        rd = Signal(w)
        m.d.comb += rd.eq(regs[self.addr])
        with m.If(self.we): m.d.sync += regs[self.addr].eq(self.d)
        with m.If(self.en):
            with m.If(count == limit): m.d.sync += count.eq(0)
            with m.Else(): m.d.sync += count.eq(count + 1)
        with m.FSM(name="fsm") as fsm:
            with m.State("IDLE"):
                with m.If(self.en): m.next = "LOAD"
            with m.State("LOAD"):
                m.d.sync += acc.eq(rd ^ self.d); m.next = "MIX"
            with m.State("MIX"):
                m.d.sync += acc.eq((acc + count) ^ Const(i % (1 << w), w)); m.next = "ROT"
            with m.State("ROT"):
                m.d.sync += acc.eq(Cat(acc[1:], acc[0]))
                with m.If(acc > self.d): m.next = "DONE"
                with m.Else(): m.next = "MIX"
            with m.State("DONE"):
                with m.If(~self.en): m.next = "IDLE"
            m.d.comb += self.busy.eq(~fsm.ongoing("IDLE"))
        m.d.comb += self.q.eq(acc)
        return m

class Many(wiring.Component):
    d: In(35); en: In(1); we: In(1); addr: In(3); q: Out(35); busy: Out(1)
    N = 1000
    def elaborate(self, _):
        m = Module(); q, b = [], []
        for i in range(self.N):
            l = Leaf(i); m.submodules[f"leaf_{i}"] = l
            m.d.comb += [l.d.eq(self.d), l.en.eq(self.en), l.we.eq(self.we), l.addr.eq(self.addr)]
            q.append(l.q); b.append(l.busy)
        acc = Signal(35); Count.regs += 1; Count.reg_bits += 35
        while len(q) > 1:                                 # balanced: a chain of 1000 overflows Python
            q = [X(q[i], q[i + 1]) if i + 1 < len(q) else q[i] for i in range(0, len(q), 2)]
        m.d.sync += acc.eq(q[0]); m.d.comb += [self.q.eq(acc), self.busy.eq(Cat(*b).any())]
        return m

DESIGNS = {
    "aes_flat": lambda: AESPipe(False), "aes_hier": lambda: AESPipe(True), "many": lambda: Many(),
}

# ------------------------------------------------------------------------------------ measurement
def cells_in(rtl):
    kinds = {}
    for k in re.findall(r"^\s*cell (\S+) ", rtl, re.M): kinds[k] = kinds.get(k, 0) + 1
    return kinds

def cpu():
    a, b = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return a.ru_utime + a.ru_stime + b.ru_utime + b.ru_stime

def measure(name, reps):
    rt, vt, rc, vc, res = [], [], [], [], {}
    for _ in range(reps):
        Count.xor = Count.and_ = Count.reg_bits = Count.regs = Count.wires = 0
        gc.collect(); t0, c0 = time.perf_counter(), cpu()
        rtl = rtlil.convert(DESIGNS[name](), name=name)
        rt.append(time.perf_counter() - t0); rc.append(cpu() - c0)
        ops = Count.xor + Count.and_; regs, bits, wires = Count.regs, Count.reg_bits, Count.wires
        gc.collect(); t0, c0 = time.perf_counter(), cpu()
        v = verilog.convert(DESIGNS[name](), name=name)
        vt.append(time.perf_counter() - t0); vc.append(cpu() - c0)
    kinds = cells_in(rtl)
    prim = sum(n for k, n in kinds.items() if k.startswith("$"))
    res = dict(design=name, dsl_gate_ops=ops, named_wires=wires, registers=regs, register_bits=bits,
               rtlil_primitive_cells=prim, rtlil_instances=sum(kinds.values()) - prim,
               rtlil_lines=rtl.count("\n"), verilog_lines=v.count("\n"), verilog_bytes=len(v),
               modules=v.count("\nendmodule"),
               rtlil_s=round(statistics.median(rt), 3), verilog_s=round(statistics.median(vt), 3),
               rtlil_cpu_s=round(statistics.median(rc), 3), verilog_cpu_s=round(statistics.median(vc), 3),
               rtlil_s_all=[round(x, 3) for x in rt], verilog_s_all=[round(x, 3) for x in vt])
    res["cells_per_s_rtlil"] = round(prim / res["rtlil_s"]); 
    res["cells_per_s_verilog"] = round(prim / res["verilog_s"])
    res["lines_per_s_verilog"] = round(res["verilog_lines"] / res["verilog_s"])
    return res, v

TB = """module tb; reg clk=0, rst=0, vi=0; reg [127:0] pt, key; wire vo; wire [127:0] ct; integer i;
 %s dut(.clk(clk),.rst(rst),.valid_in(vi),.pt(pt),.key(key),.valid_out(vo),.ct(ct));
 initial begin vi=1; pt=128'h00112233445566778899aabbccddeeff; key=128'h000102030405060708090a0b0c0d0e0f;
  for (i=0;i<10;i=i+1) begin #1 clk=1; #1 clk=0; end
  #1 if (ct===128'h69c4e0d86a7b0430d8cdb78070b4c55a && vo===1) $display("FIPS-197 C.1 OK"); else $display("FAIL %%h",ct);
  $finish; end endmodule
"""
def check(name, v):
    with tempfile.TemporaryDirectory() as d:
        open(d + "/d.v", "w").write(v + TB % name)
        subprocess.check_call(["iverilog", "-g2012", "-o", d + "/t", d + "/d.v", "-s", "tb"])
        print("  ", subprocess.check_output(["vvp", d + "/t"]).decode().strip())

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--reps", type=int, default=3); ap.add_argument("--check", action="store_true")
    ap.add_argument("--yosys", default="builtin,system"); ap.add_argument("--out")
    ap.add_argument("--dump"); ap.add_argument("designs", nargs="*", default=list(DESIGNS))
    a = ap.parse_args(); os.environ["AMARANTH_USE_YOSYS"] = a.yosys
    import amaranth
    from amaranth._toolchain.yosys import find_yosys
    y = find_yosys(lambda ver: ver >= (0, 40))
    rows = dict(amaranth=amaranth.__version__, python=sys.version.split()[0],
                yosys=f"{y.__name__} {y.version()}", results=[])
    for d in a.designs:
        r, v = measure(d, a.reps); r["peak_rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(r)); rows["results"].append(r); sys.stdout.flush()
        if a.check and d.startswith("aes"): check(d, v)
        if a.dump: open(f"{a.dump}/{d}.v", "w").write(v)
    if a.out: json.dump(rows, open(a.out, "w"), indent=1)
