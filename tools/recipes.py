"""Run the recipes of examples/engines for real: `make recipes`, or `python -m tools.recipes --rows 2000 dask ray spark dlt`.

Each engine gets an environment of its own below .cache/recipes, with its exact pins and the wheel of this package, and links the
same rows with two workers against a sandbox of its own. The outcomes and the links must be those of `bulk.run` on the same rows,
and the workers together must have kept the rate: the sandbox refuses what is much faster. One line for each engine. An engine that
cannot be installed or started here is skipped, with the reason; a wrong result is exit code 1.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from attrs import frozen
from omneo_appointments import Omneo
from omneo_appointments.sandbox import Running, Sandbox, serve

from tools.pins import pinned

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "examples" / "engines"
CACHE = ROOT / ".cache" / "recipes"
PINS = ROOT / "requirements" / "recipes"
RATE = 100  # requests per second, of all workers together
LIMIT = "150/s"  # of the sandbox: two workers that do not share out the rate exceed it
APPOINTMENTS = 400
INSTALL, START, RUN = 1200, 300, 600  # seconds that each may take
COMPARED = ("status", "status_code", "skipped", "error")  # of an outcome; the number of tries depends on the machine

# What shows whether an engine can be started here.
STARTS = {
    "dask": """
from distributed import LocalCluster
if __name__ == "__main__":
    LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None).close()
""",
    "ray": """
import ray
ray.init(num_cpus=1, object_store_memory=100 * 2**20, include_dashboard=False, _node_ip_address="127.0.0.1")
""",
    "spark": """
from pyspark.sql import SparkSession
SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate().stop()
""",
    "dlt": "import dlt",
}
# Nothing is told to anybody, and nothing listens beyond this machine.
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_LOCAL_HOSTNAME": "localhost",
    "PYTHONWARNINGS": "ignore",
}

Row = dict[str, Any]
Outcomes = dict[int, tuple[Any, ...]]
Links = set[tuple[str, str, str]]


class SkippedError(Exception):
    """The engine cannot be installed or started here; the reason in one line."""


@frozen
class Result:
    """What a job left behind. refused: requests that were faster than the sandbox allows."""

    outcomes: Outcomes
    links: Links
    refused: int
    seconds: float


def rows_of(count: int) -> Iterator[Row]:
    """Links, unlinks of what was linked before, repetitions, appointments that are not there, and ids that are refused."""
    chance = random.Random(7)  # noqa: S311 - repeatable on purpose
    earlier: list[tuple[str, str, str]] = []
    for number in range(1, count + 1):
        kind = chance.choice(("list", "profile"))
        value = str(number) if kind == "list" else str(UUID(int=chance.getrandbits(128), version=4))
        record, action = (str(chance.randint(1, APPOINTMENTS)), kind, value), "link"
        if number % 50 == 0:
            record = (str(APPOINTMENTS + number), kind, value)
        elif number % 50 == 1:
            record = (record[0], "lists", value)
        elif earlier and number % 5 == 0:
            record, action = chance.choice(earlier), chance.choice(("link", "unlink"))
        else:
            earlier.append(record)
        yield {"row": number, "appointment": record[0], "type": record[1], "id": record[2], "action": action}


def write(rows: Iterable[Row], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, ("row", "appointment", "type", "id", "action"))
        writer.writeheader()
        writer.writerows(rows)


def links_of(running: Running) -> Links:
    return {(number, row["type"], str(row["target_id"])) for number, found in running.state()["links"].items() for row in found}


def result(running: Running, told: Iterable[Row], seconds: float) -> Result:
    outcomes: Outcomes = {}
    for row, same in groupby(sorted(told, key=itemgetter("row")), key=itemgetter("row")):
        first, *more = [tuple(one.get(name) for name in COMPARED) for one in same]
        outcomes[row] = (f"told {len(more) + 1} times", *first) if more else first
    refused = sum(1 for request in running.requests() if request.status == 429)
    return Result(outcomes, links_of(running), refused, seconds)


def shared() -> Any:
    """examples/engines/link_rows.py, which is no package of this environment."""
    return SimpleNamespace(**run_path(str(RECIPES / "link_rows.py")))


def by_bulk(rows: list[Row]) -> Result:
    """What one process does with all rows."""
    with serve(Sandbox(appointments=range(1, APPOINTMENTS + 1))) as running:
        with Omneo(base_url=running.base_url, token=running.token) as client:
            began = time.monotonic()
            told = shared().link_rows(client, rows, 1000)
        return result(running, told, time.monotonic() - began)


def run(command: list[str | Path], seconds: float, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program with its children, and end all of them after so many seconds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OMNEO_")}
    process = subprocess.Popen(
        command, cwd=folder, env={**kept, **QUIET, **environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output = f"{process.communicate()[0]}\nno end within {seconds:g} s"
    return subprocess.CompletedProcess(command, process.returncode, output, "")


def last_line(output: str) -> str:
    return (output.strip().splitlines() or ["it said nothing"])[-1]


def install(engine: str, wheel: Path) -> Path:
    """The engine's Python, with exactly its pins and this package."""
    home, pins = CACHE / engine, PINS / f"{engine}.txt"
    python, mark = home / "bin" / "python", home / "pins.txt"
    if not (mark.is_file() and mark.read_text() == pins.read_text()):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        require(run([sys.executable, "-m", "venv", home], INSTALL, ROOT), "cannot be installed")
        require(pip(python, "--no-deps", "--requirement", pins), "cannot be installed")
        shutil.copyfile(pins, mark)
    require(pip(python, "--no-deps", "--no-index", "--force-reinstall", wheel), "cannot be installed")
    return python


def pip(python: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run([python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *arguments], INSTALL, ROOT)


def require(done: subprocess.CompletedProcess[str], what: str) -> None:
    if done.returncode:
        raise SkippedError(f"{what}: {last_line(done.stdout)}")


def require_start(engine: str, python: Path, folder: Path, environment: dict[str, str]) -> None:
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else Path(shutil.which("java") or "java")
    if engine == "spark" and not java.is_file():
        raise SkippedError("cannot be started: there is no Java; it needs 17 or newer, on PATH or in JAVA_HOME")
    program = folder / "start.py"
    program.write_text(STARTS[engine])
    require(run([python, program], START, folder, **environment), "cannot be started")


def by_engine(engine: str, wheel: Path, rows: list[Row]) -> Result:
    """What the recipe does with all rows. AssertionError with its output if it fails."""
    python = install(engine, wheel)
    limited = Sandbox(appointments=range(1, APPOINTMENTS + 1), rate_limit=LIMIT)
    with tempfile.TemporaryDirectory(prefix="r") as name, serve(limited) as running:
        folder = Path(name)
        environment = {"HOME": name, "RAY_TMPDIR": name, "SPARK_LOCAL_DIRS": name}
        environment |= {"PYSPARK_PYTHON": str(python), "OMNEO_BASE_URL": running.base_url, "OMNEO_TOKEN": running.token}
        # Without this file in the home folder, Ray asks which cloud it runs in, even where its usage report is turned off.
        Path(folder, "ray_bootstrap_config.yaml").write_text("{}")
        require_start(engine, python, folder, environment)
        write(rows, folder / "links.csv")
        began = time.monotonic()
        done = run([python, RECIPES / f"{engine}_links.py", "links.csv", "outcomes", str(RATE)], RUN, folder, **environment)
        seconds = time.monotonic() - began
        if done.returncode:
            raise AssertionError(f"it ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return result(running, table(folder / "outcomes"), seconds)


def table(folder: Path) -> Iterator[Row]:
    """The rows of a folder of JSON Lines, compressed or not; an engine's own tables and marks begin with _ or a dot."""
    for file in sorted(folder.rglob("*.json*")):
        if not any(part.startswith(("_", ".")) for part in file.relative_to(folder).parts):
            content = file.read_bytes()
            text = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
            yield from map(json.loads, text.splitlines())


def differences(expected: Result, found: Result) -> list[str]:
    """What is wrong, in a few lines; nothing if all is well."""
    lines = [
        f"row {row}: {found.outcomes.get(row)}, bulk says {expected.outcomes.get(row)}"
        for row in sorted(expected.outcomes.keys() | found.outcomes.keys())
        if expected.outcomes.get(row) != found.outcomes.get(row)
    ]
    lines += [f"link {one} is missing" for one in sorted(expected.links - found.links)]
    lines += [f"link {one} should not be there" for one in sorted(found.links - expected.links)]
    if found.refused:
        lines.append(f"{found.refused} requests were refused: the workers exceeded {RATE}/s together")
    return [*lines[:10], *([f"and {len(lines) - 10} more"] if len(lines) > 10 else [])]


HEAD = ("engine", "version", "rows", "outcomes", "links", "429s", "seconds")
LINE = "{:<7} {:<10} {:>6} {:>9} {:>7} {:>5} {:>8}"


def line(engine: str, expected: Result, found: Result) -> str:
    version = pinned(PINS / f"{engine}.txt")[{"spark": "pyspark"}.get(engine, engine)]
    same = ["equal" if one else "WRONG" for one in (expected.outcomes == found.outcomes, expected.links == found.links)]
    return LINE.format(engine, version, len(found.outcomes), *same, found.refused, f"{found.seconds:.1f}")


def report(engine: str, wheel: Path, rows: list[Row], expected: Result) -> bool:
    """Print the engine's line; whether its result is right, or there is none."""
    try:
        found = by_engine(engine, wheel, rows)
    except SkippedError as skipped:
        print(f"{engine:<7} skipped: {skipped}", flush=True)
        return True
    except AssertionError as error:
        print(f"{engine:<7} FAILED: {error}", flush=True)
        return False
    wrong = differences(expected, found)
    print("\n  ".join([line(engine, expected, found), *wrong]), flush=True)
    return not wrong


def build(folder: str) -> Path:
    """The wheel of this package, as users get it."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    done = run([*command, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], INSTALL, ROOT)
    if done.returncode:
        raise AssertionError(f"the wheel cannot be built:\n{done.stdout[-3000:]}")
    return next(Path(folder).glob("*.whl"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("recipes", description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="engine", help=f"any of {', '.join(STARTS)}; all of them if none is given")
    parser.add_argument("--rows", type=int, default=2000)
    options = parser.parse_args(arguments)
    if unknown := set(options.engines) - set(STARTS):
        parser.error(f"unknown engine {', '.join(sorted(unknown))}; there are {', '.join(STARTS)}")
    rows = list(rows_of(options.rows))
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(folder)
        expected = by_bulk(rows)
        print(f"{len(rows)} rows, 2 workers, {RATE} requests per second together; bulk alone: {expected.seconds:.1f} s")
        print(LINE.format(*HEAD), flush=True)
        right = [report(engine, wheel, rows, expected) for engine in options.engines or STARTS]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
