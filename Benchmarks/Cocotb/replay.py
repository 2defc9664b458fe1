"""The test that cocotb runs: drives the recorded stimulus cycle by cycle, as a testbench would, and measures itself.

Kept as light as a testbench can be: an input is written only when it changes, and of the outputs only the handshakes are
read in every cycle, the response's payload when there is one. Our own loops, with which this is compared, write every input
and read every output in every cycle.
"""
import json
import os
import time
from pathlib import Path

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import FallingEdge, RisingEdge, Timer


def changes_by_cycle(description, recording):
    """For every cycle the inputs that change, as pairs of name and value."""
    position, last, cycles = 0, {}, []
    for _ in range(description["cycles"]):
        changes = []
        for port in description["inputs"]:
            value = int.from_bytes(recording[position:position + port["bytes"]], "little")
            position += port["bytes"]
            if last.get(port["name"]) != value:
                last[port["name"]] = value
                changes.append((port["name"], value))
        cycles.append(changes)
    return cycles


@cocotb.test()
async def replay(dut):
    folder = Path(os.environ["STIMULUS"])
    description = json.loads((folder / "stimulus.json").read_text())
    recording = (folder / "stimulus.bin").read_bytes()
    cycles = [
        [(getattr(dut, name), value) for name, value in changes] for changes in changes_by_cycle(description, recording)
    ]
    clock = getattr(dut, description["clock"])
    handshakes = [getattr(dut, name) for name in description["outputs"] if name.endswith(("_valid", "_ready"))]
    payload = [getattr(dut, name) for name in ("response_data", "response_last", "response_status")]

    dut.reset.value = 1
    await Timer(1, unit="ns")
    Clock(clock, 2, unit="ns").start(start_high=True)
    rising, falling = RisingEdge(clock), FallingEdge(clock)
    await rising

    words = 0
    begin = time.process_time()
    for changes in cycles:
        for handle, value in changes:
            handle.value = value
        await falling
        for handle in handshakes:
            handle.value
        if dut.response_valid.value and dut.response_ready.value:
            words += 1
            for handle in payload:
                handle.value
        await rising
    seconds = time.process_time() - begin

    assert words == description["answerWords"], f"{words} answer words, not the {description['answerWords']} recorded"
    Path(os.environ["RESULT"]).write_text(json.dumps({
        "design": description["design"], "cycles": description["cycles"],
        "cyclesPerSecond": description["cycles"] / seconds,
    }))
