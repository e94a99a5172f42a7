"""Runs the vectors against one or more clients and compares them. Python's standard library only.

    python judge.py python="python runner.py" go="go run ./runner"

Each argument is a name and the command of a runner. README.md says what a runner reads and prints. The judge prints the cases that
failed, and a summary for each file. Exit status 1: a client differs from the vectors or from another client, or a runner failed.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import urlsplit

from cases import FILES, RETRY, TOKEN, Case, Json, cases
from reference_server import Recorded, ReferenceServer, Session, serving

OUTCOMES = ("success", "refusal", "error", "not_applicable")
LONGEST_LINE = 600  # characters of one complaint
LAST_LINES = 20  # of what a runner that failed wrote to standard error; a traceback's reason may stand at its head
TIMEOUT = 300.0  # seconds for a whole runner
LATEST = 5.0  # seconds in which the server has read what a client sent before it gave up
SLACK = 0.001  # seconds; a client may count in milliseconds
ENOUGH_FOR_JITTER = 5  # waits between the same bounds that cannot all be equal


class RunnerError(Exception):
    """A runner that gave no outcomes; its text is one line. What it wrote to standard error is printed below."""


# One case ---------------------------------------------------------------------------------------------------------------------


def task(case: Case, session: Session) -> Json:
    """What a runner reads of a case."""
    return {
        "name": case.name,
        "operation": case.operation,
        "arguments": case.arguments,
        "base_url": session.base_url,
        "max_retries": case.max_retries,
        "timeout": case.timeout,
        "kept": case.kept,
    }


def complaints(case: Case, outcome: object, session: Session) -> list[str]:
    """How an outcome and the recorded requests differ from what the vectors say; empty when they do not."""
    if not isinstance(outcome, dict) or sum(key in outcome for key in OUTCOMES) != 1:
        return [f"expected an object with one of {', '.join(OUTCOMES)}, got {short(outcome)}"]
    if "not_applicable" in outcome:
        return not_applicable(case, session.requests)
    found = []
    told = {key: value for key, value in outcome.items() if key != "waits"}
    if not any(agrees(wanted, told) for wanted in case.outcomes):
        found.append(f"expected {' or '.join(map(short, case.outcomes))}, got {short(told)}")
    if case.timeout is not None:
        session.wait_for_requests(case.requests, LATEST)
    if len(session.requests) != case.requests:
        found.append(f"expected {case.requests} request(s), got {len(session.requests)}")
    for number, sent in enumerate(session.requests, 1):
        found += [f"request {number}: {line}" for line in request_complaints(case.request, sent, session.base_url)]
    if case.timeout is not None and session.patience > case.timeout:
        found.append(f"with a timeout of {case.timeout:g} s the client still waited after {session.patience:g} s")
    return found + wait_complaints(case, outcome.get("waits", []))


def not_applicable(case: Case, requests: list[Recorded]) -> list[str]:
    found = [] if case.dynamic else ["not_applicable is for cases with `dynamic` alone"]
    return found + ([f"not_applicable, but {len(requests)} request(s) came"] if requests else [])


def agrees(wanted: Json, told: Json) -> bool:
    """Whether an outcome is the wanted one. What a case leaves open, a pointer or the allowed values, is not compared."""
    ((key, facts),) = wanted.items()
    if set(told) != {key} or not isinstance(told[key], dict):
        return False
    got = {name: value for name, value in told[key].items() if name in facts or name not in ("pointer", "allowed")}
    if isinstance(facts.get("retry_after"), list):
        lowest, highest = facts["retry_after"]
        seconds = got.get("retry_after")
        if not is_number(seconds) or not lowest <= seconds <= highest:
            return False
        got["retry_after"] = facts["retry_after"]
    return same(facts, got)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: numbers by value, 1 as 1.0, but never a boolean and a number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if is_number(one) and is_number(other):
        return bool(one == other)
    return type(one) is type(other) and bool(one == other)


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def request_complaints(wanted: Json, sent: Recorded, base_url: str) -> list[str]:
    """How one recorded request differs: its method, path and body, and the headers that matter."""
    body = base64.b64decode(sent["body"])
    found = [
        f"expected {name} {short(wanted[name])}, got {short(got)}"
        for name, got in (("method", sent["method"]), ("path", sent["path"]), ("body", text(body)))
        if wanted[name] != got
    ]
    given = defaultdict(list)
    for name, value in sent["headers"]:
        given[name.lower()].append(value)
    for name, values in headers(wanted, body, base_url).items():
        if given[name] != values:
            found.append(f"expected {name} {json.dumps(values)}, got {json.dumps(given[name])}")
    elsewhere = [name for name, value in sent["headers"] if TOKEN in value and name.lower() != "authorization"]
    return found + [f"the token is in {name} as well" for name in elsewhere]


def headers(wanted: Json, body: bytes, base_url: str) -> dict[str, list[str]]:
    """The headers that matter, by their names in lower case: every value that each of them must have."""
    fixed = {name.lower(): [value.replace("{token}", TOKEN)] for name, value in FILES["requests"]["headers"].items()}
    none: dict[str, list[str]] = {"cookie": [], "transfer-encoding": []}
    length: dict[str, list[str]] = {"content-length": [str(len(body))]} if wanted["body"] else {"content-type": []}
    return fixed | none | {"host": [urlsplit(base_url).netloc]} | length


def wait_complaints(case: Case, waits: object) -> list[str]:
    """How the waits between tries differ: their number, and each one's bounds."""
    if not isinstance(waits, list) or not all(map(is_number, waits)):
        return [f"expected waits as an array of seconds, got {short(waits)}"]
    if len(waits) != len(case.asked):
        return [f"expected {len(case.asked)} wait(s), got {short(waits)}"]
    found = []
    for number, (asked, wait) in enumerate(zip(case.asked, waits, strict=True)):
        lowest, highest = bounds(number, asked)
        if not lowest - SLACK <= wait <= highest + SLACK:
            found.append(f"wait {number + 1}: expected {lowest:g} to {highest:g} s, got {wait:g} s")
    return found


def bounds(number: int, asked: float | list[float] | None) -> tuple[float, float]:
    """The shortest and the longest wait before a retry; number: 0 for the first. asked: see Case."""
    if asked is None:
        rule = RETRY["backoff"]
        shortest = min(rule["longest"], rule["first"] * rule["factor"] ** number)
        return shortest, shortest + rule["jitter"]
    lowest, highest = asked if isinstance(asked, list) else (asked, asked)
    rule = RETRY["retry_after"]
    return lowest, highest + rule["jitter"] + highest * rule["jitter_share"]


def without_jitter(listed: list[Case], outcomes: list[Any]) -> list[str]:
    """The waits that are the same in every case although they have room to differ."""
    groups = defaultdict(list)
    for case, outcome in zip(listed, outcomes, strict=True):
        waits = outcome.get("waits", []) if isinstance(outcome, dict) else []
        for number, (asked, wait) in enumerate(zip(case.asked, waits if isinstance(waits, list) else [], strict=False)):
            groups[bounds(number, asked)].append(wait)
    return [
        f"all {len(waits)} waits of {lowest:g} to {highest:g} s are {waits[0]} s: there is no jitter"
        for (lowest, highest), waits in groups.items()
        if len(waits) >= ENOUGH_FOR_JITTER and all(same(wait, waits[0]) for wait in waits)
    ]


def text(body: bytes) -> str:
    return body.decode("utf-8", "backslashreplace")


def short(value: object) -> str:
    shown = json.dumps(value)
    return shown if len(shown) <= LONGEST_LINE else f"{shown[:LONGEST_LINE]}..."


# A whole runner ---------------------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """What one client did. failure: why there are no outcomes, "" where there are."""

    sessions: list[Session]
    outcomes: list[Any] = field(default_factory=list)
    failure: str = ""


def run(command: str, listed: list[Case], server: ReferenceServer, timeout: float = TIMEOUT) -> Run:
    """The outcomes that a runner prints, in the order of the cases."""
    done = Run([server.session(case.script) for case in listed])
    tasks = [task(case, session) for case, session in zip(listed, done.sessions, strict=True)]
    with tempfile.TemporaryFile() as stderr:
        try:
            printed = printed_by(command, json.dumps({"token": TOKEN, "cases": tasks}), timeout, stderr)
            done.outcomes = parsed(printed, len(listed))
        except RunnerError as error:
            reached = [case.name for case, session in zip(listed, done.sessions, strict=True) if session.requests]
            head = f"{error}; the last case that sent a request: {reached[-1] if reached else 'none'}"
            done.failure = "\n    ".join([head, *last_lines(stderr)])
    return done


def last_lines(file: IO[bytes]) -> list[str]:
    """The last lines of a file that are not blank, cut where they are too long."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - LAST_LINES * LONGEST_LINE))
    lines = [line.rstrip()[:LONGEST_LINE] for line in file.read().decode("utf-8", "replace").splitlines()]
    return [line for line in lines if line][-LAST_LINES:]


def printed_by(command: str, given: str, timeout: float, stderr: IO[bytes]) -> str:
    """The standard output of a command. Its process group ends with it, so that nothing that it started stays."""
    try:
        arguments = shlex.split(command)
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
        )
    except (OSError, ValueError, IndexError) as error:
        raise RunnerError(f"cannot run {command!r}: {error}") from None
    try:
        out, _ = process.communicate(given.encode(), timeout)
    except subprocess.TimeoutExpired:
        raise RunnerError(f"did not end within {timeout:g} s") from None
    finally:
        end(process)
    if process.returncode:
        raise RunnerError(f"exit status {process.returncode}")
    return out.decode("utf-8", "replace")


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of a runner."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):  # it has ended, or this system has no process groups
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def parsed(printed: str, number: int) -> list[Any]:
    try:
        outcomes = json.loads(printed)
    except (ValueError, RecursionError) as error:
        raise RunnerError(f"printed no JSON ({error}): {short(printed[:100])}") from None
    if not isinstance(outcomes, list) or len(outcomes) != number:
        got = f"{len(outcomes)} outcomes" if isinstance(outcomes, list) else short(outcomes)[:100]
        raise RunnerError(f"expected an array of {number} outcomes, got {got}")
    return outcomes


# Several runners --------------------------------------------------------------------------------------------------------------


def judge(runners: dict[str, str], listed: list[Case], timeout: float = TIMEOUT) -> int:
    """Print what failed and a summary. Returns how much did: cases in which a client is wrong or clients differ, failed runners."""
    runs: dict[str, Run] = {}
    with serving() as server:
        for name, command in runners.items():
            print(f"running {len(listed)} cases with {name} ...", flush=True)
            runs[name] = run(command, listed, server, timeout)
    failed = {name: done.failure for name, done in runs.items() if done.failure}
    bad = len(failed) + compare(listed, {name: done for name, done in runs.items() if not done.failure})
    print("".join(f"{name} FAILED: {failure}\n" for name, failure in failed.items()), end="")
    return bad


def compare(listed: list[Case], runs: dict[str, Run]) -> int:
    """Print each case that is bad, and a summary, and return how many are bad."""
    if not runs:
        return 0
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))  # of each file, and each column
    bad, compared = 0, 0
    for index, case in enumerate(listed):
        told = {name: complaints(case, done.outcomes[index], done.sessions[index]) for name, done in runs.items()}
        sent = [wire(done.sessions[index].requests) for done in runs.values() if not skipped(done.outcomes[index])]
        verdict = "FAILED" if any(told.values()) else agreement(case, sent)
        compared += sum(map(len, sent))
        if verdict in ("FAILED", "DIFFER"):
            bad += 1
            print(f"\n{case.name}: {verdict}")
            print("".join(f"    {name}: {line}\n" for name, lines in told.items() for line in lines), end="")
        columns = {name: mark(told[name], done.outcomes[index]) for name, done in runs.items()}
        for column, word in (columns | ({"verdict": verdict} if len(runs) > 1 else {})).items():
            counts[case.name.partition(":")[0]][column][word] += 1
    for name, done in runs.items():
        unsteady = without_jitter(listed, done.outcomes)
        print("".join(f"\n{name} FAILED: {line}\n" for line in unsteady), end="")
        bad += len(unsteady)
        print_skipped(name, listed, done)
    print_summary(counts)
    print(f"\n{len(listed)} cases, {len(runs)} client(s), {compared} bytes of requests compared: {bad} bad")
    return bad


def print_summary(counts: dict[str, dict[str, Counter[str]]]) -> None:
    """Print a line for each file: how many cases passed, failed or were not applicable, client by client."""
    rows = [["file", *next(iter(counts.values()))]]
    for file, columns in counts.items():
        rows.append([file, *(", ".join(f"{number} {word}" for word, number in found.most_common()) for found in columns.values())])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print("\n" + "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows))


def mark(lines: list[str], outcome: object) -> str:
    return "FAILED" if lines else "n/a" if skipped(outcome) else "ok"


def skipped(outcome: object) -> bool:
    return isinstance(outcome, dict) and "not_applicable" in outcome


def agreement(case: Case, sent: list[bytes]) -> str:
    """What a case that nobody failed says of several clients: with one outcome allowed, passing it is telling the same."""
    if any(one != sent[0] for one in sent):
        return "DIFFER"
    return "same" if len(case.outcomes) == 1 else "either"


def print_skipped(name: str, listed: list[Case], done: Run) -> None:
    reasons = {case.name: outcome for case, outcome in zip(listed, done.outcomes, strict=True) if skipped(outcome)}
    if reasons:
        print(f"\n{name}: not applicable in {len(reasons)} cases")
    for case, outcome in reasons.items():
        print(f"    {case}: {short(outcome['not_applicable'])}")


def wire(requests: list[Recorded]) -> bytes:
    """What a case sent, as one text: method, path and body of each request, and the headers that matter."""
    lines = []
    for sent in requests:
        given = {name.lower(): value for name, value in sent["headers"]}
        shown = "\n".join(f"{name.lower()}: {given.get(name.lower())}" for name in FILES["requests"]["headers"])
        lines.append(f"{sent['method']} {sent['path']}\n{shown}\n\n{text(base64.b64decode(sent['body']))}")
    return "\n".join(lines).encode()


def chosen(listed: list[Case], patterns: list[str]) -> list[Case]:
    """The cases of the files, or with the texts in their names, that the patterns state; all where there is none."""
    files = {f"{kind}{end}": f"^{kind}: " for kind in FILES for end in ("", ".json")}
    found = [files.get(pattern) or ".*".join(map(re.escape, pattern.split("*"))) for pattern in patterns]
    return [case for case in listed if not found or any(re.search(one, case.name, re.IGNORECASE) for one in found)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runner", nargs="+", help="a name, `=` and a command, such as go='go run ./runner'")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, metavar="SECONDS", help="for each runner (default: %(default)g)")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PATTERN",
        help="run a file, such as requests.json, or the cases with this in their names (* is anything); may be repeated",
    )
    options = parser.parse_args(arguments)
    listed = chosen(cases(), options.only)
    if not listed:
        parser.error(f"no case has {' or '.join(map(repr, options.only))} in its name; a name is such as {cases()[0].name!r}")
    runners: dict[str, str] = {}
    for given in options.runner:
        name, sign, command = given.partition("=")
        if not (sign and name and command.strip()):
            parser.error(f"expected a name, `=` and a command, got {given!r}")
        if name in runners:
            parser.error(f"two runners have the name {name!r}")
        runners[name] = command
    return 1 if judge(runners, listed, options.timeout) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
