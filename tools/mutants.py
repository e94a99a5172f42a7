"""Break each rule of the client in turn and see whether a contract vector turns red: `python -m tools.mutants [WORD ...]`.

The vectors are the only test. `mutants.toml` lists the faults: one line of the client, or a few, and what stands there instead. With
words, only the mutants whose rule contains one of them are tried.

Each mutant ends as one of
    noticed   a vector turned red
    survived  all vectors are green
    crashed   the client does not import, or fails in the plainest case of all: no rule was tested
    hung      the vectors did not end within the time limit
Exit status 1: fewer than 95 % were noticed, one survived without a stated reason, one with a reason was noticed, or one crashed or hung.

It does not find faults by itself: what the list does not break is not tried.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.sync import ROOT

PACKAGE = "overrides/omneo_appointments"
TABLE = "tools/mutants.toml"
TIMEOUT = 240  # seconds for one mutant, of which most need five
GOAL = 0.95
AT_ONCE = 2


@dataclass(frozen=True)
class Mutant:
    """One fault. survives: why no vector can notice it, "" where one must."""

    rule: str
    file: str
    old: str
    new: str
    survives: str = ""


def table(root: Path = ROOT) -> list[Mutant]:
    """Every mutant. Exits with one line for each whose code does not stand there exactly once, or that changes nothing."""
    mutants = [Mutant(**entry) for entry in tomllib.loads((root / TABLE).read_text(encoding="utf-8"))["mutant"]]
    wrong = []
    for mutant in mutants:
        path = root / PACKAGE / mutant.file
        found = path.read_text(encoding="utf-8").count(mutant.old) if path.is_file() else 0
        if found != 1:
            wrong.append(f"{mutant.rule}: {mutant.file} has the code to break {found} times, not once: {json.dumps(mutant.old)}")
    wrong += [f"{rule}: two mutants have this name" for rule, count in Counter(one.rule for one in mutants).items() if count > 1]
    if wrong:
        sys.exit("\n".join(wrong))
    return mutants


def verdict(mutant: Mutant | None, root: Path = ROOT, timeout: float = TIMEOUT) -> tuple[str, str]:
    """What becomes of a mutant, None for the client as it is, and how it was noticed."""
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(shutil.copytree(root / PACKAGE, Path(scratch, "omneo_appointments")))
        if mutant:
            text = (package / mutant.file).read_text(encoding="utf-8").replace(mutant.old, mutant.new)
            (package / mutant.file).write_text(text, encoding="utf-8")
        paths = [scratch, str(root / "generated"), str(root / "spec/vectors"), str(root)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "tools.mutants", "--first-complaint", scratch]
        try:
            done = subprocess.run(
                command, cwd=scratch, env=environment, capture_output=True, text=True, timeout=timeout, check=False
            )
        except subprocess.TimeoutExpired:
            return "hung", ""
    if done.returncode:
        return "crashed", (done.stderr.strip().splitlines() or ["nothing on standard error"])[-1]
    return ("noticed", done.stdout.strip()) if done.stdout.strip() else ("survived", "")


def first_complaint(folder: str) -> str:
    """How the vectors first complain of the package in a folder; "" if they do not. Raises if the plainest case crashes."""
    sys.modules["msgspec"] = None  # type: ignore[assignment]  # the rules of JSON that are broken are those of our own parser
    import judge
    import omneo_appointments
    from cases import cases
    from reference_server import serving

    if not str(omneo_appointments.__file__).startswith(folder):
        raise RuntimeError(f"{omneo_appointments.__file__} was imported, not the mutant in {folder}")
    with serving() as server, asyncio.Runner() as runner:
        listed = cases()
        outcomes: dict[str, list[Any]] = {}
        for name, ask in clients(runner):
            for case in listed:
                session = server.session(case.script)
                outcome = ask(judge.task(case, session))
                outcomes.setdefault(name, []).append(outcome)
                if case is listed[0] and "untyped" in json.dumps(outcome):
                    raise RuntimeError(f"{case.name}: {json.dumps(outcome)}")
                if found := judge.complaints(case, outcome, session):
                    return f"{case.name}: {found[0]}"
        return next((line for told in outcomes.values() for line in judge.without_jitter(listed, told)), "")


def clients(runner: asyncio.Runner) -> Iterator[tuple[str, Callable[[dict[str, Any]], Any]]]:
    """Both Python clients: what each makes of a task."""
    from cases import TOKEN

    from tests.parity import python_runner

    yield "sync", lambda task: json.loads(json.dumps(python_runner.run_sync(task, TOKEN)))
    yield "async", lambda task: json.loads(json.dumps(runner.run(python_runner.run_async(task, TOKEN))))


def judged(mutants: list[Mutant]) -> Iterator[tuple[Mutant, str, str]]:
    """Each mutant with its verdict, in the order of the table."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutant, (word, how) in zip(mutants, pool.map(verdict, mutants), strict=True):
            yield mutant, word, how


def main(words: list[str]) -> int:
    if words[:1] == ["--first-complaint"]:
        print(first_complaint(words[1]))
        return 0
    mutants = [mutant for mutant in table() if not words or any(word in mutant.rule for word in words)]
    word, how = verdict(None)
    if word != "survived":
        sys.exit(f"the vectors are red before anything is broken: {word}: {how}")
    counts: Counter[str] = Counter()
    unexpected = 0
    for number, (mutant, word, how) in enumerate(judged(mutants), 1):
        counts[word] += 1
        expected = "survived" if mutant.survives else "noticed"
        unexpected += word != expected
        print(f"{number:3}/{len(mutants)}  {word:>8}  {mutant.rule}{remark(mutant, word, how)}", flush=True)
    share = counts["noticed"] / max(1, len(mutants))
    print(f"{len(mutants)} mutants: " + ", ".join(f"{counts[each]} {each}" for each in ("noticed", "survived", "crashed", "hung")))
    print(f"{share:.1%} noticed by the vectors, {GOAL:.0%} wanted; {unexpected} not as the table expects")
    return 1 if share < GOAL or unexpected else 0


def remark(mutant: Mutant, word: str, how: str) -> str:
    """What a line says besides the verdict: the reason of an expected survivor, how a crash came, what is unexpected."""
    if word == "survived" and mutant.survives:
        return f" ({mutant.survives})"
    if word == "noticed" and mutant.survives:
        return f" (but the table says that it survives; {how})"
    return "" if word == "noticed" else f" {how}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
