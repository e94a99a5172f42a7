"""How well a job finds a hidden limit: `python -m benchmarks.pace [SECONDS]`, each phase so long.

Each job and each server has a process of its own. One job alone: `python -m benchmarks.pace threads|tasks KIND RETRY_AFTER PHASE
LIMIT...`.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from urllib.request import urlopen

from omneo_appointments import AsyncOmneo, Omneo, bulk

from benchmarks.limiters import KINDS

LIMITS = ("60", "20", "60")  # requests per second, one phase each
PHASE = 120.0  # seconds
PER_SECOND = tuple(kind for kind in KINDS if "Laravel" not in kind)


@contextmanager
def limited(*arguments: str) -> Iterator[str]:
    """The address of a server with a hidden limit."""
    command = [sys.executable, "-m", "benchmarks.limited", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"  # type: ignore[union-attr]
        finally:
            process.terminate()


def rows(count: int, appointments: int = 1000) -> Iterator[dict[str, Any]]:
    return ({"appointment": n % appointments + 1, "type": "list", "id": n + 1} for n in range(count))


def by_threads(base: str, count: int, seconds: float) -> None:
    with Omneo(base_url=base, token="fake-token") as omneo, bulk.run(omneo, rows(count)) as job:  # noqa: S106
        next(job)
        timer = threading.Timer(seconds, job.stop)
        timer.start()
        with suppress(bulk.BulkStoppedError):
            for _ in job:
                pass
        timer.cancel()


async def by_tasks(base: str, count: int, seconds: float) -> None:
    async with AsyncOmneo(base_url=base, token="fake-token") as omneo, bulk.run(omneo, rows(count)) as job:  # noqa: S106
        await anext(job)
        asyncio.get_running_loop().call_later(seconds, job.stop)
        with suppress(bulk.BulkStoppedError):
            async for _ in job:
                pass


def run(how: str, kind: str, retry_after: str, phase: str, *limits: str) -> None:
    """One job; prints what the server counted."""
    seconds, laravel = float(phase) * len(limits), kind not in PER_SECOND
    count = int(sum(map(int, limits)) * float(phase) / (60 if laravel else 1)) + 2000
    with limited(kind, retry_after, phase, *limits) as base:
        if how == "threads":
            by_threads(base, count, seconds)
        else:
            asyncio.run(by_tasks(base, count, seconds))
        print(urlopen(f"{base}/counts").read().decode())  # noqa: S310


def line(how: str, kind: str, retry_after: str, *rest: str) -> str:
    """The same in a process of its own, as a line of the table."""
    command = [sys.executable, "-m", "benchmarks.pace", how, kind, retry_after, *rest]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(told)
    used, sent = found["accepted"], found["accepted"] + found["refused"]
    asks = "until the reset" if kind not in PER_SECOND else {"0": "none", "1": "1 s"}[retry_after]
    return (
        f"  {kind:20}{asks:17}{how:9}{used / (found['allowed'] - found['silent']):7.1%}{used / found['allowed']:10.1%}"
        f"{found['refused'] / sent:8.2%}{found['early']:7}"
    )


def table(phase: float) -> None:
    print(f"\npace against a hidden limit: {', '.join(f'{limit}/s' for limit in LIMITS)}, {phase:.0f} s each")
    print("  (goal: >= 90 % of what was allowed is used, < 2 % of requests are 429, none earlier than asked)")
    print(f"  {'limiter':20}{'Retry-After':17}{'client':9}{'used':>7}{'with 429':>10}{'429':>8}{'early':>7}")
    each = [(kind, asks) for kind in PER_SECOND for asks in ("0", "1")]
    jobs = [("threads", *one, f"{phase}", *LIMITS) for one in each] + [("tasks", *one, f"{phase}", *LIMITS) for one in each]
    jobs.append(("threads", "Laravel's throttle", "0", f"{max(120.0, phase * len(LIMITS))}", "1000"))
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        for text in pool.map(lambda arguments: line(*arguments), jobs):
            print(text, flush=True)
    print("  used: without the seconds for which a 429 asked to wait; with 429: of all seconds; Laravel's: 1000 a minute")
    print(f"  load of the machine afterwards: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        run(*sys.argv[1:])
    else:
        table(float(sys.argv[1]) if len(sys.argv) > 1 else PHASE)
