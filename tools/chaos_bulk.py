"""Kill a job of bulk again and again: part of `make chaos`, or `python -m tools.chaos_bulk --kills 200 --rows 2000`.

Kill the command at random moments of a job against a sandbox with faults, start it again each time, and compare the end
with a job that nothing happened to.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import define, field
from omneo_appointments.sandbox import Running, Sandbox, serve

FAULTS = 0.2  # of the requests: 503, 429 with Retry-After, resets before and after the commit, cut answers and others
CONCURRENCY = 8
APPOINTMENTS = 100
FINISHED = (0, 1)  # exit codes: all done, or some rows failed


def rows(count: int, seed: int) -> list[str]:
    """Lines of CSV: links, unlinks of what was linked before, repetitions, and a few that must fail."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    lines = ["appointment,type,id,action"]
    linked: list[str] = []
    for number in range(count):
        appointment = chance.randint(1, APPOINTMENTS)
        if linked and chance.random() < 0.15:
            lines.append(f"{chance.choice(linked)},unlink")
        elif linked and chance.random() < 0.05:
            lines.append(f"{chance.choice(linked)},link")
        elif chance.random() < 0.02:
            lines.append(f"{APPOINTMENTS + 1 + number},list,1,link")
        else:
            linked.append(f"{appointment},list,{number + 1}")
            lines.append(f"{linked[-1]},link")
    return lines


@define
class Job:
    """One `bulk` command on a file, started as often as it takes."""

    running: Running
    folder: Path
    lives: int = 0
    repeats: list[int] = field(factory=list)
    _answered: Counter[str] = field(factory=Counter)

    def start(self, *, heard: bool) -> subprocess.Popen[str]:
        """Start it once more.

        heard: whether somebody reads what it prints; a pipe that nobody reads would stop it.
        """
        self.lives += 1
        where = subprocess.PIPE if heard else subprocess.DEVNULL
        command = [sys.executable, "-m", "omneo_appointments", "bulk", "rows.csv", "--json", "--rate", "2000"]
        environment = {**os.environ, "OMNEO_BASE_URL": self.running.base_url, "OMNEO_TOKEN": self.running.token}
        return subprocess.Popen(
            [*command, "--concurrency", str(CONCURRENCY)],
            cwd=self.folder, env=environment, stdout=where, stderr=where, text=True,
        )  # fmt: skip

    def kill_after(self, requests: int, seconds: float) -> bool:
        """Start, let it send so many requests, wait a moment, kill it. False if it ended before that."""
        before = self.running.sandbox.received
        process = self.start(heard=False)
        while self.running.sandbox.received < before + requests and process.poll() is None:
            time.sleep(0.002)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.note()
        return process.returncode == -signal.SIGKILL

    def finish(self) -> list[dict[str, Any]]:
        """Start until it is done; what the last start told."""
        while True:
            process = self.start(heard=True)
            out, err = process.communicate()
            self.note()
            if process.returncode in FINISHED:
                return [json.loads(line) for line in out.splitlines()]
            if "Traceback" in err:
                raise AssertionError(err)

    def note(self) -> None:
        """Count what this life sent although an earlier one had its answer: at most what was in flight at the kill."""
        sent = Counter(f"{one.path} {one.body}" for one in self.running.requests() if (one.status or 500) < 300 and not one.fault)
        life = {operation: count - self._answered[operation] for operation, count in sent.items()}
        self.repeats.append(sum(1 for operation, count in life.items() if count and self._answered[operation]))
        self._answered = sent


def links(running: Running) -> set[tuple[str, str, str]]:
    return {(number, row["type"], str(row["target_id"])) for number, found in running.state()["links"].items() for row in found}


def statuses(told: list[dict[str, Any]]) -> dict[int, str]:
    return {one["line"]: one["status"] for one in told if "columns" in one}


def bulk(kills: int, count: int, seed: int, say: Callable[[str], None]) -> list[str]:
    """Kill a job of so many rows so many times; what is wrong in the end, nothing if all is well."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    lines = "\n".join(rows(count, seed)) + "\n"
    with tempfile.TemporaryDirectory() as calm, tempfile.TemporaryDirectory() as stormy:
        with serve(Sandbox(appointments=range(1, APPOINTMENTS + 1))) as quiet:
            Path(calm, "rows.csv").write_text(lines)
            expected, end = statuses(Job(quiet, Path(calm)).finish()), links(quiet)
        with serve(Sandbox(appointments=range(1, APPOINTMENTS + 1), fault_rate=FAULTS, seed=seed)) as running:
            Path(stormy, "rows.csv").write_text(lines)
            job = Job(running, Path(stormy))
            killed = 0
            for number in range(kills):
                killed += job.kill_after(chance.randint(1, max(2, 3 * count // kills)), chance.random() * 0.05)
                if number % 20 == 19:
                    say(f"{killed} kills, {running.sandbox.received} requests, {len(links(running))} links")
            told = statuses(job.finish())
            found, faults = links(running), running.sandbox.faults.report()["at_random"]
    # A repetition of a link between contradicting rows is not one of an answered request: these are counted on top.
    allowed = CONCURRENCY + lines.count(",unlink")
    say(f"{killed} kills of {job.lives} starts; faults met: {dict(sorted(faults.items()))}")
    say(f"repeated after a kill, most in one start: {max(job.repeats)}; in all: {sum(job.repeats)}")
    checks = {
        "the sandbox's state differs from that of a job that nothing happened to": found == end,
        "a row has another outcome": told == expected,
        "more was repeated than was in flight": max(job.repeats) <= allowed,
        "no kill hit a running job": killed > 0,
    }
    return [complaint for complaint, right in checks.items() if not right]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.chaos_bulk", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(2**31))  # noqa: S311 - no secret
    options = parser.parse_args(arguments)
    print(f"bulk: {options.kills} kills of {options.rows} rows, seed {options.seed}", flush=True)
    complaints = bulk(options.kills, options.rows, options.seed, lambda text: print(text, flush=True))
    print("\n".join(complaints) or "nothing lost, nothing wrong")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
