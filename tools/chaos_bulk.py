"""Kill a job of bulk again and again: part of `make chaos`, or `python -m tools.chaos_bulk --kills 200 --rows 2000`.

Kill the command at random moments of a job against a sandbox with faults, start it again each time, and compare the end
with a job that nothing happened to.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from attrs import define, field
from omneo_appointments.sandbox import Running, Sandbox, serve

FAULTS = 0.2  # of the requests: 503, 429 with Retry-After, resets before and after the commit, cut answers and others
CONCURRENCY = 8
APPOINTMENTS = 100
LIVES_TO_FINISH = 20  # each may stop by itself, for instance since many rows failed alike in a row
FINISHED = (0, 1)  # exit codes: all done, or some rows failed


Operation: TypeAlias = tuple[str, int, str]  # action, appointment, id


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
    """One `bulk` command on a file, started as often as it takes.

    once: the operations that the file has once, however often it repeats them. lost: for each life, how many operations the server
    had answered and the journal had not at its end. again: those of `once` that were sent although the journal had them.
    """

    running: Running
    folder: Path
    once: set[Operation] = field(factory=set)
    lives: int = 0
    lost: list[int] = field(factory=list)
    again: set[Operation] = field(factory=set)
    _journaled: set[Operation] = field(factory=set)
    _seen: int = 0

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
        for _ in range(LIVES_TO_FINISH):
            process = self.start(heard=True)
            out, err = process.communicate()
            self.note()
            if process.returncode in FINISHED:
                return [json.loads(line) for line in out.splitlines()]
            if "Traceback" in err:
                raise AssertionError(err)
        raise AssertionError(f"not finished after {LIVES_TO_FINISH} starts that nobody killed: {out[-500:]}{err}")

    def note(self) -> None:
        """Compare what this life sent with the journal that it left: at most what was in flight may be missing there."""
        requests = self.running.requests()[self._seen :]
        self._seen += len(requests)
        sent = {operation(one.path, one.body) for one in requests}
        answered = {operation(one.path, one.body) for one in requests if (one.status or 500) < 300 and not one.fault}
        self.again |= sent & self._journaled & self.once
        self._journaled = self.journaled()
        self.lost.append(len(answered - self._journaled))

    def journaled(self) -> set[Operation]:
        """What the journal says was done; of a copy, since to read it would repair it."""
        with tempfile.TemporaryDirectory() as copy:
            for part in self.folder.glob("rows.csv.journal*"):
                shutil.copy(part, copy)
            with closing(sqlite3.connect(Path(copy, "rows.csv.journal"))) as journal:
                try:
                    return set(journal.execute("SELECT action, appointment, id FROM operation WHERE turn > 0"))
                except sqlite3.OperationalError:  # it was killed before there was a table
                    return set()


def operation(path: str, body: str) -> Operation:
    *_, appointment, verb = path.split("/")
    return verb, int(appointment), json.loads(body)["id"]


def operations_once(lines: str) -> set[Operation]:
    """The operations on records that only one action is asked for."""
    found = {(action, int(appointment), target) for appointment, _, target, action in csv.reader(lines.splitlines()[1:])}
    records = Counter((appointment, target) for _, appointment, target in found)
    return {one for one in found if records[one[1:]] == 1}


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
        place = Sandbox(appointments=range(1, APPOINTMENTS + 1), fault_rate=FAULTS, seed=seed)
        place.requests = deque()  # all of them, not only the last
        with serve(place) as running:
            Path(stormy, "rows.csv").write_text(lines)
            job = Job(running, Path(stormy), operations_once(lines))
            killed = 0
            for number in range(kills):
                killed += job.kill_after(chance.randint(1, max(2, 3 * count // kills)), chance.random() * 0.05)
                if number % 20 == 19:
                    say(f"{killed} kills, {running.sandbox.received} requests, {len(links(running))} links")
            told = statuses(job.finish())
            found, faults = links(running), running.sandbox.faults.report()["at_random"]
    say(f"{killed} kills of {job.lives} starts; faults met: {dict(sorted(faults.items()))}")
    say(f"answered and not in the journal at a kill, most: {max(job.lost)}; in all: {sum(job.lost)}")
    checks = {
        "the sandbox's state differs from that of a job that nothing happened to": found == end,
        "a row has another outcome": told == expected,
        "the journal lacks more than was in flight at a kill": max(job.lost) <= CONCURRENCY,
        "the journal lacks something after the end": job.lost[-1] == 0,
        "something was sent again that the journal had": not job.again,
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
