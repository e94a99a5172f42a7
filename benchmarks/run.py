"""Everything, side by side in one run: `make bench`. Prints ratios; writes results.json and the table in README.md."""

from __future__ import annotations

import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

import httpx
import pyperf
from omneo_appointments import Omneo

from benchmarks import calls, peers
from benchmarks.answers import SIZES, answer
from tools.sync import ROOT

RESULTS = Path(__file__).with_name("results.json")
README = Path(__file__).with_name("README.md")
MARKS = ("<!-- bench -->", "<!-- /bench -->")
GROWTH_CALLS = 100_000


def decode() -> dict[str, dict[str, float]]:
    """Size in KB -> peer -> seconds from bytes to model, by pyperf, each in processes of its own."""
    found: dict[str, dict[str, float]] = {str(size): {} for size in SIZES}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            for name in peers.made():
                file = Path(folder, f"{size}-{name}.json")
                command = [sys.executable, "-m", "benchmarks.decode", "--quiet", "-o", str(file)]
                command += ["--inherit-environ", "BENCH_CASE,PYTHONPATH", "--processes", "2", "--values", "4"]
                subprocess.run(command, env=case_environment(f"{size}|{name}"), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
                found[str(size)][name] = mean(file)
    return found


def case_environment(case: str) -> dict[str, str]:
    return {**os.environ, "BENCH_CASE": case, "PYTHONPATH": str(ROOT)}


def mean(file: Path) -> float:
    return float(pyperf.BenchmarkSuite.load(str(file)).get_benchmarks()[0].mean())


def imports() -> float:
    """Seconds for `import omneo_appointments` after `import httpx`; the median of new processes."""
    program = "import httpx, time; s = time.perf_counter(); import omneo_appointments; print(time.perf_counter() - s)"
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in range(15)]
    return statistics.median(map(float, runs))


def memory() -> dict[str, float]:
    """Bytes for one decoded appointment of 10 KB, and what the process grows by over many whole calls."""
    body, ours = answer(10), peers.DECODERS["ours"]()
    tracemalloc.start()
    kept = [ours(body) for _ in range(500)]
    each = tracemalloc.get_traced_memory()[0] / len(kept)
    tracemalloc.stop()
    del kept
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    with Omneo(base_url="http://127.0.0.1/api", token=calls.TOKEN, transport=transport) as client:
        for _ in range(2000):
            client.appointments.link(42, "list", 204)
        gc.collect()
        before = resident()
        for _ in range(GROWTH_CALLS):
            client.appointments.link(42, "list", 204)
        gc.collect()
        return {"bytes_each": each, "growth": resident() - before}


def resident() -> float:
    """Bytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def maintenance() -> dict[str, float]:
    """Seconds for the two verbs that maintainers wait for."""
    found = {}
    for name, arguments in (("generate, nothing to do", ["generate"]), ("check", ["check"])):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "tools.sync", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        found[name] = time.perf_counter() - started
    return found


def targets(results: dict[str, Any]) -> list[tuple[str, float, str]]:
    """What the project set itself, apart from the calls: (what, reached, wanted)."""
    ten = results["decode"]["10"]
    return [
        ("decode 10 KB, of stock", ten["ours"] / ten["stock generated client"], "<= 0.50"),
        ("decode 10 KB, of pydantic v2", ten["ours"] / ten["pydantic v2"], "<= 1.50"),
        ("import over httpx, ms", results["import"] * 1000, "<= 25"),
    ]


def table(results: dict[str, Any]) -> str:
    lines = [calls.table(results["calls"]), ""]
    lines += [f"{'what':62} {'':>6} {'':>6}  goal", *(f"{a:62} {b:6.2f} {'':>6}  {c}" for a, b, c in targets(results)), ""]
    lines.append(f"{'decode, of ours':28}" + "".join(f"{size + ' KB':>10}" for size in results["decode"]))
    for name in results["decode"]["10"]:
        ratios = (by[name] / by["ours"] for by in results["decode"].values())
        lines.append(f"{name:28}" + "".join(f"{ratio:10.2f}" for ratio in ratios))
    each, growth = results["memory"]["bytes_each"], results["memory"]["growth"]
    lines += ["", f"memory: {each / 1024:.1f} KB an appointment of 10 KB; {growth / 1e6:+.1f} MB over {GROWTH_CALLS:,} calls"]
    lines += [f"make {name}: {seconds:.1f} s" for name, seconds in results["maintenance"].items()]
    return "\n".join(lines)


def write_table(results: dict[str, Any]) -> None:
    """Put the table between the marks of README.md."""
    head, rest = README.read_text(encoding="utf-8").split(MARKS[0], 1)
    tail = rest.split(MARKS[1], 1)[1]
    README.write_text(f"{head}{MARKS[0]}\n```text\n{table(results)}\n```\n{MARKS[1]}{tail}", encoding="utf-8")


def main() -> None:
    results: dict[str, Any] = {"python": platform.python_version(), "answer_bytes": len(answer(10))}
    steps = {"decode": decode, "import": imports, "memory": memory, "maintenance": maintenance}
    print("making the peers ...", flush=True)
    peers.make()
    for name, step in steps.items():
        print(f"measuring {name} ...", flush=True)
        results[name] = step()
    with calls.server(answer(10)) as base:
        results["calls"] = calls.measure(base, calls.PARTS, quick=False)
    results = json.loads(json.dumps(results))
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    write_table(results)
    print(f"\n{table(results)}\n\nwritten to benchmarks/results.json and benchmarks/README.md; again with: make bench")


if __name__ == "__main__":
    main()
