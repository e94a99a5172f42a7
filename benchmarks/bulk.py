"""What bulk costs, how well it finds a pace, and what others lose: `python -m benchmarks.bulk [--quick] [PART ...]`."""

from __future__ import annotations

import argparse
import asyncio
import inspect
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from omneo_appointments import AsyncOmneo, Omneo, OmneoError, bulk

from benchmarks import calls, pace
from benchmarks.pace import rows

FILES = (1_000, 10_000, 100_000)


@contextmanager
def sandbox(*options: str) -> Iterator[dict[str, Any]]:
    """A sandbox in a process of its own, so that its CPU is not counted; the arguments of a client for it."""
    command = [sys.executable, "-m", "omneo_appointments.sandbox", "--port", "0", "--appointments", "1000", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        told = dict(process.stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(2))  # type: ignore[union-attr]
        try:
            yield {"base_url": told["OMNEO_BASE_URL"], "token": told["OMNEO_TOKEN"]}
        finally:
            process.terminate()


def cpu(work: Callable[[], object]) -> float:
    """Seconds of this process's CPU, all threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def bare(where: dict[str, Any], count: int) -> None:
    with Omneo(**where) as omneo:
        for row in rows(count):
            omneo.appointments.link(row["appointment"], row["type"], row["id"])


async def bare_async(where: dict[str, Any], count: int) -> None:
    async with AsyncOmneo(**where) as omneo:
        for row in rows(count):
            await omneo.appointments.link(row["appointment"], row["type"], row["id"])


def job(where: dict[str, Any], count: int, journal: Path) -> None:
    with Omneo(**where) as omneo:
        for outcome in bulk.run(omneo, rows(count), rate=900_000, journal=journal):
            assert outcome.status is bulk.Status.SUCCESS  # noqa: S101


async def job_async(where: dict[str, Any], work: Iterator[dict[str, Any]], journal: Path) -> None:
    async with AsyncOmneo(**where) as omneo:
        async for outcome in bulk.run(omneo, work, rate=900_000, journal=journal):
            assert outcome.status is bulk.Status.SUCCESS  # noqa: S101


def cost(count: int, again: int) -> None:
    """CPU per row, of the bare client's link(): the least of some runs, interleaved."""
    found: dict[str, list[float]] = {}
    with sandbox() as where, tempfile.TemporaryDirectory() as folder:
        for place in range(again):
            for name, work in {
                "bare link()": lambda: bare(where, count),
                "run": lambda place=place: job(where, count, Path(folder, f"a{place}")),
                "bare async link()": lambda: asyncio.run(bare_async(where, count)),
                "async run": lambda place=place: asyncio.run(job_async(where, rows(count), Path(folder, f"b{place}"))),
            }.items():
                found.setdefault(name, []).append(cpu(work))
    least = {name: min(times) / count * 1e6 for name, times in found.items()}
    print(f"\nCPU per row of the client's process, {count:,} rows with a journal (goal: <= 1.25 of the bare client)")
    for name, base in (("run", "bare link()"), ("async run", "bare async link()")):
        print(
            f"  {name:10} {least[name]:6.0f} us   {base:18} {least[base]:6.0f} us   ratio {least[name] / least[base]:.2f}",
            flush=True,
        )


def growth(files: tuple[int, ...]) -> None:
    """CPU per row of whole jobs. Each appointment gets five links, since an answer grows with them."""
    print("\nwhole jobs: CPU per row by size (goal: proportional)")
    for count in files:
        with sandbox("--appointments", str(count // 5)) as where, tempfile.TemporaryDirectory() as folder:
            work, journal = rows(count, count // 5), Path(folder, "journal")
            seconds = cpu(lambda where=where, work=work, journal=journal: asyncio.run(job_async(where, work, journal)))  # type: ignore[misc]
        print(f"  {count:9,} rows  {seconds:7.2f} s  {seconds / count * 1e6:5.0f} us a row", flush=True)


CHECK = """
import resource, sys, time
from omneo_appointments import bulk
started = time.perf_counter()
found = sum(1 for _ in bulk.check(bulk.read(sys.argv[1])))
seconds = time.perf_counter() - started
print(found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def checking(count: int) -> None:
    """Check a large file in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.csv")
        with file.open("w") as opened:
            opened.write("appointment,type,id,note\n")
            opened.writelines(f"{n % 90_000 + 1},list,{n + 1},note {n}\n" for n in range(count - 2))
            opened.write("1,list,1,again\n2,lists,1,wrong\n")
        done = subprocess.run([sys.executable, "-c", CHECK, str(file)], capture_output=True, text=True, check=True)
    found, seconds, peak = map(float, done.stdout.split())
    speed = f"{seconds:.1f} s, {count / seconds:,.0f} rows/s"
    print(f"\ncheck of {count:,} rows: {speed}, peak {peak:.0f} MB (goal: < 200 MB), {found:.0f} problems", flush=True)


# The peers do the same job on a server that refuses now and then. Each function is what a user writes for it.


def plain_loop(omneo: Omneo, work: list[dict[str, Any]]) -> int:
    done = 0
    for row in work:
        try:
            omneo.appointments.link(row["appointment"], row["type"], row["id"])
            done += 1
        except OmneoError:
            pass
    return done


def threads(omneo: Omneo, work: list[dict[str, Any]]) -> int:
    def one(row: dict[str, Any]) -> bool:
        try:
            omneo.appointments.link(row["appointment"], row["type"], row["id"])
        except OmneoError:
            return False
        return True

    with ThreadPoolExecutor(32) as pool:
        return sum(pool.map(one, work))


def semaphore(omneo: Omneo, work: list[dict[str, Any]]) -> int:
    async def main() -> int:
        gate = asyncio.Semaphore(32)

        async def one(row: dict[str, Any]) -> bool:
            async with gate:
                try:
                    await client.appointments.link(row["appointment"], row["type"], row["id"])
                except OmneoError:
                    return False
                return True

        async with AsyncOmneo(base_url=omneo._config.base_url, token=omneo._config.token) as client:  # type: ignore[arg-type]
            return sum(await asyncio.gather(*map(one, work)))

    return asyncio.run(main())


def by_bulk(omneo: Omneo, work: list[dict[str, Any]]) -> int:
    return sum(outcome.status == "SUCCESS" for outcome in bulk.run(omneo, work))


def peers(count: int) -> None:
    """The same rows, the same server: 200 a second and one request in twenty fails."""
    print(f"\n{count:,} rows on a server with 200/s and 5 % faults")
    print(f"  {'':24}{'seconds':>9}{'rows lost':>11}{'requests':>10}{'lines of user code':>20}")
    for name, work in {
        "plain loop": plain_loop,
        "32 threads": threads,
        "asyncio.Semaphore(32)": semaphore,
        "bulk.run": by_bulk,
    }.items():
        with sandbox("--rate-limit", "200/s", "--faults", "5%", "--seed", "1") as where, Omneo(**where) as omneo:
            started = time.perf_counter()
            done = work(omneo, list(rows(count)))
            seconds = time.perf_counter() - started
            received = json.load(urlopen(where["base_url"].replace("/api", "/_sandbox/state")))["requests"]  # noqa: S310
            lines = sum(1 for line in inspect.getsource(work).splitlines()[1:] if line.strip())
            print(f"  {name:24}{seconds:9.1f}{count - done:11,}{received:10,}{lines:20}")


def main() -> None:
    calls.without_msgspec()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("parts", nargs="*", choices=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}; all of them by default")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        PARTS[part](options.quick)


PARTS: dict[str, Callable[[bool], None]] = {
    "cost": lambda quick: cost(1_000 if quick else 5_000, 3),
    "growth": lambda quick: growth(FILES[:2] if quick else FILES),
    "check": lambda quick: checking(100_000 if quick else 1_000_000),
    "peers": lambda quick: peers(500 if quick else 4_000),
    "pace": lambda quick: pace.table(pace.PHASE / 8 if quick else pace.PHASE),
}

if __name__ == "__main__":
    main()
